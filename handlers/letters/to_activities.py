"""Writing to the people of an activity."""

from markupsafe import Markup

from handlers.buttons.leading import ManageActivity
from handlers.buttons.letters import WriteToPeople
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.leading.led import find_activity, refused
from handlers.leading.screens import led
from handlers.letters import screens
from handlers.letters.questions import EVERY_SHIFT, SEVERAL, ToPeople
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.leading import led_activity
from storage.views.letters import readers_by_shift
from volunteering.actions.letters import WrittenToPeople, write_to_people
from volunteering.rules.tree import Role

routes = Routes()


@previews(ToPeople)
async def preview(tap: Tap, form: ToPeople, draft: Draft) -> Markup | None:
    """The letter as it will be read."""
    number = draft.number("activity")
    found = await led_activity(tap.read, number, tap.me.id, tap.now, page=Page(led.PAGE))
    if found is None or not tap.rights.leads(found.activity.unit):
        return None
    every = await readers_by_shift(tap.read, number, tap.me.id, tap.now) if form.shift else ()
    one = next((one for one in every if one.shift.id == form.shift), None)
    to = found.to_write if form.shift == EVERY_SHIFT else one.people if one else 0
    return screens.preview(
        tap.words, tap.me.name, form.text, to=to, activity=found.activity, shift=one.shift if one else None
    )


@ends(ToPeople)
async def send(tap: Tap, form: ToPeople, draft: Draft) -> Answer | GoTo:
    """Write the letter to the people of the activity, and say how many get it."""
    number, shift_id = draft.number("activity"), form.shift or None
    outcome = await write_to_people(tap.records, tap.actor, number, form.text, tap.moment, shift_id=shift_id)
    if not isinstance(outcome, WrittenToPeople):
        return refused(tap, outcome)
    return GoTo(ManageActivity(activity=outcome.activity.id), said=screens.written(tap.words, outcome.to))


@routes.button(WriteToPeople, writes=True, role=Role.LEADER)
async def write(tap: Tap, button: WriteToPeople) -> Answer | GoTo:
    """The form of the letter, if anybody would get it."""
    found = await find_activity(tap, button.activity)
    if not found.to_write:
        return Answer(
            screens.nobody_to_write_to(tap.words, found.activity), at=ManageActivity(activity=button.activity)
        )
    shifts = await readers_by_shift(tap.read, button.activity, tap.me.id, tap.now)
    return await engine.begin_form(tap, ToPeople, about={"activity": button.activity, SEVERAL: len(shifts) > 1})
