"""Who has done nothing for years is asked, warned and erased, each once; and nobody else."""

import asyncio
from datetime import timedelta

import pytest

from scheduling import sweeps
from tests.support.acting import appoint, at, owed, told
from tests.support.city import NOW, City, at_shift
from volunteering.actions.retention import keep_record
from volunteering.rules.ground.policy import Policy
from volunteering.rules.hours import Kind
from volunteering.rules.tree import Role

THREE_YEARS = Policy(forget_years=3)


async def looks(city: City, days: float, policy: Policy = THREE_YEARS) -> None:
    """The sweep, so many days after everybody registered; twice at once, as two replicas may."""
    moment = at(NOW + timedelta(days=days), policy)
    await asyncio.gather(*(sweeps.look_at_records(city.database, moment) for _ in range(2)))


async def states(city: City) -> dict[str, str]:
    return {row["name"]: row["state"] for row in await city.table("SELECT name, state FROM people")}


@pytest.mark.parametrize("role", Role)
async def test_nobody_is_asked_while_they_have_a_role(city: City, role: Role) -> None:
    """Nor goes on being asked who is given one meanwhile, until it is ended, and the years have gone by anew."""
    boss, chen, late = await city.person("Boss"), await city.person("Chen"), await city.person("Late")
    await appoint(city, boss, city.top, Role.ADMIN)
    await appoint(city, chen, city.huangyan, role)
    await looks(city, 10 * 365)
    assert await told(city, "keep_asked") == sorted([city.leader.id, late.id])
    await appoint(city, late, city.jiaojiang, role)
    await looks(city, 10 * 365 + 31)
    await looks(city, 10 * 365 + 62)
    assert await states(city) == {"": "erased", "Boss": "active", "Chen": "active", "Late": "active"}
    assert (await told(city, "keep_asked")).count(late.id) == 1
    assert chen.id not in await told(city, "keep_asked")


async def test_asked_warned_and_erased_once_each(city: City) -> None:
    wei, chen = await city.person("Wei"), await city.person("Chen")
    await appoint(city, chen, city.top, Role.ADMIN)
    bo = await city.person("Bo")
    await looks(city, 3 * 365 - 1)
    assert await told(city, "keep_asked") == []
    await looks(city, 3 * 365 + 1, Policy())
    assert await told(city, "keep_asked") == [], "it is off unless it is set"
    await looks(city, 3 * 365 + 1.5)
    assert await told(city, "keep_asked") == [], "nobody is woken for it"
    await looks(city, 3 * 365 + 1)
    everybody = sorted([city.leader.id, wei.id, bo.id])
    assert await told(city, "keep_asked") == everybody, "who leads is not asked"
    await looks(city, 3 * 365 + 20)
    async with city.writing() as rows:
        await keep_record(rows, bo, at(NOW + timedelta(days=3 * 365 + 21)))
    await looks(city, 3 * 365 + 32)
    warned = [reader for reader, facts in await owed(city, "keep_asked") if facts["warns"]]
    assert sorted(warned) == sorted([city.leader.id, wei.id])
    shift = await city.shift(-48)
    await city.record(at_shift(shift, wei), Kind.ATTENDED, 60)
    async with city.changing() as tx:  # recorded a moment ago
        await tx.execute("UPDATE entries SET at = :at", at=int((NOW + timedelta(days=3 * 365 + 40)).timestamp()))
    await looks(city, 3 * 365 + 63)
    assert await states(city) == {"": "erased", "Wei": "active", "Chen": "active", "Bo": "active"}
    await looks(city, 3 * 365 + 64)
    left = sorted(await told(city, "keep_asked"))
    assert left == sorted([wei.id, wei.id, bo.id]), "what the erased one was owed is dropped"
    assert await city.figure("SELECT COUNT(*) AS n FROM keep_asks") == 0
