"""The reports of a census are of a day: whoever looks twice within it sees the same (decision 50)."""

from datetime import timedelta

from scheduling.sweeps import draw_up_census
from storage.engine.database import Database
from storage.views.census import CensusReport, census_report
from tests.support.acting import at
from tests.support.city import NOW, City
from volunteering.actions.census.drawing import draw_up


async def people_in_the_report(city: City) -> int | None:
    async with city.database.reading() as reader:
        found = await census_report(reader, city.top.id)
    return found.figures.people if isinstance(found, CensusReport) else None


async def test_figures_stand_for_a_day(database: Database) -> None:
    """A report before and one after somebody's answer would tell what that one said."""
    city = await City.founded(database)
    await city.people(9)
    await draw_up_census(city.database, at(NOW))
    assert await people_in_the_report(city) is None, "nobody has ever asked for one"
    async with city.writing() as rows:
        await draw_up(rows, at(NOW))
    assert await people_in_the_report(city) == 10
    await city.person("Somebody new", city.jiaojiang)
    await draw_up_census(city.database, at(NOW + timedelta(hours=1)))
    assert await people_in_the_report(city) == 10
    await draw_up_census(city.database, at(NOW + timedelta(days=1)))
    assert await people_in_the_report(city) == 11


async def test_teams_that_move_or_go_have_nothing_drawn_up(database: Database) -> None:
    """Or an admin would move one back and forth, before and after somebody's answer."""
    city = await City.founded(database)
    await city.people(9)
    moved, merged = await city.unit("Moved", city.jiaojiang), await city.unit("Merged", city.jiaojiang)
    async with city.writing() as rows:
        await draw_up(rows, at(NOW))
    await city.person("Somebody new", city.jiaojiang)
    async with city.writing() as rows:
        await rows.units.move(moved, city.huangyan)
        await rows.units.merge(merged, city.huangyan, NOW)
    assert await people_in_the_report(city) == 10
