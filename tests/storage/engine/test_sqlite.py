"""What only SQLite promises: few hops, a private file, and a clear word when the disk or the file is not there."""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database, Query, query
from storage.engine.faults import Damaged, Duplicate, Unavailable
from storage.engine.sqlite.connection import Connection, Result
from storage.engine.sqlite.database import SqliteDatabase, file_of, make_private
from tests.support.databases import Databases
from tests.support.hops import hops_of

ADD = "INSERT INTO inbox (update_id, shows, at) VALUES (:id, :shows, 0)"


@pytest.fixture
def url(databases: Databases) -> Iterator[str]:
    with databases.fresh("sqlite") as url:
        yield url


async def count(database: Database) -> int:
    async with database.reading() as reader:
        row = await reader.one("SELECT COUNT(*) AS n FROM inbox")
    assert row is not None
    return int(row["n"])


async def test_a_tap_is_two_hops_however_much_it_asks(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(url) as database:
        with hops_of(monkeypatch) as hops:
            async with database.transaction(person=1) as transaction:
                await transaction.several(*[query("SELECT 1 AS one") for _ in range(5)])
                await transaction.one("SELECT COUNT(*) AS n FROM inbox")
                for number in range(5):
                    transaction.later(ADD, id=number, shows="")
        assert len(hops) == 2
        assert await count(database) == 5


async def test_what_is_done_for_nobody_in_particular_may_be_long_and_leaves_the_loop_free(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with connect(url) as database:
        with hops_of(monkeypatch) as hops:
            async with database.transaction() as transaction:
                transaction.later(ADD, id=1, shows="")
            async with database.transaction(person=1) as transaction:
                await transaction.execute(ADD, id=2, shows="")
        assert len(hops) == 6  # BEGIN, the statement, COMMIT
        assert await count(database) == 2


async def test_taps_at_the_same_moment_share_a_commit(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(url) as database:
        with hops_of(monkeypatch) as hops:
            async with asyncio.timeout(10), asyncio.TaskGroup() as group:
                for number in range(40):
                    group.create_task(_tap(database, number))
        assert len(hops) <= 4
        assert await count(database) == 40


async def _tap(database: Database, number: int) -> None:
    async with database.transaction(person=number) as transaction:
        transaction.later(ADD, id=number, shows="")


async def test_what_one_may_not_do_takes_nothing_from_those_it_shares_the_commit_with(url: str) -> None:
    async with connect(url) as database:
        async with asyncio.timeout(10):
            told = await asyncio.gather(*(_tap(database, number % 4) for number in range(8)), return_exceptions=True)
        assert [type(fault) for fault in told] == [type(None)] * 4 + [Duplicate] * 4
        assert await count(database) == 4


async def test_one_that_gives_up_takes_nothing_from_those_it_shares_the_commit_with(url: str) -> None:
    async def give_up(database: Database) -> None:
        async with database.transaction(person=9) as transaction:
            await transaction.one("SELECT 1 AS one")
            transaction.later(ADD, id=9, shows="")
            raise ZeroDivisionError

    async with connect(url) as database:
        taps = (_tap(database, 1), give_up(database), _tap(database, 2), give_up(database))
        async with asyncio.timeout(10):
            told = await asyncio.gather(*taps, return_exceptions=True)
        assert [type(fault) for fault in told] == [type(None), ZeroDivisionError] * 2
        assert await count(database) == 2


async def test_a_disk_that_fills_up_is_told_to_all_who_shared_the_commit(url: str) -> None:
    async def write(database: Database, number: int, size: int) -> None:
        async with database.transaction(person=number) as transaction:
            await transaction.one("SELECT 1 AS one")
            transaction.later(ADD, id=number, shows="x" * size)

    async with connect(url) as database:
        async with database.transaction() as transaction:
            await transaction.all("PRAGMA max_page_count = 1")
        sizes = (1, 1_000_000, 1)
        writes = (write(database, number, size) for number, size in enumerate(sizes))
        async with asyncio.timeout(10):
            told = await asyncio.gather(*writes, return_exceptions=True)
        assert isinstance(told[1], Unavailable)
        assert all(fault is None or isinstance(fault, Unavailable) for fault in told)
        assert await count(database) == told.count(None)


async def test_one_that_does_nothing_is_no_hop(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(url) as database:
        with hops_of(monkeypatch) as hops:
            async with database.transaction():
                pass
        assert hops == []


async def test_readings_of_several_are_one_hop(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(url) as database:
        with hops_of(monkeypatch) as hops:
            async with database.reading() as reader:
                await reader.several(query("SELECT 1 AS one"), query("SELECT 2 AS two"))
        assert len(hops) == 1


async def test_writers_come_in_the_order_they_asked(url: str) -> None:
    async with connect(url) as database, asyncio.timeout(10), asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(_add(database, number))
    async with connect(url) as database, database.reading() as reader:
        rows = await reader.all("SELECT update_id FROM inbox ORDER BY rowid")
    assert [row["update_id"] for row in rows] == list(range(20))


async def _add(database: Database, number: int) -> None:
    async with database.transaction() as transaction:
        await transaction.execute(ADD, id=number, shows="")


async def test_the_connection_is_set_up_for_keeping_promises(url: str) -> None:
    async with connect(url) as database, database.transaction() as transaction:
        settings = await transaction.several(
            *[query(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")]
        )
    assert [next(iter(dict(row).values())) for [row] in settings] == ["wal", 2, 1, 5000]


async def test_a_reader_can_t_write(url: str) -> None:
    async with connect(url) as database:
        async with database.reading() as reader:
            with pytest.raises(Unavailable, match="readonly"):
                await reader.all(f"{ADD} RETURNING update_id", id=1, shows="")
        assert await count(database) == 0


async def test_a_mistake_in_the_sql_is_not_called_a_fault_of_the_database(url: str) -> None:
    async with connect(url) as database, database.reading() as reader:
        with pytest.raises(sqlite3.OperationalError, match="syntax"):
            await reader.all("SELECT FROM WHERE")
        with pytest.raises(sqlite3.ProgrammingError, match="binding"):
            await reader.all("SELECT :missing")


@pytest.mark.parametrize("others", [0o600, 0o644, 0o666])
async def test_the_files_are_the_owner_s_alone(tmp_path: Path, others: int) -> None:
    file = tmp_path / "new" / "folder" / "yigong.db"
    if others != 0o600:
        file.parent.mkdir(parents=True)
        file.touch()
        file.chmod(others)
    async with connect(f"sqlite:///{file}") as database, database.transaction() as transaction:
        await transaction.execute("CREATE TABLE some (thing BIGINT)")
        modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    assert modes == {"yigong.db": 0o600, "yigong.db-wal": 0o600, "yigong.db-shm": 0o600}


def test_a_new_folder_is_the_owner_s_alone(tmp_path: Path) -> None:
    make_private(tmp_path / "new" / "yigong.db")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("url", "file"), [("sqlite:///yigong.db", "yigong.db"), ("sqlite:////var/lib/yigong.db", "/var/lib/yigong.db")]
)
def test_three_strokes_are_relative_and_four_absolute(url: str, file: str) -> None:
    assert file_of(url) == Path(file)


async def test_a_full_disk_loses_nothing_and_passes(url: str) -> None:
    async with connect(url) as database:
        await _add(database, 1)
        async with database.transaction() as transaction:
            await transaction.all("PRAGMA max_page_count = 1")  # it keeps the pages there are, and refuses more
        with pytest.raises(Unavailable, match="full"):
            async with database.transaction() as transaction:
                await transaction.execute(ADD, id=2, shows="x" * 1_000_000)
        assert await count(database) == 1
        async with database.transaction() as transaction:
            await transaction.all("PRAGMA max_page_count = 1000000")
        await _add(database, 2)
        assert await count(database) == 2


async def test_a_lock_from_outside_is_waited_for_and_told(url: str) -> None:
    with closing(sqlite3.connect(file_of(url), isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        async with connect(url, patience=0.05) as database:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Unavailable, match="locked"):
                await _add(database, 1)
            assert await count(database) == 0  # readers don't mind
            other.execute("ROLLBACK")
            await _add(database, 1)
            assert await count(database) == 1


async def test_a_file_that_can_t_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match=r"Not a directory|File exists"):
        await connect(f"sqlite:///{tmp_path}/file/yigong.db").open()
    with pytest.raises(Unavailable, match="Is a directory"):
        await connect(f"sqlite:///{tmp_path}").open()


async def test_a_name_that_sqlite_has_no_room_for_is_told(tmp_path: Path) -> None:
    file = tmp_path.joinpath(*["n" * 200] * 3, "yigong.db")
    database = connect(f"sqlite:///{file}")
    with pytest.raises(Unavailable, match="unable to open"):
        await database.open()
    await database.close()


def test_a_link_leads_to_where_it_is_to_be(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "disk" / "yigong.db")
    make_private(tmp_path / "link.db")
    assert (tmp_path / "disk" / "yigong.db").stat().st_mode & 0o777 == 0o600


def test_a_folder_in_its_place_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "yigong.db").mkdir(mode=0o755)
    with pytest.raises(Unavailable, match="Is a directory"):
        make_private(tmp_path / "yigong.db")
    assert (tmp_path / "yigong.db").stat().st_mode & 0o777 == 0o755


async def test_a_file_that_is_no_database_is_told_and_leaves_no_thread(tmp_path: Path) -> None:
    (tmp_path / "picture.db").write_bytes(b"PNG" * 1000)
    database = SqliteDatabase(tmp_path / "picture.db", patience=1)
    with pytest.raises(Damaged, match=r"picture\.db: file is not a database"):
        await database.open()
    await database.close()


async def test_a_commit_that_is_waited_for_is_done_although_cancelled(url: str) -> None:
    async def write_and_be_cancelled(database: Database) -> None:
        async with database.transaction(person=1) as transaction:
            await transaction.one("SELECT 1 AS one")
            transaction.later(ADD, id=1, shows="")
            task = asyncio.current_task()
            assert task is not None
            task.cancel()  # takes effect as the commit is waited for

    async with connect(url) as database:
        async with asyncio.timeout(10), asyncio.TaskGroup() as group:
            task = group.create_task(write_and_be_cancelled(database))
        assert task.cancelled()
        assert await count(database) == 1
        await _add(database, 2)


async def test_one_that_is_cancelled_as_it_joins_the_others_takes_nothing_from_them(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_there = Connection.run

    async def run(connection: Connection, queries: Sequence[Query]) -> list[Result]:
        answers = await run_there(connection, queries)
        if queries[-1].sql.startswith("RELEASE"):
            joining.cancel()  # it has joined them in the thread, and does not know it yet
        return answers

    monkeypatch.setattr(Connection, "run", run)
    async with connect(url) as database:
        async with asyncio.timeout(10), asyncio.TaskGroup() as group:
            group.create_task(_tap(database, 1))
            joining = group.create_task(_write(database, 2))
        assert joining.cancelled()
        assert await count(database) == 2, "what had joined is true with the others"
        await _tap(database, 3)
    async with connect(url) as database:
        assert await count(database) == 3


async def _write(database: Database, number: int) -> None:
    async with database.transaction() as transaction:
        transaction.later(ADD, id=number, shows="")


async def test_closing_commits_what_is_done(url: str) -> None:
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        database = connect(url)
        await database.open()
        for number in range(3):
            group.create_task(_tap(database, number))
        await asyncio.sleep(0)  # they have lined up
        await database.close()
    async with connect(url) as database:
        assert await count(database) == 3


LONG = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT MAX(i) AS i FROM n"


SHORT = LONG.replace("100000", "100")


@pytest.fixture
def in_the_thread(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many questions were asked in a thread, hop by hop."""
    hops: list[int] = []
    run_there = Connection.run

    async def run(connection: Connection, queries: Sequence[Query]) -> list[Result]:
        hops.append(len(queries))
        return await run_there(connection, queries)

    monkeypatch.setattr(Connection, "run", run)
    return hops


async def test_what_takes_long_is_read_in_the_thread(url: str, in_the_thread: list[int]) -> None:
    async with connect(url) as database, database.reading() as reader:
        in_the_thread.clear()
        assert await reader.one("SELECT 1 AS one") is not None
        assert in_the_thread == []
        row = await reader.one(LONG)
        assert row is not None
        assert row["i"] == 100_000
        assert in_the_thread == [1]


async def test_what_is_short_stays_out_of_the_thread_however_often_it_is_asked(
    url: str, in_the_thread: list[int]
) -> None:
    async with connect(url) as database, database.reading() as reader:
        in_the_thread.clear()
        for _ in range(200):
            await reader.one(SHORT)
        assert in_the_thread == []
