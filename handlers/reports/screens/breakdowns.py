"""The totals of a month or a year in their parts: by unit one level down, and by month."""

from markupsafe import Markup

from handlers.buttons.reports import ListHeld, ShowTotals, TotalsByMonth, TotalsByUnit
from handlers.reports.screens.totals import back, list_title, nothing
from handlers.showing.parts import LONGEST_LABEL, of_so_many, page_row
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Screen, page
from storage.engine.pages import Page
from storage.views.reports.study import NO_STUDY
from storage.views.reports.totals import Breakdown, MonthByMonth, Share
from volunteering.rules.reports import Span, Totals
from words.words import Words, cut

UNITS = 5
"""How many units a page shows."""

MONTHS = 6
"""How many months a page shows."""

LONGEST_NAME = 30  # of a unit, within a line


def by_unit(words: Words, span: Span, found: Breakdown, page_number: int) -> Screen:
    """The units one level down, the busiest first; what is the upper unit's own stands at the end."""
    shown, extent = Page(UNITS, page_number).of(found.parts)
    turned = page_row(words, extent, lambda number: TotalsByUnit(span=str(span), unit=found.unit.id, page=number))
    return page(
        of_so_many(words, list_title(words, words.say("By unit"), span, found.unit), extent),
        None if shown else nothing(words),
        *(_part_line(words, part) for part in shown),
        rows=(
            *((_part_press(words, span, part),) for part in shown if _opens(span, part)),
            *turned,
            (back(words, span, found.unit),),
        ),
    )


def _part_name(words: Words, part: Share) -> Markup:
    name = cut(part.unit.name, LONGEST_NAME)
    return words.say("{team} itself", team=name) if part.is_own else Markup.escape(name)


def _part_line(words: Words, part: Share) -> Markup:
    figures = _in_short(words, part.totals)
    if part.study != NO_STUDY:
        figures = words.listed((figures, words.say("study {length}", length=words.length(part.study.minutes))))
    return words.say("{team}: {figures}", team=_part_name(words, part), figures=figures)


def _in_short(words: Words, figures: Totals) -> Markup:
    return words.listed(
        (
            words.many("{number} activity", "{number} activities", figures.activities),
            words.many("{number} participation", "{number} participations", figures.participations),
            words.length(figures.minutes),
        )
    )


def _opens(span: Span, part: Share) -> bool:
    """Whether there is a screen behind it: the upper unit's own activities are listed by month."""
    return not part.is_own or span.month is not None


def _part_press(words: Words, span: Span, part: Share) -> Press:
    of = str(span)
    button = ListHeld(span=of, unit=part.unit.id, own=True) if part.is_own else ShowTotals(span=of, unit=part.unit.id)
    label = words.say("Its own activities") if part.is_own else cut(part.unit.name, LONGEST_LABEL)
    return Press(label, button)


def by_month(words: Words, span: Span, found: MonthByMonth, page_number: int) -> Screen:
    """The months of a year, half a year a page."""
    has_any = any(figures != Totals() for _, figures in found.months)
    shown, extent = Page(MONTHS, page_number).of(found.months if has_any else ())
    presses = [Press(words.short_month(month), ShowTotals(span=str(month), unit=found.unit.id)) for month, _ in shown]
    return page(
        of_so_many(words, list_title(words, words.say("By month"), span, found.unit), extent),
        None if has_any else nothing(words),
        *(
            words.say("{month}: {figures}", month=words.short_month(month), figures=_in_short(words, figures))
            for month, figures in shown
        ),
        rows=(
            *side_by_side(tuple(presses), 3),
            *page_row(words, extent, lambda number: TotalsByMonth(span=str(span), unit=found.unit.id, page=number)),
            (back(words, span, found.unit),),
        ),
    )
