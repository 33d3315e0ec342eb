"""The shifts of an activity: adding one, moving one, giving one more places or fewer."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from handlers.buttons.leading import AddShift, ChangePlaces, ManageActivity, ManageShift, MoveShift, SetPlaces
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.forms.problems import WrongAnswer
from handlers.leading.closing import said_if_closed
from handlers.leading.led import begun, closed, find_activity, find_shift, not_done, refused
from handlers.leading.questions.moves import ASKS
from handlers.leading.questions.shifts import FurtherShift, NewPlaces, NewTime, OfShift
from handlers.leading.roles import ask_for_roles, write_roles
from handlers.leading.screens import changing, posting
from handlers.leading.screens import previews as previews_of
from handlers.leading.shown_first import show_first, was_shown
from handlers.showing.as_shown import changed_meanwhile, has_moved
from handlers.showing.parts import saved
from handlers.showing.training import passing
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from storage.rows.affected import affected_by_time
from volunteering.actions.leading.minimum import MinimumChanged, change_minimum
from volunteering.actions.leading.moving import (
    Added,
    Moved,
    NotAdded,
    NotLikeThat,
    PlacesChanged,
    TooFew,
    WouldMoveUp,
    add_shift,
    change_places,
    move_shift,
)
from volunteering.rules.activities import Activity, NewShift, is_on, new_shift
from volunteering.rules.capacity import limit_of, places_of
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.ground.periods import local_day
from volunteering.rules.roles import minimum_in, places_in
from volunteering.rules.signing_up import Begun, Closed
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@previews(FurtherShift)
async def preview(tap: Tap, form: FurtherShift, draft: Draft) -> Markup | None:
    """The card of the further shift, as volunteers will see it."""
    number = draft.number("activity")
    activity = await tap.records.activities.get(number)
    if activity is None:
        return None
    return posting.preview(tap.words, activity, _further(form, draft))


def _further(form: FurtherShift, draft: Draft) -> NewShift:
    """The shift that the answers make: it takes as many as the one before, where nothing else is said."""
    shift, before = new_shift(form.when, form.places), draft.about.get("minimum")
    if minimum_in(form.places) is None and isinstance(before, int):
        return shift.model_copy(update={"minimum": before})
    return shift


@ends(FurtherShift)
async def add_it(tap: Tap, form: FurtherShift, draft: Draft) -> Answer | GoTo:
    """Add a further shift to the activity, or say why it cannot be then."""
    number = draft.number("activity")
    outcome = await add_shift(tap.records, tap.actor, number, _further(form, draft), tap.moment)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return closed(tap, ManageActivity(activity=number))
        case NotAdded(reasons=reasons):
            return GoTo(ManageActivity(activity=number), said=posting.reason_line(tap.words, reasons[0]))
        case Added(activity=activity, shift_id=shift_id, told=told):
            found = await tap.records.activities.shift(shift_id)
            closed_by_now = await said_if_closed(tap, activity.unit, found[1]) if found else None
            said = _lines(changing.saved(tap.words, told), await _passing(tap, activity), closed_by_now)
            return GoTo(ManageShift(shift=shift_id), said=said)


def _lines(*lines: Markup | None) -> Markup:
    return Markup("\n").join(line for line in lines if line)


async def _passing(tap: Tap, activity: Activity) -> Markup | None:
    """Of a training how one passes: with more sessions than one it may be meant otherwise."""
    training = await tap.records.training.get(activity.id) if activity.training else None
    return passing(tap.words, training) if training else None


@previews(NewTime)
async def preview_time(tap: Tap, form: NewTime, draft: Draft) -> Markup | None:
    """Whom it would affect, and who of them is elsewhere then: read before it is done."""
    found = await tap.records.activities.shift(draft.number("shift"))
    if found is None or not tap.rights.leads(found[0].unit):
        return None
    affected = await affected_by_time(tap.read, found[1].id, form.when, tap.now, without=tap.me.id)
    return previews_of.of_time(tap.words, *found, form.when, affected)


@ends(NewTime)
async def move_it(tap: Tap, form: NewTime, draft: Draft) -> Answer | GoTo:
    """Move the shift to its new time, and say how many people are told."""
    number = draft.number("shift")
    if not was_shown(draft):
        affected = await affected_by_time(tap.read, number, form.when, tap.now, without=tap.me.id)
        if affected.people:
            return await show_first(tap, form, draft, affected.people)
    outcome = await move_shift(tap.records, tap.actor, number, form.when, tap.moment)
    if isinstance(outcome, Moved):
        said = changing.moved(tap.words, outcome.told, outcome.asked, at=outcome.at)
        closed_by_now = await said_if_closed(tap, outcome.activity.unit, outcome.shift)
        return GoTo(ManageShift(shift=number), said=_lines(said, closed_by_now))
    return _unchanged(tap, number, outcome)


@ends(NewPlaces)
async def set_places(tap: Tap, form: NewPlaces, draft: Draft) -> Answer | GoTo:
    """So many from now on; asked first where somebody who waits would have a place at once."""
    number, places, minimum = draft.number("shift"), places_in(form.places), minimum_in(form.places)
    if places is None and minimum is not None:
        outcome = await change_minimum(tap.records, tap.actor, number, minimum, tap.moment)
        if isinstance(outcome, MinimumChanged):
            return GoTo(ManageShift(shift=number), said=saved(tap.words))
        return _unchanged(tap, number, outcome)
    if not isinstance(places, int):
        return await ask_for_roles(tap, number, roles=form.places)
    found = await tap.records.activities.shift(number)
    if found and found[1].roles:  # something is asked of everybody, and goes on being asked
        return await write_roles(tap, number, places, minimum=minimum)
    return await _set_places(tap, number, places, minimum, sure=False)


@routes.button(SetPlaces, writes=True, role=Role.LEADER)
async def set_places_surely(tap: Tap, button: SetPlaces) -> Answer | GoTo:
    """So many, whoever gets one at once."""
    if await has_moved(tap, button.shift, button.start):
        return GoTo(ManageShift(shift=button.shift), said=changed_meanwhile(tap.words))
    return await _set_places(tap, button.shift, button.places, button.minimum, sure=True)


async def _set_places(tap: Tap, number: int, places: int, minimum: int | None, *, sure: bool) -> Answer | GoTo:
    outcome = await change_places(
        tap.records, tap.actor, number, limit_of(places), tap.moment, minimum=minimum, sure=sure
    )
    match outcome:
        case PlacesChanged(promoted=promoted):
            return GoTo(ManageShift(shift=number), said=changing.places_saved(tap.words, promoted))
        case WouldMoveUp():
            return Answer(changing.ask_places(tap.words, outcome), at=ManageShift(shift=number))
        case TooFew(spoken_for=people):
            problem = WrongAnswer("places_too_few", {"people": people})
            return await engine.begin_form(tap, NewPlaces, about={"shift": number}, problem=problem)
    return _unchanged(tap, number, outcome)


def _unchanged(
    tap: Tap, shift_id: int, outcome: Unchanged | NotLikeThat | Begun | Closed | NotAllowed | None
) -> Answer | GoTo:
    if isinstance(outcome, NotLikeThat):
        return GoTo(ManageShift(shift=shift_id), said=posting.reason_line(tap.words, outcome.reasons[0]))
    return not_done(tap, shift_id, outcome)


@routes.button(AddShift, writes=True, role=Role.LEADER)
async def ask_for_shift(tap: Tap, button: AddShift) -> Answer | GoTo:
    """The form of a further shift, with as many places as the latest has."""
    found = await find_activity(tap, button.activity)
    if not found.activity.is_on:
        return closed(tap, ManageActivity(activity=button.activity))
    latest = max(found.shifts, key=lambda manned: manned.shift.period.start, default=None)
    places = latest.wanted if latest else places_of(None)
    about = {"activity": found.activity.id, "minimum": latest.shift.minimum if latest else 0}
    return await engine.begin_form(tap, FurtherShift, about=about, places=places)


@routes.button(MoveShift, writes=True, role=Role.LEADER)
async def ask_for_time(tap: Tap, button: MoveShift) -> Answer | GoTo:
    """The question for another time; without a date it is on the same day."""
    found = await find_shift(tap, button.shift)
    day = local_day(found.manned.shift.period.start, tap.zone)
    period = found.manned.shift.period
    affected = await affected_by_time(tap.read, button.shift, period, tap.now, without=tap.me.id)
    return await _ask(tap, button.shift, NewTime, about={engine.PART: {"when": day.isoformat()}, ASKS: affected.people})


@routes.button(ChangePlaces, writes=True, role=Role.LEADER)
async def ask_for_places(tap: Tap, button: ChangePlaces) -> Answer | GoTo:
    """The question for another number of places."""
    found = await find_shift(tap, button.shift)
    has_roles = any(room.role.name for room in found.manned.roles)
    is_ahead = is_on(found.activity, found.manned.shift) and not found.manned.shift.has_begun(tap.now)
    if has_roles and is_ahead:
        return await ask_for_roles(tap, button.shift)
    return await _ask(tap, button.shift, NewPlaces)


async def _ask(
    tap: Tap, shift_id: int, kind: type[OfShift], *, about: Mapping[str, Any] | None = None
) -> Answer | GoTo:
    """The first question; what else is known of the draft from the beginning, such as a part of an answer."""
    found = await find_shift(tap, shift_id)
    shift = found.manned.shift
    if not is_on(found.activity, shift):
        return closed(tap, ManageActivity(activity=found.activity.id))
    if shift.has_begun(tap.now):
        return begun(tap, shift_id)
    return await engine.begin_form(tap, kind, about={"shift": shift_id, **(about or {})})
