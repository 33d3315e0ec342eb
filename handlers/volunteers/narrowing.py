"""Narrowing many people down by the units that they are in."""

from handlers.buttons.volunteers import NarrowPeople
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import one_of_mine, unit_of_mine
from handlers.volunteers.screens import narrowing as screens
from storage.views.volunteers.narrowing import people_by_unit
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(NarrowPeople, role=Role.ADMIN)
async def narrow(tap: Tap, button: NarrowPeople) -> Answer:
    """The units one level down, each a step."""
    unit_id = one_of_mine(tap, button.unit, lambda unit: NarrowPeople(unit=unit, text=button.text))
    found = await people_by_unit(tap.read, await unit_of_mine(tap, unit_id), button.text)
    return Answer(screens.by_unit(tap.words, found, button), at=button)
