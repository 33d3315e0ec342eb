"""Taking back a change that nobody has been told of yet (docs/rules.md: Activities and shifts)."""

from collections.abc import Sequence

from volunteering.actions.leading.led import find_led
from volunteering.actions.leading.moving import placed_in
from volunteering.actions.leading.risks import tell_of_risk
from volunteering.actions.telling.telling import tell, tell_of_change
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.changes import RecentChange
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.leading import Changed
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class Undone(Model):
    """It is as it was before. So many people are told: who came to know it otherwise meanwhile, or everybody."""

    told: int
    was_told: bool = False  # people may have read how it was in between


class ToldAlready(Model):
    """It was told already."""


class ChangedSince(Model):
    """It was changed once more: taking this change back would take the other with it."""


Undoing = Undone | Unchanged | ToldAlready | ChangedSince | Closed | NotAllowed


async def undo(records: Records, actor: Actor, change_id: int, moment: Moment) -> Undoing | None:
    """Set title or risk back to what they were, while nobody is told. None: no such activity."""
    change = await records.changes.get(change_id)
    if change is None:
        return ToldAlready()
    found = await find_led(records, actor, change.activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    activity, _ = found
    if not activity.is_on:
        return Closed()
    if change.undone:
        return Unchanged()
    if change.has_settled(moment.now):
        return ToldAlready()
    return (
        await _undo_edit(records, actor, change, activity, moment) if change.still_stands(activity) else ChangedSince()
    )


async def _undo_edit(
    records: Records, actor: Actor, change: RecentChange, activity: Activity, moment: Moment
) -> Undone:
    await records.activities.change(activity.id, title=change.before.title, venue=change.before.venue, at=moment.now)
    shifts = await records.activities.shifts(activity.id)
    if change.before.risk != change.after.risk:
        return await _undo_risk(records, actor, change, activity, shifts, moment)
    return await _after(records, actor, change, activity, shifts, moment)


async def _undo_risk(
    records: Records,
    actor: Actor,
    change: RecentChange,
    activity: Activity,
    shifts: Sequence[Shift],
    moment: Moment,
) -> Undone:
    """Whoever signed up since the change agreed to what it said, and is told, and asked, what it says again."""
    await records.activities.state_risk(activity.id, change.before.risk)
    _note(records, actor, change, activity, moment)
    ahead = [shift for shift in shifts if shift.is_ahead(moment.now)]
    everybody = await tell_of_risk(records, activity, ahead, moment, without=actor.id)
    return Undone(told=len(set(everybody) - set(change.before.people)))


async def _after(
    records: Records, actor: Actor, change: RecentChange, activity: Activity, shifts: Sequence[Shift], moment: Moment
) -> Undone:
    """Whoever was not told isn't. Whoever took a place since the change knows nothing else, and is told."""
    _note(records, actor, change, activity, moment)
    known = set(change.before.people)
    everybody = await tell_of_change(records, activity, shifts, moment, without=actor.id)
    told = len(set(everybody) - known)
    for shift in shifts:
        otherwise = known.intersection(await _who_know_it_otherwise(records, change, shift, moment))
        notice = Changed.of(activity, shift)
        told += tell(records, otherwise, notice, notice.about(change.at), moment)
    return Undone(told=told)


def _note(records: Records, actor: Actor, change: RecentChange, activity: Activity, moment: Moment) -> None:
    records.changes.undo(change.id)
    records.journal.note(Did.CHANGE_UNDONE, by_id=actor.id, at=moment.now, activity_id=activity.id)


async def _who_know_it_otherwise(records: Records, change: RecentChange, shift: Shift, moment: Moment) -> set[int]:
    """Who was given a place since the change, or offered one, and was told what it said then."""
    if not shift.is_ahead(moment.now):
        return set()
    places = await placed_in(records, shift.id)
    return {one.person_id for one in places if one.id not in change.before.placed or one.at > change.at}
