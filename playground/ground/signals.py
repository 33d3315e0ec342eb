"""Waiting for something to change, without looking again and again."""

import asyncio
from collections.abc import Callable


class Signal:
    """Wakes everybody who waits at the moment it is sent, and remembers nothing."""

    __slots__ = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def send(self) -> None:
        """Wake everybody who waits."""
        if not self._waiting:
            return
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def wait(self, seconds: float | None = None) -> bool:
        """Wait for the next signal; False if it did not come within that many seconds."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout(seconds):
                await future
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True

    async def until(self, condition: Callable[[], bool], seconds: float) -> None:
        """Wait until the condition holds, looking at every signal; raises TimeoutError after that many seconds."""
        async with asyncio.timeout(seconds):
            while not condition():
                await self.wait()
