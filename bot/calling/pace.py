"""Telegram's limits for sending, and how long to wait after trouble.

PTB's AIORateLimiter sends in bursts, knows no limit for a private chat, and lets another request end the pause that
Telegram asked for (docs/telegram.md: Sending). Direct answers go at once, as long as Telegram takes them, and are
noted so that bulk leaves room.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable

from bot.ground.pauses import Sleep

_FORGETS = 0.01  # how much one message that takes longer than usual makes that the usual
# So many chats refused within a moment are no chats that were written to too often: the limit over all is reached.
_SEVERAL = 4
_MOMENT = 1.0  # seconds
_CALM_AFTER = 10.0  # seconds without another refusal
_ASIDES = 10  # a second, in all groups together
_KEPT_PAUSES = 1_000


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

    A chat that Telegram has `refused` waits, and nobody else. Where it refuses several within a moment, bulk waits as
    long as it asks all of them to, and answers take turns, too, and before bulk, until it is calm again.
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
        self._pauses: dict[int | str, float] = {}  # until when each chat has to wait
        self._refusals: deque[tuple[float, int | str, float]] = deque(maxlen=_SEVERAL)
        self._strained_until = float("-inf")
        self._answers_door = asyncio.Lock()
        self._answers_waiting = 0
        self._asides = _Window(_ASIDES, 1.0)

    async def turn(self, chat_id: int | str) -> float:
        """Wait until a bulk message may go to this chat. First come, first served, except for a chat's own pause.

        Gives the instant of its turn.
        """
        while True:
            await self._wait_until(lambda: self._chat_free_at(chat_id))
            async with self._door:
                await self._wait_until(self._bulk_free_at)
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

    async def answer_turn(self, chat_id: int | str) -> None:
        """Wait until a direct answer may go to this chat: at once, unless Telegram has refused it or one too many."""
        if self._pauses:
            await self._wait_until(lambda: self._pauses.get(chat_id, float("-inf")))
        if not self.is_strained:
            self.note(chat_id)
            return
        self._answers_waiting += 1
        try:
            async with self._answers_door:
                await self._wait_until(self._free_at)
                self._last = self._clock()
                self._bulk.add(self._last)
                self._remember(chat_id, self._last)
        finally:
            self._answers_waiting -= 1

    def spares(self, group_id: int | str) -> bool:
        """Whether a word may be said in a group that nobody needs; it is counted then."""
        now = self._clock()
        group = self._groups.get(group_id)
        is_full = group is not None and group.count(now) >= self._per_group
        if is_full or self.is_strained or self.pause_of(group_id) or self._asides.count(now) >= _ASIDES:
            return False
        self._asides.add(now)
        self.note(group_id)
        return True

    def refused(self, chat_id: int | str, seconds: float) -> None:
        """Telegram took no message to this chat, and asks to wait so long: it alone does, if it is the only one."""
        now = self._clock()
        self._pauses[chat_id] = max(self._pauses.get(chat_id, now), now + seconds)
        if len(self._pauses) > _KEPT_PAUSES:
            self._pauses = {chat: until for chat, until in self._pauses.items() if until > now}
        if isinstance(chat_id, str) or chat_id < 0:
            return  # a group has a limit of its own
        self._refusals.append((now, chat_id, now + seconds))
        chats = {chat for at, chat, _ in self._refusals if at + _MOMENT >= now}
        if self.is_strained or len(chats) >= _SEVERAL:
            self._strained_until = now + _CALM_AFTER
            # The limit over all asks everybody to wait as long; what a chat has to wait longer is its own affair.
            self._paused_until = max(self._paused_until, min(until for _, _, until in self._refusals))

    def pause_of(self, chat_id: int | str) -> float:
        """Give the seconds that this chat has still to wait."""
        return max(0.0, self._pauses.get(chat_id, float("-inf")) - self._clock())

    @property
    def is_strained(self) -> bool:
        """Whether Telegram has lately refused messages to several chats."""
        return self._clock() < self._strained_until

    def note(self, chat_id: int | str) -> None:
        """Count a direct answer that goes now."""
        now = self._clock()
        self._direct.add(now)
        self._remember(chat_id, now)

    async def _wait_until(self, free_at: Callable[[], float]) -> None:
        while (wait := free_at() - self._clock()) > 0:
            await self._sleep(wait)

    def _free_at(self) -> float:
        now = self._clock()
        earliest = self._last + self._distance
        if self._bulk.count(now) + self._direct.count(now) >= self._overall:
            earliest = max(earliest, min(self._bulk.next_gone, self._direct.next_gone))
        return earliest

    def _bulk_free_at(self) -> float:
        earliest = max(self._paused_until, self._free_at())
        return max(earliest, self._clock() + self._distance) if self._answers_waiting else earliest

    def _chat_free_at(self, chat_id: int | str) -> float:
        earliest = max(
            self._chats.get(chat_id, float("-inf")) + self._per_chat, self._pauses.get(chat_id, float("-inf"))
        )
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
