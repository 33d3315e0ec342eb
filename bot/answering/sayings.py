"""One answer on its way, where it stands in its chat, and the room that it takes (decision 26)."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from bot.ground.clock import real_seconds
from handlers.tapping.replies import Reply

LATE: Final = 5.0  # seconds after which it is asked once more whether it is this process's to say


@dataclass(slots=True, eq=False)
class Saying:
    """A reply that is to be said, and how far that has come."""

    reply: Reply
    tried: asyncio.Future[None]  # the first attempt is over, or none can be made soon
    room: asyncio.Semaphore | None = None  # that it takes while it is on its way
    failures: int = 0
    refusals: int = 0
    doubts: int = 0  # attempts at a file that may have arrived all the same
    since: float = field(default_factory=real_seconds)

    def is_late(self) -> bool:
        """Whether others may take it that nobody is at it any more."""
        return self.tried.done() or real_seconds() - self.since > LATE

    def is_tried(self) -> None:
        """Whoever waits for the first attempt goes on."""
        if not self.tried.done():
            self.tried.set_result(None)


@dataclass(slots=True, eq=False)
class Lineup:
    """What is to be said in one chat, in order."""

    sayings: deque[Saying]
    task: asyncio.Task[None] | None = None
    waits: bool = False  # for its turn, or for better times: nothing is on its way


class RoomTaken:
    """Room for what is on its way; it may be exchanged for other room meanwhile."""

    __slots__ = ("_room", "_saying")

    def __init__(self, saying: Saying, room: asyncio.Semaphore) -> None:
        self._saying = saying
        self._room = room

    async def __aenter__(self) -> None:
        await self._room.acquire()
        self._saying.room = self._room

    async def __aexit__(self, *_: object) -> None:
        room, self._saying.room = self._saying.room, None
        if room is not None:
            room.release()


async def make_room(saying: Saying, quick: asyncio.Semaphore, slow: asyncio.Semaphore) -> None:
    """Let what is slow go on where it stands in nobody's way, as far as there is room."""
    if saying.room is quick and not slow.locked():
        await slow.acquire()  # at once
        saying.room = slow
        quick.release()
