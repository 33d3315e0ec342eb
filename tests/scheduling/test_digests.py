"""One digest a day for whoever leads, at its hour, once through restarts."""

import pytest

from scheduling.digests import send_digests
from storage.engine.database import Database
from tests.support.acting import appoint, at, hours_later, told
from tests.support.city import City
from volunteering.rules.ground.policy import Policy

SIX, HALF_PAST_FIVE, ELEVEN = 6, 5.5, 11  # hours after noon


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


async def sweep(city: City, *hours: float, policy: Policy | None = None) -> list[int]:
    for moment in hours:
        await send_digests(city.database, at(hours_later(moment), policy or Policy()))
    return await told(city, "leaders_digest")


async def test_whoever_leads_something_tomorrow_is_told_once_in_the_evening(city: City) -> None:
    leader = await appoint(city, city.leader, city.jiaojiang)
    await appoint(city, await city.person("Chen"), city.jiaojiang)
    shift = await city.shift(20)
    await city.put(shift, await city.person("Wang"))
    assert await sweep(city, HALF_PAST_FIVE, ELEVEN) == [], "too early, and at night"
    assert await sweep(city, SIX, SIX, 6.5, 9.9) == [leader.id]
    assert await sweep(city, SIX + 24) == [leader.id, leader.id], "its roster waits"
    async with city.writing() as rows:
        await rows.hours.close_roster(shift.id, leader.id, hours_later(31))
    assert len(await sweep(city, SIX + 48)) == 2, "nothing needs anybody"


async def test_of_what_is_not_tomorrow_or_is_off_nobody_is_told(city: City) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    for hours in (8, 48, 20):
        shift = await city.shift(hours)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(shift.id, at=hours_later(1))
    assert await sweep(city, SIX) == []


async def test_the_hour_may_be_another(city: City) -> None:
    leader = await appoint(city, city.leader, city.jiaojiang)
    await city.shift(20)
    morning = Policy(digest_hour=12)
    assert await sweep(city, 0, policy=morning) == [leader.id]
