"""What somebody wants to know of a database without serving it: its indexes, its clock, who serves it."""

from datetime import datetime
from typing import Final

from storage.engine.connecting import is_postgres
from storage.engine.database import Reader
from storage.engine.looking import looking
from storage.engine.migrating import migrate
from storage.engine.unfinished import scratch_folder
from storage.engine.values import instant
from storage.process.duty import IS_SERVED
from storage.process.holding import is_held_elsewhere

_INDEXES: Final = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
# One whose making was broken off is there, and no question goes by it.
_INDEXES_THERE: Final = """
    SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indisvalid AND c.relnamespace = current_schema()::regnamespace
"""
_NOW_THERE: Final = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT) AS now"


async def missing_indexes(reader: Reader, url: str) -> list[str]:
    """Those that a new database has and this one hasn't, by name."""
    there = await reader.all(_INDEXES_THERE if is_postgres(url) else _INDEXES)
    with scratch_folder() as folder:
        new = f"sqlite:///{folder}/new.db"
        await migrate(new)
        async with looking(new) as reader_of_new:
            wanted = await reader_of_new.all(_INDEXES)
    return sorted({str(row["name"]) for row in wanted} - {str(row["name"]) for row in there})


async def servers_time(reader: Reader, url: str) -> datetime | None:
    """What time it is by the server, to the second; a file has this machine's."""
    row = await reader.one(_NOW_THERE) if is_postgres(url) else None
    return instant(row["now"]) if row else None


async def is_served(url: str) -> bool:
    """Whether some process serves it, or restores it. Raises `Unavailable`."""
    if not is_postgres(url):
        return is_held_elsewhere(url)
    async with looking(url) as reader:
        row = await reader.one(IS_SERVED)
    return bool(row and row["count"])
