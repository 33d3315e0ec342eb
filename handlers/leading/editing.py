"""Editing an activity: what it says, who leads it. Forms of one question each."""

from markupsafe import Markup

from handlers.buttons.leading import ChooseEdit, EditActivity, Field, HandOver, ManageActivity
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.leading import risks
from handlers.leading.led import closed, find_activity, refused
from handlers.leading.questions.activities import (
    Editing,
    NewCategory,
    NewDescription,
    NewDetails,
    NewTitle,
    NewVenue,
)
from handlers.leading.questions.handing_over import NewLeader, other_leaders
from handlers.leading.questions.moves import ASKS
from handlers.leading.screens import changing
from handlers.leading.screens.previews import of_venue
from handlers.leading.shown_first import show_first, was_shown
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from storage.rows.affected import affected_by_venue
from volunteering.actions.leading.editing import Edit, Edited, edit
from volunteering.actions.leading.led import NotALeader
from volunteering.rules.activities import Activity
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


_FORMS: dict[Field, type[Editing]] = {
    Field.TITLE: NewTitle,
    Field.VENUE: NewVenue,
    Field.CATEGORY: NewCategory,
    Field.DESCRIPTION: NewDescription,
    Field.DETAILS: NewDetails,
}


@ends(*_FORMS.values(), NewLeader)
async def save(tap: Tap, form: Editing, draft: Draft) -> Answer | GoTo:
    """Change what is given, and show the activity."""
    activity_id = draft.number("activity")
    if isinstance(form, NewVenue) and not was_shown(draft):
        affected = await affected_by_venue(tap.read, activity_id, tap.now, without=tap.me.id)
        if affected.people:
            return await show_first(tap, form, draft, affected.people)
    [(_, answer)] = form
    outcome = await edit(tap.records, tap.actor, activity_id, Edit.model_validate({form.edits: answer}), tap.moment)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return closed(tap, ManageActivity(activity=activity_id))
        case NotALeader():
            return GoTo(HandOver(activity=activity_id))
        case Unchanged():
            return GoTo(ManageActivity(activity=activity_id))
        case Edited(told=told, at=at, asked=asked):
            said = changing.moved(tap.words, told, asked, at=at)
            return GoTo(ManageActivity(activity=activity_id), said=said)


@previews(NewVenue)
async def preview_venue(tap: Tap, form: NewVenue, draft: Draft) -> Markup | None:
    """Whom it would affect: read before it is done."""
    activity = await tap.records.activities.get(draft.number("activity"))
    if activity is None or not tap.rights.leads(activity.unit):
        return None
    affected = await affected_by_venue(tap.read, activity.id, tap.now, without=tap.me.id)
    return of_venue(tap.words, activity, form.place, affected)


@routes.button(ChooseEdit, role=Role.LEADER)
async def choose_edit(tap: Tap, button: ChooseEdit) -> Answer:
    """What would you like to change?"""
    found = await activity_to_change(tap, button.activity)
    return Answer(changing.choose_edit(tap.words, found), at=button)


@routes.button(EditActivity, writes=True, role=Role.LEADER)
async def edit_activity(tap: Tap, button: EditActivity) -> Answer | GoTo:
    """The question for it."""
    found = await activity_to_change(tap, button.activity)
    if button.field is Field.RISK:
        return await risks.ask(tap, found)
    about = {"activity": found.id}
    if button.field is Field.VENUE:
        about[ASKS] = (await affected_by_venue(tap.read, found.id, tap.now, without=tap.me.id)).people
    return await engine.begin_form(tap, _FORMS[button.field], about=about)


async def activity_to_change(tap: Tap, activity_id: int) -> Activity:
    """The activity, if this person leads it and it was not cancelled. Raises Instead."""
    found = await find_activity(tap, activity_id)
    if not found.activity.is_on:
        raise Instead(closed(tap, ManageActivity(activity=activity_id)))
    return found.activity


# Handing over


@routes.button(HandOver, writes=True, role=Role.LEADER)
async def hand_over(tap: Tap, button: HandOver) -> Answer | GoTo:
    """The choice of another leader."""
    found = await activity_to_change(tap, button.activity)
    if not (await other_leaders(tap, found)).leaders:
        return Answer(changing.nobody_to_hand_over_to(tap.words, found), at=ManageActivity(activity=found.id))
    return await engine.begin_form(tap, NewLeader, about={"activity": found.id})
