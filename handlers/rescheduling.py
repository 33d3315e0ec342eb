"""The shifts of an activity: adding one, moving one, giving one more places or fewer."""

from dataclasses import replace
from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons import Button
from handlers.buttons.posting import AddShift, ChangePlaces, Manage, ManageActivity, ManageShift, MoveShift
from handlers.editing import OfActivity, open_activity
from handlers.forms import activities as fields
from handlers.forms import engine
from handlers.forms.asking import Form, form
from handlers.forms.problems import Problem
from handlers.forms.readings import Places, When
from handlers.managing import activity_answer, closed, find_shift, refused, shift_answer
from handlers.screen import Answer
from handlers.screens import changing, posting
from handlers.tap import Routes, Tap
from handlers.words import sentence
from storage.drafts import Draft
from volunteering.actions import posting as adding
from volunteering.actions.changing_shifts import (
    Moved,
    NotLikeThat,
    PlacesChanged,
    TooFew,
    change_places,
    move_shift,
)
from volunteering.activities import NewShift, State
from volunteering.model import Unchanged
from volunteering.signups import Begun, Closed
from volunteering.units import NotAllowed, Role

routes = Routes()


class OfShift(Form):
    """A form about one shift."""

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ManageShift(shift=draft.number("shift"))


@form
class FurtherShift(OfActivity):
    """One more shift of an activity."""

    name: ClassVar[str] = "add_shift"
    title: ClassVar[str] = sentence("Add a shift")
    finish: ClassVar[str] = sentence("Add it")

    when: Annotated[When, fields.WHEN]
    places: Annotated[Places, fields.PLACES]

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        number = draft.number("activity")
        shift = NewShift(period=self.when, places=self.places)
        outcome = await adding.add_shift(tap.records, tap.actor, number, shift, tap.now, tap.zone)
        match outcome:
            case NotAllowed() | None:
                return refused(tap, outcome)
            case Closed():
                return closed(tap, ManageActivity(activity=number))
            case adding.NotAdded(reasons=reasons):
                return await activity_answer(tap, number, said=posting.reason_line(tap.words, reasons[0]))
            case adding.Added(shift_id=shift_id):
                return await shift_answer(tap, shift_id, said=changing.saved(tap.words, 0))


@form
class NewTime(OfShift):
    """Another time for a shift."""

    name: ClassVar[str] = "move_shift"
    title: ClassVar[str] = sentence("Change time")

    when: Annotated[When, replace(fields.WHEN, question=sentence("When is it now, from when to when?"))]

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        number = draft.number("shift")
        outcome = await move_shift(tap.records, tap.actor, number, self.when, tap.now, tap.policy, tap.zone)
        if isinstance(outcome, Moved):
            return await shift_answer(tap, number, said=changing.saved(tap.words, outcome.told))
        return await _unchanged(tap, number, outcome)


@form
class NewPlaces(OfShift):
    """Another number of places."""

    name: ClassVar[str] = "change_places"
    title: ClassVar[str] = sentence("Change places")

    places: Annotated[Places, fields.PLACES]

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        number = draft.number("shift")
        outcome = await change_places(tap.records, tap.actor, number, self.places, tap.now, tap.policy)
        match outcome:
            case PlacesChanged(promoted=promoted):
                return await shift_answer(tap, number, said=changing.places_saved(tap.words, promoted))
            case TooFew(confirmed=confirmed):
                problem = Problem("places_too_few", {"confirmed": confirmed})
                return await engine.open_form(tap, NewPlaces, about=draft.about, problem=problem)
        return await _unchanged(tap, number, outcome)


async def _unchanged(
    tap: Tap, shift_id: int, outcome: Unchanged | NotLikeThat | Begun | Closed | NotAllowed | None
) -> Answer:
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return closed(tap, Manage())
        case Begun():
            return Answer(changing.has_begun(tap.words, shift_id), at=ManageShift(shift=shift_id))
        case NotLikeThat(reasons=reasons):
            return await shift_answer(tap, shift_id, said=posting.reason_line(tap.words, reasons[0]))
        case Unchanged():
            return await shift_answer(tap, shift_id)


@routes.button(AddShift, writes=True, role=Role.LEADER)
async def ask_for_shift(tap: Tap, button: AddShift) -> Answer:
    """The form of a further shift."""
    found = await open_activity(tap, button.activity)
    if isinstance(found, Answer):
        return found
    return await engine.open_form(tap, FurtherShift, about={"activity": found.id})


@routes.button(MoveShift, writes=True, role=Role.LEADER)
async def ask_for_time(tap: Tap, button: MoveShift) -> Answer:
    """The question for another time."""
    return await _ask(tap, button.shift, NewTime)


@routes.button(ChangePlaces, writes=True, role=Role.LEADER)
async def ask_for_places(tap: Tap, button: ChangePlaces) -> Answer:
    """The question for another number of places."""
    return await _ask(tap, button.shift, NewPlaces)


async def _ask(tap: Tap, shift_id: int, kind: type[OfShift]) -> Answer:
    found = await find_shift(tap, shift_id)
    if isinstance(found, Answer):
        return found
    shift = found.manned.shift
    if State.CANCELLED in {found.activity.state, shift.state}:
        return closed(tap, ManageActivity(activity=found.activity.id))
    if shift.has_begun(tap.now):
        return Answer(changing.has_begun(tap.words, shift_id), at=ManageShift(shift=shift_id))
    return await engine.open_form(tap, kind, about={"shift": shift_id})
