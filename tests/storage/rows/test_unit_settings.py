"""What units decide, on both databases: the nearest holds, and what becomes of it when units move, merge or go."""

import pytest

from tests.support.acting import appoint, at
from tests.support.city import NOW, City
from volunteering.actions.tree import UnitMerges, UnitMoved, UnitRemoved, merge_unit, move_unit, remove_unit
from volunteering.actions.unit_settings import SettingPut, put_setting
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Role, Unit
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Actor

STARS = UnitSetting.STARS


@pytest.fixture
async def admin(city: City) -> Actor:
    return await appoint(city, city.leader, city.top, Role.ADMIN)


async def put(city: City, unit: Unit, value: str | None, name: UnitSetting = STARS) -> None:
    async with city.writing() as rows:
        rows.unit_settings.put(unit.id, name, value)


async def holds(city: City, unit: Unit, name: UnitSetting = STARS) -> str | None:
    async with city.looking() as rows:
        found = await rows.units.get(unit.id)
        assert found is not None
        return await rows.unit_settings.value(found, name)


async def test_the_nearest_holds(city: City) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    assert await holds(city, team) is None
    await put(city, city.top, "10")
    await put(city, city.jiaojiang, "1", UnitSetting.INDUCTION)
    assert await holds(city, team) == "10"
    await put(city, city.jiaojiang, "20")
    assert (await holds(city, team), await holds(city, city.huangyan)) == ("20", "10")
    await put(city, team, "30")
    await put(city, team, "31")
    assert await holds(city, team) == "31"
    await put(city, team, None)
    assert await holds(city, team) == "20"
    async with city.looking() as rows:
        assert await rows.unit_settings.own(city.jiaojiang.id) == {STARS: "20", UnitSetting.INDUCTION: "1"}
        assert await rows.unit_settings.own(team.id) == {}


async def test_a_unit_that_moves_keeps_its_own_and_has_what_is_above_it_then(city: City, admin: Actor) -> None:
    one, other = await city.unit("One", city.jiaojiang), await city.unit("Other", city.jiaojiang)
    await put(city, city.jiaojiang, "20")
    await put(city, city.huangyan, "40")
    await put(city, one, "30")
    for unit in (one, other):
        async with city.writing() as rows:
            assert isinstance(await move_unit(rows, admin, unit.id, city.huangyan.id, at(NOW)), UnitMoved)
    assert (await holds(city, one), await holds(city, other)) == ("30", "40")


async def test_a_unit_that_is_merged_goes_by_what_the_other_one_has(city: City, admin: Actor) -> None:
    below = await city.unit("Below", city.jiaojiang)
    await put(city, city.jiaojiang, "20")
    async with city.writing() as rows:
        outcome = await merge_unit(rows, admin, city.jiaojiang.id, city.huangyan.id, at(NOW))
    assert isinstance(outcome, UnitMerges)
    assert await holds(city, below) is None
    assert await city.table("SELECT * FROM unit_settings") == []


async def test_a_unit_that_has_decided_something_is_empty_all_the_same(city: City, admin: Actor) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    await put(city, team, "20")
    async with city.writing() as rows:
        assert isinstance(await remove_unit(rows, admin, team.id, at(NOW)), UnitRemoved)


async def test_it_takes_an_admin_and_stands_in_the_journal(city: City, admin: Actor) -> None:
    nobody = await appoint(city, await city.person("Ana"), city.huangyan, Role.ADMIN)
    async with city.writing() as rows:
        assert await put_setting(rows, nobody, city.jiaojiang.id, STARS, "20", at(NOW)) == NotAllowed()
        assert await put_setting(rows, admin, 404, STARS, "20", at(NOW)) is None
        assert await put_setting(rows, admin, city.jiaojiang.id, STARS, None, at(NOW)) == Unchanged()
        outcome = await put_setting(rows, admin, city.jiaojiang.id, STARS, "20", at(NOW))
        assert outcome == SettingPut(unit=city.jiaojiang, before=None)
    async with city.writing() as rows:
        outcome = await put_setting(rows, admin, city.jiaojiang.id, STARS, None, at(NOW))
        assert outcome == SettingPut(unit=city.jiaojiang, before="20")
    lines = await city.table("SELECT by_id, unit_id, facts FROM journal WHERE kind = 'setting_changed' ORDER BY id")
    assert [(line["by_id"], line["unit_id"]) for line in lines] == [(admin.id, city.jiaojiang.id)] * 2
