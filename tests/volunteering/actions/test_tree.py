"""Growing and rearranging the tree of units."""

import pytest

from tests.support.acting import NOW, acting, appoint, at, owed, told
from tests.support.city import City
from volunteering.actions.tree import (
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
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Actor


@pytest.fixture
async def admin(city: City) -> Actor:
    return await appoint(city, city.leader, city.top, Role.ADMIN)


async def test_a_new_unit(city: City, admin: Actor) -> None:
    async with city.writing() as rows:
        outcome = await add_unit(rows, admin, city.jiaojiang.id, "Haimen team", at(NOW))
        assert isinstance(outcome, UnitAdded)
        assert outcome.unit.above_id == city.jiaojiang.id
        assert await add_unit(rows, admin, city.jiaojiang.id, "Haimen team", at(NOW)) == NameTaken(
            name="Haimen team", above=city.jiaojiang
        )
        assert isinstance(await add_unit(rows, admin, city.huangyan.id, "Haimen team", at(NOW)), UnitAdded)
        assert await add_unit(rows, admin, 404, "Nowhere", at(NOW)) is None


async def test_a_new_name(city: City, admin: Actor) -> None:
    async with city.writing() as rows:
        outcome = await rename_unit(rows, admin, city.jiaojiang.id, "Jiaojiang branch", at(NOW))
        assert isinstance(outcome, UnitRenamed)
        assert (outcome.unit.name, outcome.name_before) == ("Jiaojiang branch", "Jiaojiang")
        assert await rename_unit(rows, admin, city.jiaojiang.id, "Jiaojiang branch", at(NOW)) == Unchanged()
        taken = await rename_unit(rows, admin, city.jiaojiang.id, "Huangyan", at(NOW))
        assert taken == NameTaken(name="Huangyan", above=city.top)
        assert await rename_unit(rows, admin, 404, "Nowhere", at(NOW)) is None


async def test_a_unit_moves_with_everything_below(city: City, admin: Actor) -> None:
    town = await city.unit("Town", city.jiaojiang)
    team = await city.unit("Team", town)
    async with city.writing() as rows:
        outcome = await move_unit(rows, admin, town.id, city.huangyan.id, at(NOW))
    assert isinstance(outcome, UnitMoved)
    assert (outcome.unit.above_id, outcome.above_before) == (city.huangyan.id, city.jiaojiang)
    async with city.looking() as rows:
        found = await rows.units.get(team.id)
    assert found is not None
    assert city.huangyan.holds(found)


async def test_moves_that_cannot_be(city: City, admin: Actor) -> None:
    town = await city.unit("Town", city.jiaojiang)
    await city.unit("Town", city.huangyan)
    async with city.writing() as rows:
        assert await move_unit(rows, admin, city.jiaojiang.id, town.id, at(NOW)) == InsideItself(unit=city.jiaojiang)
        assert await move_unit(rows, admin, town.id, town.id, at(NOW)) == InsideItself(unit=town)
        assert await move_unit(rows, admin, city.top.id, town.id, at(NOW)) == TopUnit(unit=city.top)
        assert await move_unit(rows, admin, town.id, city.jiaojiang.id, at(NOW)) == Unchanged()
        assert await move_unit(rows, admin, town.id, city.huangyan.id, at(NOW)) == NameTaken(
            name="Town", above=city.huangyan
        )
        assert await move_unit(rows, admin, town.id, 404, at(NOW)) is None


async def test_it_takes_an_admin_of_both_sides(city: City) -> None:
    town = await city.unit("Town", city.jiaojiang)
    one_side = await appoint(city, city.leader, city.jiaojiang, Role.ADMIN)
    leader = await appoint(city, await city.person("Chen"), city.top)
    of_the_town = await appoint(city, await city.person("Lin"), town, Role.ADMIN)
    both_ends = await appoint(city, of_the_town.person, city.huangyan, Role.ADMIN)
    volunteer = await acting(city, await city.person("Wang"))
    async with city.writing() as rows:
        for actor in (one_side, leader, of_the_town, both_ends, volunteer):
            assert await move_unit(rows, actor, town.id, city.huangyan.id, at(NOW)) == NotAllowed()
        assert await add_unit(rows, leader, city.top.id, "New", at(NOW)) == NotAllowed()
        assert await rename_unit(rows, of_the_town, city.jiaojiang.id, "New", at(NOW)) == NotAllowed()
        assert isinstance(await add_unit(rows, one_side, town.id, "New", at(NOW)), UnitAdded)


async def test_whoever_led_from_above_the_old_place_is_missed_where_the_unit_is_now(city: City, admin: Actor) -> None:
    town = await city.unit("Town", city.jiaojiang)
    team = await city.unit("Team", town)
    from_above = await appoint(city, await city.person("Lin"), city.jiaojiang)
    inside = await appoint(city, await city.person("Chen"), town)
    there = await appoint(city, await city.person("Wu"), city.huangyan)
    lost = [await city.activity(title, unit=team) for title in ("River clean-up", "Library help")]
    kept, elsewhere, over = [await city.activity(unit=unit) for unit in (team, city.jiaojiang, team)]
    async with city.writing() as rows:
        for activity in (*lost, elsewhere, over):
            await rows.activities.change(activity, leader_id=from_above.id)
        await rows.activities.change(kept, leader_id=inside.id)
    for activity in (*lost, kept, elsewhere):
        await city.shift(48, activity=activity)
    await city.shift(-48, activity=over)
    async with city.writing() as rows:
        await rows.people.set_role(inside.id, town.id, None, by_id=None, at=NOW)
        await rows.people.set_role(inside.id, team.id, Role.LEADER, by_id=None, at=NOW)
        assert isinstance(await move_unit(rows, admin, town.id, city.huangyan.id, at(NOW)), UnitMoved)
    told_of = {reader: facts["activity_ids"] for reader, facts in await owed(city, "leader_missing")}
    assert told_of == {inside.id: lost}, "the nearest who leads there"
    assert there.id not in told_of


async def test_a_move_below_the_same_leader_is_nobodys_loss(city: City, admin: Actor) -> None:
    town = await city.unit("Town", city.jiaojiang)
    activity = await city.activity(unit=town)
    await city.shift(48, activity=activity)
    nobody_led = await city.activity(unit=town)
    await city.shift(48, activity=nobody_led)
    wang = await city.person("Wang")
    async with city.writing() as rows:
        await rows.activities.change(nobody_led, leader_id=wang.id)
    async with city.writing() as rows:
        assert isinstance(await move_unit(rows, admin, town.id, city.huangyan.id, at(NOW)), UnitMoved)
    assert await told(city, "leader_missing") == []
