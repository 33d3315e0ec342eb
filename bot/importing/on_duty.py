"""Lists that admins sent, seen to one after the other by the replica on duty, each in a process apart (decision 49).

Whichever of the two processes dies, the list is in the database, with the last sign of whoever was at it.
"""

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

from bot.ground.errors import CommandError
from bot.ground.pauses import Sleep
from bot.ground.pulse import Pulse
from bot.ground.settings import Settings
from bot.importing.orders import LONGEST, called, settings_for
from bot.keeping.apart import Apart, apart
from storage.engine.database import Database, Transaction
from storage.engine.faults import DatabaseFault
from storage.engine.retrying import written
from storage.process import sent_lists
from storage.rows import Rows
from volunteering.actions.importing.ending import end_list
from volunteering.rules.ground.clock import Clock
from volunteering.rules.ground.moment import Moment
from volunteering.rules.importing.sending import MOST_TRIES, ListEnd, ListInHand, SentList

EVERY: Final = 2.0  # seconds between two looks
PATIENCE: Final = 5.0  # seconds that whoever sees to one has to end, when this process does
HANGS: Final = LONGEST + 60.0  # seconds; whoever sees to one has an end to it by themselves before

log = structlog.stdlib.get_logger(__name__)


def list_keeper(
    database: Database, settings: Settings, clock: Clock, *, wake: Callable[[], None], is_on_duty: Callable[[], bool]
) -> "ListKeeper":
    """The one of a Yigong that serves by these settings."""
    does = apart(settings_for(settings), patience=PATIENCE)
    return ListKeeper(database, settings, clock, does, wake=wake, is_on_duty=is_on_duty)


class ListKeeper:
    """Looks for what is to be seen to; `apart` does `python -m bot import --sent …`, and tells what came of it."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        clock: Clock,
        apart: Apart,
        *,
        wake: Callable[[], None] = lambda: None,
        is_on_duty: Callable[[], bool] = lambda: True,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.pulse = Pulse(lambda: self._is_at_one)
        self._database = database
        self._settings = settings
        self._clock = clock
        self._apart = apart
        self._wake = wake
        self._is_on_duty = is_on_duty
        self._sleep = sleep
        self._is_at_one = False

    async def run(self) -> None:
        """Look again and again, for ever."""
        while True:
            self.pulse.beat()
            await self._sleep(EVERY)
            while self._is_on_duty() and await self.see_to_next():
                pass

    async def see_to_next(self) -> bool:
        """See to the list that has waited longest. Whether there was one."""
        try:
            held = await self._taken_up()
        except DatabaseFault as fault:
            log.warning("lists that were sent can't be looked for", error=str(fault))
            return False
        if held is None:
            return False
        self._is_at_one = True
        try:
            await self._see_to(held)
        finally:
            self._is_at_one = False
            self._wake()
        return True

    async def _taken_up(self) -> ListInHand | None:
        async with self._database.reading() as reader:
            sent = await sent_lists.next_to_see_to(reader, self._clock.now())
        if sent is None:
            return None

        async def take(tx: Transaction) -> ListInHand | None:
            return await self._take(tx, sent)

        return await written(self._database, take)

    async def _take(self, tx: Transaction, sent: SentList) -> ListInHand | None:
        """Take it up; one that was begun with too often is over instead, and whoever sent it is told."""
        moment = Moment(now=self._clock.now(), zone=self._settings.timezone, policy=self._settings.policy)
        held = await sent_lists.take_up(tx, sent, moment.now)
        if held is None or sent.tries < MOST_TRIES:
            return held
        await end_list(Rows(tx), held, sent, ListEnd.GIVEN_UP, moment)
        log.error("a list that was sent is given up: whoever saw to it broke off each time", list=sent.id)
        self._wake()
        return None

    async def _see_to(self, held: ListInHand) -> None:
        try:
            async with asyncio.timeout(HANGS):
                came_of_it = await self._apart("import", "--sent", called(held))
        except CommandError as fault:
            log.warning("a list that was sent could not be seen to", list=held.id, error=str(fault))
        except TimeoutError:
            log.exception("a list that was sent took too long", list=held.id)
        else:
            log.info("a list that was sent was seen to", list=held.id, outcome=came_of_it)
