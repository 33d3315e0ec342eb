"""Whether this process can serve a tap, and if not, what is missing."""

import asyncio
from typing import Final

from storage.database import Database, DatabaseFault
from storage.migrating import up_to_date

_PATIENCE: Final = 2.0  # seconds


class Health:
    """What the parts say of themselves as they come and go."""

    def __init__(self) -> None:
        self.database: Database | None = None  # once it is open
        self.telegram_knows_us = False
        self.stopping = False

    async def missing(self) -> list[str]:
        """Everything that keeps taps from being served, a sentence each; nothing if it is ready."""
        found = ["it is stopping"] if self.stopping else []
        if trouble := await self._database_trouble():
            found.append(trouble)
        if not self.telegram_knows_us:
            found.append("Telegram has not answered yet")
        return found

    async def _database_trouble(self) -> str | None:
        if self.database is None:
            return "the database is not open yet"
        try:
            async with asyncio.timeout(_PATIENCE):
                current = await up_to_date(self.database)
        except (DatabaseFault, TimeoutError):
            return "the database doesn't answer"
        return None if current else "the database's tables are not this version's"
