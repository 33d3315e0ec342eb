"""What only PostgreSQL promises: order across replicas, lost races told, and life after the server's death."""

import asyncio
import inspect
import itertools
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Any

import asyncpg
import pytest

from storage.engine import postgres
from storage.engine.connecting import connect
from storage.engine.database import Database, Transaction, query
from storage.engine.dialect import numbered
from storage.engine.faults import Conflict, Unavailable
from storage.engine.postgres import PostgresDatabase
from storage.engine.retrying import until_settled
from tests.support.databases import Databases

ADD = "INSERT INTO inbox (update_id, shows, at) VALUES (:id, '', 0)"
LOCK = "UPDATE inbox SET update_id = update_id WHERE update_id = :id RETURNING update_id"


@pytest.fixture
def url(databases: Databases) -> Iterator[str]:
    with databases.fresh("postgresql") as url:
        yield url


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with connect(url) as database:
        yield database


async def ids(database: Database) -> list[int]:
    async with database.reading() as reader:
        return [row["update_id"] for row in await reader.all("SELECT update_id FROM inbox ORDER BY update_id")]


async def add(database: Database, *numbers: int) -> None:
    async with database.transaction() as transaction:
        for number in numbers:
            transaction.later(ADD, id=number)


async def _backend(transaction: Transaction) -> int:
    row = await transaction.one("SELECT pg_backend_pid() AS pid")
    assert row is not None
    return int(row["pid"])


async def _end(database: Database, backend: int) -> None:
    async with database.reading() as reader:
        await reader.one("SELECT pg_terminate_backend(CAST(:pid AS INT), 5000) AS ended", pid=backend)


@pytest.mark.parametrize(
    ("sql", "translated", "names"),
    [
        ("SELECT 1", "SELECT 1", ()),
        ("SELECT :a, :b, :a", "SELECT $1, $2, $1", ("a", "b")),
        ("SELECT :a_1::BIGINT", "SELECT $1::BIGINT", ("a_1",)),
        ("SELECT ':a', 'it''s :a', :a", "SELECT ':a', 'it''s :a', $1", ("a",)),
        ('SELECT x AS ":a", :b', 'SELECT x AS ":a", $1', ("b",)),
        ("SELECT :b -- :a's\n, :c", "SELECT $1 -- :a's\n, $2", ("b", "c")),
        ("SELECT /* ':a */ :b", "SELECT /* ':a */ $1", ("b",)),
        ("SELECT ' -- ', :a", "SELECT ' -- ', $1", ("a",)),
    ],
)
def test_names_become_numbers(sql: str, translated: str, names: tuple[str, ...]) -> None:
    assert numbered(sql) == (translated, names)


async def test_one_person_s_order_holds_across_replicas(url: str) -> None:
    story: list[str] = []

    async def act(replica: Database, number: int) -> None:
        async with replica.transaction(person=8_000_000_000) as transaction:
            await transaction.one("SELECT 1 AS one")
            story.append(f"{number} begins")
            await transaction.one("SELECT 1 AS one")
            story.append(f"{number} ends")

    async with AsyncExitStack() as stack:
        replicas = [await stack.enter_async_context(connect(url)) for _ in range(2)]
        async with asyncio.timeout(10), asyncio.TaskGroup() as group:
            for number, replica in zip(range(10), itertools.cycle(replicas), strict=False):
                group.create_task(act(replica, number))
    assert all(end == begin.replace("begins", "ends") for begin, end in zip(story[::2], story[1::2], strict=True))


async def test_other_people_don_t_wait_for_one(database: Database) -> None:
    async with (
        asyncio.timeout(10),
        database.transaction(person=1) as first,
        database.transaction(person=2) as second,
        database.transaction() as third,
    ):
        assert all([await one.one("SELECT 1 AS one") for one in (first, second, third)])


async def test_who_waits_too_long_for_a_row_lost_a_race(url: str) -> None:
    async with connect(url, patience=1) as database:
        await add(database, 1)
        async with database.transaction() as holder:
            await holder.one(LOCK, id=1)
            with pytest.raises(Conflict, match=r"try again when that is over: .*lock timeout"):
                async with database.transaction() as waiter:
                    await waiter.one(LOCK, id=1)
        async with database.transaction() as transaction:
            assert await transaction.one(LOCK, id=1)


async def test_of_two_in_a_deadlock_one_goes_on(database: Database) -> None:
    await add(database, 1, 2)
    both_began = asyncio.Barrier(2)

    async def act(first: int, second: int) -> str:
        try:
            async with database.transaction() as transaction:
                await transaction.one(LOCK, id=first)
                await both_began.wait()
                await transaction.one(LOCK, id=second)
        except Conflict as fault:
            return str(fault).splitlines()[0]
        return "done"

    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        tasks = [group.create_task(act(1, 2)), group.create_task(act(2, 1))]
    assert sorted(task.result() for task in tasks) == ["deadlock detected", "done"]


async def test_a_fault_doesn_t_quote_the_row(database: Database) -> None:
    with pytest.raises(asyncpg.NotNullViolationError) as raised:
        async with database.transaction() as transaction:
            await transaction.execute("INSERT INTO inbox (update_id, shows) VALUES (1, 'a private word')")
    assert "private" not in str(raised.value)


async def test_a_killed_backend_writes_nothing_and_the_next_one_works(database: Database) -> None:
    with pytest.raises(Unavailable):
        async with database.transaction() as transaction:
            await transaction.execute(ADD, id=1)
            await _end(database, await _backend(transaction))
            await transaction.execute(ADD, id=2)
    await add(database, 3)
    assert await ids(database) == [3]


async def test_a_backend_killed_before_the_commit_writes_nothing(database: Database) -> None:
    with pytest.raises(Unavailable):
        async with database.transaction() as transaction:
            await transaction.execute(ADD, id=1)
            await _end(database, await _backend(transaction))
    assert await ids(database) == []


async def test_a_server_that_dies_before_the_rollback_leaves_the_exception_alone(
    url: str, databases: Databases
) -> None:
    async with connect(url) as database:
        try:
            with pytest.raises(ZeroDivisionError):
                async with database.transaction() as transaction:
                    await transaction.execute(ADD, id=1)
                    databases.postgres.stop()  # without a turn for the event loop to notice
                    raise ZeroDivisionError
        finally:
            await asyncio.to_thread(databases.postgres.start)
        assert await ids(database) == []


async def test_a_server_that_hangs_is_given_up(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_ROLLBACK_SECONDS", 0.05)
    async with asyncio.timeout(10):
        with pytest.raises(ZeroDivisionError):
            async with database.transaction() as transaction:
                backend = await _backend(transaction)
                os.kill(backend, signal.SIGSTOP)
                raise ZeroDivisionError
        await add(database, 1)
        os.kill(backend, signal.SIGCONT)
        assert await ids(database) == [1]


async def test_a_server_that_dies_under_load_is_found_again(url: str, databases: Databases) -> None:
    told: list[int] = []
    busy, cut, alive = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def write(database: Database, numbers: range) -> None:
        for number in numbers:
            try:
                await add(database, number)
            except Unavailable:
                cut.set()
                await alive.wait()
            else:
                told.append(number)
                busy.set()

    async def kill() -> None:
        await busy.wait()
        await asyncio.to_thread(databases.postgres.stop)
        try:
            await cut.wait()
        finally:  # the other tests want it, whatever becomes of this one
            await asyncio.to_thread(databases.postgres.start)
        alive.set()

    async with connect(url) as database:
        async with asyncio.timeout(30), asyncio.TaskGroup() as group:
            group.create_task(kill())
            for worker in range(8):
                group.create_task(write(database, range(worker * 1000, worker * 1000 + 200)))
        written = await ids(database)
    assert set(told) <= set(written)
    assert len(told) >= 8 * 200 - 8  # each lost what was under way, and nothing more


async def test_a_connection_that_has_given_itself_back_is_let_go(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    release = asyncpg.pool.Pool.release

    async def twice(pool: Any, connection: Any, **more: Any) -> None:
        await release(pool, connection, **more)
        raise asyncpg.InternalClientError("release() called on a free connection holder")

    async with connect(url) as database:
        with monkeypatch.context() as patch:
            patch.setattr(asyncpg.pool.Pool, "release", twice)
            await add(database, 1)
        assert await ids(database) == [1]


async def test_a_server_that_is_not_there_is_told(url: str, databases: Databases) -> None:
    async with connect(url) as database:
        await asyncio.to_thread(databases.postgres.stop)
        try:
            with pytest.raises(Unavailable):
                await ids(database)
            with pytest.raises(Unavailable):
                await add(database, 1)
            with pytest.raises(Unavailable):
                await connect(url).open()
        finally:
            await asyncio.to_thread(databases.postgres.start)
        await add(database, 1)
        assert await ids(database) == [1]


async def test_no_free_connection_is_told(url: str) -> None:
    async with connect(url, patience=1) as database:
        async with AsyncExitStack() as stack:
            assert isinstance(database, PostgresDatabase)
            with pytest.raises(Unavailable, match="free"):
                for _ in range(100):
                    await stack.enter_async_context(database.transaction())
        await add(database, 1)


async def test_who_is_cancelled_while_waiting_for_a_row_gives_the_connection_back(database: Database) -> None:
    await add(database, 1)

    async def wait(waiting: asyncio.Event) -> None:
        async with database.transaction(person=5) as transaction:
            await transaction.one("SELECT 1 AS one")
            waiting.set()
            await transaction.one(LOCK, id=1)

    async with asyncio.timeout(20):
        for _ in range(15):  # more often than there are connections
            async with database.transaction() as holder, asyncio.TaskGroup() as group:
                await holder.one(LOCK, id=1)
                waiting = asyncio.Event()
                task = group.create_task(wait(waiting))
                await waiting.wait()
                task.cancel()
            assert task.cancelled()
        async with database.transaction(person=5) as transaction:
            assert await transaction.one(LOCK, id=1)


async def test_a_migration_that_goes_by_costs_one_conflict(database: Database) -> None:
    everything = "SELECT * FROM inbox"
    async with database.transaction() as transaction:
        await transaction.all(everything)
    async with database.transaction() as transaction:
        await transaction.execute("ALTER TABLE inbox ADD COLUMN colour TEXT")
    with pytest.raises(Conflict, match="plan"):
        async with database.transaction() as transaction:
            await transaction.all(everything)
    async with database.transaction() as transaction:
        assert await transaction.all(everything) == []


async def test_a_mistake_in_the_sql_is_not_called_a_fault_of_the_database(database: Database) -> None:
    async with database.reading() as reader:
        with pytest.raises(asyncpg.PostgresSyntaxError):
            await reader.all("SELECT FROM WHERE")
        with pytest.raises(KeyError, match="missing"):
            await reader.all("SELECT CAST(:missing AS BIGINT)")
        with pytest.raises(asyncpg.DataError, match="expected str"):
            await reader.all("SELECT 1 FROM inbox WHERE shows = :shows", shows=1)


async def test_writes_of_the_same_text_share_a_round_trip(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    trips: list[str] = []
    for name in ("execute", "executemany", "fetch"):
        _count(monkeypatch, name, trips)
    async with database.transaction(person=1) as transaction:
        await transaction.several(query("SELECT 1 AS one"), query("SELECT 2 AS two"))
        for number in range(5):
            transaction.later(ADD, id=number)
    assert trips == ["execute", "fetch", "fetch", "executemany", "execute"]
    assert await ids(database) == [0, 1, 2, 3, 4]


def _count(monkeypatch: pytest.MonkeyPatch, name: str, trips: list[str]) -> None:
    there = getattr(asyncpg.Connection, name)

    async def counted(connection: "asyncpg.Connection[asyncpg.Record]", *values: object, **named: object) -> object:
        trips.append(name)
        return await there(connection, *values, **named)

    monkeypatch.setattr(asyncpg.Connection, name, counted)


MEI = 7
TAP_WAITS = 12.0  # seconds; Telegram repeats a tap that has no answer after a minute


@pytest.mark.parametrize("hanging", [1, 3])
async def test_whoever_hangs_with_locks_in_hand_holds_nobody_up_for_long(url: str, hanging: int) -> None:
    # To the server a process that is stopped looks like one that says nothing more; it goes on holding what it had.
    never = asyncio.Event()
    async with connect(url) as hung, connect(url) as database, asyncio.TaskGroup() as group:
        await add(database, 1)
        hold = [group.create_task(_hangs(hung, MEI + number, never)) for number in range(hanging)]
        await _has_locks(database)
        began = asyncio.get_running_loop().time()
        await until_settled(lambda: _takes(database, MEI, row=1))
        took = asyncio.get_running_loop().time() - began
        for task in hold:
            task.cancel()
    assert took < TAP_WAITS, "a person taps and waits, because a replica hangs somewhere else"


async def _hangs(hung: Database, person: int, never: asyncio.Event) -> None:
    async with hung.transaction(person=person) as transaction:
        await transaction.one(LOCK, id=1)
        await never.wait()


async def _takes(database: Database, person: int, *, row: int) -> None:
    async with database.transaction(person=person) as transaction:
        assert await transaction.one(LOCK, id=row)


async def _has_locks(database: Database) -> None:
    async with database.reading() as reader:
        while not await reader.all("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND granted"):
            pass


def test_a_hung_transaction_ends_before_those_who_wait_for_it_lose_patience() -> None:
    patience = inspect.signature(connect).parameters["patience"].default
    assert patience > postgres._IDLE_SECONDS
