"""The playground's clock: it can be frozen and pushed forward, and a bot can follow it.

A follower asks with the number of the last jump it has lived through, so that whoever pushes the clock learns when
everything that became due has been done.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from playground.ground.people import Json
from playground.ground.signals import Signal

EPOCH_OF_IDS = 1_577_836_800  # 2020, so that they fit into 32 bits as Telegram's do
IDS_A_SECOND = 4  # more than a playground uses up between one start and the next
LONG_POLL = 25.0  # seconds a follower is kept waiting for the next jump
GRACE = 1.0  # seconds after which a follower whose connection is gone counts as gone
LIMIT = 30.0  # seconds a jump may take to be lived through


@dataclass(eq=False, slots=True)
class _Away:
    """A follower that was told a jump and is living through it."""

    jump: int
    connection: object
    is_gone: Callable[[], bool]
    gone_since: float | None = None


class Clock:
    """Seconds since 1970 that run with real time or stand still, and jump when told to."""

    def __init__(
        self,
        now: datetime | None = None,
        *,
        frozen: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        # The one place where the playground asks the machine for the time: its clock starts there.
        start = now or datetime.now(UTC)  # noqa: TID251
        self._start = start.timestamp()
        self._pushed = 0.0
        self._monotonic = monotonic
        self._started = monotonic()
        self.running = not frozen
        self.jump = 0
        self.next_due: float | None = None
        self.jumped = Signal()
        self._came_back = Signal()
        self._waiting: dict[object, int] = {}
        self._away: list[_Away] = []

    def now(self) -> float:
        """The time, in seconds since 1970."""
        passed = self._monotonic() - self._started if self.running else 0.0
        return self._start + self._pushed + passed

    def moment(self) -> datetime:
        """The time as an aware datetime in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    @property
    def first_id(self) -> int:
        """Where ids begin: higher at every later start, as Telegram's never begin anew."""
        return int((self._start - EPOCH_OF_IDS) * IDS_A_SECOND)

    async def advance(self, seconds: float, *, within: float = LIMIT) -> None:
        """Push the clock forward; return when every follower has lived through it, at once when none follows.

        Raises TimeoutError when a follower takes longer than `within` seconds.
        """
        if seconds < 0:
            raise ValueError("time does not run backwards, not even here")
        self._pushed += seconds
        self._jump()
        try:
            async with asyncio.timeout(within):
                while self._somebody_is_behind():
                    await self._came_back.wait(GRACE / 4)
        except TimeoutError:
            self._away.clear()
            raise TimeoutError(f"a follower of the clock has not lived through the jump in {within} s") from None

    async def advance_to_next(self, *, within: float = LIMIT) -> bool:
        """Push the clock to when the bot's next reminder or roster is due; False when nothing is."""
        await self.advance(0, within=within)  # what the followers said last may be older than the last sign-up
        if self.next_due is None or self.next_due <= self.now():
            return False
        await self.advance(self.next_due - self.now(), within=within)
        return True

    def start_over(self) -> None:
        """Go back to where the clock would be if nobody had pushed it; followers are told, not waited for."""
        self._pushed = 0.0
        self.next_due = None
        self._jump()

    async def pause(self, seconds: float) -> None:
        """Wait until that many seconds have passed by this clock or by the machine's, whichever is first."""
        until, deadline = self.now() + seconds, self._monotonic() + seconds
        while self.now() < until and (left := deadline - self._monotonic()) > 0:
            await self.jumped.wait(left)

    async def follow(
        self,
        seen: int,
        next_due: float | None = None,
        *,
        connection: object = None,
        is_gone: Callable[[], bool] = lambda: False,
        patience: float = LONG_POLL,
    ) -> Json:
        """Tell a follower the time as soon as a jump other than `seen` has happened, or after `patience` seconds."""
        self._welcome_back(seen, connection)
        if seen >= 0:
            self.next_due = next_due
        ticket = object()
        self._waiting[ticket] = seen
        self._came_back.send()
        try:
            if seen == self.jump:
                await self.jumped.wait(patience)
        finally:
            del self._waiting[ticket]
            self._came_back.send()
        self._away.append(_Away(self.jump, connection, is_gone))
        return self.as_json()

    def as_json(self) -> Json:
        """What a follower is told."""
        return {"jump": self.jump, "now": self.now(), "running": self.running}

    def _jump(self) -> None:
        self.jump += 1
        self.jumped.send()

    def _welcome_back(self, seen: int, connection: object) -> None:
        # A follower has no name: it is known by its connection or, on a new one, by the jump it has lived through.
        mine = [away for away in self._away if connection is not None and away.connection is connection]
        if not mine and seen >= 0:
            mine = [away for away in self._away if away.jump == seen][:1]
        for away in mine:
            self._away.remove(away)

    def _somebody_is_behind(self) -> bool:
        if any(seen != self.jump for seen in self._waiting.values()):
            return True
        now = self._monotonic()
        for away in list(self._away):
            if not away.is_gone():
                away.gone_since = None
            elif away.gone_since is None:
                away.gone_since = now
            elif now - away.gone_since >= GRACE:
                self._away.remove(away)
        return bool(self._away)
