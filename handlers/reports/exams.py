"""The exams of a month or a year, for the units that an admin administers."""

from handlers.buttons.reports import ExamsByUnit, ShowHeldExams
from handlers.reports.screens import exams as screens
from handlers.reports.totals import span_in
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import if_mine
from storage.views.reports.exams import exam_breakdown
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(ShowHeldExams, role=Role.ADMIN)
async def show_exams(tap: Tap, button: ShowHeldExams) -> Answer:
    """Registered, came and passed, by level, of a unit and everything below it."""
    span = span_in(tap, button.span)
    found = if_mine(tap, await exam_breakdown(tap.read, span, button.unit, tap.now))
    return Answer(screens.by_level(tap.words, span, found, button.page), at=button)


@routes.button(ExamsByUnit, role=Role.ADMIN)
async def exams_by_unit(tap: Tap, button: ExamsByUnit) -> Answer:
    """The same of each unit one level down."""
    span = span_in(tap, button.span)
    found = if_mine(tap, await exam_breakdown(tap.read, span, button.unit, tap.now))
    return Answer(screens.by_unit(tap.words, span, found, button.page), at=button)
