"""One person at a time, many people at once.

PTB's `BaseUpdateProcessor` takes a slot first and keeps order afterwards, so that one person's waiting updates eat the
slots of everybody else (docs/telegram.md: The library). Here a slot is taken when it is a lane's turn.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


class LaneFull(Exception):  # noqa: N818 - it says what is the matter
    """This person has too much waiting already; nothing of this piece of work was begun."""


class Lanes:
    """A lane for every person with work, and `limit` slots for acts that the lanes take in turn.

    A lane holds at most `waiting` pieces of work besides the one that runs, and is gone as soon as it is empty.
    """

    def __init__(self, limit: int, *, waiting: int = 100) -> None:
        self._free = limit
        self._waiting = waiting
        self._lanes: dict[int, deque[asyncio.Future[None]]] = {}
        self._turns: deque[int] = deque()  # whose lane is next; a person stands here once at most

    def __len__(self) -> int:
        """How many people have work."""
        return len(self._lanes)

    async def run(self, person: int, act: Callable[[], Awaitable[T]], after: Callable[[T], Awaitable[None]]) -> None:
        """Act after everything this person asked for before, and when a slot is free; then do what comes after it.

        That has the lane, and no slot: what one person has to wait for holds up nobody else. Raises LaneFull, or what
        either of them raises.
        """
        if self._free and person not in self._lanes:
            self._free -= 1
            self._lanes[person] = deque()
        else:
            await self._turn_of(person)
        try:
            try:
                done = await act()
            finally:
                self._free += 1
                self._call_next()
            await after(done)
        finally:
            self._leave(person)

    async def _turn_of(self, person: int) -> None:
        lane = self._lanes.get(person)
        if lane is None:
            lane = self._lanes[person] = deque()
            self._turns.append(person)
        elif len(lane) >= self._waiting:
            raise LaneFull
        ticket: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        lane.append(ticket)
        try:
            await ticket
        except asyncio.CancelledError:
            if not ticket.cancelled():  # its turn came at the very moment it gave up: pass it on
                self._free += 1
                self._leave(person)
            raise

    def _leave(self, person: int) -> None:
        if self._lanes[person]:
            self._turns.append(person)
        else:
            del self._lanes[person]
        self._call_next()

    def _call_next(self) -> None:
        while self._free and self._turns:
            self._call(self._turns.popleft())

    def _call(self, person: int) -> None:
        lane = self._lanes[person]
        while lane:
            ticket = lane.popleft()
            if not ticket.cancelled():
                self._free -= 1
                ticket.set_result(None)
                return
        del self._lanes[person]
