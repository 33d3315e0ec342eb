"""A figure of a month's totals, opened into what makes it."""

from handlers.administered import if_mine, not_mine
from handlers.buttons.totals import ListHeld, ListLines, ListNew, ShowHeld, ShowTotals
from handlers.screen import Answer
from handlers.screens import opening as screens
from handlers.screens import ways
from handlers.tap import Routes, Tap
from handlers.totals import not_a_span, show
from storage.opening import came, held, lines, newcomers
from volunteering.reading import read_span
from volunteering.units import Role

routes = Routes()


@routes.button(ListHeld, role=Role.ADMIN)
async def list_held(tap: Tap, button: ListHeld) -> Answer:
    """The activities."""
    span = read_span(button.span)
    if span is None or span.month is None:
        return await _of_a_year(tap, button)
    found = if_mine(tap, await held(tap.read, span.month, button.unit, tap.now, own=button.own, page=button.page))
    return found if isinstance(found, Answer) else Answer(screens.held(tap.words, span, found, button), at=button)


@routes.button(ShowHeld, role=Role.ADMIN)
async def show_held(tap: Tap, button: ShowHeld) -> Answer:
    """The people of an activity."""
    span = read_span(button.span)
    if span is None or span.month is None:
        return not_a_span(tap)
    found = await came(tap.read, span.month, button.activity, page=button.page)
    if found is None:
        return Answer(ways.gone(tap.words), at=ShowTotals())
    if not tap.rights.administers(found.activity.unit.path):
        return not_mine(tap)
    return Answer(screens.came(tap.words, found, button), at=button)


@routes.button(ListLines, role=Role.ADMIN)
async def list_lines(tap: Tap, button: ListLines) -> Answer:
    """The lines of the ledger."""
    span = read_span(button.span)
    if span is None or span.month is None:
        return await _of_a_year(tap, button)
    found = if_mine(tap, await lines(tap.read, span.month, button.unit, own=button.own, page=button.page))
    return found if isinstance(found, Answer) else Answer(screens.ledger(tap.words, span, found, button), at=button)


@routes.button(ListNew, role=Role.ADMIN)
async def list_new(tap: Tap, button: ListNew) -> Answer:
    """The newcomers."""
    span = read_span(button.span)
    if span is None or span.month is None:
        return await _of_a_year(tap, button)
    found = if_mine(tap, await newcomers(tap.read, span.month, button.unit, page=button.page))
    return found if isinstance(found, Answer) else Answer(screens.newcomers(tap.words, span, found, button), at=button)


async def _of_a_year(tap: Tap, button: ListHeld | ListLines | ListNew) -> Answer:
    """A year is opened month by month: its totals lead there."""
    return await show(tap, ShowTotals(span=button.span, unit=button.unit))
