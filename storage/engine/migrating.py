"""Bringing a database to the tables that this program knows.

What does it is loaded only where something is to be migrated (`storage.engine.upgrading`), and a start seldom has
anything.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from storage.engine.connecting import connect
from storage.engine.database import Database, Reader
from storage.engine.faults import NotMigrated
from storage.engine.revisions import Report, head


async def up_to_date(database: Database) -> bool:
    """Whether the database has exactly the tables that this program knows. Raises `Unavailable`."""
    async with database.reading() as reader:
        return await revision_of(reader) == head()


async def revision_of(reader: Reader) -> str | None:
    """The revision that the tables are at; None where there are none of Yigong's. Raises `Unavailable`."""
    try:
        row = await reader.one("SELECT version_num FROM alembic_version")
    except NotMigrated:
        return None
    return None if row is None else str(row["version_num"])


@asynccontextmanager
async def opened_up_to_date(
    url: str, migrates: Callable[[], None], address: Callable[[], str] | None = None
) -> AsyncIterator[Database]:
    """The database at this address, open; `migrates` is told where its tables have to be brought up to date first.

    `address` is as for `connect`. Nobody is connected meanwhile (decision 21). Raises `Unavailable`, and `NotMigrated`
    as `migrate` does.
    """
    database = connect(url, address=address)
    async with database:
        if await up_to_date(database):
            yield database
            return
    migrates()
    await migrate(url)
    async with database:
        yield database


async def migrate(url: str, report: Report | None = None) -> None:
    """Bring the database at this address up to date; `report` is told a line for every step, once all are made.

    Raises `Unavailable`, `NotMigrated` for a database that is newer than the program, and `Conflict` where replicas
    that serve meanwhile were in the way each time.
    """
    from storage.engine.upgrading import upgrade

    await upgrade(url, report)
