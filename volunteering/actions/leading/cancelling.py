"""Cancelling a shift, or a whole activity (docs/rules.md: Activities and shifts)."""

from collections.abc import Sequence

from volunteering.actions.leading.led import find_led, lock_led
from volunteering.actions.quizzes.making import invite
from volunteering.actions.telling.telling import shifts_by_person, tell
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift, State
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Remark
from volunteering.rules.journal import Did
from volunteering.rules.notices.leading import Cancelled
from volunteering.rules.signing_up import Begun, Closed
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class ShiftCancelled(Model):
    """The shift does not take place; so many people are told. Hours already recorded stay."""

    activity: Activity
    shift: Shift
    told: int


async def cancel_shift(
    records: Records, actor: Actor, shift_id: int, moment: Moment, *, because: Remark = ""
) -> ShiftCancelled | Begun | Closed | NotAllowed | None:
    """Cancel one shift that is not over, and say why: what is over was held. None: no such shift."""
    found = await lock_led(records, actor, shift_id)
    if not isinstance(found, tuple):
        return found
    activity, shift = found
    if shift.is_over(moment.now):
        return Begun()
    told = await _call_off(records, actor, [shift], because, moment)
    if activity.training:
        await invite(records, activity, moment)  # where the others are over, the last roster is confirmed by now
    cancelled = {"state": State.CANCELLED, "since": moment.now, "off_because": because}
    return ShiftCancelled(activity=activity, shift=shift.model_copy(update=cancelled), told=told)


class ActivityCancelled(Model):
    """Its shifts that are not over do not take place; so many people are told."""

    activity: Activity
    shifts: int
    told: int


async def cancel_activity(
    records: Records, actor: Actor, activity_id: int, moment: Moment, *, because: Remark = ""
) -> ActivityCancelled | Closed | NotAllowed | None:
    """Cancel an activity, and say why: all its shifts that are not over. Those that are stay as held.

    None: no such activity.
    """
    found = await find_led(records, actor, activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    activity, shifts = found
    if not activity.is_on:
        return Closed()
    ahead = []
    for known in sorted(shifts, key=lambda shift: shift.id):  # one order of locking for everybody
        locked = await records.activities.lock(known.id)
        if locked and locked[1].is_ahead(moment.now):
            ahead.append(locked[1])
    await records.activities.change(activity_id, state=State.CANCELLED, off_because=because, at=moment.now)
    records.journal.note(Did.CANCELLED, by_id=actor.id, at=moment.now, activity_id=activity_id)
    told = await _call_off(records, actor, sorted(ahead, key=lambda shift: shift.period.start), because, moment)
    closed = activity.model_copy(update={"state": State.CANCELLED, "off_because": because})
    return ActivityCancelled(activity=closed, shifts=len(ahead), told=told)


async def _call_off(records: Records, actor: Actor, shifts: Sequence[Shift], because: str, moment: Moment) -> int:
    """Cancel locked shifts that are not over; tell everybody in them, each person once. How many they are."""
    for shift in shifts:
        await records.activities.cancel_shift(shift.id, at=moment.now, because=because)
        records.journal.note(
            Did.SHIFT_CANCELLED, by_id=actor.id, at=moment.now, activity_id=shift.activity_id, shift_id=shift.id
        )
    people = await shifts_by_person(records, shifts, without=actor.id)
    for person_id, theirs in people.items():
        first, *others = theirs
        notice = Cancelled(shift_id=first.id, also=tuple(shift.id for shift in others))
        tell(records, [person_id], notice, notice.about(), moment)
    return len(people)
