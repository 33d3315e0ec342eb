"""SQLite: one writer, readers beside it.

The hop to aiosqlite's thread and back costs more than most statements do. So they travel in batches: BEGIN with the
first of them, COMMIT with the last.
"""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

import aiosqlite
from typing_extensions import override

from storage.database import (
    Database,
    DatabaseFault,
    Duplicate,
    HeldTransaction,
    NotMigrated,
    Query,
    Reader,
    Row,
    Unavailable,
)

_READERS: Final = 2
_CACHED_STATEMENTS: Final = 512

# What passes by itself or by an operator's hand, and is nobody's mistake in the SQL. These are the low bytes of
# SQLite's extended codes.
_PASSING: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)
_UNIQUE: Final = frozenset(
    {
        sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
        sqlite3.SQLITE_CONSTRAINT_ROWID,
        sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    }
)


def file_of(url: str) -> Path:
    """The file behind `sqlite:///relative.db` or `sqlite:////absolute.db`. Raises ValueError for other addresses."""
    path = url.removeprefix("sqlite:///")
    if path == url or path in {"", ":memory:"}:
        raise ValueError("a database is sqlite:///file.db or postgresql://user@host/name")
    return Path(path)


def make_private(file: Path) -> None:
    """Have the file, empty if it is new, readable by its owner alone; SQLite gives -wal and -shm the same rights.

    Raises `Unavailable` where that can't be done.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)
    except OSError as fault:
        raise Unavailable(f"{file}: {fault.strerror}") from fault


class SqliteDatabase(Database):
    """A file, for one process."""

    kind = "sqlite"

    def __init__(self, file: Path, *, patience: float) -> None:
        super().__init__()
        self._file = file
        self._patience = patience
        self._writing = asyncio.Lock()  # lets them in one by one, in the order they came
        self._writer: _Connection | None = None
        self._readers: list[_Connection] = []

    @override
    async def open(self) -> None:
        make_private(self._file)
        try:
            self._writer = await self._connected("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
            for _ in range(_READERS):
                self._readers.append(await self._connected("PRAGMA query_only = ON"))
        except BaseException:
            await self.close()
            raise

    async def _connected(self, *pragmas: str) -> "_Connection":
        connection = _Connection(self._file, self._patience)
        try:
            await connection
            await connection.run([Query(sql, {}) for sql in ("PRAGMA foreign_keys = ON", *pragmas)])
        except BaseException:
            await connection.close()
            raise
        return connection

    @override
    async def close(self) -> None:
        readers, self._readers = self._readers, []
        for reader in readers:
            await reader.close()
        async with self._writing:
            writer, self._writer = self._writer, None
            if writer is not None:
                await writer.close()

    @override
    @asynccontextmanager
    async def _turn(self, person: int | None) -> AsyncIterator[HeldTransaction]:
        async with self._writing:
            if self._writer is None:
                raise Unavailable("The database is closed")
            yield _SqliteTransaction(self._writer)

    @override
    def _reader(self) -> Reader:
        if not self._readers:
            raise Unavailable("The database is closed")
        return _SqliteReader(min(self._readers, key=lambda reader: reader.busy))


class _Answer(NamedTuple):
    rows: Sequence[Row]
    changed: int


class _Connection(aiosqlite.Connection):
    """A connection that does a batch of statements in one hop.

    aiosqlite's public methods hop once a statement, and three times for a cursor that is opened, fetched and closed;
    its protected `_execute`, which they all stand on, takes any function to its thread. pyproject.toml pins the minor
    version, tests/storage/test_sqlite.py counts the hops.
    """

    def __init__(self, file: Path, patience: float) -> None:
        self.busy = 0

        def connector() -> sqlite3.Connection:
            connection = sqlite3.connect(
                file,
                timeout=patience,
                isolation_level=None,
                cached_statements=_CACHED_STATEMENTS,
                check_same_thread=False,
            )
            connection.row_factory = sqlite3.Row
            return connection

        super().__init__(connector, iter_chunk_size=64)

    async def run(self, queries: Sequence[Query], *, beginning: bool = False, ending: bool = False) -> list[_Answer]:
        """The answer to each. Raises our faults."""
        self.busy += 1
        try:
            answers: list[_Answer] = await self._execute(  # type: ignore[no-untyped-call]
                _run, self._conn, queries, beginning=beginning, ending=ending
            )
        except sqlite3.Error as fault:
            kind = _kind_of(fault)
            if kind is None:
                raise
            raise kind(str(fault)) from fault
        finally:
            self.busy -= 1
        return answers

    async def roll_back(self) -> None:
        """Leave the transaction, if there is one: SQLite leaves it by itself when the disk is full."""
        await self._execute(_roll_back, self._conn)  # type: ignore[no-untyped-call]


def _run(connection: sqlite3.Connection, queries: Sequence[Query], *, beginning: bool, ending: bool) -> list[_Answer]:
    if beginning:
        connection.execute("BEGIN IMMEDIATE")
    answers: list[_Answer] = []
    for sql, values in queries:
        cursor = connection.execute(sql, values)
        rows = cursor.fetchall()
        answers.append(_Answer(rows, cursor.rowcount))
    if ending:
        connection.execute("COMMIT")
    return answers


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


class _SqliteReader(Reader):
    __slots__ = ("_connection",)

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection

    @override
    async def _read(self, queries: Sequence[Query]) -> list[Sequence[Row]]:
        return [answer.rows for answer in await self._connection.run(queries)]


class _SqliteTransaction(HeldTransaction):
    __slots__ = ("_connection",)

    def __init__(self, connection: _Connection) -> None:
        super().__init__()
        self._connection = connection

    @override
    async def _ask(self, waiting: Sequence[Query], queries: Sequence[Query]) -> list[Sequence[Row]]:
        answers = await self._connection.run([*waiting, *queries], beginning=self._begins())
        return [answer.rows for answer in answers[len(waiting) :]]

    @override
    async def _change(self, waiting: Sequence[Query], last: Query) -> int:
        answers = await self._connection.run([*waiting, last], beginning=self._begins())
        return answers[-1].changed

    @override
    async def _finish(self, waiting: Sequence[Query]) -> None:
        await self._connection.run(waiting, beginning=self._begins(), ending=True)

    def _begins(self) -> bool:
        # Set before the hop: one that is cancelled on the way may have begun all the same.
        begins, self._begun = not self._begun, True
        return begins

    @override
    async def rollback(self) -> None:
        if self._begun:
            await self._connection.roll_back()


def _kind_of(fault: sqlite3.Error) -> type[DatabaseFault] | None:
    code = getattr(fault, "sqlite_errorcode", 0)  # a mistake in the call has none
    if code in _UNIQUE:
        return Duplicate
    if code & 0xFF in _PASSING:
        return Unavailable
    if str(fault).startswith(("no such table", "no such column")):
        return NotMigrated
    return None
