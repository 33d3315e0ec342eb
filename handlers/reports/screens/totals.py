"""The totals of a month or a year: the figures, and what they stand beside."""

from markupsafe import Markup

from handlers.buttons.census import OpenCensus
from handlers.buttons.home import Home
from handlers.buttons.reports import (
    CompareTotals,
    ListHeld,
    ListLines,
    ListNew,
    ListServed,
    ShowHeldExams,
    ShowQuality,
    ShowReturning,
    ShowTotals,
    TotalsByMonth,
    TotalsByUnit,
    TotalsFile,
)
from handlers.reports.screens.besides import exams, study
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.reports.exams import NO_EXAMS
from storage.views.reports.totals import Report
from volunteering.rules.ground.periods import Month, local_day
from volunteering.rules.reports import Span, Totals, change
from volunteering.rules.tree import Unit
from words.words import Words


def span_name(words: Words, span: Span) -> Markup:
    """`November 2026`, or `2026`."""
    return words.month(span.month) if span.month else words.say("{year}", year=span.year)


def short_name(words: Words, span: Span) -> Markup:
    """`Nov`, `Nov 2025`, or `2026`."""
    return words.short_month(span.month) if span.month else words.say("{year}", year=span.year)


def title(words: Words, span: Span, unit: Unit) -> Markup:
    """What is counted: when, and where."""
    return words.listed((span_name(words, span), unit.name))


def list_title(words: Words, what: Markup, span: Span, unit: Unit) -> Markup:
    """The title of a screen that opens a figure: what it lists, when, and where."""
    return words.listed((what, title(words, span, unit)))


def totals(words: Words, report: Report, *, above: int | None) -> Screen:
    """The figures; `above` is the unit above where the reader is its admin too."""
    return page(
        title(words, report.span, report.unit),
        *((so_far(words, report), *_lines(words, report)) if report.now != Totals() else (_nothing(words, report),)),
        study(words, report.study),
        exams(words, report.exams),
        rows=_rows(words, report, above),
    )


def _nothing(words: Words, report: Report) -> Markup:
    if report.goes_on and report.span.month:
        return words.say("Nothing yet this month. What is confirmed on a roster appears here at once.")
    return nothing(words)


def nothing(words: Words) -> Markup:
    """There are no figures to show."""
    return words.say("Nothing is recorded for that time.")


def so_far(words: Words, report: Report) -> Markup | None:
    """What the figures of a time that goes on stand beside: the whole of another would always look like more."""
    if not report.goes_on:
        return None
    spans = [short_name(words, span) for span, _ in compared_with(report)]
    if not spans:
        return None
    if len(spans) == 1:
        return words.say("So far, beside the same days of {span}", span=spans[0])
    return words.say("So far, beside the same days of {first} and {second}", first=spans[0], second=spans[1])


def _lines(words: Words, report: Report) -> tuple[Markup | None, ...]:
    now = report.now
    people = words.say("People {people} · new {new}", people=words.number(now.people), new=words.number(now.new_people))
    return (
        words.say("Activities {figure}", figure=beside(words, report, "activities")),
        words.say("Participations {figure}", figure=_changed(words, report, "participations")),
        people,
        _hours(words, now),
        *served_lines(words, report),
        _rates(words, now),
    )


def _hours(words: Words, now: Totals) -> Markup:
    served = words.length(now.minutes)
    if not now.pending_minutes:
        return words.say("🕒 Served {served}", served=served)
    pending = words.length(now.pending_minutes)
    return words.say("🕒 Served {served} · waiting for approval {pending}", served=served, pending=pending)


def served_lines(words: Words, report: Report) -> tuple[Markup | None, ...]:
    """What leaders counted; nothing where nobody counts it, now or then."""
    every = (report.now, *(then for _, then in compared_with(report)))
    people, things = (any(getattr(one, figure) for one in every) for figure in ("served_people", "handed_out"))
    return (
        words.say("People served {figure}", figure=beside(words, report, "served_people")) if people else None,
        words.say("Handed out {figure}", figure=beside(words, report, "handed_out")) if things else None,
    )


def _rates(words: Words, now: Totals) -> Markup | None:
    rates = (
        words.say("No-shows {share}", share=words.share(now.no_show_rate)) if now.no_show_rate is not None else None,
        words.say("places filled {share}", share=words.share(now.fill_rate)) if now.fill_rate is not None else None,
    )
    return words.listed(rate for rate in rates if rate) or None


def compared_with(report: Report) -> tuple[tuple[Span, Totals], ...]:
    """What the figures stand beside, where it has any: of a year, the year before is both."""
    others = {report.span.before: report.before, report.span.year_before: report.year_before}
    return tuple((span, then) for span, then in others.items() if then != Totals())


def beside(words: Words, report: Report, figure: str) -> Markup:
    """A figure, with those it is compared with: `349 (Oct 331, Nov 2025 298)`."""
    return with_others(
        words,
        words.number(getattr(report.now, figure)),
        [then_it_was(words, span, words.number(getattr(then, figure))) for span, then in compared_with(report)],
    )


def _changed(words: Words, report: Report, figure: str) -> Markup:
    """A figure, with how it changed: `11,974 (+8 % on Oct, +21 % on Nov 2025)`."""
    value = getattr(report.now, figure)
    return with_others(
        words,
        words.number(value),
        [_change(words, span, value, getattr(then, figure)) for span, then in compared_with(report)],
    )


def with_others(words: Words, figure: Markup, others: list[Markup]) -> Markup:
    """A figure, with what it stands beside in brackets."""
    if not others:
        return figure
    if len(others) == 1:
        return words.say("{figure} ({other})", figure=figure, other=others[0])
    return words.say("{figure} ({first}, {second})", figure=figure, first=others[0], second=others[1])


def then_it_was(words: Words, span: Span, figure: Markup) -> Markup:
    """What a figure was in another span: `Oct 331`."""
    return words.say("{span} {figure}", span=short_name(words, span), figure=figure)


def _change(words: Words, span: Span, now: int, then: int) -> Markup:
    share = change(now, then)
    if share is None:
        return then_it_was(words, span, words.number(then))
    sign = "+" if share > 0 else "−" if share < 0 else "±"
    return words.say("{sign}{share} on {span}", sign=sign, share=words.share(abs(share)), span=short_name(words, span))


def _rows(words: Words, report: Report, above: int | None) -> tuple[Row, ...]:
    span, unit = report.span, report.unit.id
    month = str(span)
    parts = (Press(words.say("By unit"), TotalsByUnit(span=month, unit=unit)),) if report.has_below else ()
    opened: Row = ()
    counted = report.now.served_people or report.now.handed_out
    served = (Press(words.say("People served"), ListServed(span=month, unit=unit)),) if counted else ()
    compared = Press(words.say("Compare"), CompareTotals(span=month, unit=unit))
    newcomers = Press(words.say("Newcomers"), ShowReturning(span=month, unit=unit))
    census = Press(words.say("Census"), OpenCensus(unit=unit))
    quality = Press(words.say("Quality"), ShowQuality(span=month, unit=unit))
    file = Press(words.say("XLSX"), TotalsFile(span=month, unit=unit))
    if span.month:
        parts = (Press(words.say("Year"), ShowTotals(span=str(Span(year=span.year)), unit=unit)), *parts)
        opened = (
            Press(words.say("Activities"), ListHeld(span=month, unit=unit)),
            Press(words.say("Hours"), ListLines(span=month, unit=unit)),
            Press(words.say("New people"), ListNew(span=month, unit=unit)),
        )
    else:
        parts = (Press(words.say("By month"), TotalsByMonth(span=month, unit=unit)), *parts)
    sat = (Press(words.say("Exams"), ShowHeldExams(span=month, unit=unit)),) if report.exams != NO_EXAMS else ()
    return (
        _neighbours(words, span, unit),
        parts,
        *side_by_side((*opened, *served, *sat, compared, newcomers, file, quality, census), 3),
        _way_up(words, span, above),
    )


def _neighbours(words: Words, span: Span, unit: int) -> Row:
    """The span before, and the one after where it has begun."""
    before = Press(
        words.say("‹ {span}", span=short_name(words, span.before)), ShowTotals(span=str(span.before), unit=unit)
    )
    this = Month.of(local_day(words.now, words.zone))
    if span.after.months[0].first_day() > this.first_day():
        return (before,)
    after = Press(
        words.say("{span} ›", span=short_name(words, span.after)), ShowTotals(span=str(span.after), unit=unit)
    )
    return before, after


def _way_up(words: Words, span: Span, above: int | None) -> Row:
    home = Press(words.say("‹ Home"), Home())
    if above is None:
        return (home,)
    return Press(words.say("‹ One level up"), ShowTotals(span=str(span), unit=above)), home


def back(words: Words, span: Span, unit: Unit) -> Press:
    """The way back to the totals that a screen came from."""
    return Press(words.say("‹ Totals"), ShowTotals(span=str(span), unit=unit.id))


def not_a_span(words: Words) -> Screen:
    """What stands behind /stats is neither a month nor a year."""
    return page(
        words.say("Which month or year?"),
        words.say("A month: <code>/stats 2026-11</code>"),
        words.say("A year: <code>/stats 2026</code>"),
        rows=((Press(words.say("This month"), ShowTotals(), "success"),), (Press(words.say("‹ Home"), Home()),)),
    )
