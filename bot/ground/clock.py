"""What time it is: the machine's own clock, or a playground's that can be pushed forward (decision 9)."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, TypeVar

import aiohttp
import structlog
from typing_extensions import override

from bot.ground.pauses import Sleep
from volunteering.rules.ground.clock import Clock

_LONG_POLL_SECONDS = 25.0
_LONGEST_LIFE = 3600.0  # seconds: living through a jump, no question is asked, and the connection has to stay open
_AGAIN_SECONDS = 0.5
_NONE_YET = -1  # no jump lived through: the playground answers at once

# It goes on while the machine is asleep, where there is such a clock.
_REAL = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

T = TypeVar("T")

log = structlog.stdlib.get_logger(__name__)


def real_seconds() -> float:
    """Seconds that have really passed since some moment, also while this process was stopped."""
    return time.clock_gettime(_REAL)


class SystemClock(Clock):
    """The machine's own clock, in UTC."""

    @override
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the one place that asks


class PlaygroundClock(Clock):
    """Follows the clock at `url`: runs on with it, stands still with it, and jumps with it, until the block ends.

    Each call tells the playground which jump has been lived through, so it must not be made before everything that
    became due has been done. Until the first answer it goes by `start`, the machine's time.
    """

    def __init__(
        self,
        url: str,
        *,
        start: datetime | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._url = url
        self._monotonic = monotonic
        self._sleep = sleep
        self._base = (start or SystemClock().now()).timestamp()
        self._since = monotonic()
        self._running = True
        self._seen = _NONE_YET
        # One from the first question on: whoever pushes the clock knows by its being open that the bot is still there.
        self._session: aiohttp.ClientSession | None = None

    @override
    def now(self) -> datetime:
        passed = self._monotonic() - self._since if self._running else 0.0
        return datetime.fromtimestamp(self._base + passed, UTC)

    async def catch_up(self, stop: asyncio.Event | None = None) -> None:
        """Take over the playground's time, before anything asks for it; waits until the playground is there.

        Or until `stop` is set: an address where there is no playground is no reason not to stop.
        """
        while not (stop and stop.is_set()) and not await self._ask(None):
            pass

    async def follow(
        self, on_jump: Callable[[], Awaitable[None]], next_due: Callable[[], Awaitable[datetime | None]]
    ) -> None:
        """Follow for ever; `on_jump` does what became due, `next_due` tells when the next reminder or roster is.

        Goes on after a fault of either, and when the playground was restarted.
        """
        if self._seen != _NONE_YET:
            await _guarded(on_jump)
        while True:
            if await self._ask(await _guarded(next_due)):
                await _guarded(on_jump)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ask the playground's clock no more."""
        if self._session is not None:
            await self._session.close()

    async def _ask(self, next_due: datetime | None) -> bool:
        """Ask once and take the answer over; True if there was a jump."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(keepalive_timeout=_LONGEST_LIFE),
                timeout=aiohttp.ClientTimeout(total=_LONG_POLL_SECONDS + 10),
            )
        asked = {"seen": str(self._seen), "next": str(next_due.timestamp()) if next_due else ""}
        try:
            async with self._session.get(self._url, params=asked) as response:
                response.raise_for_status()
                answer = await response.json()
            self._base, self._running, jump = float(answer["now"]), bool(answer["running"]), int(answer["jump"])
        except (aiohttp.ClientError, OSError, ValueError, KeyError, TypeError) as error:
            log.info("the playground's clock doesn't answer", error=type(error).__name__)
            self._seen = _NONE_YET  # a playground that was restarted counts its jumps anew
            await self._sleep(_AGAIN_SECONDS)
            return False
        self._since = self._monotonic()
        jumped = jump != self._seen
        self._seen = jump
        return jumped


async def _guarded(act: Callable[[], Awaitable[T]]) -> T | None:
    """A fault of what the clock sets off must not stop the clock."""
    try:
        return await act()
    except Exception:
        log.exception("a fault while following the playground's clock")
        return None
