"""One digest a day for whoever leads, at its hour, once through restarts."""

from datetime import datetime

import pytest

from scheduling.digests import send_digests
from scheduling.sweeps import pass_on_unheard
from storage.engine.database import Database
from storage.engine.pages import Page
from storage.rows import Rows
from storage.rows.digests import day_of_leader
from storage.rows.volunteers import set_reachable
from tests.support.acting import appoint, at, hours_later, told
from tests.support.city import ZONE, City
from volunteering.actions.leading.digests import next_digest
from volunteering.actions.telling.telling import in_charge
from volunteering.rules.ground.periods import whole_day
from volunteering.rules.ground.policy import Policy
from volunteering.rules.volunteers import Standing

SIX, HALF_PAST_FIVE, ELEVEN = 6, 5.5, 11  # hours after noon


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


async def sweep(city: City, *hours: float, policy: Policy | None = None) -> list[int]:
    for moment in hours:
        await send_digests(city.database, at(hours_later(moment), policy or Policy()))
    return await told(city, "leaders_digest")


async def test_the_next_one_is_due_on_the_eve_and_not_where_nothing_needs_anybody(city: City) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    shift = await city.shift(48)
    await city.put(shift, await city.person("Wang"))

    async def following(hours: float) -> datetime | None:
        async with city.looking() as rows:
            return await next_digest(rows, at(hours_later(hours)))

    assert await following(0) is None, "nothing is on tomorrow"
    assert await following(SIX) == hours_later(SIX + 24)
    assert await following(24) == hours_later(SIX + 24)
    await sweep(city, SIX + 24)
    assert await following(SIX + 24) == hours_later(SIX + 48), "its roster waits then"


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


@pytest.mark.parametrize("why", ["blocked", "suspended", "no role"])
async def test_what_a_leader_can_t_see_to_is_the_nearest_leaders(city: City, why: str) -> None:
    team = await city.unit("Baiyun", city.jiaojiang)
    gone = await appoint(city, city.leader, team)
    near, also_near, far = [await city.person(name) for name in ("Near", "Also near", "Far")]
    for person, unit in ((near, city.jiaojiang), (also_near, city.jiaojiang), (far, city.top)):
        await appoint(city, person, unit)
    shift = await city.shift(20, activity=await city.activity(unit=team))
    over = await city.shift(1, activity=await city.activity(unit=team))
    await city.put(over, await city.person("Wang"))
    async with city.writing() as rows:
        if why == "suspended":
            await rows.people.change(gone.id, standing=Standing.SUSPENDED)
        if why == "no role":
            await rows.people.set_role(gone.id, team.id, None, by_id=None, at=hours_later(0))
    if why == "blocked":
        async with city.changing() as tx:
            set_reachable(tx, gone.person.telegram_id or 0, reachable=False)
    told_of = sorted([near.id, also_near.id, *([gone.id] if why == "no role" else [])])
    assert sorted(await sweep(city, SIX)) == told_of
    for person in (near, also_near, far):
        async with city.database.reading() as reader:
            rights = await Rows.reading(reader).people.rights(person.id)
            period = whole_day(shift.day(ZONE), ZONE)
            day = await day_of_leader(reader, person.id, rights, period, hours_later(SIX), asked=None, page=Page(5))
        assert [one.shift.id for one in day.shifts] == ([] if person is far else [shift.id])
        assert all(one.stands_in for one in day.shifts)
        assert (day.rosters, day.of_others) == ((0, 0) if person is far else (1, 1))
        async with city.looking() as rows:
            found = await rows.activities.get(shift.activity_id)
            assert found is not None
            assert (person.id in await in_charge(rows, found)) is bool(day.shifts)


async def test_a_leader_who_turns_out_to_be_out_of_reach_is_stood_in_for_the_same_evening(city: City) -> None:
    gone, other = await appoint(city, city.leader, city.jiaojiang), await city.person("Chen")
    await appoint(city, other, city.jiaojiang)
    for leader_id in (gone.id, other.id):
        shift = await city.shift(20)
        async with city.writing() as rows:
            await rows.activities.change(shift.activity_id, leader_id=leader_id)
    assert sorted(await sweep(city, SIX)) == sorted([gone.id, other.id])
    async with city.changing() as tx:
        set_reachable(tx, gone.person.telegram_id or 0, reachable=False)
        tx.later("UPDATE outbox SET state = 'sent' WHERE person_id = :person", person=other.id)
        tx.later("UPDATE outbox SET state = 'failed', unheard = 1 WHERE person_id = :person", person=gone.id)
    await pass_on_unheard(city.database, at(hours_later(SIX + 0.1)))
    await pass_on_unheard(city.database, at(hours_later(SIX + 0.2)))
    owed = "SELECT COUNT(*) AS n FROM outbox WHERE state = 'owed' AND person_id = :person"
    assert await city.figure(owed, person=other.id) == 1, "what is theirs now stands in it"
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox") == 2
