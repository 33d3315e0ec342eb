"""Every page of a SQLite file looked at, in a thread with a connection of its own, so that nobody waits for it."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from storage.engine.ending import to_the_end
from storage.engine.faults import Damaged, Unavailable


async def look_through(file: Path) -> None:
    """Raise Damaged where a page makes no sense, and Unavailable where they can't be looked at.

    Cancelled, it ends within the moment.
    """
    with closing(_connected(file)) as connection:
        looking = asyncio.ensure_future(asyncio.to_thread(_verdict, connection))
        try:
            verdict = await asyncio.shield(looking)
        except asyncio.CancelledError:
            connection.interrupt()
            await to_the_end(asyncio.wait([looking]))
            raise
        except sqlite3.OperationalError as fault:
            raise Unavailable(f"{file} can't be looked through: {fault}") from fault
        except sqlite3.DatabaseError as fault:
            raise Damaged(f"{file} is damaged: {fault}") from fault
    if verdict != "ok":
        raise Damaged(f"{file} is damaged: {verdict}")


def _connected(file: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(f"file:{quote(str(file))}?mode=rw", uri=True, check_same_thread=False)
    except sqlite3.Error as fault:
        raise Unavailable(f"{file} can't be looked through: {fault}") from fault


def _verdict(connection: sqlite3.Connection) -> str:
    [verdict] = connection.execute("PRAGMA quick_check(1)").fetchone()
    return str(verdict)
