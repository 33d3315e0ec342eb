"""The totals of a month or a year, for the units that an admin administers."""

from dataclasses import replace

from handlers.buttons.reports import CompareTotals, ShowTotals, TotalsByMonth, TotalsByUnit, TotalsFile
from handlers.reports.screens import breakdowns
from handlers.reports.screens import totals as screens
from handlers.reports.screens.compared import compared
from handlers.reports.screens.file import totals_file
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import if_mine, one_of_mine
from storage.engine.pages import Page
from storage.views.reports.exams import exam_breakdown
from storage.views.reports.quality import QualityShare, quality_breakdown, quality_report
from storage.views.reports.totals import Report, breakdown, course, report
from volunteering.rules.ground.periods import Month, local_day
from volunteering.rules.reading import read_span
from volunteering.rules.reports import Span
from volunteering.rules.tree import Role

routes = Routes()

MOST_UNITS = 1_000
"""One level below a unit, in a file."""


def this_month(tap: Tap) -> Span:
    """The organisation's month now."""
    return Span.of(Month.of(local_day(tap.now, tap.zone)))


def not_a_span(tap: Tap) -> Answer:
    """It is neither a month nor a year."""
    return Answer(screens.not_a_span(tap.words), at=ShowTotals())


def span_in(tap: Tap, text: str) -> Span:
    """The month or year that a button names. Raises Instead where it is neither."""
    span = read_span(text)
    if span is None:
        raise Instead(not_a_span(tap))
    return span


@routes.command("stats", role=Role.ADMIN)
async def stats_command(tap: Tap, argument: str) -> Answer | GoTo:
    """This month, or the month or year that was typed."""
    span = read_span(argument, local_day(tap.now, tap.zone)) if argument else this_month(tap)
    return GoTo(ShowTotals(span=str(span))) if span else not_a_span(tap)


@routes.button(ShowTotals, role=Role.ADMIN)
async def show(tap: Tap, button: ShowTotals) -> Answer:
    """The figures of a month or year, of a unit and everything below it."""
    span = span_in(tap, button.span) if button.span else this_month(tap)
    of_span = str(span)
    unit_id = one_of_mine(tap, button.unit, lambda unit: ShowTotals(span=of_span, unit=unit))
    found = if_mine(tap, await report(tap.read, span, unit_id, tap.now, tap.zone))
    return _figures(tap, span, found)


def _figures(tap: Tap, span: Span, found: Report) -> Answer:
    unit = found.unit
    above = unit.above_id if tap.rights.administers_above(unit) else None
    return Answer(screens.totals(tap.words, found, above=above), at=ShowTotals(span=str(span), unit=unit.id))


@routes.button(CompareTotals, role=Role.ADMIN)
async def compare(tap: Tap, button: CompareTotals) -> Answer:
    """Every figure beside earlier ones."""
    span = span_in(tap, button.span)
    found = if_mine(tap, await report(tap.read, span, button.unit, tap.now, tap.zone, people_of_all=True))
    return Answer(compared(tap.words, found), at=button)


@routes.button(TotalsByUnit, role=Role.ADMIN)
async def by_unit(tap: Tap, button: TotalsByUnit) -> Answer:
    """The figures of the units one level down."""
    span = span_in(tap, button.span)
    found = if_mine(tap, await breakdown(tap.read, span, button.unit, tap.now))
    return Answer(breakdowns.by_unit(tap.words, span, found, button.page), at=button)


@routes.button(TotalsByMonth, role=Role.ADMIN)
async def by_month(tap: Tap, button: TotalsByMonth) -> Answer:
    """The figures of a year, month by month."""
    span = span_in(tap, button.span)
    year = Span(year=span.year)
    found = if_mine(tap, await course(tap.read, year, button.unit, tap.now))
    return Answer(breakdowns.by_month(tap.words, year, found, button.page), at=button)


@routes.button(TotalsFile, role=Role.ADMIN, makes_file=True)
async def as_file(tap: Tap, button: TotalsFile) -> Answer:
    """The table, and the figures again below it."""
    span = span_in(tap, button.span)
    found = if_mine(tap, await report(tap.read, span, button.unit, tap.now, tap.zone))
    units = await breakdown(tap.read, span, button.unit, tap.now)
    months = None if span.month else await course(tap.read, span, button.unit, tap.now)
    shown = _figures(tap, span, found)
    if units is None:
        return shown
    quality = await _quality(tap, span, button.unit)
    exams = await exam_breakdown(tap.read, span, button.unit, tap.now)
    file = totals_file(tap.words, span, found.now, units, months, quality, found.study, exams)
    return replace(shown, files=(file,))


async def _quality(tap: Tap, span: Span, unit_id: int) -> tuple[QualityShare, ...]:
    """Of the unit, and of those one level down."""
    of = tap.read, span, unit_id, tap.now, tap.zone, tap.policy
    whole = if_mine(tap, await quality_report(*of))
    parts = if_mine(tap, await quality_breakdown(*of, page=Page(MOST_UNITS)))
    return (QualityShare(whole.unit, whole.now), *parts.parts)
