"""Bringing a database to the tables that this program knows.

Alembic and SQLAlchemy are loaded only where something is to be migrated: they take longer to import than Yigong to
start. A migration is one transaction with a lock in front, so that of several replicas starting at once one migrates
and the others find it done; and one that fails leaves nothing behind.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from storage.database import Database, NotMigrated, Unavailable, connect, is_postgres
from storage.sqlite import file_of, make_private
from storage.sqlite_connection import is_no_database

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

Report = Callable[[str], None]

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_PATIENCE: Final = 60.0

# Two small numbers: a space apart from that of the people's locks, which are one large number.
_LOCK: Final = "SELECT pg_advisory_xact_lock(2006, 1)"


def head() -> str:
    """The newest revision, which is the number that the newest migration's file name begins with."""
    return max(revisions())


def revisions() -> frozenset[str]:
    """Every revision there is."""
    return frozenset(path.name.partition("_")[0] for path in _MIGRATIONS.glob("versions/[0-9]*_*.py"))


async def up_to_date(database: Database) -> bool:
    """Whether the database has exactly the tables that this program knows. Raises `Unavailable`."""
    try:
        async with database.reading() as reader:
            row = await reader.one("SELECT version_num FROM alembic_version")
    except NotMigrated:
        return False
    return row is not None and row["version_num"] == head()


@asynccontextmanager
async def opened_up_to_date(url: str, migrates: Callable[[], None]) -> AsyncIterator[Database]:
    """The database at this address, open; `migrates` is told where its tables have to be brought up to date first.

    Nobody is connected meanwhile (decision 21). Raises `Unavailable`, and `NotMigrated` as `migrate` does.
    """
    database = connect(url)
    async with database:
        if await up_to_date(database):
            yield database
            return
    migrates()
    await migrate(url)
    async with database:
        yield database


async def migrate(url: str, report: Report | None = None) -> None:
    """Bring the database at this address up to date; `report` is told a line for every step.

    Raises `Unavailable`, and `NotMigrated` for a database that is newer than the program.
    """

    def upgrade(config: "Config") -> None:
        from alembic import command
        from alembic.util import CommandError

        try:
            command.upgrade(config, "head")
        except CommandError as fault:
            raise NotMigrated(
                f"The database was used by a newer Yigong than this one, whose tables are at {head()}: {fault}. "
                "Start the newer one, or restore a backup into an empty database"
            ) from fault

    await run(url, upgrade, report)


async def run(url: str, command: Callable[["Config"], None], report: Report | None = None) -> None:
    """Run one of Alembic's commands on the database at this address, in one transaction."""

    def step(*, step: Any, **_: object) -> None:
        if report is not None:
            report(f"{step.up_revision_id} {step.up_revision.doc}")

    def within(connection: "Connection") -> None:
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.attributes.update(connection=connection, on_version_apply=step)
        command(config)

    if is_postgres(url):
        await _on_postgres(url, within)
    else:
        await asyncio.to_thread(_on_sqlite, file_of(url), within)


def _on_sqlite(file: Path, work: Callable[["Connection"], None]) -> None:
    from sqlalchemy import NullPool, create_engine, event
    from sqlalchemy.exc import DatabaseError, OperationalError

    make_private(file)
    engine = create_engine("sqlite://", creator=lambda: _plainly_connected(file), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            work(connection)
    except DatabaseError as fault:
        if isinstance(fault, OperationalError) or is_no_database(fault.orig):
            raise Unavailable(f"{file}: {fault.orig}") from fault
        raise
    finally:
        engine.dispose()


def _plainly_connected(file: Path) -> Any:
    import sqlite3

    # Without Python's own ideas of when a transaction begins, and with foreign keys off as a table is rebuilt.
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    # Before its write-ahead log is begun, a commit is a journal's going away: that, too, has to have reached the disk.
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection


async def _on_postgres(url: str, work: Callable[["Connection"], None]) -> None:
    import asyncpg
    from sqlalchemy import NullPool
    from sqlalchemy.ext.asyncio import create_async_engine

    from storage.postgres import reaching

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
