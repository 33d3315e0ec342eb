"""Drains the outbox (decision 2): what is owed goes out at Telegram's pace, one message a chat at a time.

A message is written when its turn has come, and its person gets the next one when it is written down that this one was
sent: a crash in between sends the one again that was under way, and nothing else.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import structlog
from telegram import Bot

from bot.claims import Claims
from bot.courier import Courier, Missed, Outcome, Paused, Settled
from bot.duty import Duty
from bot.limits import Pace, Sleep, growing_pause
from bot.marking import Marks
from handlers.tap import Organisation
from storage import outbox
from storage.database import Database, DatabaseFault
from storage.outbox import OwedRow
from volunteering.clock import Clock

POLL_SECONDS = 1.0  # what other replicas owe is found by looking
LAST_MOMENTS = 10.0  # seconds that what is on its way has when delivery stops
TRIES = 5  # in a row, before a message is put off
LOOK = 64  # rows
LOOK_AT_MOST = 8192

Observe = Callable[[str, Outcome], None]

log = structlog.stdlib.get_logger(__name__)


@dataclass(slots=True)
class _Stream:
    """Messages of one urgency: how many are taken up, and how many of these have had their turn."""

    bulk: bool
    most: int
    ready: int = 16  # taken up ahead of their turn, so that no turn is lost; few, so that no urgent one waits behind
    taken_up: int = 0
    sending: int = 0
    look: int = LOOK

    @property
    def room(self) -> int:
        """How many more may be taken up."""
        return min(self.most - self.taken_up, self.ready - (self.taken_up - self.sending))

    @property
    def is_low(self) -> bool:
        """Whether it is time to look for more: not for every single one."""
        return self.room >= self.ready // 2


class Delivery:
    """Sends what is owed while this process is on duty; `run` lasts until `stop`."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        organisation: Organisation,
        clock: Clock,
        pace: Pace,
        duty: Duty,
        *,
        observe: Observe | None = None,
        unheard: Callable[[], None] = lambda: None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._clock = clock
        self._pace = pace
        self._duty = duty
        self._observe = observe
        self._unheard = unheard
        self._sleep = sleep
        self._courier = Courier(database, bot, organisation, clock)
        self._claims = Claims(database, duty)
        self._marks = Marks(database, sleep=sleep)
        # Together they leave connections to Telegram free for direct answers.
        self._streams = (_Stream(bulk=False, most=24), _Stream(bulk=True, most=40))
        self._busy: set[int] = set()  # people with a message on its way
        self._tasks: set[asyncio.Task[None]] = set()
        self._sending: set[asyncio.Task[None] | None] = set()
        self._stirred = asyncio.Event()
        self._draining = asyncio.Lock()
        self._stopping = False

    def wake(self) -> None:
        """Something may be owed now: to be called after commits."""
        self._stirred.set()

    def stop(self) -> None:
        """Take up nothing more; what is on its way has ten seconds, what waits for its turn stays owed."""
        self._stopping = True
        self._stirred.set()
        for task in self._tasks - self._sending:
            task.cancel()
        asyncio.get_running_loop().call_later(LAST_MOMENTS, self._give_up)

    async def run(self) -> None:
        """Deliver until `stop`."""
        while not self._stopping:
            await self.drain_once()
            await self._wait_for_stir(POLL_SECONDS)

    async def drain_once(self) -> None:
        """Send everything that is due now; returns when it is sent and written down, or put off."""
        async with self._draining, asyncio.TaskGroup() as group:
            failures = 0
            while self._may_go:
                self._stirred.clear()
                try:
                    taken_up = await self._take_up(group)
                except DatabaseFault as error:
                    failures += 1
                    log.warning("the outbox can't be read", error=str(error))
                    await self._wait_for_stir(growing_pause(failures))
                    continue
                failures = 0
                if not taken_up and not self._stirred.is_set():
                    if not self._tasks:
                        return
                    await self._wait_for_stir(POLL_SECONDS)

    @property
    def _may_go(self) -> bool:
        return not self._stopping and self._duty.is_ours()

    async def _wait_for_stir(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stirred.wait()
        self._stirred.clear()

    async def _take_up(self, group: asyncio.TaskGroup) -> int:
        """Begin with what is due as far as there is room, the urgent first. How many messages that are."""
        return sum([await self._take_up_from(stream, group) for stream in self._streams if stream.is_low])

    async def _take_up_from(self, stream: _Stream, group: asyncio.TaskGroup) -> int:
        # Whose message is settled while the rows are read may still be among them.
        busy = frozenset(self._busy)
        elsewhere = self._duty.elsewhere
        async with self._database.reading() as reader:
            rows = await outbox.due(reader, self._clock.now(), stream.look, bulk=stream.bulk)
        taken_up = 0
        for row in rows:
            is_free = row.person_id not in busy and row.person_id not in self._busy and row.id not in elsewhere
            if stream.room > 0 and is_free:
                self._begin(row, stream, group)
                taken_up += 1
        # Somebody with very many messages is not to hide the others: look further where all seen are under way.
        hidden = not taken_up and len(rows) == stream.look
        stream.look = min(stream.look * 2, LOOK_AT_MOST) if hidden else LOOK
        if hidden:
            self._stirred.set()
        return taken_up

    def _begin(self, row: OwedRow, stream: _Stream, group: asyncio.TaskGroup) -> None:
        self._busy.add(row.person_id)
        stream.taken_up += 1
        task = group.create_task(self._see_through(row, stream))
        self._tasks.add(task)

        def end(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            self._busy.discard(row.person_id)
            stream.taken_up -= 1
            self._stirred.set()

        task.add_done_callback(end)

    async def _see_through(self, row: OwedRow, stream: _Stream) -> None:
        settled = self._courier.refused(row)
        failures = pauses = 0
        while settled is None:
            # What is only brought up to date is not one more message.
            turn = None
            if row.message_id is None or failures + pauses:
                turn = await self._pace.turn(row.telegram_id or 0)  # nobody without a number comes so far
            if not self._may_go:
                if failures:
                    await self._marks.write(self._claims.release(row.id))
                return
            with self._on_its_way(stream):
                attempt = await self._attempt(row)
                if turn is not None:
                    self._pace.arrived(turn)
                if isinstance(attempt, Settled):
                    await self._settle(row, attempt)
                    return
            if isinstance(attempt, Paused):
                pauses += 1
                log.warning("Telegram asked for a pause", seconds=attempt.seconds)
                self._pace.refused(row.telegram_id or 0, attempt.seconds)
            else:
                failures += 1
                settled = await self._after_missing(row, attempt, failures)
        await self._settle(row, settled)

    async def _attempt(self, row: OwedRow) -> Settled | Paused | Missed:
        try:
            claim = await self._claims.claim(row.id)
        except DatabaseFault as error:
            return Missed(f"{type(error).__name__}: {error}")
        if claim is None:
            return Settled("settled by others", None)
        return await self._courier.attempt(row, claim)

    async def _after_missing(self, row: OwedRow, missed: Missed, failures: int) -> Settled | None:
        log.warning("a message could not be sent", row=row.id, failures=failures, error=missed.error)
        if failures >= TRIES:
            return self._courier.put_off(row, missed)
        await self._sleep(growing_pause(failures))
        return None

    async def _settle(self, row: OwedRow, settled: Settled) -> None:
        if settled.mark is not None:
            await self._marks.write(settled.mark)
        if settled.unheard:
            self._unheard()
        if self._observe is not None:
            self._observe(row.notice.kind if row.notice else "unknown", settled.outcome)

    @contextmanager
    def _on_its_way(self, stream: _Stream) -> Iterator[None]:
        """What is on its way is seen through even when delivery stops."""
        task = asyncio.current_task()
        self._sending.add(task)
        stream.sending += 1
        if stream.is_low:
            self._stirred.set()
        try:
            yield
        finally:
            stream.sending -= 1
            self._sending.discard(task)

    def _give_up(self) -> None:
        for task in self._tasks:
            task.cancel()
