"""Being at a list that was sent: a sign of life every few seconds, until nobody is to be at it any more."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, TypeVar

from bot.ground.errors import each_in
from storage.engine.database import Database, Transaction
from storage.engine.faults import DatabaseFault
from storage.engine.retrying import written
from storage.process import sent_lists
from volunteering.rules.ground.clock import Clock
from volunteering.rules.importing.sending import ListInHand

EVERY: Final = 5.0  # seconds between two signs of life; it is left alone after thirty

T = TypeVar("T")


class NotInHand(Exception):  # noqa: N818 - it says what is the matter
    """It was taken back, or somebody else is at it: whatever was found out about it is nobody's."""


class Hold:
    """`held` is what the list is known by as ours."""

    def __init__(self, database: Database, clock: Clock, held: ListInHand, *, every: float = EVERY) -> None:
        self.held = held
        self._database = database
        self._clock = clock
        self._every = every

    async def during(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do the work, vouching for the list meanwhile. Raises what it raises, and NotInHand."""
        over, doing = asyncio.Event(), asyncio.ensure_future(work())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._vouch_until(over))
                await asyncio.wait({doing})
                over.set()  # a sign that is being given is given, so that it is known when it was
        except BaseExceptionGroup as faults:
            fault = next(each_in(faults))
            raise fault from None
        finally:
            doing.cancel()
        return await doing

    async def _vouch_until(self, over: asyncio.Event) -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), self._every)
            if not over.is_set():
                with suppress(DatabaseFault):  # what is done with the list will say so as well
                    await self.vouch()

    async def vouch(self) -> None:
        """One sign of life. Raises NotInHand."""

        async def vouch(tx: Transaction) -> ListInHand | None:
            return await sent_lists.vouch(tx, self.held, self._clock.now())

        held = await written(self._database, vouch)
        if held is None:
            raise NotInHand
        self.held = held
