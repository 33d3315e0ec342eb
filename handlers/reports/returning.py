"""Who came again after their first shift, for the units that an admin administers."""

from handlers.buttons.reports import ShowReturning
from handlers.reports.screens import returning as screens
from handlers.reports.totals import span_in
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import unit_of_mine
from storage.rows.returning import returning
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(ShowReturning, role=Role.ADMIN)
async def show(tap: Tap, button: ShowReturning) -> Answer:
    """How many newcomers there were in a month or year, and how many of them came again."""
    span = span_in(tap, button.span)
    unit = await unit_of_mine(tap, button.unit)
    found = await returning(tap.read, span, unit.id, tap.moment.today)
    return Answer(screens.returning(tap.words, span, unit, found), at=button)
