"""Editing an activity: what it says, who leads it. Forms of one question each."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field
from typing_extensions import override

from handlers.buttons import LARGEST, Button
from handlers.buttons import posting as buttons
from handlers.buttons.posting import ChooseEdit, EditActivity, HandOver, ManageActivity
from handlers.forms import activities as fields
from handlers.forms import engine
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.numbers import numbered
from handlers.managing import activity_answer, closed, find_activity, refused
from handlers.screen import Answer
from handlers.screens import changing
from handlers.tap import Routes, Tap
from handlers.words import plain, sentence
from storage.drafts import Draft
from storage.managing import Leader, who_may_lead
from volunteering.actions.posting import Edit, Edited, NotALeader, edit
from volunteering.activities import Activity, Category, State
from volunteering.model import Unchanged
from volunteering.signups import Closed
from volunteering.texts import Description, Details, Spot, Title, one_line
from volunteering.units import NotAllowed, Role

routes = Routes()

MOST_LEADERS = 8
LONGEST_SEARCH = 64


class OfActivity(Form):
    """A form about one activity."""

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ManageActivity(activity=draft.number("activity"))


async def save(tap: Tap, activity_id: int, changes: Edit) -> Answer:
    """Change what is given, and show the activity."""
    outcome = await edit(tap.records, tap.actor, activity_id, changes, tap.now)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return closed(tap, ManageActivity(activity=activity_id))
        case NotALeader():
            return await hand_over(tap, HandOver(activity=activity_id))
        case Unchanged():
            return await activity_answer(tap, activity_id)
        case Edited(told=told):
            return await activity_answer(tap, activity_id, said=changing.saved(tap.words, told))


class Editing(OfActivity):
    """One question: its answer is what the activity says from now on."""

    edits: ClassVar[str]  # the field of `Edit`

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        [(_, answer)] = self
        return await save(tap, draft.number("activity"), Edit.model_validate({self.edits: answer}))


@form
class NewTitle(Editing):
    """Another title."""

    name: ClassVar[str] = "edit_title"
    title: ClassVar[str] = sentence("Change title")
    edits: ClassVar[str] = "title"

    called: Annotated[Title, fields.TITLE]


@form
class NewPlace(Editing):
    """Another place."""

    name: ClassVar[str] = "edit_place"
    title: ClassVar[str] = sentence("Change place")
    edits: ClassVar[str] = "place"

    place: Annotated[Spot, fields.PLACE]


@form
class NewCategory(Editing):
    """Another category."""

    name: ClassVar[str] = "edit_category"
    title: ClassVar[str] = sentence("Change category")
    edits: ClassVar[str] = "category"

    category: Annotated[Category, fields.CATEGORY]


@form
class NewDescription(Editing):
    """Another description, or none."""

    name: ClassVar[str] = "edit_description"
    title: ClassVar[str] = sentence("Change description")
    edits: ClassVar[str] = "description"

    description: Annotated[Description, fields.WITHOUT_DESCRIPTION] = ""


@form
class NewDetails(Editing):
    """Other private details, or none."""

    name: ClassVar[str] = "edit_details"
    title: ClassVar[str] = sentence("Change private details")
    edits: ClassVar[str] = "details"

    details: Annotated[Details, fields.WITHOUT_DETAILS] = ""


_FORMS: dict[buttons.Field, type[Editing]] = {
    buttons.Field.TITLE: NewTitle,
    buttons.Field.PLACE: NewPlace,
    buttons.Field.CATEGORY: NewCategory,
    buttons.Field.DESCRIPTION: NewDescription,
    buttons.Field.DETAILS: NewDetails,
}


@routes.button(ChooseEdit, role=Role.LEADER)
async def choose_edit(tap: Tap, button: ChooseEdit) -> Answer:
    """What would you like to change?"""
    found = await open_activity(tap, button.activity)
    return found if isinstance(found, Answer) else Answer(changing.choose_edit(tap.words, found), at=button)


@routes.button(EditActivity, writes=True, role=Role.LEADER)
async def edit_activity(tap: Tap, button: EditActivity) -> Answer:
    """The question for it."""
    found = await open_activity(tap, button.activity)
    if isinstance(found, Answer):
        return found
    return await engine.open_form(tap, _FORMS[button.field], about={"activity": found.id})


async def open_activity(tap: Tap, activity_id: int) -> Activity | Answer:
    """The activity, if this person leads it and it was not cancelled; otherwise what to say."""
    found = await find_activity(tap, activity_id)
    if isinstance(found, Answer):
        return found
    if found.activity.state is State.CANCELLED:
        return closed(tap, ManageActivity(activity=activity_id))
    return found.activity


# Handing over


async def _leaders(tap: Tap, draft: Draft, search: str) -> Sequence[Choice]:
    activity = await tap.records.activities.get(draft.number("activity"))
    if activity is None:
        return ()
    return [
        Choice(plain(tap.words.listed((leader.name, leader.unit))), f"p{leader.person_id}")
        for leader in await _others(tap, activity, one_line(search)[:LONGEST_SEARCH])
    ]


async def _others(tap: Tap, activity: Activity, search: str = "") -> Sequence[Leader]:
    return await who_may_lead(tap.read, activity.unit, search, without=activity.leader_id, limit=MOST_LEADERS)


@form
class NewLeader(Editing):
    """Somebody else leads it from now on."""

    name: ClassVar[str] = "hand_over"
    title: ClassVar[str] = sentence("Hand over")
    edits: ClassVar[str] = "leader_id"

    leader: Annotated[
        int,
        numbered("p"),
        Field(ge=1, le=LARGEST),
        Ask(
            question=sentence("Who leads it from now on?"),
            label=sentence("Leader"),
            hint=sentence("Tap a name, or type a part of it."),
            choices=_leaders,
        ),
    ]


@routes.button(HandOver, writes=True, role=Role.LEADER)
async def hand_over(tap: Tap, button: HandOver) -> Answer:
    """The choice of another leader."""
    found = await open_activity(tap, button.activity)
    if isinstance(found, Answer):
        return found
    if not await _others(tap, found):
        return Answer(changing.nobody_to_hand_over_to(tap.words, found), at=ManageActivity(activity=found.id))
    return await engine.open_form(tap, NewLeader, about={"activity": found.id})
