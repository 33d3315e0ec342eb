"""A town whose database other processes open and close, at every kill of its bot."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override

from storage.engine.connecting import is_postgres
from storage.engine.sqlite.database import file_of
from tests.support.open_files import CAN_BE_SEEN, HeldLog
from tests.support.visitor import Visitor
from tests.torture.fragile import FragileTown, town_of


class VisitedTown(FragileTown):
    """Before a bot dies, or after it has, somebody else looks into its database or backs it up; half of the time each.

    This process has the database open as well, and lets go of it for that long: it would hold what the bot has to hold
    itself, and its own closing is one more.
    """

    def __init__(self, *about: Any, visitor: Visitor) -> None:
        super().__init__(*about)
        self.visitor = visitor
        self.looks = 0  # at what the bot has of its files
        self._draws = random.Random(self.seed)
        self._backup = self._log_file.with_name("city.zip")
        self._alone = asyncio.Lock()  # who asks the database, or has let go of it

    @override
    async def number(self, sql: str, **values: int | str | None) -> int:
        async with self._alone:
            return await super().number(sql, **values)

    @override
    async def _is_killed_now(self) -> None:
        is_before = self._draws.random() < 0.5
        if is_before:
            await self._is_visited()
        self._look_what_it_holds()
        await super()._is_killed_now()
        if not is_before:
            await self._is_visited()

    async def _is_visited(self) -> None:
        async with self._alone:
            before = self._held()
            await self._let_go()
            try:
                await self._visit()
                # One that was only just starting may have come to serve meanwhile.
                assert before in (None, self._held()), "another process's visit has changed what the bot holds"
            finally:
                await self._take_up()

    async def _visit(self) -> None:
        if self._draws.random() < 0.5:
            await self.visitor.looks(self.database_url)
        else:
            await self.visitor.backs_up(self.database_url, self._backup)

    async def _let_go(self) -> None:
        if not is_postgres(self.database_url):
            await self.database.close()

    async def _take_up(self) -> None:
        if not is_postgres(self.database_url):
            await self.database.open()

    def _look_what_it_holds(self) -> None:
        if (held := self._held()) is not None:
            held.check()
            self.looks += 1

    def _held(self) -> HeldLog | None:
        """What the bot has of its files; None on PostgreSQL, and for one that is gone or has not opened them yet."""
        has_files = self.serves.is_set() and self.lives and not is_postgres(self.database_url)
        return HeldLog.by(self.pid, file_of(self.database_url)) if has_files and CAN_BE_SEEN else None


@asynccontextmanager
async def visited_town(
    database_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, *, seed: int
) -> AsyncIterator[VisitedTown]:
    """A town on a Monday morning, its bot serving."""
    async with (
        Visitor() as visitor,
        town_of(partial(VisitedTown, visitor=visitor), database_url, folder, monkeypatch, seed=seed) as place,
    ):
        yield place
