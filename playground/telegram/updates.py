"""Updates waiting for the bot: numbered, confirmed by offset, and gone when they are too old.

As Telegram does (docs/telegram.md: Receiving): a message lives 24 h, the tap on a button 150 s, by the playground's
clock. Only one poller is served: a second one ends the first with 409.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from playground.ground.clock import Clock
from playground.ground.errors import conflict
from playground.ground.people import Json
from playground.ground.signals import Signal

DAY = 86_400.0
LIFETIMES = {"callback_query": 150.0, "inline_query": 30.0}  # seconds; of every other kind: a day
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
AT_ONCE = 100
LONGEST = 50.0  # seconds of one getUpdates
SAME_OFFSET = 3.0  # seconds a poll takes at least that asks for what the last one asked
HURRY = 0.5  # seconds after a poll in which the same one gets one update only


@dataclass(frozen=True, slots=True)
class Update:
    """Something that happened, of one kind, in the queue of a chat (messages) or of a user (taps)."""

    id: int
    kind: str
    body: Json
    queue: tuple[str, int]
    expires: float

    def as_json(self) -> Json:
        """The update as the bot receives it."""
        return {"update_id": self.id, self.kind: self.body}


class Updates:
    """The queue between people and the bot."""

    def __init__(self, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._next_id = clock.first_id + 1
        self._pending: OrderedDict[int, Update] = OrderedDict()
        self._repeats: deque[Update] = deque()
        self._delivered_repeats: list[Update] = []
        self._waiters: dict[int, list[asyncio.Future[bool]]] = {}
        self._arrived = Signal()
        self._poll = 0
        self._last_offset: int | None = None
        self._last_begin = self._last_end = float("-inf")
        self.allowed: frozenset[str] | None = None
        self.deliver: Callable[[Update], None] | None = None  # the webhook, when there is one

    def __len__(self) -> int:
        return len(self._pending)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Which kinds the bot wants from now on; none given means as before, an empty list the usual ones."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def is_wanted(self, kind: str) -> bool:
        """Whether the bot receives updates of that kind."""
        return kind in self.allowed if self.allowed is not None else kind not in NOT_BY_DEFAULT

    def add(self, kind: str, body: Json, queue: tuple[str, int], *, number: int | None = None) -> Update:
        """Queue what happened, unless the bot does not want to know; `number` instead of the next update id."""
        if number is None:
            number = self._next_id
        self._next_id = max(self._next_id, number + 1)
        update = Update(number, kind, body, queue, self._clock.now() + LIFETIMES.get(kind, DAY))
        if self.is_wanted(kind):
            self._pending[number] = update
            self._hand_over(update)
        return update

    def repeat(self, update: Update) -> None:
        """Deliver an update once more, as if its confirmation had been lost."""
        if self.deliver is not None:
            self._pending[update.id] = update
            self.deliver(update)
        elif update.id not in self._pending:
            self._repeats.append(update)
            self._arrived.send()

    def pending(self) -> list[Update]:
        """Everything not yet confirmed that is still alive, oldest first."""
        now = self._clock.now()
        for update in [update for update in self._pending.values() if update.expires <= now]:
            self.done(update.id)
        return list(self._pending.values())

    async def confirmed(self, update: Update, within: float) -> bool:
        """Wait until the bot has confirmed the update or it is gone; False if that takes longer, in seconds."""
        if not self._is_open(update):
            return True
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiters.setdefault(update.id, []).append(future)
        try:
            async with asyncio.timeout(within):
                return await future
        except TimeoutError:
            return False

    async def get(self, offset: int, limit: int, patience: float) -> list[Json]:
        """What getUpdates answers; raises ApiError 409 when another poller comes meanwhile."""
        ticket = self._begin(offset)
        begin = self._monotonic()
        if self._last_offset == offset:
            if begin - self._last_begin < SAME_OFFSET:
                patience = max(patience, SAME_OFFSET)
            if begin - self._last_end < HURRY:
                limit = 1
        self._last_offset, self._last_begin = offset, begin
        deadline = begin + min(max(patience, 0.0), LONGEST)
        try:
            while not (ready := self._ready(min(max(limit, 1), AT_ONCE))):
                left = deadline - self._monotonic()
                if left <= 0 or not await self._arrived.wait(left):
                    break
                self._check_turn(ticket)
        finally:
            self._last_end = self._monotonic()
        return [update.as_json() for update in ready]

    def done(self, number: int) -> None:
        """Forget an update: it was confirmed, or is too old."""
        self._pending.pop(number, None)
        for future in self._waiters.pop(number, ()):
            if not future.done():
                future.set_result(True)

    def drop_pending(self) -> None:
        """Forget everything that waits, as `drop_pending_updates` asks."""
        self._repeats.clear()
        for number in list(self._pending):
            self.done(number)

    def _begin(self, offset: int) -> int:
        self._poll += 1
        self._arrived.send()  # whoever polls already sees that it is no longer its turn
        for update in self._delivered_repeats:
            self.done(update.id)
        self._delivered_repeats.clear()
        if offset < 0:
            offset = [0, *self._pending][offset:][0] if len(self._pending) >= -offset else 0
        while self._pending and (first := next(iter(self._pending))) < offset:
            self.done(first)
        return self._poll

    def _check_turn(self, ticket: int) -> None:
        if ticket != self._poll:
            raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        if self.deliver is not None:
            raise conflict("terminated by setWebhook request")

    def _ready(self, limit: int) -> list[Update]:
        if self.deliver is not None:
            return []
        now = self._clock.now()
        ready: list[Update] = []
        while self._repeats and len(ready) < limit:
            ready.append(self._repeats.popleft())
        self._delivered_repeats.extend(ready)
        gone = []
        for update in self._pending.values():
            if update.expires <= now:
                gone.append(update.id)
            elif len(ready) < limit:
                ready.append(update)
            else:
                break
        for number in gone:
            self.done(number)
        return ready

    def _hand_over(self, update: Update) -> None:
        if self.deliver is not None:
            self.deliver(update)
        else:
            self._arrived.send()

    def _is_open(self, update: Update) -> bool:
        return update.id in self._pending or update in self._repeats or update in self._delivered_repeats
