"""Two processes at the same moment: one is halted before a statement, while the other does all of its own.

    with halting(monkeypatch):
        reached = await meanwhile(first, 3, second, watcher)

On PostgreSQL alone: on SQLite whoever writes has the database to themselves from beginning to end.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

import asyncpg
import pytest

from storage.engine import postgres
from storage.engine.database import Database

WAITS: Final = """
    SELECT COUNT(*) AS n FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active'
"""
_TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
LOOKS_EVERY: Final = 0.003  # seconds
BEFORE_IT_COUNTS: Final = 2  # looks in a row


class Halt:
    """Stops whoever has it before their statement of that number, until they are told to go on."""

    def __init__(self, at: int) -> None:
        self._left = at
        self.is_there = asyncio.Event()
        self.goes_on = asyncio.Event()

    @property
    def is_passed(self) -> bool:
        """Whether there were fewer statements."""
        return self._left > 0

    async def step(self) -> None:
        """One more statement is about to go."""
        self._left -= 1
        if self._left == 0:
            self.is_there.set()
            await self.goes_on.wait()


_HALT: ContextVar[Halt | None] = ContextVar("halt", default=None)


@contextmanager
def halting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever has a `Halt` is stopped by it."""
    transaction: Any = postgres._PostgresTransaction
    rows: Any = postgres._rows

    async def stop() -> None:
        if (halt := _HALT.get()) is not None:
            await halt.step()

    async def asked(connection: Any, query: Any) -> Any:
        await stop()
        return await rows(connection, query)

    def stopping(name: str) -> Callable[..., Awaitable[Any]]:
        there = getattr(transaction, name)

        async def stopped(self: Any, *values: Any) -> Any:
            await stop()
            return await there(self, *values)

        return stopped

    with monkeypatch.context() as patch:
        patch.setattr(postgres, "_rows", asked)
        for name in ("_change", "_finish", "_write"):
            patch.setattr(transaction, name, stopping(name))
        yield


async def meanwhile(
    first: Callable[[], Awaitable[Any]], at: int, second: Callable[[], Coroutine[Any, Any, Any]], watcher: Database
) -> bool:
    """The second does its own before the first's statement of that number, or waits for it.

    False: the first has no such statement, is done, and the second hasn't begun.
    """
    halt = Halt(at)

    async def halted() -> None:
        _HALT.set(halt)
        try:
            await first()
        finally:
            halt.is_there.set()

    async with asyncio.TaskGroup() as group:
        one = group.create_task(halted())
        await halt.is_there.wait()
        if halt.is_passed:
            return False
        two = group.create_task(second())
        await _done_or_waiting(two, watcher)
        halt.goes_on.set()
    assert one.done()
    return True


async def _done_or_waiting(task: "asyncio.Task[Any]", watcher: Database) -> None:
    waiting = 0
    while not task.done() and waiting < BEFORE_IT_COUNTS:
        await asyncio.wait((task,), timeout=LOOKS_EVERY)
        async with watcher.reading() as reader:
            row = await reader.one(WAITS)
        waiting = waiting + 1 if row and row["n"] else 0


class KeptDatabase:
    """How a database was at a moment, kept within itself: in milliseconds it is so again."""

    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]", back: str) -> None:
        self._connection = connection
        self._back = back

    @classmethod
    async def now(cls, url: str) -> "KeptDatabase":
        """As it is at this moment."""
        connection = await asyncpg.connect(url)
        tables = [row["tablename"] for row in await connection.fetch(_TABLES)]
        await connection.execute(
            "DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept; SET session_replication_role = replica"
        )
        back = []
        for table in tables:
            await connection.execute(f"CREATE TABLE kept.{table} AS TABLE public.{table}")
            back.append(f"DELETE FROM public.{table}; INSERT INTO public.{table} SELECT * FROM kept.{table}")
        for row in await connection.fetch(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
        ):
            is_called = row["last_value"] is not None
            back.append(f"SELECT setval('public.{row['sequencename']}', {row['last_value'] or 1}, {is_called})")
        return cls(connection, ";".join(back))

    async def back(self) -> None:
        """Everything is as it was then."""
        await self._connection.execute(self._back)

    async def close(self) -> None:
        """Let go of it."""
        await self._connection.close()
