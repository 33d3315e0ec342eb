"""Making two records of one person one, and for a day two again (docs/rules.md: Somebody known twice)."""

from volunteering.actions.attendance.rosters import subject_of
from volunteering.actions.telling.telling import tell_one
from volunteering.actions.training.results import judge_anew
from volunteering.actions.volunteers.managed import Gone, NotOneself, manages
from volunteering.records import Records
from volunteering.rules.doubles import CountedTwice, Merge, is_longer
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.hours import Counted, Kind, entry_for
from volunteering.rules.journal import Did
from volunteering.rules.notices.doubles import MergedAway, RecordsMerged
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person, Standing


class Merged(Model):
    """The kept one has everything; the other one's name as it was, and the number to undo it by."""

    kept: Person
    gone: Person
    merge_id: int


class Parted(Model):
    """They are two again."""

    kept: Person
    gone: Person


class TooLate(Model):
    """What came from whom is forgotten, or it was undone already."""


class NewerFirst(Model):
    """Something was merged after that, which is to be undone first."""

    person: Person


async def find_mergeable(
    records: Records, actor: Actor | None, kept_id: int, gone_id: int
) -> tuple[Person, Person] | Unchanged | NotOneself | Gone | NotAllowed | None:
    """Two people of whom the actor may make one, or why not. Without an actor, it is nobody's to refuse.

    None: one of them is not there. Unchanged: it is one and the same.
    """
    kept, gone = await records.people.get(kept_id), await records.people.get(gone_id)
    if kept is None or gone is None:
        return None
    if not (await _administers(records, actor, kept) and await _administers(records, actor, gone)):
        return NotAllowed()
    if kept.id == gone.id:
        return Unchanged()
    if actor is not None and actor.id in {kept.id, gone.id}:
        return NotOneself()
    for person, is_kept in ((kept, True), (gone, False)):
        if not person.standing.is_known or (is_kept and person.standing is Standing.LEFT):
            return Gone(person=person)
    return kept, gone


async def merge(
    records: Records, actor: Actor | None, kept_id: int, gone_id: int, moment: Moment
) -> Merged | Unchanged | NotOneself | Gone | NotAllowed | None:
    """Make everything of the one the other's, and tell them; without an actor it came of their own contact.

    None: one of them is not there. Unchanged: it is one and the same.
    """
    allowed = await find_mergeable(records, actor, kept_id, gone_id)
    if not isinstance(allowed, tuple):
        return allowed
    await _hold(records, kept_id, gone_id)
    found = await find_mergeable(records, actor, kept_id, gone_id)  # as they are now that nobody else changes them
    if not isinstance(found, tuple):
        return found
    kept, gone = found
    by_id = actor.id if actor else None
    await records.offers.let_go_of(gone.id)  # told to somebody who is nobody any more: it is offered anew
    counted = await _count_once(records, kept, gone, by_id, moment)
    merge_id = await records.doubles.merge(kept, gone, counted, by_id=by_id, at=moment.now)
    await judge_anew(records, [kept.id], by_id, moment, sessions=1)
    records.journal.note(Did.RECORDS_MERGED, by_id=by_id, at=moment.now, person_id=kept.id, gone=gone.id)
    _tell(records, kept, gone, merge_id, by_id, moment)
    return Merged(kept=kept, gone=gone, merge_id=merge_id)


async def _hold(records: Records, kept_id: int, gone_id: int) -> None:
    """Both records, until the commit: the shifts before trainings and people, as whoever signs up or confirms does."""
    for shift_id in await records.doubles.unsettled(kept_id, gone_id):
        await records.activities.lock(shift_id)
    for activity_id in await records.training.passed_by_presence([kept_id, gone_id]):
        await records.training.get(activity_id)
    await records.people.hold(kept_id, gone_id)


def _tell(records: Records, kept: Person, gone: Person, merge_id: int, by_id: int | None, moment: Moment) -> None:
    if by_id is None and gone.standing is Standing.EXPECTED:
        return  # whoever shared their number sees on the screen what it led to
    notice = RecordsMerged(merge_id=merge_id)
    tell_one(records, kept.id, notice, notice.key(), moment)
    if kept.telegram_id is not None and gone.telegram_id is not None:
        away = MergedAway(merge_id=merge_id, kept_id=kept.id)
        tell_one(records, gone.id, away, away.key(), moment)


async def find_to_part(
    records: Records, actor: Actor, merge_id: int, moment: Moment
) -> tuple[Merge, Person, Person] | TooLate | NewerFirst | NotOneself | NotAllowed:
    """A merge that the actor may undo, with whose record was kept and whose became a part of it; or why not."""
    found = await records.doubles.merged(merge_id)
    if found is None:
        return TooLate()
    kept, gone = await records.people.get(found.kept_id), await records.people.get(found.gone_id)
    if kept is None or gone is None:
        return TooLate()
    if not (await _administers(records, actor, kept) and await _administers(records, actor, gone)):
        return NotAllowed()
    if actor.id == kept.id:
        return NotOneself()
    if not found.can_be_undone(moment.now):
        return TooLate()
    newest = await records.doubles.newest_of(kept.id)
    if kept.standing is Standing.MERGED or (newest is not None and newest.id != found.id):
        return NewerFirst(person=kept)
    return found, kept, gone


async def undo_merge(
    records: Records, actor: Actor, merge_id: int, moment: Moment
) -> Parted | TooLate | NewerFirst | NotOneself | NotAllowed:
    """Make them two again: each has what they had, with what became of it."""
    allowed = await find_to_part(records, actor, merge_id, moment)
    if not isinstance(allowed, tuple):
        return allowed
    earlier = allowed[0]
    await _hold(records, earlier.kept_id, earlier.gone_id)
    found = await find_to_part(records, actor, merge_id, moment)
    if not isinstance(found, tuple):
        return found
    undone, kept, gone = found
    both = await records.doubles.both_in(kept.id, gone.id)
    await records.doubles.undo(undone, moment.now)
    await _count_twice(records, undone, actor.id, moment)
    await judge_anew(records, [kept.id, gone.id], actor.id, moment, sessions=-1)
    await records.offers.let_go_of(gone.id)  # who may not have heard of it: it is offered anew
    for shift_id in both:
        await _make_room(records, shift_id, gone.id, moment)
    records.journal.note(Did.MERGE_UNDONE, by_id=actor.id, at=moment.now, person_id=undone.kept_id, gone=undone.gone_id)
    for person_id in (undone.kept_id, undone.gone_id):
        notice = RecordsMerged(merge_id=merge_id, undone=True)
        tell_one(records, person_id, notice, notice.key_undone(person_id), moment)
    again = await records.people.get(kept.id), await records.people.get(gone.id)
    return Parted(kept=again[0] or kept, gone=again[1] or gone)


async def _administers(records: Records, actor: Actor | None, person: Person) -> bool:
    """Whether the actor may; nobody is asked where somebody's own contact has found their record."""
    return actor is None or await manages(records, actor, person)


async def _count_once(
    records: Records, kept: Person, gone: Person, by_id: int | None, moment: Moment
) -> tuple[CountedTwice, ...]:
    """Where both are in the ledger for one shift, what was longer holds for the kept one, and nothing for the other."""
    twice: list[CountedTwice] = []
    for study in (False, True):
        for shift_id, mine, theirs in await records.doubles.counted_for_both(kept.id, gone.id, study=study):
            holds = theirs if is_longer(theirs, mine) else mine
            void = theirs.model_copy(update={"kind": Kind.VOID})
            now = await _set(records, shift_id, kept.id, holds, mine, by_id, moment, study=study)
            await _set(records, shift_id, gone.id, void, theirs, by_id, moment, study=study)
            twice.append(CountedTwice(shift_id=shift_id, kept=mine, gone=theirs, now=now, study=study))
    return tuple(twice)


async def _count_twice(records: Records, undone: Merge, by_id: int, moment: Moment) -> None:
    """What held for each before, unless the ledger has been corrected since."""
    for one in undone.counted_twice:
        mine = await records.doubles.counted(one.shift_id, undone.kept_id, study=one.study)
        if mine and (mine.kind, mine.minutes) == (one.now.kind, one.now.minutes):
            await _set(records, one.shift_id, undone.kept_id, one.kept, mine, by_id, moment, study=one.study)
        theirs = await records.doubles.counted(one.shift_id, undone.gone_id, study=one.study)
        if theirs and theirs.kind is Kind.VOID:
            await _set(records, one.shift_id, undone.gone_id, one.gone, theirs, by_id, moment, study=one.study)


async def _set(
    records: Records,
    shift_id: int,
    person_id: int,
    holds: Counted,
    earlier: Counted,
    by_id: int | None,
    moment: Moment,
    *,
    study: bool,
) -> Counted:
    """Have this hold in that ledger from now on, with a line that corrects the earlier one; what holds then."""
    found = await records.activities.shift(shift_id)
    if found is None:
        return earlier
    subject = subject_of(*found, person_id, moment.zone)
    entry = entry_for(subject, holds.kind, holds.minutes, earlier, by_id=by_id, at=moment.now)
    if entry is None:
        return earlier
    number = await (records.training if study else records.hours).append(entry)
    return Counted(entry_id=number, kind=entry.kind, minutes=entry.minutes)


async def _make_room(records: Records, shift_id: int, person_id: int, moment: Moment) -> None:
    """Whoever has a place again that somebody else got meanwhile waits for the next, in front; an offer is over."""
    facts = await records.sign_ups.facts(shift_id, person_id)
    if facts is None or facts.mine is None or not facts.capacity.is_overfull or facts.shift.has_begun(moment.now):
        return
    if facts.mine.is_offered:
        await records.offers.let_go(facts.mine.id)
    elif facts.mine.state is SignUpState.CONFIRMED:
        await records.sign_ups.set_state(facts.mine.id, SignUpState.WAITING, facts.mine.at)
