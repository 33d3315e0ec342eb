"""What was parked, once more: an update that somebody asked for goes the way of every tap (decision 41).

It stands in its person's lane, is done once, and its answer is owed. Killed at any line, the next process finds the
mark: what was done is in the inbox, which keeps it as long as the row of what was parked is there.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import structlog

from bot.ground.pauses import Sleep
from bot.ground.pulse import Pulse
from bot.receiving.intake import ToSay
from bot.receiving.lanes import LaneFull, Lanes
from bot.telegram.reading import RawUpdate, UnreadableUpdate, read
from handlers.tapping.arriving import Arrival, Late
from handlers.tapping.replies import Aside, Reply
from storage.engine.database import Database
from storage.engine.faults import DatabaseFault, NotMigrated, Unavailable
from storage.rows import parked
from storage.rows.parked import AskedFor

EVERY: Final = 3.0  # seconds
AT_ONCE: Final = 30  # updates, in one look

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Done:
    """One that needs to lie there no more once this is said."""

    update_id: int
    saying: ToSay


class Replaying:
    """Finds what is to be replayed, and sees it through: one attempt of at most `limit` seconds each."""

    def __init__(
        self,
        database: Database,
        username: str,
        act: Callable[[Late], Awaitable[ToSay]],
        say: Callable[[Reply | Aside], Awaitable[None]],
        lanes: Lanes,
        *,
        is_on_duty: Callable[[], bool] = lambda: True,
        limit: float = 20.0,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.pulse = Pulse()
        self._database = database
        self._username = username
        self._act = act
        self._say = say
        self._lanes = lanes
        self._is_on_duty = is_on_duty
        self._limit = limit
        self._sleep = sleep
        self._said: set[int] = set()  # and could not be taken off the list yet
        self._door = asyncio.Lock()

    async def run(self) -> None:
        """Look again and again, for ever."""
        while True:
            self.pulse.beat()
            await self._sleep(EVERY)
            await self.sweep()

    async def sweep(self) -> None:
        """Replay what is asked for; returns when it is said, or parked again."""
        if not self._is_on_duty():
            return
        async with self._door, asyncio.TaskGroup() as group:
            for update_id, whose in await self._found():
                group.create_task(self._take_up(update_id, whose))

    async def _found(self) -> Sequence[tuple[int, int | None]]:
        try:
            async with self._database.reading() as reader:
                return await parked.all_asked_for(reader, AT_ONCE)
        except DatabaseFault as fault:
            log.warning("the parked updates can't be read", error=str(fault))
            return ()

    async def _take_up(self, update_id: int, whose: int | None) -> None:
        try:
            await self._lanes.run(whose or update_id, lambda: self._once_more(update_id), self._end)
        except LaneFull:
            log.warning("a parked update has to wait: its person has too much waiting", update=update_id)
        except DatabaseFault as fault:
            log.warning("a parked update has to wait", update=update_id, error=str(fault))
        except Exception:
            log.exception("a parked update can't be taken up", update=update_id)

    async def _once_more(self, update_id: int) -> _Done | None:
        self.pulse.beat()
        async with self._database.reading() as reader:
            found = await parked.asked_for(reader, update_id)
        if found is None:
            return None
        if update_id in self._said:
            return _Done(update_id, None)
        try:
            async with asyncio.timeout(self._limit):
                return _Done(update_id, await self._done(found))
        except (Unavailable, NotMigrated):
            raise  # no fault of the update's: it stays asked for
        except Exception as fault:
            async with self._database.transaction() as transaction:
                parked.park_again(transaction, update_id, type(fault).__name__)
            log.exception("an update was parked again", update=update_id)
        return None

    async def _done(self, found: AskedFor) -> ToSay:
        arrived = read(_update_in(found.payload), self._username)
        if not isinstance(arrived, Arrival):
            return None  # words in a group are over, and who can be reached is found out by writing to them
        # The message that they tapped is far above by now, and the tap itself is over.
        arrival = replace(arrived, message_id=None, query_id=None)
        return await self._act(Late(arrival, found.at, found.question))

    async def _end(self, done: _Done | None) -> None:
        if done is None:
            return
        if done.saying is not None:
            await self._say(done.saying)
        self._said.add(done.update_id)
        async with self._database.transaction() as transaction:
            await parked.drop(transaction, done.update_id)
        self._said.discard(done.update_id)
        log.info("a parked update was done after all", update=done.update_id)


def _update_in(payload: str) -> RawUpdate:
    try:
        raw = json.loads(payload)
    except ValueError as fault:
        raise UnreadableUpdate("it was too long to be kept whole") from fault
    if not isinstance(raw, dict) or "update_id" not in raw:
        raise UnreadableUpdate("it could not be kept whole")
    return raw
