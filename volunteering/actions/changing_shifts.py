"""Moving a shift, changing its places, cancelling it or the whole activity (RULES: Activities and shifts)."""

from collections.abc import Sequence

from volunteering.actions.posting import find_led
from volunteering.actions.signing_up import fill_places
from volunteering.actions.telling import shifts_by_person, tell, tell_of_change
from volunteering.activities import (
    Activity,
    Shift,
    ShiftReason,
    State,
    reasons_against_period,
    takes_place,
)
from volunteering.capacity import Capacity, LimitOutOfRange, places_of, reasons_against_limit
from volunteering.journal import Did
from volunteering.model import Model, Unchanged
from volunteering.moment import Moment
from volunteering.notices.leading import Cancelled
from volunteering.notices.signing_up import Why
from volunteering.people import Actor
from volunteering.periods import Period
from volunteering.records import Records
from volunteering.signups import Begun, Closed
from volunteering.units import NotAllowed


class NotLikeThat(Model):
    """Why the shift cannot be changed like that."""

    reasons: tuple[ShiftReason, ...]


class Moved(Model):
    """The shift as it is now, and how many people are told."""

    activity: Activity
    shift: Shift
    told: int


async def _lock_led(
    records: Records, actor: Actor, shift_id: int
) -> tuple[Activity, Shift] | Closed | NotAllowed | None:
    """An open shift that the actor leads now, locked. None: no such shift."""
    found = await records.activities.lock(shift_id)
    if found is None:
        return None
    activity, shift = found
    if not actor.rights.leads(activity.unit):
        return NotAllowed()
    return found if takes_place(activity, shift) else Closed()


async def move_shift(
    records: Records, actor: Actor, shift_id: int, period: Period, moment: Moment
) -> Moved | Unchanged | NotLikeThat | Begun | Closed | NotAllowed | None:
    """Set a shift that has not begun to another time and tell its people. None: no such shift."""
    found = await _lock_led(records, actor, shift_id)
    if not isinstance(found, tuple):
        return found
    activity, shift = found
    if shift.has_begun(moment.now):
        return Begun()
    if period == shift.period:
        return Unchanged()
    reasons = reasons_against_period(period, moment.now)
    if reasons:
        return NotLikeThat(reasons=reasons)
    await records.activities.move_shift(shift_id, period, day=period.day(moment.zone), at=moment.now)
    await records.sign_ups.forget_coming(shift_id)  # they said it of another time
    records.journal.note(Did.MOVED, by_id=actor.id, at=moment.now, activity_id=activity.id, shift_id=shift_id)
    told = await tell_of_change(records, activity, [shift], moment, without=actor.id)
    moved = shift.model_copy(update={"period": period, "since": moment.now})
    # A gap too late to fill may have become one in time.
    await fill_places(records, activity, moved, moment, why=Why.MOVED)
    return Moved(activity=activity, shift=moved, told=told)


class PlacesChanged(Model):
    """The shift as it is now, and how many of those waiting got a place."""

    activity: Activity
    shift: Shift
    promoted: int


class TooFew(Model):
    """More people than that have a place."""

    confirmed: int


async def change_places(
    records: Records, actor: Actor, shift_id: int, limit: int | None, moment: Moment
) -> PlacesChanged | Unchanged | TooFew | NotLikeThat | Begun | Closed | NotAllowed | None:
    """Give a shift more places, or fewer; None is no limit. None comes back where there is no such shift."""
    found = await _lock_led(records, actor, shift_id)
    if not isinstance(found, tuple):
        return found
    activity, shift = found
    if shift.has_begun(moment.now):
        return Begun()
    if limit == shift.limit:
        return Unchanged()
    reasons: tuple[LimitOutOfRange, ...] = reasons_against_limit(limit)
    if reasons:
        return NotLikeThat(reasons=reasons)
    confirmed = len(await records.sign_ups.confirmed(shift_id))
    if Capacity(limit=limit, taken=confirmed).is_overfull:
        return TooFew(confirmed=confirmed)
    await records.activities.set_limit(shift_id, limit)
    places = places_of(limit)
    records.journal.note(
        Did.PLACES_CHANGED, by_id=actor.id, at=moment.now, activity_id=activity.id, shift_id=shift_id, places=places
    )
    changed = shift.model_copy(update={"limit": limit})
    promoted = await fill_places(records, activity, changed, moment, why=Why.MORE_PLACES)
    return PlacesChanged(activity=activity, shift=changed, promoted=promoted)


class ShiftCancelled(Model):
    """The shift does not take place; so many people are told. Hours already recorded stay."""

    activity: Activity
    shift: Shift
    told: int


async def cancel_shift(
    records: Records, actor: Actor, shift_id: int, moment: Moment
) -> ShiftCancelled | Begun | Closed | NotAllowed | None:
    """Cancel one shift that is not over: what is over was held. None: no such shift."""
    found = await _lock_led(records, actor, shift_id)
    if not isinstance(found, tuple):
        return found
    activity, shift = found
    if shift.is_over(moment.now):
        return Begun()
    told = await _call_off(records, actor, [shift], moment)
    return ShiftCancelled(
        activity=activity, shift=shift.model_copy(update={"state": State.CANCELLED, "since": moment.now}), told=told
    )


class ActivityCancelled(Model):
    """Its shifts that are not over do not take place; so many people are told."""

    activity: Activity
    shifts: int
    told: int


async def cancel_activity(
    records: Records, actor: Actor, activity_id: int, moment: Moment
) -> ActivityCancelled | Closed | NotAllowed | None:
    """Cancel an activity: all its shifts that are not over. Those that are stay as held. None: no such activity."""
    found = await find_led(records, actor, activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    activity, shifts = found
    if not activity.is_open:
        return Closed()
    ahead = []
    for known in sorted(shifts, key=lambda shift: shift.id):  # one order of locking for everybody
        locked = await records.activities.lock(known.id)
        if locked and locked[1].is_ahead(moment.now):
            ahead.append(locked[1])
    await records.activities.change(activity_id, state=State.CANCELLED)
    records.journal.note(Did.CANCELLED, by_id=actor.id, at=moment.now, activity_id=activity_id)
    told = await _call_off(records, actor, sorted(ahead, key=lambda shift: shift.period.start), moment)
    closed = activity.model_copy(update={"state": State.CANCELLED})
    return ActivityCancelled(activity=closed, shifts=len(ahead), told=told)


async def _call_off(records: Records, actor: Actor, shifts: Sequence[Shift], moment: Moment) -> int:
    """Cancel locked shifts that are not over; tell everybody in them, each person once. How many they are."""
    for shift in shifts:
        await records.activities.cancel_shift(shift.id, at=moment.now)
        records.journal.note(
            Did.SHIFT_CANCELLED, by_id=actor.id, at=moment.now, activity_id=shift.activity_id, shift_id=shift.id
        )
    people = await shifts_by_person(records, shifts, without=actor.id)
    for person_id, theirs in people.items():
        first, *others = theirs
        notice = Cancelled(shift_id=first.id, also=tuple(shift.id for shift in others))
        tell(records, [person_id], notice, notice.about(), moment)
    return len(people)
