"""Telegram's limits for sending in bulk, and how long to wait after trouble.

PTB's AIORateLimiter sends in bursts, knows no limit for a private chat, and lets another request end the pause that
Telegram asked for (docs/telegram.md). Direct answers never pass here: they go at once, and are noted so that bulk
leaves room.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram.error import RetryAfter

_FORGETS = 0.01  # how much one message that takes longer than usual makes that the usual

Sleep = Callable[[float], Awaitable[None]]


def asked_pause(error: RetryAfter) -> float:
    """Give the seconds Telegram asked to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def growing_pause(failures: int, *, first: float = 0.5, most: float = 30.0) -> float:
    """Give the seconds to wait after so many failures in a row: doubling, up to `most`."""
    return min(most, first * 2.0 ** min(failures - 1, 30))


class _Window:
    """The instants of what happened within the last `seconds`, as far as they count for a limit."""

    def __init__(self, most: int, seconds: float) -> None:
        self._instants: deque[float] = deque(maxlen=most)
        self._seconds = seconds

    def count(self, now: float) -> int:
        while self._instants and self._instants[0] + self._seconds <= now:
            self._instants.popleft()
        return len(self._instants)

    def add(self, now: float) -> None:
        self._instants.append(now)

    def put_off(self, instant: float, to: float) -> None:
        """What was counted at that instant happened later than that."""
        others = list(self._instants)
        if instant in others:
            others.remove(instant)
        self._instants = deque(sorted([*others, to]), maxlen=self._instants.maxlen)

    @property
    def next_gone(self) -> float:
        return self._instants[0] + self._seconds if self._instants else float("inf")


class Pace:
    """Gives turns to bulk messages: so many a second overall, one a second in a chat, twenty a minute in a group.

    No window of one second, wherever it begins, has more than `overall_per_second` turns. `margin` makes the windows
    a little longer, for messages that arrive closer together than they left; one that was held up on its way counts
    from when it has `arrived` at the latest. Direct answers that are noted count, but never for more than two thirds,
    so that a busy city still gets its reminders.
    """

    def __init__(
        self,
        overall_per_second: int = 30,
        per_chat_seconds: float = 1.0,
        group_per_minute: int = 20,
        *,
        clock: Callable[[], float] | None = None,
        sleep: Sleep = asyncio.sleep,
        margin: float = 0.006,
    ) -> None:
        self._overall = overall_per_second
        self._per_chat = per_chat_seconds + margin
        self._per_group = group_per_minute
        self._margin = margin
        self._clock = clock or asyncio.get_running_loop().time
        self._sleep = sleep
        self._bulk = _Window(overall_per_second, 1.0 + margin)
        self._direct = _Window(max(1, overall_per_second * 2 // 3), 1.0 + margin)
        # Nine tenths of the even distance: smooth, and what a late wake-up cost is caught up with.
        self._distance = 0.9 / overall_per_second
        self._last = float("-inf")
        self._usual = float("inf")  # seconds that a message takes when nothing holds it up
        self._paused_until = float("-inf")
        self._chats: OrderedDict[int | str, float] = OrderedDict()
        self._groups: OrderedDict[int | str, _Window] = OrderedDict()
        self._door = asyncio.Lock()

    async def turn(self, chat_id: int | str) -> float:
        """Wait until a bulk message may go to this chat. First come, first served, except for a chat's own pause.

        Gives the instant of its turn.
        """
        while True:
            await self._wait_until(lambda: self._chat_free_at(chat_id))
            async with self._door:
                await self._wait_until(self._free_at)
                now = self._clock()
                if self._chat_free_at(chat_id) <= now:
                    self._bulk.add(now)
                    self._last = now
                    self._remember(chat_id, now)
                    return now

    def arrived(self, turn: float) -> None:
        """The bulk message that had this turn was answered. What it took longer than usual may have been on its way."""
        took = self._clock() - turn
        if took <= self._usual:
            self._usual = took
            return
        self._usual += (took - self._usual) * _FORGETS
        self._bulk.put_off(turn, turn + took - self._usual)

    def note(self, chat_id: int | str) -> None:
        """Count a direct answer that goes now."""
        now = self._clock()
        self._direct.add(now)
        self._remember(chat_id, now)

    def pause(self, seconds: float) -> None:
        """Let nothing in bulk go for so long, as Telegram asked. Of several pauses the one that ends last counts."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    async def _wait_until(self, free_at: Callable[[], float]) -> None:
        while (wait := free_at() - self._clock()) > 0:
            await self._sleep(wait)

    def _free_at(self) -> float:
        now = self._clock()
        earliest = max(self._paused_until, self._last + self._distance)
        if self._bulk.count(now) + self._direct.count(now) >= self._overall:
            earliest = max(earliest, min(self._bulk.next_gone, self._direct.next_gone))
        return earliest

    def _chat_free_at(self, chat_id: int | str) -> float:
        earliest = self._chats.get(chat_id, float("-inf")) + self._per_chat
        group = self._groups.get(chat_id)
        if group is not None and group.count(self._clock()) >= self._per_group:
            earliest = max(earliest, group.next_gone)
        return earliest

    def _remember(self, chat_id: int | str, now: float) -> None:
        self._chats[chat_id] = now
        self._chats.move_to_end(chat_id)
        if isinstance(chat_id, str) or chat_id < 0:
            self._groups.setdefault(chat_id, _Window(self._per_group, 60.0 + self._margin)).add(now)
            self._groups.move_to_end(chat_id)
        self._forget(now)

    def _forget(self, now: float) -> None:
        """What no longer limits anybody takes no memory."""
        while self._chats and next(iter(self._chats.values())) + self._per_chat <= now:
            self._chats.popitem(last=False)
        while self._groups and not next(iter(self._groups.values())).count(now):
            self._groups.popitem(last=False)
