"""Hours that wait are withdrawn, or changed for others, by whoever logged them; leaders approve nothing unseen."""

from datetime import timedelta

import pytest

from tests.support.acting import NOW, ZONE, appoint, at, owed
from tests.support.city import City
from volunteering.actions.hours.deciding import AllApproved, Approved, NotAsked, approve, approve_all, reject
from volunteering.actions.hours.logging import Logged, NotLogged, log_hours
from volunteering.actions.hours.withdrawing import DecidedMeanwhile, Withdrawn, withdraw
from volunteering.rules.hours import Decision, MoreThanADay
from volunteering.rules.volunteers import Actor, Person

DAY = NOW.astimezone(ZONE).date() - timedelta(days=1)


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def log(
    city: City, person: Person, minutes: int = 120, *, instead_of: int | None = None
) -> Logged | NotLogged | DecidedMeanwhile | None:
    async with city.writing() as rows:
        return await log_hours(rows, person, DAY, minutes, "Library help", at(NOW), instead_of=instead_of)


async def logged(city: City, person: Person, minutes: int = 120, *, instead_of: int | None = None) -> int:
    outcome = await log(city, person, minutes, instead_of=instead_of)
    assert isinstance(outcome, Logged)
    return outcome.claim_id


async def states(city: City) -> list[tuple[int, str]]:
    return [(row["minutes"], row["state"]) for row in await city.table("SELECT minutes, state FROM claims ORDER BY id")]


async def test_withdrawn_hours_are_nobodys_to_decide(city: City, leader: Actor) -> None:
    wei = await city.person("Wei")
    claim = await logged(city, wei)
    async with city.writing() as rows:
        assert isinstance(await withdraw(rows, wei, claim, at(NOW)), Withdrawn)
    async with city.writing() as rows:
        assert isinstance(await approve(rows, leader, claim, at(NOW)), NotAsked)
        assert isinstance(await approve(rows, leader, claim, at(NOW), instead_of=Decision.REJECTED), NotAsked)
        assert isinstance(await reject(rows, leader, claim, "No", at(NOW)), NotAsked)
        assert await approve_all(rows, leader, city.jiaojiang, at(NOW)) == AllApproved(
            claims=(), own_left_out=0, over_a_day=0
        )
        assert isinstance(await withdraw(rows, wei, claim, at(NOW)), DecidedMeanwhile)
    assert await states(city) == [(120, "withdrawn")]
    assert await owed(city, "claim_decided") == []


async def test_changed_hours_are_asked_for_anew_and_the_old_ones_no_more(city: City, leader: Actor) -> None:
    wei = await city.person("Wei")
    old = await logged(city, wei, 20 * 60)
    new = await logged(city, wei, 22 * 60, instead_of=old)  # with the old ones the day would be over
    assert await states(city) == [(1200, "withdrawn"), (1320, "pending")]
    async with city.writing() as rows:
        assert isinstance(await approve(rows, leader, old, at(NOW)), NotAsked)
        # What was asked at the second look ended with the old ones.
        assert await approve_all(rows, leader, city.jiaojiang, at(NOW), newest=old) == AllApproved(
            claims=(), own_left_out=0, over_a_day=0
        )
    assert [facts["claim_id"] for _, facts in await owed(city, "claim_made")] == [old, new]


async def test_what_cannot_be_logged_withdraws_nothing(city: City, leader: Actor) -> None:
    wei = await city.person("Wei")
    await logged(city, wei, 20 * 60)
    old = await logged(city, wei, 60)
    outcome = await log(city, wei, 5 * 60, instead_of=old)
    assert isinstance(outcome, NotLogged)
    assert [type(reason) for reason in outcome.reasons] == [MoreThanADay]
    assert await states(city) == [(1200, "pending"), (60, "pending")]


async def test_what_a_leader_has_decided_on_stays(city: City, leader: Actor) -> None:
    wei, other = await city.people(2)
    claim = await logged(city, wei)
    async with city.writing() as rows:
        assert await withdraw(rows, other, claim, at(NOW)) is None, "somebody else's"
        assert await withdraw(rows, wei, 999, at(NOW)) is None
        assert isinstance(await approve(rows, leader, claim, at(NOW)), Approved)
    async with city.writing() as rows:
        assert isinstance(await withdraw(rows, wei, claim, at(NOW)), DecidedMeanwhile)
    assert isinstance(await log(city, wei, 60, instead_of=claim), DecidedMeanwhile)
    assert await log(city, other, 60, instead_of=claim) is None
    assert await states(city) == [(120, "approved")]
