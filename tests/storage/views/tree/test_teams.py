"""Choosing a team: a level of the tree, a search by name."""

import pytest

from storage.engine.pages import Page
from storage.views.tree.teams import is_only_one, level_of, teams_named
from tests.support.city import NOW, City


async def test_a_level_is_the_unit_and_those_right_below_by_name(city: City) -> None:
    await city.unit("Haimen", city.jiaojiang)
    async with city.database.reading() as reader:
        top = await level_of(reader, None, page=Page(5))
        below = await level_of(reader, city.jiaojiang.id, page=Page(5))
    assert top is not None
    assert top.unit == city.top
    assert [(team.unit.name, team.has_below) for team in top.below] == [("Huangyan", False), ("Jiaojiang", True)]
    assert below is not None
    assert [(team.unit.name, team.above) for team in below.below] == [("Haimen", "Jiaojiang")]


async def test_a_level_is_paged(city: City) -> None:
    async with city.database.reading() as reader:
        pages = [await level_of(reader, city.top.id, page=Page(1, page)) for page in range(3)]
    assert [page and [team.unit.name for team in page.below] for page in pages] == [["Huangyan"], ["Jiaojiang"], []]
    assert [page and page.extent.has_more for page in pages] == [True, False, False]


async def test_a_unit_that_is_not_there_has_no_level(city: City) -> None:
    async with city.database.reading() as reader:
        assert await level_of(reader, 999, page=Page(5)) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gate", ["East Gate team"]),
        ("GATE", ["East Gate team"]),
        ("队", ["东门队"]),
        ("100%", ["100% team"]),
        ("%", ["100% team"]),
        ("_", []),
        ("!", []),
        ("'", []),
        ("team", ["100% team", "East Gate team"]),
    ],
)
async def test_a_part_of_a_name_finds_the_units(city: City, text: str, names: list[str]) -> None:
    for name in ("East Gate team", "东门队", "100% team"):
        await city.unit(name, city.jiaojiang)
    async with city.database.reading() as reader:
        assert [team.unit.name for team in (await teams_named(reader, text, page=Page(10))).teams] == names


async def test_a_unit_is_found_in_either_script_and_by_its_new_name(city: City) -> None:
    unit = await city.unit("東門隊", city.jiaojiang)
    async with city.database.reading() as reader:
        assert [team.unit.name for team in (await teams_named(reader, "东门", page=Page(10))).teams] == ["東門隊"]
    async with city.writing() as rows:
        assert await rows.units.rename(unit, "西門隊")
        assert (await rows.units.top_named("臺州", NOW)).name == "臺州"
    async with city.database.reading() as reader:
        assert (await teams_named(reader, "东门", page=Page(10))).teams == ()
        assert [team.unit.name for team in (await teams_named(reader, "台州", page=Page(10))).teams] == ["臺州"]


async def test_the_highest_come_first_a_page_at_a_time(city: City) -> None:
    for number in range(5):
        await city.unit(f"Huangyan {number}", city.jiaojiang)
    async with city.database.reading() as reader:
        found = await teams_named(reader, "huangyan", page=Page(3))
        rest = await teams_named(reader, "huangyan", page=Page(3, 1))
    assert [team.unit.name for team in found.teams] == ["Huangyan", "Huangyan 0", "Huangyan 1"]
    assert [team.unit.name for team in rest.teams] == ["Huangyan 2", "Huangyan 3", "Huangyan 4"]
    assert (found.extent.total, found.extent.has_more, rest.extent.has_more) == (6, True, False)


async def test_whether_there_is_anything_to_choose(city: City) -> None:
    async with city.database.reading() as reader:
        assert not await is_only_one(reader)
    async with city.changing() as tx:
        tx.later("UPDATE people SET home_unit_id = :top", top=city.top.id)
        tx.later("DELETE FROM units WHERE parent_id IS NOT NULL")
    async with city.database.reading() as reader:
        assert await is_only_one(reader)
