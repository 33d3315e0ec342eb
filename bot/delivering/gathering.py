"""Many small questions or writes in one hop: while one hop is under way, what comes gathers for the next."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class _Gathered(Generic[T, R]):
    def __init__(self) -> None:
        self.items: list[T] = []
        self.outcome: asyncio.Future[R] | None = None


class Gathering(Generic[T, R]):
    """`hop` is called with what has gathered; what it gives, or raises, is the answer to everybody in it."""

    def __init__(self, hop: Callable[[list[T]], Awaitable[R]]) -> None:
        self._hop = hop
        self._next: _Gathered[T, R] = _Gathered()
        self._door = asyncio.Lock()

    async def add(self, item: T) -> R:
        """Join the next hop, and give its answer. Whoever is cancelled meanwhile has still said what they said."""
        batch = self._next
        batch.items.append(item)
        async with self._door:
            outcome = batch.outcome or await self._go(batch)
        return outcome.result()

    async def _go(self, batch: _Gathered[T, R]) -> asyncio.Future[R]:
        """Whoever is first at the door goes for all; cancelled on the way, it leaves that to the second."""
        if self._next is batch:
            self._next = _Gathered()
        outcome: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        try:
            outcome.set_result(await self._hop(batch.items))
        except Exception as fault:  # noqa: BLE001 - it is raised in each of them
            outcome.set_exception(fault)
        batch.outcome = outcome
        return outcome
