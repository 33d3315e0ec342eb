"""The lock of the duty: one replica of a city has it, and whoever loses their session loses it with them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, suppress

import asyncpg
import pytest

from storage.engine.connecting import connect
from storage.engine.faults import Unavailable
from storage.engine.migrating import migrate
from storage.engine.way_in import WayIn
from storage.keeping.examining import is_served
from storage.process import duty
from storage.process.duty import DutyLock, duty_lock
from tests.support.city import NOW, City
from tests.support.databases import Databases
from volunteering.rules.notices.owed import Owed
from volunteering.rules.notices.signing_up import Promoted

WITHIN = 20  # seconds that a test waits for what must happen

Replica = Callable[..., DutyLock]


@pytest.fixture
def url(databases: Databases) -> Iterator[str]:
    with databases.fresh("postgresql") as url:
        yield url


@pytest.fixture
async def replica(url: str) -> AsyncIterator[Replica]:
    """Another replica's hand on the lock."""
    async with AsyncExitStack() as stack:

        def another(url: str = url) -> DutyLock:
            lock = DutyLock(WayIn(url))
            stack.push_async_callback(_closed, lock)
            return lock

        yield another


async def _closed(lock: DutyLock) -> None:
    with suppress(Unavailable):
        await lock.close()


async def _ask(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


END_ALL = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'yigong duty'"


async def takes_over(lock: DutyLock) -> None:
    async with asyncio.timeout(WITHIN):
        while not await lock.beat():
            pass


async def test_one_of_several_has_it(replica: Replica) -> None:
    replicas = [replica() for _ in range(3)]
    assert [await lock.beat() for lock in replicas * 2] == [True, False, False] * 2


async def test_given_back_it_is_the_next_one_s(replica: Replica) -> None:
    first, second = replica(), replica()
    assert await first.beat()
    assert not await second.beat()
    await first.close()
    assert await second.beat()
    assert not await first.beat(), "it comes back as one among the others"


async def test_who_loses_the_session_loses_the_lock(url: str, replica: Replica) -> None:
    first, second = replica(), replica()
    assert await first.beat()
    await _ask(url, END_ALL)
    await takes_over(second)
    with pytest.raises(Unavailable):
        await first.beat()
    assert not await first.beat()


async def test_who_falls_silent_loses_it_by_the_server_s_clock(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = replica()
    assert await second.beat()
    await second.close()
    with monkeypatch.context() as patch:
        patch.setattr(duty, "LEASE", 0.3)
        silent = replica()
        assert await silent.beat()
    await takes_over(second)
    with pytest.raises(Unavailable):
        await silent.beat()


async def test_a_server_that_is_away_is_unavailable(replica: Replica, databases: Databases) -> None:
    lock = replica()
    assert await lock.beat()
    databases.postgres.stop()
    try:
        for _ in range(2):
            with pytest.raises(Unavailable):
                await lock.beat()
    finally:
        databases.postgres.start()
    await takes_over(lock)


async def test_cities_that_share_a_database_have_a_lock_each(databases: Databases, replica: Replica) -> None:
    with databases.fresh("postgresql", migrated=False) as shared:
        cities = []
        for name in ("taizhou", "ningbo"):
            await _ask(shared, f"CREATE SCHEMA {name}")
            url = f"{shared}{'&' if '?' in shared else '?'}search_path={name}"
            await migrate(url)
            cities.append(url)
        assert [await replica(city).beat() for city in cities * 2] == [True, True, False, False]


def test_a_file_has_no_lock_to_share() -> None:
    assert duty_lock("sqlite:///yigong.db") is None
    assert isinstance(duty_lock("postgresql://yigong@db/yigong"), DutyLock)


@pytest.fixture
async def letters(url: str) -> AsyncIterator[tuple[int, ...]]:
    """Three messages that are owed, to three people."""
    async with connect(url) as database:
        city = await City.founded(database)
        people = await city.people(3)
        async with city.writing() as rows:
            for person in people:
                rows.outbox.owe(Owed(key=str(person.id), person_id=person.id, notice=Promoted(shift_id=1)), NOW)
        yield tuple(row["id"] for row in await city.table("SELECT id FROM outbox ORDER BY id"))


async def test_a_message_is_claimed_by_whoever_has_the_lock_and_by_nobody_else(
    replica: Replica, letters: tuple[int, ...]
) -> None:
    holder, other = replica(), replica()
    assert await holder.claim(letters) == frozenset(), "not before it has the lock"
    assert await holder.beat()
    assert not await other.beat()
    assert await other.claim(letters) == frozenset()
    assert await holder.claim(letters[:2]) == {*letters[:2]}
    assert await holder.claim(letters[:2]) == {*letters[:2]}, "what it claimed is its own still"


async def test_whoever_lost_the_session_can_claim_no_more(url: str, replica: Replica, letters: tuple[int, ...]) -> None:
    first, second = replica(), replica()
    assert await first.beat()
    await _ask(url, END_ALL)
    with pytest.raises(Unavailable):
        await first.claim(letters)
    await takes_over(second)
    assert await first.claim(letters) == frozenset()
    assert await second.claim(letters) == {*letters}


async def test_what_was_claimed_before_is_left_alone_until_nobody_can_be_sending_it(
    url: str, replica: Replica, letters: tuple[int, ...]
) -> None:
    first, second = replica(), replica()
    assert await first.beat()
    assert await first.claim(letters[:2]) == {*letters[:2]}
    await _ask(url, END_ALL)
    await takes_over(second)
    assert second.elsewhere == {*letters[:2]}
    assert await second.claim(letters) == {letters[2]}, "what nobody had claimed goes at once"
    await _ask(url, f"UPDATE outbox SET claimed_at = claimed_at - {duty.CLAIMED} - 1 WHERE id = {letters[0]}")
    await _ask(url, f"UPDATE outbox SET state = 'sent' WHERE id = {letters[1]}")
    assert await second.beat()
    assert second.elsewhere == frozenset()
    assert await second.claim(letters) == {letters[0], letters[2]}


async def test_whoever_stops_gives_back_what_it_did_not_send(replica: Replica, letters: tuple[int, ...]) -> None:
    first, second = replica(), replica()
    assert await first.beat()
    await first.claim(letters)
    await first.close()
    assert await second.beat()
    assert await second.claim(letters) == {*letters}


async def test_what_somebody_else_has_in_hand_is_passed_over(
    url: str, replica: Replica, letters: tuple[int, ...]
) -> None:
    holder = replica()
    assert await holder.beat()
    async with connect(url) as database, database.transaction() as stopping:
        await stopping.execute("UPDATE outbox SET state = 'dropped' WHERE id = :id", id=letters[0])
        assert await holder.claim(letters) == {*letters[1:]}, "no sign of life waits behind it"


async def test_nobody_who_is_gone_or_out_of_reach_is_claimed_for(
    url: str, replica: Replica, letters: tuple[int, ...]
) -> None:
    holder = replica()
    assert await holder.beat()
    reader = "WHERE id = (SELECT person_id FROM outbox WHERE id = {})"
    await _ask(url, f"UPDATE people SET reachable = 0 {reader.format(letters[0])}")
    await _ask(url, f"UPDATE people SET state = 'left' {reader.format(letters[1])}")
    assert await holder.claim(letters) == {letters[2]}


async def test_who_waits_serves_the_city_and_leaves_the_duty_to_others(url: str, replica: Replica) -> None:
    one, other = replica(), replica()
    await one.share()
    assert await is_served(url), "whoever restores would do it under one that goes on afterwards"
    assert await one.beat()
    assert not await other.beat()
    await one.lay_down()
    assert await other.beat(), "it is given back at once"
    await other.close()
    assert await is_served(url)
    await one.close()
    assert not await is_served(url)
