"""Who is on duty: of all replicas the one that delivers what is owed and keeps the timetable (decision 15).

That it is on duty a replica can only believe; that a message is for it to send, it is told by the claim.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import structlog

from bot.ground.clock import real_seconds
from bot.ground.pauses import Sleep
from bot.ground.pulse import Pulse
from storage.engine.database import Transaction
from storage.engine.ending import to_the_end
from storage.engine.faults import Unavailable
from storage.process.duty import LEASE, DutyLock
from storage.rows import outbox

BEAT = 1.0  # seconds between two signs of life
TRUST = LEASE - 1.5
"""Seconds that the lock is taken for ours, from when a sign of life that was answered was given. The server counts its
longer lease from when it arrived: this replica sends nothing any more before another begins."""

_NEVER = float("-inf")

T = TypeVar("T")

log = structlog.stdlib.get_logger(__name__)


class Duty:
    """This replica's part in it. Without a lock to share with others, it is always on duty."""

    def __init__(
        self,
        lock: DutyLock | None,
        *,
        clock: Callable[[], float] = real_seconds,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.clock = clock
        self.pulse = Pulse()
        self._lock = lock
        self._sleep = sleep
        self._ours_until = _NEVER
        self._is_told = False  # that this replica is on duty

    @property
    def is_shared(self) -> bool:
        """Whether there may be other replicas."""
        return self._lock is not None

    @property
    def elsewhere(self) -> frozenset[int]:
        """Messages that a replica which was on duty before this one may still be sending."""
        return self._lock.elsewhere if self._lock is not None else frozenset()

    def is_ours(self) -> bool:
        """Whether this replica is on duty, as far as it can know."""
        return self._lock is None or self.clock() < self._ours_until

    async def ask(self) -> None:
        """Take the duty if it is free, keep it if it is ours; a database that is away is a reason to lay it down."""
        if self._lock is None:
            return
        asked = self.clock()
        try:
            is_held = await self._lock.beat()
        except Unavailable as error:
            self._lay_down(error)
            return
        if is_held and not self._is_told:
            log.info("this replica is on duty: it delivers and keeps the timetable")
        self._is_told = is_held
        self._ours_until = asked + TRUST if is_held else _NEVER

    async def claim(self, messages: Sequence[int]) -> frozenset[int]:
        """Those of these messages that are now this replica's to send; without others, all. Raises `Unavailable`."""
        if self._lock is None:
            return frozenset(messages)
        try:
            return await self._lock.claim(messages)
        except Unavailable as error:
            self._lay_down(error)
            raise

    def release(self, tx: Transaction, message: int) -> None:
        """Give a message back that this replica may have claimed, and isn't sending."""
        if self._lock is not None:
            outbox.release(tx, message, self._lock.number)

    def _lay_down(self, error: Unavailable) -> None:
        self._ours_until = _NEVER
        if self._is_told:
            log.warning("the duty is laid down: the database doesn't answer", error=str(error))
        self._is_told = False

    async def keep(self, taken: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Ask again and again, for ever; `taken` does what has become due, whenever this replica takes the duty over.

        It may take its time: signs of life are given beside it.
        """
        if self._lock is None:
            return
        async with asyncio.TaskGroup() as group:
            while True:
                self.pulse.beat()
                await self._sleep(BEAT)
                was_ours = self.is_ours()
                await self.ask()
                if self.is_ours() and not was_ours:
                    group.create_task(taken())

    async def rest(self) -> None:
        """Lay the duty down when nothing is sent any more, so that another replica takes it over at once."""
        if self._lock is not None:
            await self._ends(self._lock.lay_down)

    async def end(self) -> None:
        """The same where this replica is done with the database."""
        if self._lock is not None:
            await self._ends(self._lock.close)

    async def _ends(self, lay_down: Callable[[], Awaitable[None]]) -> None:
        self._ours_until, self._is_told = _NEVER, False
        try:
            await lay_down()
        except Unavailable as error:
            log.info("the duty ends with its lease", error=str(error))

    async def stays_during(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do the work, and say meanwhile that this replica has the database open, which asks for no duty.

        Nobody restores it under a replica that waits: for Telegram, or for another token.
        """
        if self._lock is None:
            return await work()
        staying = asyncio.ensure_future(self._stay(self._lock))
        try:
            return await work()
        finally:
            staying.cancel()
            await asyncio.wait([staying])

    async def _stay(self, lock: DutyLock) -> None:
        while True:
            with suppress(Unavailable):  # others say that the database is away
                await to_the_end(lock.share())  # broken off, it would take the session with it
            await self._sleep(BEAT)
