"""Leaving once its window has closed: not by a tap alone, told to whoever is in charge, and the place goes on."""

from tests.support.acting import appoint, at, places, sign_up, told
from tests.support.city import City, hours_later
from volunteering.actions.signing_up.leaving import LeavingClosed, leaving_closed
from volunteering.actions.signing_up.places import Left, leave_shift
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.unit_settings import UnitSetting


async def test_it_closes_so_long_before_the_start_for_whoever_has_a_place(city: City) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, chen)
    async with city.writing() as rows:
        assert await leaving_closed(rows, wang, shift.id, at(hours_later(47))) is None
        rows.unit_settings.put(city.top.id, UnitSetting.LEAVING, "1440")
    async with city.looking() as rows:
        assert await leaving_closed(rows, wang, shift.id, at(hours_later(23.9))) is None
        closed = await leaving_closed(rows, wang, shift.id, at(hours_later(24)))
        assert isinstance(closed, LeavingClosed)
        assert closed.since == hours_later(24)
        assert await leaving_closed(rows, chen, shift.id, at(hours_later(24))) is None, "who waits"
        assert await leaving_closed(rows, wang, shift.id, at(hours_later(48))) is None, "begun"
        assert await leaving_closed(rows, wang, 404, at(hours_later(24))) is None


async def test_whoever_leaves_all_the_same_is_let_go_and_the_leader_is_told(city: City) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    wang, chen = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, chen)
    async with city.writing() as rows:
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.LEAVING, "1440")
    async with city.writing() as rows:
        assert isinstance(await leave_shift(rows, wang, shift.id, at(hours_later(30))), Left)
    assert await told(city, "late_leave") == [city.leader.id]
    assert wang.id not in (await places(city, shift))[SignUpState.CONFIRMED]


async def test_before_it_closes_nobody_is_told(city: City) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    wang, shift = await city.person("Wang"), await city.shift(48)
    await sign_up(city, shift, wang)
    async with city.writing() as rows:
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.LEAVING, "1440")
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(hours_later(23)))
    assert await told(city, "late_leave") == []
