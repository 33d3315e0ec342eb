"""Quality beside quantity, for the units that an admin administers."""

from handlers.buttons.reports import QualityByUnit, ShowQuality
from handlers.reports.screens import quality as screens
from handlers.reports.totals import span_in
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import if_mine
from storage.engine.pages import Page
from storage.views.reports.quality import quality_breakdown, quality_report
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(ShowQuality, role=Role.ADMIN)
async def show_quality(tap: Tap, button: ShowQuality) -> Answer:
    """The figures of a month or year, of a unit and everything below it."""
    span = span_in(tap, button.span)
    found = if_mine(tap, await quality_report(tap.read, span, button.unit, tap.now, tap.zone, tap.policy))
    return Answer(screens.quality(tap.words, found), at=button)


@routes.button(QualityByUnit, role=Role.ADMIN)
async def quality_by_unit(tap: Tap, button: QualityByUnit) -> Answer:
    """The same of each unit one level down."""
    span, page = span_in(tap, button.span), Page(screens.UNITS, button.page)
    found = await quality_breakdown(tap.read, span, button.unit, tap.now, tap.zone, tap.policy, page=page)
    return Answer(screens.by_unit(tap.words, span, if_mine(tap, found)), at=button)
