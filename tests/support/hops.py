"""How often a test went to SQLite's thread and back: what a transaction costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import aiosqlite
import pytest


@contextmanager
def hops_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Counts the ways to aiosqlite's thread."""
    hops: list[str] = []
    there: Any = aiosqlite.Connection._execute

    async def counted(connection: aiosqlite.Connection, function: Any, *values: Any, **named: Any) -> Any:
        hops.append(function.__name__)
        return await there(connection, function, *values, **named)

    with monkeypatch.context() as patch:
        patch.setattr(aiosqlite.Connection, "_execute", counted)
        yield hops
