"""How often a test asked SQLite: the ways to its thread and back, and the questions answered at a glance."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import aiosqlite
import pytest

from storage.engine.sqlite.database import SqliteReader


@contextmanager
def hops_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Counts them. What a reader asks is one, were it asked in the thread after all."""
    hops: list[str] = []
    there: Any = aiosqlite.Connection._execute
    asked: Any = SqliteReader._read

    async def counted(connection: aiosqlite.Connection, function: Any, *values: Any, **named: Any) -> Any:
        hops.append(function.__name__)
        return await there(connection, function, *values, **named)

    async def counted_read(reader: SqliteReader, queries: Any) -> Any:
        before = len(hops)
        answers = await asked(reader, queries)
        hops[before:] = ["read"]
        return answers

    with monkeypatch.context() as patch:
        patch.setattr(aiosqlite.Connection, "_execute", counted)
        patch.setattr(SqliteReader, "_read", counted_read)
        yield hops
