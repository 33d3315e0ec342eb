"""Whether people still come to a shift that is at another time or place (docs/rules.md: Changes need consent)."""

from datetime import datetime
from itertools import groupby

from volunteering.actions.signing_up.freed import give_to, leave_to_whoever_asks
from volunteering.actions.signing_up.late import beside_free_places
from volunteering.actions.signing_up.places import NotIn
from volunteering.actions.telling.telling import in_charge, tell, tell_one
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.moves import (
    ConfirmQuestion,
    Hindrance,
    hindrances,
    loses_place,
    question_about,
    told_at,
    urged_at,
)
from volunteering.rules.notices.signing_up import NotConfirmed, PlaceLapsed, PleaseConfirm, Why
from volunteering.rules.offering import goes_in_turn
from volunteering.rules.reminders import Expected
from volunteering.rules.signing_up import Begun, Facts, SignUp, SignUpState
from volunteering.rules.volunteers import Person


class MoveConfirmed(Model):
    """The person still comes, to so many shifts; the facts are those of before."""

    facts: Facts
    shifts: int


class NothingToConfirm(Model):
    """The person has a place, and has said that they come, or nobody asked."""

    facts: Facts


class MovedSince(Model):
    """It was moved once more since the person was asked, and they have not read that."""

    facts: Facts


class HasToChoose(Model):
    """Nothing is confirmed of this shift: what keeps the person from it, who has to choose."""

    facts: Facts
    reasons: tuple[Hindrance, ...]


Confirming = MoveConfirmed | NothingToConfirm | MovedSince | HasToChoose | NotIn | Begun


async def confirm_move(
    records: Records,
    person: Person,
    shift_id: int,
    moment: Moment,
    *,
    asked_since: datetime | None = None,
    every: bool = False,
) -> Confirming | None:
    """The person still comes to a shift as it is now; with `every`, to all that were moved with it.

    None: no such shift. `asked_since` is the move that they were asked about: of a later one they have not read.
    """
    for number in await _to_lock(records, person, shift_id, every=every):
        await records.activities.lock(number)
    facts = await records.sign_ups.facts(shift_id, person.id)
    if facts is None:
        return None
    mine = facts.mine
    if mine is None or not facts.has_place or not facts.is_on:
        return NotIn(activity=facts.activity, shift=facts.shift)
    if facts.shift.has_begun(moment.now):
        return Begun()
    if mine.to_confirm is None:
        return NothingToConfirm(facts=facts)
    if asked_since is not None and mine.to_confirm != asked_since:
        return MovedSince(facts=facts)
    theirs = await records.moves.asked_with(mine) if every else (mine,)
    return await _confirm(records, facts, theirs, moment)


async def _to_lock(records: Records, person: Person, shift_id: int, *, every: bool) -> list[int]:
    """The shifts that are to be locked, in one order for everybody."""
    mine = await records.sign_ups.mine(shift_id, person.id) if every else None
    with_it = await records.moves.asked_with(mine) if mine else ()
    return sorted({shift_id, *(sign_up.shift_id for sign_up in with_it)})


async def _confirm(records: Records, facts: Facts, theirs: tuple[SignUp, ...], moment: Moment) -> Confirming:
    confirmed: list[SignUp] = []
    kept: HasToChoose | None = None
    for sign_up in theirs:
        of_this = await records.sign_ups.facts(sign_up.shift_id, sign_up.person_id)
        if of_this is None or of_this.shift.has_begun(moment.now):
            continue
        if reasons := hindrances(of_this, moment):
            kept = kept or HasToChoose(facts=of_this, reasons=reasons)
            continue
        confirmed.append(sign_up)
        records.journal.note(
            Did.MOVE_CONFIRMED,
            by_id=sign_up.person_id,
            at=moment.now,
            person_id=sign_up.person_id,
            shift_id=sign_up.shift_id,
        )
    records.moves.confirm(confirmed, moment.now)
    return kept or MoveConfirmed(facts=facts, shifts=len(confirmed))


async def question_of(records: Records, facts: Facts, moment: Moment) -> ConfirmQuestion | None:
    """What somebody is asked about a shift, and about others that were moved with it; None where nothing is open."""
    if facts.mine is None or facts.mine.to_confirm is None:
        return None
    numbers = [sign_up.shift_id for sign_up in await records.moves.asked_with(facts.mine)]
    found = [await records.sign_ups.facts(number, facts.mine.person_id) for number in numbers]
    return question_about([one for one in found if one], moment)


async def unconfirmed(records: Records, moment: Moment) -> tuple[int, ...]:
    """The shifts in which somebody was asked to confirm, and the time to answer is over. It only looks."""
    return await records.moves.overdue(moment.now)


async def lapse_unconfirmed(records: Records, shift_id: int, moment: Moment) -> int:
    """Offer the places on of those who were asked and said nothing; how many they are. They are told, once."""
    found = await records.activities.lock(shift_id)
    if found is None or not is_on(*found):
        return 0
    activity, shift = found
    lapsed = [one for one in await records.sign_ups.confirmed(shift_id) if loses_place(shift, one, moment.now)]
    if not lapsed:
        return 0
    known_to = await beside_free_places(records, shift, moment)
    for sign_up in lapsed:
        await records.sign_ups.set_state(sign_up.id, SignUpState.LEFT, moment.now, late=False)
        records.journal.note(
            Did.PLACE_LAPSED, by_id=None, at=moment.now, person_id=sign_up.person_id, shift_id=shift_id
        )
        notice = PlaceLapsed(shift_id=shift_id)
        after = told_at([shift.period.start], moment) - moment.now
        tell_one(records, sign_up.person_id, notice, notice.key(sign_up), moment, after=after)
    line, roles = await records.sign_ups.waiting(shift_id), {one.role_id for one in lapsed}
    if goes_in_turn(shift, moment):
        # Whoever let a place of another role pass is not asked about that again: none came free there.
        for_these = [one for one in line if one.role_id in roles]
        await give_to(records, activity, shift, for_these, moment, why=Why.LEFT)
    else:
        await leave_to_whoever_asks(records, activity, shift, line, moment, roles=roles, known_to=known_to)
        await _tell_in_charge(records, activity, shift, lapsed, moment)
    return len(lapsed)


async def _tell_in_charge(
    records: Records, activity: Activity, shift: Shift, lapsed: list[SignUp], moment: Moment
) -> None:
    """So late that nobody may be found any more, whoever leads hears who has said nothing."""
    notice = NotConfirmed(shift_id=shift.id, person_ids=tuple(one.person_id for one in lapsed))
    tell(records, await in_charge(records, activity), notice, notice.about(moment.now), moment)


async def to_be_urged(records: Records, moment: Moment) -> bool:
    """Whether somebody who was asked to confirm is to be reminded by now. It only looks."""
    return any(_is_due(one, moment) for one in await records.moves.to_urge(moment.now))


async def urge_unconfirmed(records: Records, moment: Moment) -> int:
    """Remind once, before it is too late, whoever was asked and has said nothing; how many they are."""
    due = [one for one in await records.moves.to_urge(moment.now) if _is_due(one, moment)]
    by_question = sorted(due, key=lambda one: (*_question(one), one.shift.period.start, one.shift.id))
    people: set[int] = set()
    for (person_id, _, _), of_one in groupby(by_question, key=_question):
        theirs = [one.sign_up for one in of_one]
        notice = PleaseConfirm(shift_id=theirs[0].shift_id)
        tell_one(records, person_id, notice, notice.key(theirs[0]), moment)
        records.moves.urge(theirs)
        people.add(person_id)
    return len(people)


def _is_due(one: Expected, moment: Moment) -> bool:
    at = urged_at(one.shift, one.sign_up, moment)
    return at is not None and at <= moment.now


def _question(one: Expected) -> tuple[int, int, float]:
    """Whom, of which activity, about which move: several of their shifts are one question."""
    since = one.sign_up.to_confirm
    return one.sign_up.person_id, one.shift.activity_id, since.timestamp() if since else 0.0


async def next_due(records: Records, moment: Moment) -> datetime | None:
    """The first instant after `now` at which somebody's time to confirm is over, or they are reminded of it."""
    urged = [urged_at(one.shift, one.sign_up, moment) for one in await records.moves.to_urge(moment.now)]
    ends = await records.moves.next_due(moment.now)
    return min((at for at in (ends, *urged) if at and at > moment.now), default=None)
