"""The report on who the people of a unit are, for those who administer it."""

from dataclasses import replace

from handlers.buttons.census import (
    CensusFile,
    CensusHow,
    CensusPicture,
    CensusUnits,
    OpenCensus,
    ShowCensus,
    ShowCensusSubject,
)
from handlers.census.screens import files
from handlers.census.screens import report as screens
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import if_mine, one_of_mine, unit_of_mine
from storage.views.census import CensusReport, census_report
from volunteering.actions.census.drawing import draw_up
from volunteering.rules.tree import Role, Unit

routes = Routes()


async def report_of(tap: Tap, unit_id: int) -> CensusReport:
    """What is drawn up of a unit of theirs. Raises Instead where that is nothing: the night will."""
    found = await census_report(tap.read, unit_id)
    if isinstance(found, Unit):
        unit, is_first = await unit_of_mine(tap, unit_id), await tap.records.censuses.drawn_up_at() is None
        screen = screens.not_yet(tap.words, unit, is_first=is_first, said=tap.said)
        raise Instead(Answer(screen, at=ShowCensus(unit=unit_id)))
    return if_mine(tap, found)


@routes.button(OpenCensus, writes=True, role=Role.ADMIN)
async def open_it(tap: Tap, button: OpenCensus) -> GoTo:
    """Whoever is the first ever to open one has all of them drawn up, which later the night does."""
    unit_id = one_of_mine(tap, button.unit, lambda unit: ShowCensus(unit=unit))
    await unit_of_mine(tap, unit_id)
    if await tap.records.censuses.drawn_up_at() is None:
        await draw_up(tap.records, tap.moment)
    return GoTo(ShowCensus(unit=unit_id), said=tap.said)


routes.also_typed("census", OpenCensus())


@routes.button(ShowCensus, role=Role.ADMIN)
async def show(tap: Tap, button: ShowCensus) -> Answer:
    """The first page: shown once more where its answer was lost, so it only looks."""
    unit_id = one_of_mine(tap, button.unit, lambda unit: ShowCensus(unit=unit))
    return _first_page(tap, await report_of(tap, unit_id))


def _first_page(tap: Tap, found: CensusReport) -> Answer:
    above = found.unit.above_id if tap.rights.administers_above(found.unit) else None
    screen = screens.report(tap.words, found, above=above, said=tap.said)
    return Answer(screen, tap.said or "", at=ShowCensus(unit=found.unit.id))


@routes.button(ShowCensusSubject, role=Role.ADMIN)
async def chapter(tap: Tap, button: ShowCensusSubject) -> Answer:
    """One subject of the report."""
    return Answer(screens.chapter(tap.words, await report_of(tap, button.unit), button.subject), at=button)


@routes.button(CensusUnits, role=Role.ADMIN)
async def by_unit(tap: Tap, button: CensusUnits) -> Answer:
    """How many there are in each unit one level down."""
    return Answer(screens.by_unit(tap.words, await report_of(tap, button.unit), button.page), at=button)


@routes.button(CensusHow, role=Role.ADMIN)
async def how(tap: Tap, button: CensusHow) -> Answer:
    """How it is counted, and why some figures are not shown."""
    return Answer(screens.how(tap.words, await unit_of_mine(tap, button.unit)), at=button)


@routes.button(CensusPicture, role=Role.ADMIN, makes_file=True)
async def picture(tap: Tap, button: CensusPicture) -> Answer:
    """The report as a picture, and its first page again below it."""
    found = await report_of(tap, button.unit)
    return replace(_first_page(tap, found), files=(files.picture(tap.words, found),))


@routes.button(CensusFile, role=Role.ADMIN, makes_file=True)
async def as_file(tap: Tap, button: CensusFile) -> Answer:
    """The same as a workbook."""
    found = await report_of(tap, button.unit)
    return replace(_first_page(tap, found), files=(files.census_file(tap.words, found),))
