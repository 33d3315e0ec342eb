"""A whole database as it was at one moment, read beside those who write: for backups and for export.

Reading SQLite blocks the event loop; whoever reads everything has a process of its own.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import asyncpg
from typing_extensions import override

from storage.engine.connecting import is_postgres
from storage.engine.database import Kind
from storage.engine.faults import DatabaseFault, Unavailable
from storage.engine.postgres_faults import reaching
from storage.engine.sqlite.database import file_of

_AT_ONCE: Final = 2_000  # rows

_SQLITE_COLUMNS: Final = """
    SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY t.name, c.cid
"""
_POSTGRES_COLUMNS: Final = """
    SELECT c.table_name, c.column_name
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
    ORDER BY c.table_name, c.ordinal_position
"""
_POSTGRES_NUMBERS: Final = """
    SELECT c.table_name, s.last_value
    FROM information_schema.columns c JOIN pg_sequences s
        ON format('%I.%I', s.schemaname, s.sequencename) = pg_get_serial_sequence(c.table_name, c.column_name)
    WHERE c.table_schema = current_schema() AND c.is_identity = 'YES' AND s.last_value IS NOT NULL
"""
VERSIONS: Final = "alembic_version"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is."""

    name: str
    columns: tuple[str, ...]
    last_number: int | None  # the highest ever given, where the database remembers it


class Snapshot(ABC):
    """One moment; whatever is asked is answered as of then."""

    kind: Kind

    async def revision(self) -> str | None:
        """Which migration the tables are at; None for a database without tables."""
        if not any(name == VERSIONS for name, _ in await self.all(self._columns)):
            return None
        rows = await self.all(f"SELECT version_num FROM {VERSIONS}")
        return str(rows[0][0]) if rows else None

    async def tables(self) -> list[Table]:
        """Every table of ours."""
        columns: dict[str, list[str]] = {}
        for table, column in await self.all(self._columns):
            columns.setdefault(table, []).append(column)
        columns.pop(VERSIONS, None)
        numbers = {table: number for table, number in await self._numbers()}  # noqa: C416 - rows are no pairs to mypy
        return [Table(name, tuple(found), numbers.get(name)) for name, found in columns.items()]

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        [[rows]] = await self.all(f"SELECT COUNT(*) FROM {table}")
        return int(rows)

    async def all(self, sql: str) -> list[Sequence[Any]]:
        """Every row of a small answer."""
        return [row async for rows in self.rows(sql) for row in rows]

    @abstractmethod
    def rows(self, sql: str) -> AsyncIterator[Sequence[Sequence[Any]]]:
        """The answer, some thousand rows at a time."""

    @property
    @abstractmethod
    def _columns(self) -> str: ...

    @abstractmethod
    async def _numbers(self) -> Sequence[Sequence[Any]]: ...


def snapshot(url: str) -> AbstractAsyncContextManager[Snapshot]:
    """The database at this address as it is now. Raises `Unavailable`, and DatabaseFault for a damaged file."""
    return _of_postgres(url) if is_postgres(url) else _of_sqlite(url)


class _SqliteSnapshot(Snapshot):
    kind = "sqlite"

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self._file = file
        self._connection = connection

    @override
    async def rows(self, sql: str) -> AsyncIterator[Sequence[Sequence[Any]]]:
        with _translated(self._file):
            cursor = self._connection.execute(sql)
            while rows := cursor.fetchmany(_AT_ONCE):
                yield rows

    @property
    @override
    def _columns(self) -> str:
        return _SQLITE_COLUMNS

    @override
    async def _numbers(self) -> Sequence[Sequence[Any]]:
        there = await self.all("SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'")
        return await self.all("SELECT name, seq FROM sqlite_sequence") if there else []


@asynccontextmanager
async def _of_sqlite(url: str) -> AsyncIterator[Snapshot]:
    file = file_of(url)
    if not file.is_file():
        raise Unavailable(f"there is no database at {file}")
    with _translated(file):
        connection = sqlite3.connect(f"file:{quote(str(file))}?mode=rw", uri=True, isolation_level=None)
    try:
        with _translated(file):
            connection.execute("BEGIN")
            # A broken file is noticed today, and not when it is needed; this read also fixes the moment.
            [verdict] = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise DatabaseFault(f"{file} is damaged: {verdict}")
        yield _SqliteSnapshot(file, connection)
    finally:
        connection.close()


@contextmanager
def _translated(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as fault:
        raise DatabaseFault(f"{file} can't be read: {fault}") from fault


class _PostgresSnapshot(Snapshot):
    kind = "postgresql"

    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._connection = connection

    @override
    async def rows(self, sql: str) -> AsyncIterator[Sequence[Sequence[Any]]]:
        with reaching():
            cursor = await self._connection.cursor(sql)
            while rows := await cursor.fetch(_AT_ONCE):
                yield [tuple(row) for row in rows]

    @property
    @override
    def _columns(self) -> str:
        return _POSTGRES_COLUMNS

    @override
    async def _numbers(self) -> Sequence[Sequence[Any]]:
        return await self.all(_POSTGRES_NUMBERS)


@asynccontextmanager
async def _of_postgres(url: str) -> AsyncIterator[Snapshot]:
    with reaching():
        connection = await asyncpg.connect(url, timeout=30, server_settings={"application_name": "yigong copying"})
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            yield _PostgresSnapshot(connection)
    finally:
        await connection.close()
