"""Whether this process can serve a tap, and if not, what is missing: asked of what a tap needs, not of what is easy.

A tap needs the tables, the file where it was opened, room on its disk, and a commit that reaches it.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Final

from handlers.operating.screens import Trouble
from storage.engine.database import Database
from storage.engine.faults import Conflict, Damaged, DatabaseFault, DiskFull, LockedOut, Misplaced
from storage.engine.migrating import revision_of
from storage.engine.revisions import head
from storage.process.city import try_writing

WRITES_EVERY: Final = 5.0
"""Seconds for which a write that worked is believed: a probe a second writes no more than that."""

_PATIENCE: Final = 2.0  # seconds
_KINDS: Final[tuple[tuple[type[DatabaseFault], Trouble], ...]] = (
    (Misplaced, Trouble.MISPLACED),
    (DiskFull, Trouble.FULL),
    (Damaged, Trouble.DAMAGED),
    (LockedOut, Trouble.LOCKED_OUT),
)


class Health:
    """What the parts say of themselves as they come and go, and what is found when somebody looks."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.database: Database | None = None
        """What taps are written to, from when it is open on."""
        self.telegram: Trouble | None = Trouble.NO_TELEGRAM
        """What keeps us from it: nothing, where it knows us."""
        self.stopping = False
        self.entrance: Callable[[str], str] | None = None
        """The addresses that open the bot, from when Telegram has said what it is called."""
        self._clock = clock
        self._writing = asyncio.Lock()
        self._written_until = float("-inf")
        self._is_damaged = False

    async def troubles(self) -> list[Trouble]:
        """Everything that keeps taps from being served; nothing if it is ready."""
        found = [Trouble.STOPPING] if self.stopping else []
        if trouble := await self._database_trouble():
            found.append(trouble)
        if self.telegram:
            found.append(self.telegram)
        return found

    async def look_through(self) -> None:
        """Look at every page of the database; what is found is among the troubles from now on. It may take seconds."""
        database = self.database
        if database is None:
            return
        try:
            await database.look_through()
        except Damaged:
            self._is_damaged = True
        except DatabaseFault:
            return  # it doesn't answer, which is another trouble
        else:
            self._is_damaged = False

    async def _database_trouble(self) -> Trouble | None:
        database = self.database
        if database is None:
            return Trouble.NOT_OPEN
        try:
            async with asyncio.timeout(_PATIENCE):
                database.look()
                async with database.reading() as reader:
                    revision = await revision_of(reader)
                if revision != head():
                    return Trouble.NEWER_TABLES if revision and revision > head() else Trouble.OTHER_TABLES
        except (DatabaseFault, TimeoutError) as fault:
            return _named(fault, Trouble.SILENT)
        return await self._writing_trouble(database) or (Trouble.DAMAGED if self._is_damaged else None)

    async def _writing_trouble(self, database: Database) -> Trouble | None:
        asked = self._clock()
        try:
            async with asyncio.timeout(_PATIENCE), self._writing:
                if self._written_until < asked:  # else it worked a moment ago, or while this one waited
                    await try_writing(database)
                    self._written_until = self._clock() + WRITES_EVERY
        except Conflict:
            return None  # somebody else writes, so it can be written
        except (DatabaseFault, TimeoutError) as fault:
            return _named(fault, Trouble.NOT_WRITABLE)
        return None


def _named(fault: Exception, otherwise: Trouble) -> Trouble:
    return next((trouble for kind, trouble in _KINDS if isinstance(fault, kind)), otherwise)
