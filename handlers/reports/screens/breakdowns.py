"""The totals of a month or a year in their parts: by unit one level down, and by month."""

from markupsafe import Markup

from handlers.buttons.reports import ListHeld, ShowTotals, TotalsByMonth, TotalsByUnit
from handlers.reports.screens.totals import back, title
from handlers.showing.parts import LONGEST_LABEL, page_row
from handlers.tapping.screen import Press, Screen, page
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
    page_number = min(page_number, max(0, len(found.parts) - 1) // UNITS)
    first = page_number * UNITS
    shown = found.parts[first : first + UNITS]
    turned = page_row(
        words,
        page_number,
        has_more=first + UNITS < len(found.parts),
        to=lambda number: TotalsByUnit(span=str(span), unit=found.unit.id, page=number),
    )
    return page(
        title(words, span, found.unit),
        None if shown else words.say("Nothing is recorded for that time."),
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
    return words.say("{team}: {figures}", team=_part_name(words, part), figures=_in_short(words, part.totals))


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
    return Press(cut(_part_name(words, part), LONGEST_LABEL), button)


def by_month(words: Words, span: Span, found: MonthByMonth, page_number: int) -> Screen:
    """The months of a year, half a year a page."""
    page_number = min(page_number, (len(found.months) - 1) // MONTHS)
    first = page_number * MONTHS
    shown = found.months[first : first + MONTHS]
    presses = [Press(words.short_month(month), ShowTotals(span=str(month), unit=found.unit.id)) for month, _ in shown]
    return page(
        title(words, span, found.unit),
        *(
            words.say("{month}: {figures}", month=words.short_month(month), figures=_in_short(words, figures))
            for month, figures in shown
        ),
        rows=(
            *(tuple(presses[at : at + 3]) for at in range(0, len(presses), 3)),
            *page_row(
                words,
                page_number,
                has_more=first + MONTHS < len(found.months),
                to=lambda number: TotalsByMonth(span=str(span), unit=found.unit.id, page=number),
            ),
            (back(words, span, found.unit),),
        ),
    )
