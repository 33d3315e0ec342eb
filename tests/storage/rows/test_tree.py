"""Units: paths stay true while the tree grows, is renamed and moved."""

import asyncio

import pytest

from storage.engine.database import Database
from storage.engine.faults import Conflict
from storage.rows import Rows
from storage.rows.tree import beyond
from tests.support.city import NOW, City
from volunteering.rules.tree import Unit


async def all_units(city: City) -> dict[str, tuple[str, int]]:
    rows = await city.table("SELECT name, path, depth FROM units")
    return {row["name"]: (row["path"], row["depth"]) for row in rows}


async def test_a_unit_knows_its_place(city: City) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    assert team.path == f"/{city.top.id}/{city.jiaojiang.id}/{team.id}/"
    async with city.looking() as rows:
        assert await rows.units.get(team.id) == team
        assert await rows.units.get(404) is None
        assert await rows.units.top() == city.top
        assert await rows.units.below(city.top.id) == (city.huangyan, city.jiaojiang)
        assert await rows.units.below(team.id) == ()
    assert (await all_units(city))["Team 1"] == (team.path, team.depth)


async def test_neighbours_have_different_names(city: City) -> None:
    async with city.writing() as rows:
        assert await rows.units.add(city.top, "Jiaojiang", NOW) is None
        assert not await rows.units.rename(city.huangyan, "Jiaojiang")
        assert await rows.units.rename(city.huangyan, "Huangyan")
        assert await rows.units.rename(city.huangyan, "Linhai")
        assert await rows.units.rename(city.top, "Jiaojiang")
        assert await rows.units.add(city.huangyan, "Jiaojiang", NOW) is not None
    assert await city.figure("SELECT COUNT(*) AS n FROM units WHERE name = 'Jiaojiang'") == 3


async def test_moving_takes_everything_below_along(city: City) -> None:
    township = await city.unit("Haimen", city.jiaojiang)
    team = await city.unit("Team 1", township)
    other = await city.unit("Team 2", city.jiaojiang)
    async with city.writing() as rows:
        assert await rows.units.move(township, city.huangyan)
        moved = await rows.units.get(team.id)
    assert moved is not None
    assert moved.path == f"{city.huangyan.path}{township.id}/{team.id}/"
    assert moved.above_id == township.id
    assert await all_units(city) == {
        "Taizhou": (city.top.path, 0),
        "Jiaojiang": (city.jiaojiang.path, 1),
        "Huangyan": (city.huangyan.path, 1),
        "Haimen": (f"{city.huangyan.path}{township.id}/", 2),
        "Team 1": (moved.path, 3),
        "Team 2": (other.path, 2),
    }

    async with city.writing() as rows:
        assert await rows.units.move(team, city.top)
    assert (await all_units(city))["Team 1"] == (f"{city.top.path}{team.id}/", 1)


async def test_moving_to_where_the_name_is_taken(city: City) -> None:
    mine, theirs = await city.unit("Team 1", city.jiaojiang), await city.unit("Team 1", city.huangyan)
    async with city.writing() as rows:
        assert not await rows.units.move(mine, city.huangyan)
    paths = [row["path"] for row in await city.table("SELECT path FROM units WHERE name = 'Team 1' ORDER BY id")]
    assert paths == [mine.path, theirs.path]


async def test_who_holds_an_old_path_still_adds_and_moves_rightly(city: City) -> None:
    township = await city.unit("Haimen", city.jiaojiang)
    team = await city.unit("Team 1", township)
    async with city.writing() as rows:
        await rows.units.move(township, city.huangyan)
    async with city.writing() as rows:
        added = await rows.units.add(township, "Team 2", NOW)
        assert await rows.units.move(team, city.jiaojiang)
    assert added is not None
    assert added.path == f"{city.huangyan.path}{township.id}/{added.id}/"
    assert (await all_units(city))["Team 1"] == (f"{city.jiaojiang.path}{team.id}/", 2)


@pytest.mark.parametrize(("path", "inside"), [("/1/4/", True), ("/1/4/17/", True), ("/1/40/", False), ("/1/", False)])
def test_what_is_below_is_a_range(path: str, *, inside: bool) -> None:
    assert ("/1/4/" <= path < beyond("/1/4/")) == inside


async def test_teams_added_at_once(city: City) -> None:
    async def add(number: int) -> Unit | None:
        async with city.writing() as rows:
            return await rows.units.add(city.jiaojiang, f"Team {number % 5}", NOW)

    added = [unit for unit in await asyncio.gather(*(add(number) for number in range(10))) if unit]

    assert sorted(unit.name for unit in added) == [f"Team {number}" for number in range(5)]
    assert all(unit.path == f"{city.jiaojiang.path}{unit.id}/" for unit in added)


async def test_an_organisation_has_to_be_founded(database: Database) -> None:
    async with database.reading() as reader:
        with pytest.raises(LookupError, match="founded"):
            await Rows.reading(reader).units.top()


async def test_it_is_founded_once_and_renamed(database: Database) -> None:
    for name in ("Taizhou", "Taizhou", "台州"):
        async with database.transaction() as tx:
            assert (await Rows(tx).units.top_named(name, NOW)).name == name
    async with database.reading() as reader:
        top = await Rows.reading(reader).units.top()
    assert (top.name, top.path, top.depth) == ("台州", f"/{top.id}/", 0)


async def test_replicas_that_start_at_once_found_one(database: Database) -> None:
    async def start() -> Unit:
        while True:
            try:
                async with database.transaction() as tx:
                    return await Rows(tx).units.top_named("Taizhou", NOW)
            except Conflict:
                continue

    assert len({unit.id for unit in await asyncio.gather(*(start() for _ in range(6)))}) == 1
    async with database.reading() as reader:
        assert len(await reader.all("SELECT id FROM units")) == 1
