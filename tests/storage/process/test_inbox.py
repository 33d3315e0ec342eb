"""The inbox: what a tap begins with, and a repeat that does nothing twice."""

import asyncio
from datetime import timedelta

import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.retrying import until_settled
from storage.process import drafts, inbox
from storage.process.inbox import Known
from storage.rows import parked
from tests.support.city import NOW, City
from tests.support.databases import Databases
from tests.support.hops import hops_of
from volunteering.rules.tree import Post, Rights, Role


async def test_a_stranger(database: Database) -> None:
    async with database.transaction() as tx:
        arrival = await inbox.recognise(tx, telegram_id=5, update_id=1, now=NOW)
    assert arrival == Known(first=True, shows="", person=None, rights=Rights(), draft=None)


async def test_a_leader_in_the_middle_of_a_form(city: City) -> None:
    person = await city.person("Wang")
    assert person.telegram_id is not None
    async with city.writing() as rows:
        await rows.people.set_role(person.id, city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)
        await rows.people.set_role(person.id, city.huangyan.id, Role.ADMIN, by_id=None, at=NOW)
    async with city.changing() as tx:
        draft = await drafts.begin_draft(
            tx,
            telegram_id=person.telegram_id,
            form="activity",
            about={},
            answers={},
            step="title",
            message_id=1,
            expires_at=NOW + timedelta(hours=1),
        )
    async with city.database.reading() as reader:
        arrival = await inbox.recognise(reader, telegram_id=person.telegram_id, update_id=None, now=NOW)
    posts = (Post(unit=city.jiaojiang, role=Role.LEADER), Post(unit=city.huangyan, role=Role.ADMIN))
    assert arrival == Known(first=True, shows="", person=person, rights=Rights(posts=posts), draft=draft)
    assert await city.figure("SELECT COUNT(*) AS n FROM inbox") == 0


async def test_a_repeat_knows_where_the_first_one_led(database: Database) -> None:
    async with database.transaction() as tx:
        assert (await inbox.recognise(tx, telegram_id=5, update_id=2**31, now=NOW)).first
        inbox.record(tx, 2**31, telegram_id=5, message_id=None, shows="shift:12", now=NOW)
    async with database.transaction() as tx:
        repeated = await inbox.recognise(tx, telegram_id=5, update_id=2**31, now=NOW)
        other = await inbox.recognise(tx, telegram_id=5, update_id=2**31 + 1, now=NOW)
    assert (repeated.first, repeated.shows) == (False, "shift:12")
    assert (other.first, other.shows) == (True, "")


async def test_the_same_update_at_two_replicas_at_once(database: Database) -> None:
    async def handle() -> Known:
        async with database.transaction() as tx:
            arrival = await inbox.recognise(tx, telegram_id=5, update_id=1, now=NOW)
            if arrival.first:
                await asyncio.sleep(0)
                inbox.record(tx, 1, telegram_id=5, message_id=7, shows="shift:12", now=NOW)
        return arrival

    arrivals = await asyncio.gather(*(until_settled(handle) for _ in range(5)))
    assert sorted((arrival.first, arrival.shows) for arrival in arrivals) == [(False, "shift:12")] * 4 + [(True, "")]


async def test_what_failed_leaves_no_trace(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as tx:
            inbox.record(tx, 1, telegram_id=5, message_id=7, shows="shift:12", now=NOW)
            await tx.one("SELECT 1 AS one")
            raise ZeroDivisionError
    async with database.transaction() as tx:
        assert (await inbox.recognise(tx, telegram_id=5, update_id=1, now=NOW)).first


async def test_arriving_is_one_hop(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            with hops_of(monkeypatch) as hops:
                async with database.reading() as reader:
                    await inbox.recognise(reader, telegram_id=5, update_id=None, now=NOW)
            assert len(hops) == 1


async def test_forgetting(city: City) -> None:
    old, new = NOW, NOW + timedelta(days=2)
    async with city.changing() as tx:
        for update_id, at in ((1, old), (2, new), (3, old)):
            inbox.record(tx, update_id, telegram_id=5, message_id=None, shows="", now=at)
        parked.park(tx, update_id=3, telegram_id=5, kind="text", error="", payload="", now=new)
        inbox.prune(tx, new)
    kept = [row["update_id"] for row in await city.table("SELECT update_id FROM inbox ORDER BY update_id")]
    assert kept == [2, 3], "what is parked and was done may be asked for again, and is not done twice"
