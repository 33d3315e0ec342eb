"""What has become of answers, written many in one transaction, about once a second (decision 26).

A process that dies before it could write tells the answers of its last second once more: the same screen again.
"""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import Final

import structlog

from bot.ground.pauses import Sleep
from bot.ground.pulse import Pulse
from handlers.tapping.replies import Reply
from storage.engine.database import Database
from storage.engine.faults import DatabaseFault
from storage.engine.values import seconds
from storage.process import answers
from storage.rows.volunteers import set_reachable
from volunteering.rules.ground.clock import Clock

EVERY: Final = 1.0  # seconds

log = structlog.stdlib.get_logger(__name__)


class Books:
    """Gathers what is to be written; `run` writes it."""

    def __init__(self, database: Database, clock: Clock, *, shared: bool = False, sleep: Sleep = asyncio.sleep) -> None:
        self.pulse = Pulse()
        self._shared = shared  # with other replicas
        self._database = database
        self._clock = clock
        self._sleep = sleep
        self._told: set[int] = set()
        self._owed: dict[int, Reply] = {}
        self._renewed: dict[int, Reply] = {}
        self._out_of_reach: set[int] = set()
        self._door = asyncio.Lock()

    def has(self, update_id: int) -> bool:
        """Whether it is known to be told, and not written yet."""
        return update_id in self._told

    def told(self, reply: Reply) -> None:
        """Its person has it, or never can have."""
        self._owed.pop(reply.update_id, None)
        self._out_of_reach.discard(reply.chat_id)
        if reply.is_recorded:
            self._told.add(reply.update_id)

    def owe(self, reply: Reply) -> None:
        """It could not be said at once: whoever comes after this process is to know of it."""
        if not reply.is_recorded and reply.at is not None:
            self._owed[reply.update_id] = reply

    def renew(self, replies: Iterable[Reply]) -> None:
        """This process is at them still, so that nobody else takes them up."""
        self._renewed |= {reply.update_id: reply for reply in replies if reply.owed_at is not None}

    async def is_ours(self, reply: Reply) -> bool:
        """Claim it once more before it is said late, since others may have told it. Raises DatabaseFault."""
        if not self._shared or not reply.is_recorded:
            return True
        if reply.owed_at is None:
            return False
        async with self._door, self._database.transaction() as transaction:
            at = await answers.take_up(transaction, reply.update_id, reply.owed_at, self._clock.now())
        reply.owed_at = at
        return at is not None

    def out_of_reach(self, reply: Reply) -> None:
        """Its person blocked the bot, or their chat is gone: they are owed nothing, until they are heard of again."""
        self.told(reply)
        self._out_of_reach.add(reply.chat_id)

    async def run(self) -> None:
        """Write once a second, for ever."""
        while True:
            self.pulse.beat()
            await self._sleep(EVERY)
            await self.write()

    async def write(self) -> None:
        """Write what there is. What can't be written now is kept for the next time."""
        async with self._door:
            told, owed = frozenset(self._told), dict(self._owed)
            renewed = [reply for update_id, reply in self._renewed.items() if update_id not in told]
            self._renewed, out_of_reach = {}, frozenset(self._out_of_reach)
            if not (told or owed or renewed or out_of_reach):
                return
            now = self._clock.now()
            try:
                await self._write(told, owed, renewed, out_of_reach, now)
            except DatabaseFault as error:
                log.warning("what became of answers could not be written down yet", error=str(error))
                return
            except Exception:
                log.exception("what became of answers can't be written down")
            self._told -= told
            self._out_of_reach -= out_of_reach
            for update_id, reply in owed.items():
                if self._owed.pop(update_id, None) is None:
                    self._told.add(update_id)  # it was told while it was being written
                reply.is_recorded, reply.owed_at = True, seconds(now)

    async def _write(
        self,
        told: frozenset[int],
        owed: dict[int, Reply],
        renewed: Iterable[Reply],
        out_of_reach: frozenset[int],
        now: datetime,
    ) -> None:
        async with self._database.transaction() as transaction:
            renewals = {
                reply.update_id: await answers.take_up(transaction, reply.update_id, reply.owed_at, now)
                for reply in renewed
                if reply.owed_at is not None
            }
            for reply in owed.values():
                answers.owe(
                    transaction,
                    reply.update_id,
                    telegram_id=reply.chat_id,
                    message_id=reply.message_id,
                    shows=reply.at.pack_without_words() if reply.at else "",
                    now=now,
                )
            answers.told(transaction, told)
            for telegram_id in out_of_reach:
                set_reachable(transaction, telegram_id, reachable=False)
        for reply in renewed:  # only now is it true
            reply.owed_at = renewals.get(reply.update_id)
