"""What both databases promise alike."""

import asyncio
from datetime import UTC, datetime
from enum import IntEnum, StrEnum

import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database, Transaction, query
from storage.engine.ending import to_the_end
from storage.engine.faults import Conflict, DatabaseFault, Duplicate, NotMigrated, Unavailable

ADD = "INSERT INTO inbox (update_id, shows, at) VALUES (:id, :shows, :at)"
SHOWN = "SELECT shows FROM inbox WHERE update_id = :id"


async def add(transaction: Transaction, number: int, shows: str = "") -> None:
    await transaction.execute(ADD, id=number, shows=shows, at=0)


async def ids(database: Database) -> list[int]:
    async with database.reading() as reader:
        return [row["update_id"] for row in await reader.all("SELECT update_id FROM inbox ORDER BY update_id")]


async def test_what_is_committed_can_be_read(database: Database) -> None:
    async with database.transaction() as transaction:
        await add(transaction, 7, "义工")
    async with database.reading() as reader:
        row = await reader.one("SELECT update_id, shows FROM inbox")
        assert row is not None
        assert dict(row) == {"update_id": 7, "shows": "义工"}
        assert len(row) == 2
        assert await reader.one(SHOWN, id=8) is None
        assert await reader.all(SHOWN, id=8) == []


async def test_an_exception_writes_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as transaction:
            await add(transaction, 1)
            transaction.later(ADD, id=2, shows="", at=0)
            raise ZeroDivisionError
    assert await ids(database) == []


async def test_a_transaction_that_does_nothing_is_nothing(database: Database) -> None:
    async with database.transaction():
        pass
    with pytest.raises(ZeroDivisionError):
        async with database.transaction():
            raise ZeroDivisionError
    assert await ids(database) == []


@pytest.mark.parametrize("written", [True, False])
async def test_a_cancellation_writes_nothing(database: Database, *, written: bool) -> None:
    async def work(ready: asyncio.Event) -> None:
        async with database.transaction() as transaction:
            if written:
                await add(transaction, 1)
            ready.set()
            await asyncio.Event().wait()

    await _cancelled(work)
    async with database.transaction() as transaction:
        await add(transaction, 2)
    assert await ids(database) == [2]


async def test_a_cancellation_in_the_middle_of_a_statement_writes_nothing(database: Database) -> None:
    async def work(ready: asyncio.Event) -> None:
        async with database.transaction() as transaction:
            ready.set()
            await add(transaction, 1)
            await asyncio.Event().wait()

    for _ in range(10):
        await _cancelled(work)
    async with database.transaction() as transaction:
        await add(transaction, 2)
    assert await ids(database) == [2]


async def _cancelled(work: object) -> None:
    assert callable(work)
    ready = asyncio.Event()
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        task = group.create_task(work(ready))
        await ready.wait()
        task.cancel()


async def test_later_is_written_with_the_commit_in_its_order(database: Database) -> None:
    async with database.transaction() as transaction:
        transaction.later(ADD, id=1, shows="first", at=0)
        transaction.later(ADD, id=2, shows="first", at=0)
        transaction.later("UPDATE inbox SET shows = :shows WHERE update_id = :id", id=1, shows="second")
        transaction.later("DELETE FROM inbox WHERE at = 0 AND update_id = 2")
    async with database.reading() as reader:
        rows = await reader.all("SELECT update_id, shows FROM inbox")
    assert [tuple(dict(row).values()) for row in rows] == [(1, "second")]


async def test_a_read_sees_what_was_left_for_later(database: Database) -> None:
    async with database.transaction() as transaction:
        transaction.later(ADD, id=1, shows="one", at=0)
        row = await transaction.one(SHOWN, id=1)
        assert row is not None
        assert row["shows"] == "one"
        transaction.later(ADD, id=2, shows="two", at=0)
        [[first], [second]] = await transaction.several(query(SHOWN, id=1), query(SHOWN, id=2))
        assert (first["shows"], second["shows"]) == ("one", "two")
        assert await transaction.several() == []


async def test_execute_tells_how_many_rows_it_changed(database: Database) -> None:
    async with database.transaction() as transaction:
        transaction.later(ADD, id=1, shows="", at=0)
        assert await transaction.execute(ADD, id=2, shows="", at=0) == 1
        assert await transaction.execute(f"{ADD} ON CONFLICT DO NOTHING", id=2, shows="", at=0) == 0
        assert await transaction.execute("UPDATE inbox SET at = 5") == 2
        assert await transaction.execute("UPDATE inbox SET at = 5 WHERE update_id = :id RETURNING at", id=1) == 1
        assert await transaction.execute("DELETE FROM inbox WHERE at = 4") == 0


async def test_several_may_write_and_return(database: Database) -> None:
    async with database.transaction() as transaction:
        [[added], [counted]] = await transaction.several(
            query(f"{ADD} RETURNING update_id", id=3, shows="", at=0), query("SELECT COUNT(*) AS n FROM inbox")
        )
    assert (added["update_id"], counted["n"]) == (3, 1)


async def test_a_name_is_a_parameter_only_where_it_is_one(database: Database) -> None:
    async with database.reading() as reader:
        row = await reader.one(
            """
            SELECT ':no' AS text, 'it''s :no' AS quote, CAST(:yes AS TEXT) AS yes, -- not :here either
                   CAST(:yes AS TEXT) || CAST(:other AS TEXT) AS ":joined" /* nor
                   :there */
            """,
            yes="a:b",
            other="'; DROP TABLE inbox; --",
        )
    assert row is not None
    assert list(row.keys()) == ["text", "quote", "yes", ":joined"]
    assert [row[name] for name in row.keys()] == [  # noqa: SIM118 - a row iterates over its values
        ":no",
        "it's :no",
        "a:b",
        "a:b'; DROP TABLE inbox; --",
    ]


class _Number(IntEnum):
    TWO = 2


class _Word(StrEnum):
    TWO = "two"


@pytest.mark.parametrize(
    ("given", "kept"),
    [(True, 1), (False, 0), (_Number.TWO, 2), (2**63 - 1, 2**63 - 1), (-(2**63), -(2**63)), (None, None)],
)
async def test_numbers_are_kept(database: Database, given: int | None, kept: int | None) -> None:
    async with database.reading() as reader:
        row = await reader.one("SELECT CAST(:value AS BIGINT) AS value", value=given)
    assert row is not None
    assert row["value"] == kept
    assert type(row["value"]) is type(kept)


@pytest.mark.parametrize("given", ["", "%_\\'\"$1:x", "👨‍👩‍👧 שלום", "x" * 5000, _Word.TWO])
async def test_texts_are_kept(database: Database, given: str) -> None:
    async with database.reading() as reader:
        row = await reader.one("SELECT CAST(:value AS TEXT) AS value", value=given)
    assert row is not None
    assert row["value"] == str(given)


@pytest.mark.parametrize("value", [1.5, datetime(2026, 11, 1, tzinfo=UTC), b"x", [1]])
def test_other_kinds_of_values_are_refused(value: int) -> None:
    with pytest.raises(TypeError, match=f":moment is a {type(value).__name__}"):
        query("SELECT :moment", moment=value)


@pytest.mark.parametrize("value", ["a\0b", "half \ud83d a pair", 2**63, -(2**63) - 1])
def test_values_that_not_both_databases_keep_are_refused(value: int | str) -> None:
    with pytest.raises(ValueError, match=r"NUL|surrogates|64 bits"):
        query("SELECT :value", value=value)


async def test_a_refused_value_spoils_nothing(database: Database) -> None:
    async with database.transaction() as transaction:
        transaction.later(ADD, id=1, shows="", at=0)
        with pytest.raises(TypeError):
            await transaction.execute(ADD, id=2, shows="", at=1.5)  # type: ignore[arg-type]
    assert await ids(database) == [1]


async def test_a_second_of_its_kind_is_a_duplicate(database: Database) -> None:
    async with database.transaction() as transaction:
        await add(transaction, 1)
    with pytest.raises(Duplicate):
        async with database.transaction() as transaction:
            await add(transaction, 2)
            await add(transaction, 1)
    assert await ids(database) == [1]


async def test_a_duplicate_is_found_at_the_commit_too(database: Database) -> None:
    with pytest.raises(Duplicate):
        async with database.transaction() as transaction:
            transaction.later(ADD, id=1, shows="", at=0)
            transaction.later(ADD, id=1, shows="", at=0)
    assert await ids(database) == []


async def test_a_fault_that_is_swallowed_commits_nothing(database: Database) -> None:
    async def work() -> None:
        async with database.transaction() as transaction:
            await add(transaction, 1)
            with pytest.raises(Duplicate):
                await add(transaction, 1)
            with pytest.raises(DatabaseFault, match="outside"):
                await add(transaction, 2)

    with pytest.raises(DatabaseFault, match="outside"):
        await work()
    assert await ids(database) == []


async def test_what_is_missing_is_told(database: Database) -> None:
    async with database.reading() as reader:
        with pytest.raises(NotMigrated, match="nowhere"):
            await reader.all("SELECT 1 FROM nowhere")
        with pytest.raises(NotMigrated, match="colour"):
            await reader.all("SELECT colour FROM inbox")


async def test_writers_at_once_lose_nothing(database: Database) -> None:
    async with database.transaction() as transaction:
        await add(transaction, 1)

    async def count() -> None:
        async with database.transaction() as transaction:
            row = await transaction.one("UPDATE inbox SET at = at WHERE update_id = 1 RETURNING at")
            assert row is not None
            transaction.later("UPDATE inbox SET at = :at WHERE update_id = 1", at=row["at"] + 1)

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        for _ in range(40):
            group.create_task(count())
    async with database.reading() as reader:
        row = await reader.one("SELECT at FROM inbox")
    assert row is not None
    assert row["at"] == 40


async def test_transactions_of_one_person_follow_one_another(database: Database) -> None:
    story: list[str] = []

    async def act(number: int) -> None:
        async with database.transaction(person=77) as transaction:
            await transaction.one("SELECT 1 AS one")
            story.append(f"{number} begins")
            await transaction.one("SELECT 1 AS one")
            story.append(f"{number} ends")

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        for number in range(6):
            group.create_task(act(number))
    assert all(end == begin.replace("begins", "ends") for begin, end in zip(story[::2], story[1::2], strict=True))


async def test_readers_don_t_wait_for_the_writer(database: Database) -> None:
    async with asyncio.timeout(10), database.transaction() as transaction:
        await add(transaction, 1)
        assert await ids(database) == []
    assert await ids(database) == [1]


async def test_readers_may_be_many(database: Database) -> None:
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        tasks = [group.create_task(ids(database)) for _ in range(50)]
    assert [task.result() for task in tasks] == [[]] * 50


async def test_the_observer_is_told_what_took_how_long(database: Database) -> None:
    told: list[str] = []
    database.observer = lambda seconds, kind: told.append(kind) if seconds >= 0 else None
    await ids(database)
    with pytest.raises(ZeroDivisionError):
        async with database.transaction():
            raise ZeroDivisionError
    assert told == ["reading", "wait", "transaction"]


async def test_a_closed_database_says_so(database_url: str) -> None:
    database = connect(database_url)
    await database.close()
    with pytest.raises(Unavailable, match="closed"):
        await ids(database)
    with pytest.raises(Unavailable, match="closed"):
        async with database.transaction():
            pass


async def test_closing_waits_for_the_transaction_under_way(database_url: str) -> None:
    written, closing = asyncio.Event(), asyncio.Event()

    async def write(database: Database) -> None:
        async with database.transaction() as transaction:
            await add(transaction, 1)
            written.set()
            await closing.wait()

    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        database = connect(database_url)
        await database.open()
        group.create_task(write(database))
        await written.wait()
        group.create_task(database.close())
        closing.set()
    async with connect(database_url) as database:
        assert await ids(database) == [1]


@pytest.mark.parametrize("url", ["", "mysql://x", "sqlite://", "sqlite:///", "sqlite:///:memory:", "yigong.db"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"sqlite:///file\.db or postgresql://"):
        connect(url)


def test_a_duplicate_is_a_conflict() -> None:
    assert issubclass(Duplicate, Conflict)


async def test_work_to_the_end_is_done_although_cancelled_twice() -> None:
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        await may_end.wait()
        ended.set()

    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        task = group.create_task(to_the_end(work()))
        await begun.wait()
        for _ in range(2):
            task.cancel()
            await asyncio.sleep(0)
        may_end.set()
    assert task.cancelled()
    assert ended.is_set()


async def test_work_to_the_end_hands_back_what_it_brings() -> None:
    async def good() -> int:
        return 3

    async def bad() -> int:
        raise ZeroDivisionError

    assert await to_the_end(good()) == 3
    with pytest.raises(ZeroDivisionError):
        await to_the_end(bad())
