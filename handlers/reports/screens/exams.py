"""The exams of a month or a year: registered, came and passed, by level, and by unit one level down."""

from markupsafe import Markup

from handlers.buttons.reports import ExamsByUnit, ShowHeldExams
from handlers.reports.screens.breakdowns import LONGEST_NAME
from handlers.reports.screens.totals import back, list_title, nothing
from handlers.showing.parts import LONGEST_LABEL, of_so_many, page_row
from handlers.showing.qualifications import named
from handlers.tapping.screen import Press, Screen, WayBack, page
from storage.engine.pages import Page
from storage.views.reports.exams import ExamBreakdown, ExamFigures, ExamShare
from volunteering.rules.reports import Span
from words.words import Words, cut

LEVELS = 8
"""How many levels a page shows."""

UNITS = 5
"""How many units a page shows."""

_LONGEST_LEVEL = 100


def by_level(words: Words, span: Span, found: ExamBreakdown, page_number: int) -> Screen:
    """All of them together, then each level that was sat."""
    of, unit = str(span), found.unit
    shown, extent = Page(LEVELS, page_number).of(found.levels)
    has_below = any(not part.is_own for part in found.parts)
    return page(
        of_so_many(words, list_title(words, words.say("Exams"), span, unit), extent),
        words.say("In all: {counts}", counts=_counts(words, found.figures)) if shown else nothing(words),
        *(
            words.say(
                "{level}: {counts}",
                level=cut(named(words, one.kind, one.level), _LONGEST_LEVEL),
                counts=_counts(words, one.figures),
            )
            for one in shown
        ),
        rows=(
            *((((Press(words.say("By unit"), ExamsByUnit(span=of, unit=unit.id))),),) if has_below else ()),
            *page_row(words, extent, lambda number: ShowHeldExams(span=of, unit=unit.id, page=number)),
            (back(words, span, unit),),
        ),
    )


def by_unit(words: Words, span: Span, found: ExamBreakdown, page_number: int) -> Screen:
    """The units one level down that held any, the largest first; what is the upper unit's own stands at the end."""
    of, unit = str(span), found.unit
    shown, extent = Page(UNITS, page_number).of(found.parts)
    return page(
        of_so_many(words, list_title(words, words.say("Exams by unit"), span, unit), extent),
        None if shown else nothing(words),
        *(_part_line(words, part) for part in shown),
        rows=(
            *(
                (Press(cut(part.unit.name, LONGEST_LABEL), ShowHeldExams(span=of, unit=part.unit.id)),)
                for part in shown
                if not part.is_own
            ),
            *page_row(words, extent, lambda number: ExamsByUnit(span=of, unit=unit.id, page=number)),
            (WayBack(words.say("‹ Exams"), ShowHeldExams(span=of, unit=unit.id)),),
        ),
    )


def _part_line(words: Words, part: ExamShare) -> Markup:
    name = cut(part.unit.name, LONGEST_NAME)
    return words.say(
        "{team}: {figures}",
        team=words.say("{team} itself", team=name) if part.is_own else name,
        figures=_counts(words, part.figures),
    )


def _counts(words: Words, one: ExamFigures) -> Markup:
    return words.listed(
        (
            words.many("{number} registered", "{number} registered", one.registered),
            words.many("{number} came", "{number} came", one.came),
            words.many("{number} passed", "{number} passed", one.passed),
        )
    )
