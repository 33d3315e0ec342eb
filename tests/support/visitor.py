"""Another process that opens a database, looks into it or backs it up, and closes it: once an order.

It has nothing else open, so that it closes the database as a person's shell or the backup does, and it has everything
imported, so that it can come between two lines of somebody else's.
"""

import asyncio
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import asyncpg
from typing_extensions import override

from storage.engine.connecting import is_postgres
from storage.engine.sqlite.database import file_of
from storage.keeping.backup import back_up
from tests.support.ordered import Ordered, take_orders


class VisitFailed(Exception):  # noqa: N818 - it says what is the matter
    """What was ordered could not be done; the text says why."""


class Visitor(Ordered):
    """`async with Visitor() as visitor:`; one visit at a time. What is in `below` is in its environment."""

    module: ClassVar[str] = "tests.support.visitor"

    def __init__(self, below: Mapping[str, str] | None = None) -> None:
        super().__init__(below)
        self.visits = 0

    async def looks(self, url: str) -> None:
        """Open the database at this address, read something, close it."""
        await self._order(url=url)

    async def backs_up(self, url: str, file: Path) -> int:
        """Do what `python -m bot backup` does. Gives how many rows are in it."""
        return await self._order(url=url, file=str(file))

    async def writes_back(self, url: str) -> None:
        """Have SQLite write its log back into the database, and empty it, as far as it can beside the bot."""
        await self._order(url=url, sql="PRAGMA wal_checkpoint(TRUNCATE)")

    @override
    async def _order(self, **order: object) -> int:
        told = await super()._order(**order)
        if isinstance(told, str):
            raise VisitFailed(f"another process could not do {order}: {told}")
        self.visits += 1
        return int(told)


def visit(**about: str) -> int | str:
    """How many rows were looked at, or why none could be."""
    try:
        return asyncio.run(_visit(**about))
    except Exception as fault:  # noqa: BLE001 - whatever it is, the test is told
        return repr(fault)


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
    take_orders(visit)
