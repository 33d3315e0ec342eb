"""Writes down what became of messages: many in one commit, and each before its person gets the next one."""

import asyncio
from collections.abc import Callable

import structlog

from bot.delivering.gathering import Gathering
from bot.ground.pauses import Sleep, growing_pause
from storage.engine.database import Database, Transaction
from storage.engine.faults import DatabaseFault

Mark = Callable[[Transaction], None]

log = structlog.stdlib.get_logger(__name__)


class Marks:
    """While one commit is under way, what else is to be written gathers for the next."""

    def __init__(self, database: Database, *, sleep: Sleep = asyncio.sleep) -> None:
        self._database = database
        self._sleep = sleep
        self._gathering = Gathering(self._insist)

    async def write(self, mark: Mark) -> None:
        """Returns when it is committed. A database that is away is waited for: what was sent isn't sent again."""
        await self._gathering.add(mark)

    async def _insist(self, marks: list[Mark]) -> None:
        failures = 0
        while True:
            try:
                async with self._database.transaction() as transaction:
                    for mark in marks:
                        mark(transaction)
            except DatabaseFault as error:
                failures += 1
                log.warning("what was sent could not be written down yet", messages=len(marks), error=str(error))
                await self._sleep(growing_pause(failures, first=0.05, most=5.0))
            else:
                return
