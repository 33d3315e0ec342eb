"""Hurried bots for a whole run of tests: on a loop of its own, so that tests, each on its own loop, share it."""

import asyncio
import signal
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self

from tests.support.quick_bots import HurriedBots


class SharedBots:
    """`with SharedBots() as bots:`; one bot lives at a time."""

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="bots", daemon=True)
        self._thread.start()
        self._quick_bots = HurriedBots()
        asyncio.run_coroutine_threadsafe(self._quick_bots.__aenter__(), self._loop).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._quick_bots.__aexit__(kind, fault, trace), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def start(self, environment: Mapping[str, str], log: Path) -> int:
        """Fork a bot, as `QuickBots` does."""
        return await self._there(self._quick_bots.start(environment, log))

    async def runs(self, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path) -> int:
        """What `python -m bot` does with these arguments, in that folder, to its end. Gives its exit code."""
        await self._there(self._quick_bots.start(environment, log, arguments=arguments, folder=folder))
        return await self._there(self._quick_bots.ends())

    async def end(self, how: signal.Signals) -> int:
        """Send it a signal; returns when it is gone, with its exit code."""
        return await self._there(self._quick_bots.end(how))

    async def _there(self, order: Coroutine[Any, Any, int]) -> int:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(order, self._loop))
