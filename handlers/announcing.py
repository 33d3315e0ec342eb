"""Writing to everybody in a unit and below it."""

from markupsafe import Markup

from handlers.administered import not_mine, unit_of_mine
from handlers.buttons.units import ManageUnit, WriteToUnit
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.questions.letters import ToEverybody
from handlers.screen import Answer, GoTo
from handlers.screens import letters
from handlers.screens import units as screens
from handlers.tap import Routes, Tap
from storage.broadcasts import readers_in
from storage.drafts import Draft
from volunteering.actions.broadcasting import write_to_unit
from volunteering.units import NotAllowed, Role

routes = Routes()


@previews(ToEverybody)
async def preview(tap: Tap, form: ToEverybody, draft: Draft) -> Markup | None:
    """The letter as it will be read, and by how many."""
    unit = await tap.records.units.get(draft.number("unit"))
    if unit is None:
        return None
    to = await readers_in(tap.read, unit, by_id=tap.me.id)
    return letters.preview(tap.words, tap.me.name, form.text, to=to, unit=unit)


@ends(ToEverybody)
async def send(tap: Tap, form: ToEverybody, draft: Draft) -> Answer | GoTo:
    """Send it."""
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
        return GoTo(ManageUnit(unit=button.unit), said=screens.nobody_to_write_to(tap.words))
    return await engine.open_form(tap, ToEverybody, about={"unit": button.unit})
