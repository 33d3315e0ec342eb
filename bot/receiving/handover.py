"""From one secret of the webhook to the next: replicas are restarted one after the other, each with its settings.

Whoever has a new one writes it down, as a digest, before Telegram hears of it; every replica reads what was written
once a second. So each knows what Telegram may show, whichever of the two is in its own settings (decision 38).
"""

import asyncio
import hmac
from contextlib import suppress
from datetime import datetime
from typing import Final

import structlog

from bot.ground.pauses import Sleep, growing_pause
from storage.engine.database import Database, Transaction
from storage.engine.faults import DatabaseFault
from storage.engine.retrying import written
from storage.process import webhook_secrets
from volunteering.rules.ground.clock import Clock

READ_EVERY: Final = 1.0  # seconds: a third of those within which each replica has to have read

log = structlog.stdlib.get_logger(__name__)


class Handover:
    """Which secrets are good. `key` is the bot's token, which no backup holds: without it a digest tells nothing."""

    def __init__(
        self, database: Database, clock: Clock, secret: str, key: str, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._database = database
        self._clock = clock
        self._key = key.encode()
        self._own = self._digest(secret.encode())
        self._good: frozenset[str] = frozenset()
        self._sleep = sleep

    def is_good(self, shown: bytes) -> bool:
        """Whether a post may show this; from the time it takes it can't be told how much of it is right."""
        digest = self._digest(shown)
        return any(hmac.compare_digest(digest, good) for good in self._good)

    async def begin(self) -> float:
        """Write our own down, and read the others. Gives the seconds after which Telegram may be told of it.

        A database that is away is waited for.
        """
        failures = 0
        while True:
            try:
                told_at = await written(self._database, self._take_up)
                await self._read()
            except DatabaseFault as fault:
                failures += 1
                log.warning("the webhook's secret can't be written down yet", error=str(fault))
                await self._sleep(growing_pause(failures))
            else:
                left = min(told_at - self._clock.now(), webhook_secrets.HEARD_WITHIN)
                return max(left.total_seconds(), 0.0)

    async def keep_reading(self) -> None:
        """Read again and again, for ever."""
        while True:
            await self._sleep(READ_EVERY)
            with suppress(DatabaseFault):  # as good as it was: others say that the database is away
                await self._read()

    async def _take_up(self, tx: Transaction) -> datetime:
        return await webhook_secrets.take_up(tx, self._own, self._clock.now())

    async def _read(self) -> None:
        async with self._database.reading() as reader:
            self._good = await webhook_secrets.good(reader, self._clock.now())

    def _digest(self, secret: bytes) -> str:
        return hmac.digest(self._key, secret, "sha256").hex()
