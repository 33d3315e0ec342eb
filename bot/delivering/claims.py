"""Asks, right before a message leaves, whether it is for this process to send (decision 15).

Where replicas share an outbox it is claimed for this one: in a committed write, over the session that holds the duty.
A process that is alone only looks whether it is owed still.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from telegram.error import TimedOut

from bot.delivering.duty import Duty
from bot.delivering.gathering import Gathering
from bot.delivering.marks import Mark
from storage.engine.database import Database
from storage.process.duty import CLAIMED
from storage.rows import outbox

SENT_WITHIN: Final = CLAIMED - 10.0
"""Seconds that sending may take, from before the claim was asked for. What is left of it is for writing that down."""


class Grant:
    """What a claim got: the right to send one message, for a while."""

    def __init__(self, until: float, clock: Callable[[], float]) -> None:
        self._until = until
        self._clock = clock

    @asynccontextmanager
    async def lasting(self) -> AsyncIterator[None]:
        """Send within this block. Raises TimedOut when the grant runs out: nothing is sent any more then."""
        left = self._until - self._clock()
        if left <= 0:  # this process was hung: another may have sent it
            raise TimedOut("The grant had run out before anything was sent")
        try:
            async with asyncio.timeout(left if left < float("inf") else None):
                yield
        except TimeoutError:
            raise TimedOut("The grant has run out") from None


UNSHARED: Final = Grant(float("inf"), lambda: 0.0)
"""Where nobody else is there to send it."""


class Claims:
    """Many are asked for in one hop."""

    def __init__(self, database: Database, duty: Duty) -> None:
        self._database = database
        self._duty = duty
        self._gathering = Gathering(self._ask)

    async def claim(self, number: int) -> Grant | None:
        """Ask for an owed message. None where it is settled, or another replica may be sending it.

        Raises DatabaseFault: it isn't known, and this replica may be on duty no more.
        """
        granted, grant = await self._gathering.add(number)
        return grant if number in granted else None

    def release(self, number: int) -> Mark:
        """Write down that it isn't sent, for whoever is on duty now: they need not wait until the claim is over."""
        return lambda tx: self._duty.release(tx, number)

    async def _ask(self, numbers: list[int]) -> tuple[frozenset[int], Grant]:
        if not self._duty.is_shared:
            async with self._database.reading() as reader:
                return await outbox.still_owed(reader, numbers), UNSHARED
        grant = Grant(self._duty.clock() + SENT_WITHIN, self._duty.clock)
        return await self._duty.claim(numbers), grant
