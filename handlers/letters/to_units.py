"""Writing to everybody in a unit and below it."""

from markupsafe import Markup

from handlers.buttons.letters import WriteToUnit
from handlers.buttons.tree import ManageUnit
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.letters import screens
from handlers.letters.questions import ToEverybody
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import not_mine, unit_of_mine
from storage.process.drafts import Draft
from storage.rows.letters import readers_in
from volunteering.actions.letters import write_to_unit
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@previews(ToEverybody)
async def preview(tap: Tap, form: ToEverybody, draft: Draft) -> Markup | None:
    """The letter as it will be read, and by how many."""
    unit = await tap.records.units.get(draft.number("unit"))
    if unit is None:
        return None
    to = await readers_in(tap.read, unit, by_id=tap.me.id)
    return screens.preview(tap.words, tap.me.name, form.text, to=to, unit=unit)


@ends(ToEverybody)
async def send(tap: Tap, form: ToEverybody, draft: Draft) -> Answer | GoTo:
    """Write the letter to everybody in the unit and below, and show how far it is."""
    unit = await unit_of_mine(tap, draft.number("unit"))
    outcome = await write_to_unit(tap.records, tap.actor, unit, form.text, tap.moment)
    if isinstance(outcome, NotAllowed):
        return not_mine(tap)
    return GoTo(ManageUnit(unit=unit.id), said=screens.on_its_way(tap.words, outcome.to))


@routes.button(WriteToUnit, writes=True, role=Role.ADMIN)
async def write(tap: Tap, button: WriteToUnit) -> Answer | GoTo:
    """The form of the letter, if anybody would get it."""
    unit = await unit_of_mine(tap, button.unit)
    if not await readers_in(tap.read, unit, by_id=tap.me.id):
        return GoTo(ManageUnit(unit=button.unit), said=screens.nobody_there(tap.words))
    return await engine.begin_form(tap, ToEverybody, about={"unit": button.unit})
