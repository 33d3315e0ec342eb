"""The day's look at everybody's stars: piece by piece, and once, however often Yigong is started."""

from datetime import timedelta

import pytest

from scheduling import stars, sweeps
from scheduling.stars import look_on_at_stars
from storage.engine.database import Database
from storage.process import city as cities
from tests.scheduling.test_timetable import timetable_of
from tests.support.acting import at
from tests.support.city import NOW, City, hours_later
from tests.support.delivering import PostOffice
from tests.support.ledger import Ledger
from volunteering.actions.honours import telling_of_stars
from volunteering.rules.ground.policy import Policy

OTHER = Policy(stars=(1, 2))
TODAY, TOMORROW = at(NOW, OTHER), at(hours_later(24), OTHER)


@pytest.fixture
async def city(database: Database, monkeypatch: pytest.MonkeyPatch) -> City:
    """Two people with an hour each, who were told of no star; a piece is one person."""
    monkeypatch.setattr(telling_of_stars, "LOOKED_AT", 1)
    city = await City.founded(database)
    async with city.changing() as tx:
        await cities.begin(tx, "Asia/Shanghai", NOW)
    for person in await city.people(2):
        await Ledger(city).logged(person, (NOW - timedelta(days=3)).date(), 60)
    await sweeps.tell_of_stars(database, at(NOW))
    return city


async def noted(city: City) -> int:
    return await city.figure("SELECT COUNT(DISTINCT person_id) AS n FROM star_checks")


async def test_it_goes_on_where_it_was_and_has_an_end(city: City) -> None:
    found = []
    for _ in range(5):
        await look_on_at_stars(city.database, TODAY)
        found.append(await noted(city))
    assert found == [0, 1, 2, 2, 2], "the leader of the city first, who has no hours"
    await sweeps.tell_of_stars(city.database, TODAY)
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'stars_changed'") == 2


async def test_it_is_done_once_a_day(city: City) -> None:
    for _ in range(4):
        await look_on_at_stars(city.database, at(NOW))
    for _ in range(4):
        await look_on_at_stars(city.database, TODAY)
    assert await noted(city) == 0, "another ladder is told the next morning"
    for _ in range(4):
        await look_on_at_stars(city.database, TOMORROW)
    assert await noted(city) == 2


async def test_nobody_is_looked_at_in_the_evening(city: City) -> None:
    await look_on_at_stars(city.database, at(hours_later(11), OTHER))
    assert await city.figure("SELECT COUNT(*) AS n FROM city WHERE stars_day IS NULL") == 1


async def test_a_start_looks_at_nobody_and_a_clock_that_was_pushed_at_everybody(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []

    async def look(*_: object) -> None:
        looked.append("all")

    monkeypatch.setattr(stars, "look_at_stars", look)
    table = timetable_of(await PostOffice.opened(database))
    await table.take_over()
    assert looked == []
    await table.run_all_now()
    assert looked == ["all"]
