"""Adding a shift to an activity, moving one, giving one more places or fewer (docs/rules.md: Activities and shifts)."""

from volunteering.actions.leading.led import find_led, lock_led
from volunteering.actions.leading.minimum import say_minimum
from volunteering.actions.leading.moves import ask_people, people_of, remember_move
from volunteering.actions.leading.shifts import write_shift
from volunteering.actions.signing_up.freed import fill_places
from volunteering.actions.signing_up.late import beside_free_places
from volunteering.actions.signing_up.lines import with_facts
from volunteering.actions.telling.telling import change_told_at, tell, tell_of_change
from volunteering.records import Records
from volunteering.rules.activities import (
    Activity,
    NewShift,
    Shift,
    ShiftReason,
    reasons_against_period,
    reasons_against_shift,
)
from volunteering.rules.capacity import LimitOutOfRange, places_of, reasons_against_limit
from volunteering.rules.changes import SETTLES
from volunteering.rules.ground.model import Instant, Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.journal import Did
from volunteering.rules.moves import TimeAndVenue, WhoIsAsked
from volunteering.rules.notices.signing_up import Why
from volunteering.rules.notices.training import SessionsAdded
from volunteering.rules.offering import held_until, late_from, may_be_next
from volunteering.rules.signing_up import Begun, Closed, SignUp
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class NotLikeThat(Model):
    """Why the shift cannot be changed like that."""

    reasons: tuple[ShiftReason, ...]


class Moved(Model):
    """The shift as it is now; how many people are told, and who of them is asked to confirm."""

    activity: Activity
    shift: Shift
    told: int
    at: Instant  # when they are
    asked: WhoIsAsked
    move_id: int | None = None  # None: nobody is told, and there is nothing to undo


async def move_shift(
    records: Records, actor: Actor, shift_id: int, period: Period, moment: Moment
) -> Moved | Unchanged | NotLikeThat | Begun | Closed | NotAllowed | None:
    """Set a shift that has not begun to another time and tell its people. None: no such shift."""
    found = await lock_led(records, actor, shift_id)
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
    stood = await ask_people(records, actor, [shift], moment)
    await records.activities.move_shift(shift_id, period, day=period.day(moment.zone), at=moment.now)
    records.journal.note(Did.MOVED, by_id=actor.id, at=moment.now, activity_id=activity.id, shift_id=shift_id)
    moved = shift.model_copy(update={"period": period, "since": moment.now})
    told = await tell_of_change(records, activity, [shift], moment, without=actor.id, moved_to=moved)
    before = TimeAndVenue.of(activity, shift).model_copy(update={"people": told, "stood": stood})
    move_id = await remember_move(records, actor, before, activity, moment, shift=moved)
    elsewhere = set(await records.sign_ups.also_elsewhere(shift_id)) - {actor.id}
    asked = WhoIsAsked(people=people_of(stood, without=actor.id), elsewhere=len(elsewhere))
    at = change_told_at([shift, moved], moment)
    await records.offers.hold_no_longer(shift_id, late_from(moved, moment))
    # A gap too late to fill may have become one in time.
    await fill_places(records, activity, moved, moment, why=Why.MOVED)
    return Moved(activity=activity, shift=moved, told=len(told), at=at, asked=asked, move_id=move_id)


async def placed_in(records: Records, shift_id: int) -> tuple[SignUp, ...]:
    """Who has a place in a shift, or is offered one: they were told when it is."""
    offered = (sign_up for sign_up in await records.sign_ups.waiting(shift_id) if sign_up.is_offered)
    return (*await records.sign_ups.confirmed(shift_id), *offered)


class PlacesChanged(Model):
    """The shift as it is now, and how many places went to those waiting."""

    activity: Activity
    shift: Shift
    promoted: int


class TooFew(Model):
    """More people than that have a place, or are offered one that is held for them."""

    spoken_for: int


class WouldMoveUp(Model):
    """Nothing is done yet: so many places would go to those who wait at once, and can't be taken from them again."""

    activity: Activity
    shift: Shift
    limit: int | None
    minimum: int | None  # as it was said with it
    people: int


async def change_places(
    records: Records,
    actor: Actor,
    shift_id: int,
    limit: int | None,
    moment: Moment,
    *,
    minimum: int | None = None,
    sure: bool = True,
) -> PlacesChanged | WouldMoveUp | Unchanged | TooFew | NotLikeThat | Begun | Closed | NotAllowed | None:
    """Give a shift more places, or fewer; None is no limit. None comes back where there is no such shift.

    With it how many it takes, where that is said; both or neither. Where a place would go to somebody who waits at
    once, whoever isn't `sure` is to be asked first.
    """
    found = await lock_led(records, actor, shift_id)
    if not isinstance(found, tuple):
        return found
    activity, shift = found
    if shift.has_begun(moment.now):
        return Begun()
    if limit == shift.limit or shift.roles:  # places are its roles', which are changed with them
        said = await say_minimum(records, actor, shift, minimum, moment)
        return Unchanged() if said == shift else PlacesChanged(activity=activity, shift=said, promoted=0)
    reasons: tuple[LimitOutOfRange, ...] = reasons_against_limit(limit)
    if reasons:
        return NotLikeThat(reasons=reasons)
    spoken_for = await places_spoken_for(records, shift)
    if limit is not None and spoken_for > limit:
        return TooFew(spoken_for=spoken_for)
    if not sure and (people := await _moving_up(records, shift, limit, moment)):
        return WouldMoveUp(activity=activity, shift=shift, limit=limit, minimum=minimum, people=people)
    known_to = await beside_free_places(records, shift, moment)
    await records.activities.set_limit(shift_id, limit)
    places = places_of(limit)
    records.journal.note(
        Did.PLACES_CHANGED, by_id=actor.id, at=moment.now, activity_id=activity.id, shift_id=shift_id, places=places
    )
    said = await say_minimum(records, actor, shift, minimum, moment)
    changed = said.model_copy(update={"limit": limit})
    promoted = await fill_places(records, activity, changed, moment, why=Why.MORE_PLACES, known_to=known_to)
    return PlacesChanged(activity=activity, shift=changed, promoted=promoted)


async def places_spoken_for(records: Records, shift: Shift) -> int:
    """How many people have a place in a shift, or are offered one that is held for them."""
    return len(await placed_in(records, shift.id))


async def _moving_up(records: Records, shift: Shift, limit: int | None, moment: Moment) -> int:
    """How many who wait for a shift would be offered a place at once, or have it, with so many places."""
    if held_until(shift, moment) is None:
        return 0
    people = 0
    line = [one for one in await records.sign_ups.waiting(shift.id) if not one.is_offered]
    async for _, facts in with_facts(records, shift, line):
        room = facts.capacity.model_copy(update={"limit": limit, "taken": facts.capacity.taken + people})
        people += may_be_next(facts.model_copy(update={"capacity": room}), moment)
    return people


class Added(Model):
    """The activity has one more shift; so many are told, of a training those who are in it."""

    activity: Activity
    shift_id: int
    told: int = 0


class NotAdded(Model):
    """Why the shift cannot be like that."""

    activity: Activity
    reasons: tuple[ShiftReason, ...]


async def add_shift(
    records: Records, actor: Actor, activity_id: int, shift: NewShift, moment: Moment
) -> Added | NotAdded | Closed | NotAllowed | None:
    """Add a shift to an open activity. None: no such activity."""
    found = await find_led(records, actor, activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    activity, _ = found
    if not activity.is_on:
        return Closed()
    reasons = reasons_against_shift(shift, moment.now)
    if reasons:
        return NotAdded(activity=activity, reasons=reasons)
    shift_id = await write_shift(records, activity_id, activity.unit, shift, moment)
    records.journal.note(Did.SHIFT_ADDED, by_id=actor.id, at=moment.now, activity_id=activity_id, shift_id=shift_id)
    told = await _tell_of_session(records, actor, activity, moment) if activity.training else 0
    return Added(activity=activity, shift_id=shift_id, told=told)


async def _tell_of_session(records: Records, actor: Actor, activity: Activity, moment: Moment) -> int:
    """Whoever signed up for the training took the sessions there were: once it has settled they hear of others."""
    people = (number for number in await records.training.people_in(activity.id) if number != actor.id)
    notice = SessionsAdded(activity_id=activity.id)
    return tell(records, people, notice, notice.about(), moment, again=True, after=SETTLES)
