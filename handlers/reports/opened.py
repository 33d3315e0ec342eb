"""A figure of a month's totals, opened into what makes it."""

from handlers.buttons.reports import ListHeld, ListLines, ListNew, ListServed, ShowHeld, ShowTotals
from handlers.reports.screens import opened as screens
from handlers.reports.totals import not_a_span, span_in
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import if_mine, not_mine
from storage.engine.pages import Page
from storage.views.reports.opened import came, held, lines, newcomers
from storage.views.reports.served import served
from volunteering.rules.ground.periods import Month
from volunteering.rules.reading import read_span
from volunteering.rules.reports import Span
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(ListHeld, role=Role.ADMIN)
async def list_held(tap: Tap, button: ListHeld) -> Answer:
    """A page of the activities behind a month's figure."""
    span, month = _month_in(button)
    found = if_mine(tap, await held(tap.read, month, button.unit, tap.now, own=button.own, page=_page(button)))
    return Answer(screens.held(tap.words, span, found, button), at=button)


@routes.button(ShowHeld, role=Role.ADMIN)
async def show_held(tap: Tap, button: ShowHeld) -> Answer:
    """The people of an activity."""
    span = read_span(button.span)
    if span is None or span.month is None:
        return not_a_span(tap)
    found = await came(tap.read, span.month, button.activity, page=Page(screens.CAME_PAGE, button.page))
    if found is None:
        return Answer(instead.gone(tap.words), at=ShowTotals())
    if not tap.rights.administers(found.activity.unit):
        return not_mine(tap)
    return Answer(screens.came(tap.words, found, button), at=button)


@routes.button(ListLines, role=Role.ADMIN)
async def list_lines(tap: Tap, button: ListLines) -> Answer:
    """The lines of the ledger."""
    span, month = _month_in(button)
    found = if_mine(tap, await lines(tap.read, month, button.unit, own=button.own, page=_page(button)))
    return Answer(screens.ledger(tap.words, span, found, button), at=button)


@routes.button(ListServed, role=Role.ADMIN)
async def list_served(tap: Tap, button: ListServed) -> Answer:
    """A page of the shifts of which leaders counted something."""
    span = span_in(tap, button.span)
    found = if_mine(tap, await served(tap.read, span, button.unit, tap.now, page=Page(screens.PAGE, button.page)))
    return Answer(screens.served(tap.words, span, found, button), at=button)


@routes.button(ListNew, role=Role.ADMIN)
async def list_new(tap: Tap, button: ListNew) -> Answer:
    """A page of the people who registered in a month."""
    span, month = _month_in(button)
    found = if_mine(tap, await newcomers(tap.read, month, button.unit, page=_page(button)))
    return Answer(screens.newcomers(tap.words, span, found, button), at=button)


def _month_in(button: ListHeld | ListLines | ListNew) -> tuple[Span, Month]:
    """The month that a button names. Raises Instead for a year: its totals lead to its months."""
    span = read_span(button.span)
    if span is None or span.month is None:
        raise Instead(GoTo(ShowTotals(span=button.span, unit=button.unit)))
    return span, span.month


def _page(button: ListHeld | ListLines | ListNew) -> Page:
    return Page(screens.PAGE, button.page)
