"""A playground's file: marked as one when it is made, so that nothing else is ever emptied by starting over."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

from storage.engine.database import Database
from storage.engine.faults import Unavailable
from storage.engine.sqlite.database import make_private

# "Yigp". SQLite keeps a number for whoever makes a file: nothing in our tables, and in no backup.
_MARK: Final = 0x59696770
UNMARK: Final = "PRAGMA application_id = 0"
"""What a file forgets with that it is a playground's."""


async def mark_if_empty(file: Path) -> None:
    """Mark the file as a playground's, made if it isn't there; one that has tables already stays as it is.

    Raises `Unavailable`, also for what is no database.
    """
    make_private(file)
    await asyncio.to_thread(_mark_if_empty, file)


def _mark_if_empty(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            [tables] = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
            if not tables:
                connection.execute(f"PRAGMA application_id = {_MARK}")
            connection.execute("COMMIT")
    except sqlite3.DatabaseError as fault:
        raise Unavailable(f"{file}: {fault}") from fault


async def is_marked(database: Database) -> bool:
    """Whether a playground made this database."""
    async with database.reading() as reader:
        row = await reader.one("PRAGMA application_id")
    return row is not None and row["application_id"] == _MARK


async def people_in(database: Database) -> int:
    """How many people have ever registered there."""
    async with database.reading() as reader:
        row = await reader.one("SELECT COUNT(*) AS n FROM people")
    return row["n"] if row else 0


async def set_aside(file: Path, now: datetime) -> Path:
    """Give the file, which nobody of us may have open, the name of a copy made `now`; no other copy's. Gives that name.

    Raises `Unavailable`; what is there is still there then.
    """
    return await asyncio.to_thread(_set_aside, file, now)


def _set_aside(file: Path, now: datetime) -> Path:
    dated = file.with_stem(f"{file.stem}-{now:%Y-%m-%d-%H%M%S}")
    names = chain([dated], (dated.with_stem(f"{dated.stem}-{number}") for number in count(2)))
    copy = next(name for name in names if not name.exists())
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        # Somebody else may have it open; what belongs to it goes with it.
        for ending in ("-wal", "-shm", ""):
            beside = file.with_name(file.name + ending)
            if beside.exists():
                beside.rename(copy.with_name(copy.name + ending))
    except (OSError, sqlite3.DatabaseError) as fault:
        raise Unavailable(f"{file} can't be set aside: {fault}") from fault
    return copy
