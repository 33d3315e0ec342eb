"""PostgreSQL: a pool of connections, shared by nobody else; any number of processes beside this one."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import groupby
from typing import Final, TypeAlias

import asyncpg
from asyncpg.pool import Pool, PoolConnectionProxy
from typing_extensions import override

from storage.engine.database import Database, HeldTransaction, Query, Reader, Row
from storage.engine.dialect import numbered
from storage.engine.ending import to_the_end
from storage.engine.faults import Damaged, Unavailable
from storage.engine.postgres_faults import FAULTS, is_gone, reaching, translated
from storage.engine.way_in import WayIn

# In quotes: at runtime asyncpg's classes have no [].
Connection: TypeAlias = "PoolConnectionProxy[asyncpg.Record]"

_CONNECTIONS: Final = 10
_CACHED_STATEMENTS: Final = 512
_ROLLBACK_SECONDS: Final = 5.0

# A statement that runs longer belongs to a process that is stuck or gone; others wait for its locks.
_STATEMENT_SECONDS: Final = 30

# A transaction that sleeps longer is that of a process that hangs: between two statements of a tap there are
# milliseconds. Less than the patience of those who wait for its locks, so that they get them at the first try.
_IDLE_SECONDS: Final = 3

# A replica killed while it waits for a lock would keep its other locks, its person's too, until that wait ends.
_CHECK_SECONDS: Final = 1

BAD_PAGES: Final = """
    SELECT COALESCE(checksum_failures, 0) AS pages FROM pg_stat_database WHERE datname = current_database()
"""
"""How many pages had a wrong checksum so far when somebody read them; 0 where the server keeps no checksums."""

# Of this city's tables with their indexes: others may live in the same database, each in a schema of its own.
_SIZE: Final = """
    SELECT CAST(SUM(pg_total_relation_size(c.oid)) AS BIGINT) AS bytes FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
"""


class PostgresDatabase(Database):
    """A server's database, for any number of replicas."""

    kind = "postgresql"

    def __init__(self, way_in: WayIn, *, patience: float) -> None:
        super().__init__()
        self._way_in = way_in
        self._patience = patience
        self._pool: Pool[asyncpg.Record] | None = None
        self._bad_pages: int | None = None  # at the first look: whoever starts Yigong knows of them

    @override
    async def open(self) -> None:
        with reaching():
            self._pool = await asyncpg.create_pool(
                connect=self._way_in.connect,
                min_size=1,
                max_size=_CONNECTIONS,
                timeout=self._patience,
                reset=_nothing_to_reset,
                statement_cache_size=_CACHED_STATEMENTS,
                max_cached_statement_lifetime=0,
                command_timeout=2 * _STATEMENT_SECONDS,
                server_settings={
                    "application_name": "yigong",
                    "jit": "off",
                    "lock_timeout": f"{self._patience}s",
                    "statement_timeout": f"{_STATEMENT_SECONDS}s",
                    "idle_in_transaction_session_timeout": f"{_IDLE_SECONDS}s",
                    "client_connection_check_interval": f"{_CHECK_SECONDS}s",
                },
            )

    @override
    async def close(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """One of the pool. Raises `Unavailable` when none comes free in time."""
        pool = self._pool
        if pool is None:
            raise Unavailable("The database is closed")
        with reaching("No connection came free"):
            connection = await pool.acquire(timeout=self._patience)
        try:
            yield connection
        finally:
            # One that was lost may have given itself back in this very moment: there is nothing left to do.
            with suppress(asyncpg.InternalClientError):
                await pool.release(connection)

    @override
    async def forget(self) -> bool:
        return True  # what was deleted is overwritten as the server goes over its tables, by its own settings

    @override
    @asynccontextmanager
    async def _turn(self, person: int | None) -> AsyncIterator[HeldTransaction]:
        async with self.connection() as connection:
            yield _PostgresTransaction(connection, person)

    @override
    def look(self) -> None:
        """Its files are the server's business."""

    @override
    async def size(self) -> int:
        async with self.reading() as reader:
            row = await reader.one(_SIZE)
        return int(row["bytes"] or 0) if row else 0

    @override
    async def look_through(self) -> None:
        async with self.reading() as reader:
            row = await reader.one(BAD_PAGES)
        found = int(row["pages"]) if row else 0
        if self._bad_pages is None:
            self._bad_pages = found
        if found > self._bad_pages:
            raise Damaged(f"The server found {found - self._bad_pages} damaged pages")

    @override
    def _reader(self) -> Reader:
        return _PostgresReader(self)


async def _nothing_to_reset(connection: object) -> None:
    """Asyncpg would spend a round trip after every use on session state that we never set."""


class _PostgresReader(Reader):
    __slots__ = ("_database",)

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    @override
    async def _read(self, queries: Sequence[Query]) -> list[Sequence[Row]]:
        async with self._database.connection() as connection:
            with translated(connection):
                return [await _rows(connection, query) for query in queries]


class _PostgresTransaction(HeldTransaction):
    __slots__ = ("_connection", "_person")

    def __init__(self, connection: Connection, person: int | None) -> None:
        super().__init__()
        self._connection = connection
        self._person = person

    @override
    async def _ask(self, waiting: Sequence[Query], queries: Sequence[Query]) -> list[Sequence[Row]]:
        with translated(self._connection):
            await self._begin()
            await self._write(waiting)
            return [await _rows(self._connection, query) for query in queries]

    @override
    async def _change(self, waiting: Sequence[Query], last: Query) -> int:
        with translated(self._connection):
            await self._begin()
            await self._write(waiting)
            statement, names = numbered(last.sql)
            status = await self._connection.execute(statement, *[last.values[name] for name in names])
            return _changed(status)

    @override
    async def _finish(self, waiting: Sequence[Query]) -> None:
        with translated(self._connection):
            await self._begin()
            await self._write(waiting)
            # Cancelled half-way, nobody would know whether it is true.
            await to_the_end(self._connection.execute("COMMIT"))

    async def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        lock = "" if self._person is None else f"; SELECT pg_advisory_xact_lock({int(self._person)})"
        await self._connection.execute(f"BEGIN ISOLATION LEVEL READ COMMITTED{lock}")

    async def _write(self, queries: Sequence[Query]) -> None:
        """Run them for their effect; neighbours of the same text share a round trip."""
        for sql, alike in groupby(queries, key=lambda query: query.sql):
            statement, names = numbered(sql)
            values = [[query.values[name] for name in names] for query in alike]
            await self._connection.executemany(statement, values)

    @override
    async def rollback(self) -> None:
        if not self._begun or is_gone(self._connection):
            return
        try:
            await self._connection.execute("ROLLBACK", timeout=_ROLLBACK_SECONDS)
        except FAULTS:
            # The server rolls back what has lost its connection.
            if not is_gone(self._connection):
                self._connection.terminate()


async def _rows(connection: Connection, query: Query) -> Sequence[Row]:
    statement, names = numbered(query.sql)
    return await connection.fetch(statement, *[query.values[name] for name in names])


def _changed(status: str) -> int:
    """The number at the end of `INSERT 0 1` or `UPDATE 3`; none after other words."""
    count = status.rpartition(" ")[2]
    return int(count) if count.isdigit() else 0
