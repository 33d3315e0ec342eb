"""Long polling that acknowledges what is finished, and nothing else (decision 1, docs/telegram.md: Receiving).

Telegram keeps every update from the offset of the last getUpdates on, and gives out the first hundred of them. So the
offset follows the oldest update that isn't finished; what comes again meanwhile is recognised; and nobody asks again
before something new can come: when all is finished, when most of it is and the offset can move, or after a moment in
which the oldest one held it up.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from urllib.parse import urlencode

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.request import BaseRequest

from bot.ground.errors import AskedToWait, NotThere, TokenRefused
from bot.ground.pauses import Sleep, growing_pause
from bot.ground.pulse import Pulse
from bot.telegram.reading import RawUpdate

BATCH = 100  # Telegram gives no more at once
_FEW = BATCH // 4
_TOGETHER = 4  # of a batch are begun in one turn of the loop (measured: decision 26)
# So long an unfinished update may keep us from asking with the same offset: within half a second of its last answer
# Telegram would give that one update only.
_HELD_UP = 0.55
_LONGEST_PAUSE = 60.0  # seconds: nobody is answered meanwhile, whatever Telegram asked for

log = structlog.stdlib.get_logger(__name__)


class GetUpdates(Protocol):
    """Asks Telegram for updates from the offset on and waits up to `wait` seconds for the first."""

    async def __call__(self, *, offset: int, limit: int, wait: int) -> list[RawUpdate]: ...


def asking(request: BaseRequest, base_url: str, allowed: list[str]) -> GetUpdates:
    """Ask for raw updates through a transport: PTB's own `get_updates` refuses a whole batch for one broken update.

    `base_url` is the bot's, with the token; `allowed` are the kinds of update wanted.
    """
    kinds = json.dumps(allowed)

    async def get_updates(*, offset: int, limit: int, wait: int) -> list[RawUpdate]:
        asked = urlencode({"offset": offset, "limit": limit, "timeout": wait, "allowed_updates": kinds})
        limit_seconds = wait + (request.read_timeout or 0.0)
        got: Any = await request.post(f"{base_url}/getUpdates?{asked}", read_timeout=limit_seconds)
        return _updates_in(got)

    return get_updates


def _updates_in(got: Any) -> list[RawUpdate]:
    """What of an answer are updates. Raises NetworkError where there is something, and nothing of it is one."""
    updates = [raw for raw in got if _is_update(raw)] if isinstance(got, list) else []
    if not updates and got != []:
        raise NetworkError("The answer isn't Telegram's: it holds no updates")
    return updates


def _is_update(raw: Any) -> bool:
    return isinstance(raw, dict) and type(raw.get("update_id")) is int


class _Unconfirmed:
    """The updates that Telegram still keeps for us, and which of them are finished."""

    def __init__(self) -> None:
        self._running: set[int] = set()
        self._finished: set[int] = set()
        self.offset = 0  # 0: from the oldest that Telegram has

    def __len__(self) -> int:
        """How many are not finished."""
        return len(self._running)

    def add(self, update_id: int) -> bool:
        """Take it up, unless it is known already."""
        if update_id in self._running or update_id in self._finished:
            return False
        self._running.add(update_id)
        return True

    def finish(self, update_id: int) -> None:
        self._running.remove(update_id)
        self._finished.add(update_id)

    @property
    def can_move(self) -> bool:
        """Whether something is finished that nothing unfinished precedes."""
        return bool(self._finished) and (not self._running or min(self._finished) < min(self._running))

    def settle(self) -> int:
        """Move the offset behind what is finished and not preceded by something unfinished.

        To be called right before asking: the answer to an earlier question may hold what was finished since.
        """
        oldest = min(self._running, default=None)
        behind = {update_id for update_id in self._finished if oldest is None or update_id < oldest}
        if behind:
            # Not the highest ever seen: after a quiet week Telegram begins anew with any number.
            self.offset = max(behind) + 1
            self._finished -= behind
        return self.offset


class Receiver:
    """The receive loop; `run` lasts until `stop` is called.

    `take` sees one update through and returns when Telegram may forget it. Each is begun in the order in which
    Telegram gave them; keeping one person's in order is up to `take`.
    """

    def __init__(
        self,
        get_updates: GetUpdates,
        take: Callable[[RawUpdate], Awaitable[None]],
        *,
        sleep: Sleep = asyncio.sleep,
        long_poll: int = 25,
        last_moments: float = 8.0,
    ) -> None:
        self.pulse = Pulse()
        self._get_updates = get_updates
        self._take = take
        self._sleep = sleep
        self._long_poll = long_poll
        self._last_moments = last_moments
        self._unconfirmed = _Unconfirmed()
        self._works: set[asyncio.Task[None]] = set()
        self._progress = asyncio.Event()
        self._stopping = asyncio.Event()
        self._ask_again_at = 0.0  # by the loop's clock; not earlier while the offset stands still
        self._all_given = True  # the last answer held everything Telegram had
        self._trouble: type[Exception] | None = None
        self._failures = 0
        self._refused = False

    def stop(self) -> None:
        """Ask for no more updates; `run` finishes what is in flight and returns."""
        self._stopping.set()

    async def run(self, serves: Callable[[], None] = lambda: None) -> None:
        """Receive until stopped, then finish what is in flight within `last_moments` seconds and confirm it.

        `serves` is called as soon as updates are taken. What isn't finished at the end comes again at the next start.
        Raises TokenRefused.
        """
        serves()
        async with asyncio.TaskGroup() as group:
            polling = group.create_task(self._poll(group))
            await self._stopping.wait()
            polling.cancel()
            await self._finish()
        if self._refused:
            raise TokenRefused
        await self._confirm()

    async def _poll(self, group: asyncio.TaskGroup) -> None:
        while not self._stopping.is_set():
            self.pulse.beat()
            await self._until_worth_asking()
            for number, raw in enumerate(await self._ask(), start=1):
                if number % _TOGETHER == 0:
                    await asyncio.sleep(0)  # the first answers are on their way before the last acts are done
                if self._unconfirmed.add(raw["update_id"]):
                    work = group.create_task(self._see_through(raw))
                    self._works.add(work)
                    work.add_done_callback(self._works.discard)

    async def _see_through(self, raw: RawUpdate) -> None:
        await self._take(raw)
        self._unconfirmed.finish(raw["update_id"])
        self._progress.set()

    async def _until_worth_asking(self) -> None:
        while self._unconfirmed and not (len(self._unconfirmed) <= _FEW and self._unconfirmed.can_move):
            # A full batch hides everything behind it until the offset moves.
            can_bring = self._all_given or self._unconfirmed.can_move
            self._progress.clear()
            try:
                async with asyncio.timeout_at(self._ask_again_at if can_bring else None):
                    await self._progress.wait()
            except TimeoutError:
                return

    async def _ask(self) -> list[RawUpdate]:
        try:
            batch = await self._get_updates(offset=self._unconfirmed.settle(), limit=BATCH, wait=self._long_poll)
        except NotThere as error:
            await self._wait_out(error)
            return []
        except InvalidToken:
            self._refused = True
            self.stop()
            return []
        except Exception as error:  # noqa: BLE001 - receiving goes on whatever happens
            await self._wait_out(error)
            return []
        self._all_given = len(batch) < BATCH
        self._ask_again_at = asyncio.get_running_loop().time() + _HELD_UP
        if self._failures:
            log.info("Telegram answers again", failures=self._failures)
            self._failures, self._trouble = 0, None
        return batch

    async def _wait_out(self, error: Exception) -> None:
        self._failures += 1
        pause = growing_pause(self._failures)
        sentence = "Telegram can't be reached"
        if isinstance(error, AskedToWait):
            pause = max(pause, min(error.seconds, _LONGEST_PAUSE))
            sentence = "Telegram asks to be asked less often"
        elif isinstance(error, Conflict):
            pause = growing_pause(self._failures, first=5.0)
            sentence = "another program receives this bot's updates, or a webhook is set: there can be only one"
        if type(error) is not self._trouble:  # one line, not one a second
            unexpected = not isinstance(error, TelegramError)
            log.warning(sentence, error=f"{type(error).__name__}: {error}", again_in=pause, exc_info=unexpected)
            self._trouble = type(error)
        await self._sleep(pause)

    async def _finish(self) -> None:
        if not self._works:
            return
        _, unfinished = await asyncio.wait(self._works, timeout=self._last_moments)
        for work in unfinished:
            work.cancel()
        if unfinished:
            log.warning("stopped with updates unfinished: they come again at the next start", updates=len(unfinished))

    async def _confirm(self) -> None:
        """Without this, everything finished since the last question would come again."""
        if not self._unconfirmed.can_move:
            return  # the last question has confirmed all there was; the same one again would be made to wait
        try:
            async with asyncio.timeout(2.0):
                await self._get_updates(offset=self._unconfirmed.settle(), limit=1, wait=0)
        except Exception as error:  # noqa: BLE001 - repeats do no harm: the inbox knows them
            log.info("the last updates could not be confirmed and come again", error=type(error).__name__)
