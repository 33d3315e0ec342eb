"""The totals of a month or a year, for the units that an admin administers."""

from dataclasses import replace

from handlers.administered import if_mine, one_of_mine
from handlers.buttons.totals import CompareTotals, ShowTotals, TotalsByMonth, TotalsByUnit, TotalsFile
from handlers.screen import Answer
from handlers.screens import totals as screens
from handlers.screens.totals_file import totals_file
from handlers.tap import Routes, Tap
from storage.totals import Report, breakdown, course, report
from volunteering.periods import Month, local_day
from volunteering.reading import read_span
from volunteering.totals import Span
from volunteering.units import Role

routes = Routes()


def this_month(tap: Tap) -> Span:
    """The organisation's month now."""
    return Span.of(Month.of(local_day(tap.now, tap.zone)))


def not_a_span(tap: Tap) -> Answer:
    """It is neither a month nor a year."""
    return Answer(screens.not_a_span(tap.words), at=ShowTotals())


@routes.command("stats", role=Role.ADMIN)
async def stats_command(tap: Tap, argument: str) -> Answer:
    """This month, or the month or year that was typed."""
    span = read_span(argument, local_day(tap.now, tap.zone)) if argument else this_month(tap)
    return await show(tap, ShowTotals(span=str(span))) if span else not_a_span(tap)


@routes.button(ShowTotals, role=Role.ADMIN)
async def show(tap: Tap, button: ShowTotals) -> Answer:
    """The figures."""
    span = read_span(button.span) if button.span else this_month(tap)
    if span is None:
        return not_a_span(tap)
    of_span = str(span)
    unit_id = one_of_mine(tap, button.unit, lambda unit: ShowTotals(span=of_span, unit=unit))
    if isinstance(unit_id, Answer):
        return unit_id
    found = if_mine(tap, await report(tap.read, span, unit_id, tap.now))
    return found if isinstance(found, Answer) else _figures(tap, span, found)


def _figures(tap: Tap, span: Span, found: Report) -> Answer:
    unit = found.unit
    administers_above = tap.rights.administers(unit.path.removesuffix(f"{unit.id}/"))
    above = unit.above_id if administers_above else None
    return Answer(screens.totals(tap.words, found, above=above), at=ShowTotals(span=str(span), unit=unit.id))


@routes.button(CompareTotals, role=Role.ADMIN)
async def compare(tap: Tap, button: CompareTotals) -> Answer:
    """Every figure beside earlier ones."""
    span = read_span(button.span)
    if span is None:
        return not_a_span(tap)
    found = if_mine(tap, await report(tap.read, span, button.unit, tap.now, people_of_all=True))
    return found if isinstance(found, Answer) else Answer(screens.compared(tap.words, found), at=button)


@routes.button(TotalsByUnit, role=Role.ADMIN)
async def by_unit(tap: Tap, button: TotalsByUnit) -> Answer:
    """One level down."""
    span = read_span(button.span)
    if span is None:
        return not_a_span(tap)
    found = if_mine(tap, await breakdown(tap.read, span, button.unit, tap.now))
    if isinstance(found, Answer):
        return found
    return Answer(screens.by_unit(tap.words, span, found, button.page), at=button)


@routes.button(TotalsByMonth, role=Role.ADMIN)
async def by_month(tap: Tap, button: TotalsByMonth) -> Answer:
    """A year's months."""
    span = read_span(button.span)
    if span is None:
        return not_a_span(tap)
    year = Span(year=span.year)
    found = if_mine(tap, await course(tap.read, year, button.unit, tap.now))
    if isinstance(found, Answer):
        return found
    return Answer(screens.by_month(tap.words, year, found, button.page), at=button)


@routes.button(TotalsFile, role=Role.ADMIN)
async def as_file(tap: Tap, button: TotalsFile) -> Answer:
    """The table, and the figures again below it."""
    span = read_span(button.span)
    if span is None:
        return not_a_span(tap)
    found = if_mine(tap, await report(tap.read, span, button.unit, tap.now))
    if isinstance(found, Answer):
        return found
    units = await breakdown(tap.read, span, button.unit, tap.now)
    months = None if span.month else await course(tap.read, span, button.unit, tap.now)
    shown = _figures(tap, span, found)
    if units is None:
        return shown
    return replace(shown, file=totals_file(tap.words, span, found.now, units, months))
