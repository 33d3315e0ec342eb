"""The city that a database keeps: whether there is one, its days' and months' zone, and the bot of its chats."""

from datetime import datetime
from typing import Final

from storage.engine.connecting import connect, is_postgres
from storage.engine.database import Database, Reader, Transaction
from storage.engine.faults import NotMigrated
from storage.engine.sqlite.database import file_of
from storage.engine.values import instant, seconds

# Databases of before the first of these have a row of the second.
_SIGNS: Final = ("city", "people")


async def is_kept(url: str) -> bool:
    """Whether a city is kept at this address: begun, or with somebody in it. Makes no file. Raises `Unavailable`."""
    if not is_postgres(url) and not _has_content(url):
        return False
    async with connect(url) as database, database.reading() as reader:
        for table in _SIGNS:
            try:
                if await reader.one(f"SELECT 1 AS one FROM {table} LIMIT 1"):
                    return True
            except NotMigrated:
                continue
    return False


def _has_content(url: str) -> bool:
    file = file_of(url)
    return file.is_file() and file.stat().st_size > 0


async def zone_of(reader: Reader) -> str | None:
    """The zone (its IANA name) of the city's days and months; None where it was never started since there is one."""
    row = await reader.one("SELECT timezone FROM city")
    return str(row["timezone"]) if row else None


async def begun_at(reader: Reader) -> datetime | None:
    """When the city began; None where there is none yet."""
    row = await reader.one("SELECT begun_at FROM city")
    return instant(row["begun_at"]) if row else None


async def zone_at(url: str) -> str | None:
    """The same of the city at this address; None where there is none. Makes no file. Raises `Unavailable`."""
    if not is_postgres(url) and not _has_content(url):
        return None
    async with connect(url) as database, database.reading() as reader:
        try:
            return await zone_of(reader)
        except NotMigrated:
            return None


async def begin(tx: Transaction, zone: str, now: datetime) -> str:
    """Keep this zone, where none is kept or nobody has a day in it yet. Gives the zone that holds from now on."""
    # Of two replicas that start at once the second waits here, and reads below what the first one kept.
    await tx.execute(
        "INSERT INTO city (id, timezone, begun_at) VALUES (1, :zone, :now) ON CONFLICT (id) DO NOTHING",
        zone=zone,
        now=seconds(now),
    )
    await tx.execute(
        "UPDATE city SET timezone = :zone WHERE timezone <> :zone AND NOT EXISTS (SELECT 1 FROM people)", zone=zone
    )
    return await zone_of(tx) or zone


async def keep_bot(tx: Transaction, bot: int) -> int:
    """Keep the bot's number, where none is kept or nobody chats with one yet. Gives the one that holds from now on."""
    await tx.execute(
        """
        UPDATE city SET bot = :bot
        WHERE bot IS NULL OR NOT EXISTS (SELECT 1 FROM people WHERE telegram_id IS NOT NULL)
        """,
        bot=bot,
    )
    row = await tx.one("SELECT bot FROM city")
    return int(row["bot"]) if row else bot


async def forget_bot(tx: Transaction) -> None:
    """Take whichever bot comes next for the city's."""
    await tx.execute("UPDATE city SET bot = NULL")


async def try_writing(database: Database) -> None:
    """Write a row, take it back, and have both on the disk. Raises what keeps a tap from being written."""
    async with database.transaction() as tx:
        tx.later("INSERT INTO trials (at) VALUES (0)")
        tx.later("DELETE FROM trials")
