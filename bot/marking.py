"""Writes down what became of messages: many in one commit, and each before its person gets the next one."""

import asyncio
from collections.abc import Callable

import structlog

from bot.limits import Sleep, growing_pause
from storage.database import Conflict, Database, Transaction, Unavailable

Mark = Callable[[Transaction], None]

log = structlog.stdlib.get_logger(__name__)


class Marks:
    """While one commit is under way, what else is to be written gathers for the next."""

    def __init__(self, database: Database, *, sleep: Sleep = asyncio.sleep) -> None:
        self._database = database
        self._sleep = sleep
        self._waiting: list[Mark] = []
        self._asked = 0
        self._written = 0
        self._door = asyncio.Lock()

    async def write(self, mark: Mark) -> None:
        """Returns when it is committed. A database that is away is waited for: what was sent isn't sent again."""
        self._waiting.append(mark)
        self._asked += 1
        number = self._asked
        async with self._door:
            if number <= self._written:
                return
            batch = len(self._waiting)
            await self._insist(self._waiting[:batch])
            del self._waiting[:batch]
            self._written += batch

    async def _insist(self, marks: list[Mark]) -> None:
        failures = 0
        while True:
            try:
                async with self._database.transaction() as transaction:
                    for mark in marks:
                        mark(transaction)
            except (Conflict, Unavailable) as error:
                failures += 1
                log.warning("what was sent could not be written down yet", messages=len(marks), error=str(error))
                await self._sleep(growing_pause(failures, first=0.05, most=5.0))
            else:
                return
