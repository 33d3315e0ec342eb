"""Drains the outbox (decision 2): what is owed goes out at Telegram's pace, one message a person at a time.

`Delivery` finds what is due and takes it up, `Errands` sees each message through, and `UnderWay` knows which ones are
under way, so that both ask it and nothing else.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

import structlog

from bot.calling.pace import Pace
from bot.delivering.claims import Claims
from bot.delivering.courier import Courier
from bot.delivering.duty import Duty
from bot.delivering.errands import Errands, Observe
from bot.delivering.marks import Marks
from bot.delivering.outage import Outage
from bot.delivering.under_way import READY, UnderWay
from bot.ground.pauses import Sleep, growing_pause
from bot.ground.pulse import Pulse
from handlers.tapping.messenger import Messenger
from handlers.tapping.tap import Organisation
from storage.engine.database import Database
from storage.engine.faults import DatabaseFault
from storage.rows import outbox
from storage.rows.outbox import OwedRow
from volunteering.rules.ground.clock import Clock

POLL_SECONDS: Final = 1.0  # what other replicas owe is found by looking
LAST_MOMENTS: Final = 10.0  # seconds that what is on its way has when delivery stops
LOOK: Final = 64  # rows
LOOK_AT_MOST: Final = 8192
WORTH_LOOKING: Final = READY // 2  # so much room: not for every single message

log = structlog.stdlib.get_logger(__name__)


class Delivery:
    """Sends what is owed while this process is on duty; `run` lasts until `stop`."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
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
        self._duty = duty
        self._stirred = asyncio.Event()
        self._under_way = UnderWay(self._stirred.set)
        self._outage = Outage(clock=duty.clock)
        self.pulse = Pulse()
        self._errands = Errands(
            Courier(database, messenger, organisation, clock),
            Claims(database, duty),
            Marks(database, sleep=sleep),
            pace,
            self._under_way,
            self._outage,
            self._may_go,
            observe=observe,
            unheard=unheard,
            sleep=sleep,
        )
        self._draining = asyncio.Lock()
        self._is_stopping = False

    def wake(self) -> None:
        """Something may be owed now, or Telegram answers again: to be called after commits, and then."""
        self._outage.hurry()
        self._stirred.set()

    def stop(self) -> None:
        """Take up nothing more; what is on its way has ten seconds, what waits for its turn stays owed."""
        self._is_stopping = True
        self._stirred.set()
        self._under_way.call_back()
        asyncio.get_running_loop().call_later(LAST_MOMENTS, self._under_way.give_up)

    async def run(self) -> None:
        """Deliver what is owed, as it comes to be, until `stop`."""
        while not self._is_stopping:
            self.pulse.beat()
            await self.drain_once()
            await self._wait_for_stir(POLL_SECONDS)

    async def drain_once(self) -> None:
        """Send everything that is due now; returns when it is sent and written down, or put off."""
        async with self._draining, asyncio.TaskGroup() as group:
            failures = 0
            while self._may_go():
                self._stirred.clear()
                self.pulse.beat()
                try:
                    taken_up = await self._take_up(group)
                except DatabaseFault as error:
                    failures += 1
                    log.warning("the outbox can't be read", error=str(error))
                    await self._wait_for_stir(growing_pause(failures))
                    continue
                failures = 0
                if not taken_up and not self._stirred.is_set():
                    if not self._under_way:
                        return
                    await self._wait_for_stir(POLL_SECONDS)

    def _may_go(self) -> bool:
        return not self._is_stopping and self._duty.is_ours()

    async def _wait_for_stir(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stirred.wait()
        self._stirred.clear()

    async def _take_up(self, group: asyncio.TaskGroup) -> int:
        """Begin with what is due as far as there is room, the urgent first. How many messages that are."""
        if self._outage.is_on:
            return await self._take_up_one(group)
        return sum([await self._take_up_some(group, bulk=bulk) for bulk in (False, True)])

    async def _take_up_some(self, group: asyncio.TaskGroup, *, bulk: bool) -> int:
        if self._under_way.room(bulk=bulk) < WORTH_LOOKING:
            return 0
        rows = await self._due(bulk=bulk)
        taken_up = rows[: self._under_way.room(bulk=bulk)]
        for row in taken_up:
            self._begin(group, row, bulk=bulk)
        return len(taken_up)

    async def _take_up_one(self, group: asyncio.TaskGroup) -> int:
        """Nothing gets through: let one message try whether it does, when it is time."""
        if self._under_way or not self._outage.is_time:
            return 0
        for bulk in (False, True):
            if (row := self._outage.next_of(await self._due(bulk=bulk))) is not None:
                self._begin(group, row, bulk=bulk)
                return 1
        return 0

    def _begin(self, group: asyncio.TaskGroup, row: OwedRow, *, bulk: bool) -> None:
        self._under_way.begin(row.person_id, group.create_task(self._errands.see_through(row)), bulk=bulk)

    async def _due(self, *, bulk: bool) -> list[OwedRow]:
        """What may be begun now, the longest due first. Somebody with very many messages is not to hide the others."""
        look = LOOK
        while True:
            # Whose message comes to its end while the rows are read may still be among them: asked before.
            told, elsewhere = self._under_way.people, self._duty.elsewhere
            async with self._database.reading() as reader:
                rows = await outbox.due(reader, self._clock.now(), look, bulk=bulk)
            free = _one_for_each(rows, told, elsewhere)
            if free or len(rows) < look or look >= LOOK_AT_MOST:
                return free
            look *= 2


def _one_for_each(rows: Sequence[OwedRow], told: frozenset[int], elsewhere: frozenset[int]) -> list[OwedRow]:
    """The first message of everybody who isn't being `told` one now, but for those that are sent `elsewhere`."""
    first: dict[int, OwedRow] = {}
    for row in rows:
        if row.person_id not in told and row.id not in elsewhere:
            first.setdefault(row.person_id, row)
    return list(first.values())
