"""Whose people are asked once the tree is another one."""

import pytest

from tests.support.acting import NOW, acting, appoint, at
from tests.support.city import City
from volunteering.actions.asking.widening import Widened, widen
from volunteering.actions.tree import UnitMerges, UnitMoved, merge_unit, move_unit
from volunteering.rules.tree import Role


@pytest.mark.parametrize("goes", ["moves", "merges", "stays"])
async def test_the_people_of_a_unit_that_the_team_has_left_are_asked_no_more(city: City, goes: str) -> None:
    boss = await appoint(city, await city.person("Boss"), city.top, Role.ADMIN)
    team, other = await city.unit("Team", city.jiaojiang), await city.unit("Other", city.huangyan)
    shift = await city.shift(48, activity=await city.activity(unit=team))
    await appoint(city, city.leader, team)
    async with city.writing() as rows:
        li = await acting(city, city.leader)
        assert isinstance(await widen(rows, li, shift.id, city.jiaojiang.id, at(NOW)), Widened)
    async with city.writing() as rows:
        match goes:
            case "moves":
                assert isinstance(await move_unit(rows, boss, team.id, city.huangyan.id, at(NOW)), UnitMoved)
            case "merges":
                assert isinstance(await merge_unit(rows, boss, team.id, other.id, at(NOW)), UnitMerges)
            case _:
                assert isinstance(await move_unit(rows, boss, other.id, city.jiaojiang.id, at(NOW)), UnitMoved)
    async with city.looking() as rows:
        known = await rows.asks.round(shift.id)
    assert known is not None
    assert known.unit.id == {"moves": team.id, "merges": other.id, "stays": city.jiaojiang.id}[goes]
