"""The lock of the duty: one replica of a city has it, and whoever loses their session loses it with them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, suppress

import asyncpg
import pytest

from storage import duty
from storage.database import Unavailable
from storage.duty import DutyLock, duty_lock
from storage.migrating import migrate
from tests.support.databases import Databases

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
            lock = DutyLock(url)
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
