"""What a replica held that was killed is soon free for the others, even if it was killed while it waited itself."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

import asyncpg
import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.postgres import PostgresDatabase
from tests.support.databases import Databases

MEI = 7
ROW = "UPDATE inbox SET at = at WHERE update_id = 1"


@pytest.fixture
def url(databases: Databases) -> Iterator[str]:
    with databases.fresh("postgresql") as url:
        yield url


async def test_a_person_is_free_soon_whose_replica_died_while_it_waited(url: str) -> None:
    async with asyncio.timeout(20), connect(url) as database, connect(url, patience=60.0) as dying:
        assert isinstance(dying, PostgresDatabase)
        async with database.transaction() as transaction:
            transaction.later("INSERT INTO inbox (update_id, at) VALUES (1, 0)")
        async with database.transaction() as holder, dying.connection() as connection, asyncio.TaskGroup() as group:
            await holder.execute(ROW)
            await connection.execute(f"BEGIN; SELECT pg_advisory_xact_lock({MEI})")
            group.create_task(_waits(connection))
            await _somebody_waits(database)
            connection.terminate()
            async with database.transaction(person=MEI) as another:
                assert await another.one("SELECT 1 AS one"), "the row is still held, the person no more"


async def _waits(connection: "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]") -> None:
    with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, ConnectionError):
        await connection.execute(ROW)


async def _somebody_waits(database: Database) -> None:
    async with database.reading() as reader:
        while not await reader.all("SELECT pid FROM pg_locks WHERE NOT granted"):
            pass
