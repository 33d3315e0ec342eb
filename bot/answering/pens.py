"""Files of answers, written a few at a time, with room for others meanwhile (decisions 26 and 43)."""

import asyncio
from collections.abc import Callable
from typing import Final

from bot.answering.sayings import Lineup, Saying
from handlers.tapping.replies import on_a_thread
from handlers.tapping.screen import File

AT_ONCE: Final = 2  # threads: others are for whatever else is not to hold up a tap


class Pens:
    """Two of them. `quick` and `slow` are the rooms of what is on its way; `is_late` has nobody wait for an answer."""

    def __init__(self, quick: asyncio.Semaphore, slow: asyncio.Semaphore, is_late: Callable[[Saying], None]) -> None:
        self._quick = quick
        self._slow = slow
        self._is_late = is_late
        self._free = asyncio.Semaphore(AT_ONCE)

    async def write(self, saying: Saying, line: Lineup, file: File) -> bytes:
        """Write it when there is a pen, and take room again then. Raises whatever writing it raises.

        It takes no room meanwhile, and where there is no pen, whoever brings the updates goes on to the next: two
        hundred who wait for a file are in nobody's way.
        """
        if self._free.locked():
            self._is_late(saying)
        if saying.room is not None:
            saying.room.release()
            saying.room = None
        line.waits = True
        async with self._free:
            line.waits = False
            content = await on_a_thread(file)
        room = self._slow if saying.tried.done() else self._quick
        await room.acquire()
        saying.room = room
        return content
