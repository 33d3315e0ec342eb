"""Alembic's commands on a database of either kind, each in one transaction.

With SQLAlchemy it takes a third of the time to import that Yigong takes to start: whoever imports this module has
something to migrate. A lock stands in front, so that of several replicas starting at once one migrates and the others
find it done; and what fails leaves nothing behind.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, NullPool, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine.connecting import is_postgres
from storage.engine.faults import Conflict, NotMigrated, Unavailable
from storage.engine.postgres_faults import reaching
from storage.engine.retrying import until_settled
from storage.engine.revisions import MIGRATIONS, Report, head
from storage.engine.sqlite.connection import kind_of
from storage.engine.sqlite.database import file_of, make_private

_PATIENCE: Final = 60.0

# Two small numbers: a space apart from that of the people's locks, which are one large number.
_LOCK: Final = "SELECT pg_advisory_xact_lock(2006, 1)"


async def upgrade(url: str, report: Report | None) -> None:
    """Bring the database at this address up to date. Raises as `storage.engine.migrating.migrate` does."""
    for step in await until_settled(lambda: _upgraded(url)):
        if report is not None:
            report(step)


async def _upgraded(url: str) -> list[str]:
    """The steps that were made. Raises Conflict where replicas that serve meanwhile were in the way."""
    steps: list[str] = []
    try:
        await run(url, _to_the_newest, steps.append)
    except DBAPIError as fault:
        # Each had a table that the other waits for, and the server let theirs go on.
        if isinstance(fault.orig and fault.orig.__cause__, asyncpg.DeadlockDetectedError):
            raise Conflict(f"The tables could not be had beside those who serve: {fault.orig}") from fault
        raise
    return steps


def _to_the_newest(config: Config) -> None:
    try:
        command.upgrade(config, "head")
    except CommandError as fault:
        raise NotMigrated(
            f"The database was used by a newer Yigong than this one, whose tables are at {head()}: {fault}. "
            "Start the newer one, or restore a backup into an empty database"
        ) from fault
    except (OperationalError, ProgrammingError) as fault:
        if "already exists" not in str(fault.orig):
            raise
        raise NotMigrated(
            f"The database has tables of somebody else's: {_words(fault)}. Give Yigong its own"
        ) from fault


def _words(fault: DatabaseError) -> str:
    """The database's own, without the statement."""
    return str(getattr(fault.orig, "__cause__", None) or fault.orig)


async def run(url: str, order: Callable[[Config], None], report: Report | None = None) -> None:
    """Run one of Alembic's commands on the database at this address, in one transaction."""

    def step(*, step: Any, **_: object) -> None:
        if report is not None:
            report(f"{step.up_revision_id} {step.up_revision.doc}")

    def within(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes.update(connection=connection, on_version_apply=step)
        order(config)

    if is_postgres(url):
        await _on_postgres(url, within)
    else:
        await asyncio.to_thread(_on_sqlite, file_of(url), within)


def _on_sqlite(file: Path, work: Callable[[Connection], None]) -> None:
    make_private(file)
    engine = create_engine("sqlite://", creator=lambda: _plainly_connected(file), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            work(connection)
    except DatabaseError as fault:
        kind = kind_of(fault.orig, file) or (Unavailable if isinstance(fault, OperationalError) else None)
        if kind is None:
            raise
        raise kind(f"{file}: {fault.orig}") from fault
    finally:
        engine.dispose()


def _plainly_connected(file: Path) -> Any:
    # Without Python's own ideas of when a transaction begins, and with foreign keys off as a table is rebuilt.
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    # Before its write-ahead log is begun, a commit is a journal's going away: that, too, has to have reached the disk.
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection


async def _on_postgres(url: str, work: Callable[[Connection], None]) -> None:
    async def connected() -> Any:
        with reaching():
            return await asyncpg.connect(url, timeout=_PATIENCE)

    # The driver reads the address, as it does for every other connection: SQLAlchemy understands less of it.
    engine = create_async_engine("postgresql+asyncpg://", async_creator=connected, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.exec_driver_sql(_LOCK)
            await connection.run_sync(work)
    finally:
        await engine.dispose()
