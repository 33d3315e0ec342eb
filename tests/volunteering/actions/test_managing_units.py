"""Growing and rearranging the tree of units."""

import pytest

from tests.support.acting import NOW, acting, appoint
from tests.support.city import City
from volunteering.actions.managing_units import (
    InsideItself,
    NameTaken,
    TopUnit,
    UnitAdded,
    UnitMoved,
    UnitRenamed,
    add_unit,
    move_unit,
    rename_unit,
)
from volunteering.model import Unchanged
from volunteering.people import Actor
from volunteering.units import NotAllowed, Role


@pytest.fixture
async def admin(city: City) -> Actor:
    return await appoint(city, city.leader, city.top, Role.ADMIN)


async def test_a_new_unit(city: City, admin: Actor) -> None:
    async with city.writing() as rows:
        outcome = await add_unit(rows, admin, city.jiaojiang.id, "Haimen team", NOW)
        assert isinstance(outcome, UnitAdded)
        assert outcome.unit.above_id == city.jiaojiang.id
        assert await add_unit(rows, admin, city.jiaojiang.id, "Haimen team", NOW) == NameTaken(
            name="Haimen team", above=city.jiaojiang
        )
        assert isinstance(await add_unit(rows, admin, city.huangyan.id, "Haimen team", NOW), UnitAdded)
        assert await add_unit(rows, admin, 404, "Nowhere", NOW) is None


async def test_a_new_name(city: City, admin: Actor) -> None:
    async with city.writing() as rows:
        outcome = await rename_unit(rows, admin, city.jiaojiang.id, "Jiaojiang branch", NOW)
        assert isinstance(outcome, UnitRenamed)
        assert (outcome.unit.name, outcome.name_before) == ("Jiaojiang branch", "Jiaojiang")
        assert await rename_unit(rows, admin, city.jiaojiang.id, "Jiaojiang branch", NOW) == Unchanged()
        taken = await rename_unit(rows, admin, city.jiaojiang.id, "Huangyan", NOW)
        assert taken == NameTaken(name="Huangyan", above=city.top)
        assert await rename_unit(rows, admin, 404, "Nowhere", NOW) is None


async def test_a_unit_moves_with_everything_below(city: City, admin: Actor) -> None:
    town = await city.unit("Town", city.jiaojiang)
    team = await city.unit("Team", town)
    async with city.writing() as rows:
        outcome = await move_unit(rows, admin, town.id, city.huangyan.id, NOW)
    assert isinstance(outcome, UnitMoved)
    assert (outcome.unit.above_id, outcome.above_before) == (city.huangyan.id, city.jiaojiang)
    async with city.looking() as rows:
        found = await rows.units.get(team.id)
    assert found is not None
    assert city.huangyan.holds(found.path)


async def test_moves_that_cannot_be(city: City, admin: Actor) -> None:
    town = await city.unit("Town", city.jiaojiang)
    await city.unit("Town", city.huangyan)
    async with city.writing() as rows:
        assert await move_unit(rows, admin, city.jiaojiang.id, town.id, NOW) == InsideItself(unit=city.jiaojiang)
        assert await move_unit(rows, admin, town.id, town.id, NOW) == InsideItself(unit=town)
        assert await move_unit(rows, admin, city.top.id, town.id, NOW) == TopUnit(unit=city.top)
        assert await move_unit(rows, admin, town.id, city.jiaojiang.id, NOW) == Unchanged()
        assert await move_unit(rows, admin, town.id, city.huangyan.id, NOW) == NameTaken(
            name="Town", above=city.huangyan
        )
        assert await move_unit(rows, admin, town.id, 404, NOW) is None


async def test_it_takes_an_admin_of_both_sides(city: City) -> None:
    town = await city.unit("Town", city.jiaojiang)
    one_side = await appoint(city, city.leader, city.jiaojiang, Role.ADMIN)
    leader = await appoint(city, await city.person("Chen"), city.top)
    of_the_town = await appoint(city, await city.person("Lin"), town, Role.ADMIN)
    both_ends = await appoint(city, of_the_town.person, city.huangyan, Role.ADMIN)
    volunteer = await acting(city, await city.person("Wang"))
    async with city.writing() as rows:
        for actor in (one_side, leader, of_the_town, both_ends, volunteer):
            assert await move_unit(rows, actor, town.id, city.huangyan.id, NOW) == NotAllowed()
        assert await add_unit(rows, leader, city.top.id, "New", NOW) == NotAllowed()
        assert await rename_unit(rows, of_the_town, city.jiaojiang.id, "New", NOW) == NotAllowed()
        assert isinstance(await add_unit(rows, one_side, town.id, "New", NOW), UnitAdded)
