"""Asking everybody of a unit for what is missing of them, and stopping that."""

from handlers.buttons.census import BeginCensus, CensusProgressOf, ShowCensus, StartCensus, StopCensus
from handlers.buttons.tree import ShowUnits
from handlers.census.screens import asking as screens
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import if_mine, not_mine, unit_of_mine
from storage.rows.census.asking import to_ask
from storage.views.census import census_progress
from volunteering.actions.census.asking import AskedAlready, start_census, stop_census
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(BeginCensus, role=Role.ADMIN)
async def begin(tap: Tap, button: BeginCensus) -> Answer | GoTo:
    """Whether they are to be asked, how many that is, and for what."""
    unit = await unit_of_mine(tap, button.unit)
    around = await tap.records.censuses.around(unit)
    if around is not None:
        return GoTo(ShowCensus(unit=unit.id), said=screens.under_way(tap.words, around))
    people = await to_ask(tap.read, unit)
    return Answer(screens.begin(tap.words, unit, people), at=button)


@routes.button(StartCensus, writes=True, role=Role.ADMIN)
async def start(tap: Tap, button: StartCensus) -> Answer | GoTo:
    """Ask them, the first at once."""
    unit = await unit_of_mine(tap, button.unit)
    outcome = await start_census(tap.records, tap.actor, unit, tap.moment)
    if isinstance(outcome, NotAllowed):
        return not_mine(tap)
    if isinstance(outcome, AskedAlready):
        return GoTo(ShowCensus(unit=unit.id), said=screens.under_way(tap.words, outcome.census))
    return GoTo(CensusProgressOf(census=outcome.id), said=screens.started(tap.words))


@routes.button(CensusProgressOf, role=Role.ADMIN)
async def progress(tap: Tap, button: CensusProgressOf) -> Answer:
    """How far it is by now."""
    found = if_mine(tap, await census_progress(tap.read, button.census))
    return Answer(screens.progress(tap.words, found, said=tap.said), at=button)


@routes.button(StopCensus, writes=True, role=Role.ADMIN)
async def stop(tap: Tap, button: StopCensus) -> Answer | GoTo:
    """Ask and remind nobody else."""
    outcome = await stop_census(tap.records, tap.actor, button.census, tap.moment)
    if outcome is None:
        return Answer(instead.gone(tap.words), at=ShowUnits())
    if isinstance(outcome, NotAllowed):
        return not_mine(tap)
    return GoTo(CensusProgressOf(census=outcome.id))
