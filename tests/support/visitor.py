"""Another process that opens a database, looks into it or backs it up, and closes it: once an order.

It has nothing else open, so that it closes the database as a person's shell or the backup does, and it has everything
imported, so that it can come between two lines of somebody else's.
"""

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import asyncpg

from storage.backup import back_up
from storage.database import is_postgres
from storage.sqlite import file_of

_ROOT: Final = Path(__file__).parents[2]


class VisitFailed(Exception):  # noqa: N818 - it says what is the matter
    """What was ordered could not be done; the text says why."""


class Visitor:
    """`async with Visitor() as visitor:`; one visit at a time. What is in `below` is in its environment."""

    def __init__(self, below: Mapping[str, str] | None = None) -> None:
        self.visits = 0
        self._below = below or {}

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-W", "error", "-m", "tests.support.visitor",
            cwd=_ROOT, env={"PATH": os.environ["PATH"], **self._below},
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._process.communicate(b"")  # closes its input, and waits

    async def looks(self, url: str) -> None:
        """Open the database at this address, read something, close it."""
        await self._order({"url": url})

    async def backs_up(self, url: str, file: Path) -> int:
        """Do what `python -m bot backup` does. Gives how many rows are in it."""
        return await self._order({"url": url, "file": str(file)})

    async def writes_back(self, url: str) -> None:
        """Have SQLite write its log back into the database, and empty it, as far as it can beside the bot."""
        await self._order({"url": url, "sql": "PRAGMA wal_checkpoint(TRUNCATE)"})

    async def _order(self, order: Mapping[str, str]) -> int:
        streams = self._process
        assert streams.stdin is not None
        assert streams.stdout is not None
        streams.stdin.write(json.dumps(order).encode() + b"\n")
        told = json.loads(await streams.stdout.readline())
        if isinstance(told, str):
            raise VisitFailed(f"another process could not do {order}: {told}")
        self.visits += 1
        return int(told)


def main() -> None:
    """Take orders until nobody is left to give any."""
    for line in sys.stdin:
        told: int | str
        try:
            told = asyncio.run(_visit(**json.loads(line)))
        except Exception as fault:  # noqa: BLE001 - whatever it is, the test is told
            told = repr(fault)
        print(json.dumps(told), flush=True)  # noqa: T201 - it is read by whoever gave the order


async def _visit(url: str, file: str = "", sql: str = "SELECT COUNT(*) FROM people") -> int:
    if file:
        return (await back_up(url, Path(file), now=datetime.fromtimestamp(0, UTC), progress=lambda *_: None)).rows
    if is_postgres(url):
        connection = await asyncpg.connect(url)
        try:
            return int(await connection.fetchval(sql))
        finally:
            await connection.close()
    with closing(sqlite3.connect(file_of(url))) as database:
        return int(database.execute(sql).fetchone()[0])


if __name__ == "__main__":
    main()
