"""Putting a list into the tables, all of it or nothing, while everybody goes on tapping (decision 49)."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from bot.ground.errors import CommandError
from scheduling.sweeps import settle_imports
from storage.engine.database import Database, Transaction
from storage.engine.retrying import written
from storage.process import importing
from storage.rows import Rows
from volunteering.actions.importing import bring_next
from volunteering.rules.ground.clock import Clock
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy
from volunteering.rules.importing.asking import Row
from volunteering.rules.importing.progress import Progress
from volunteering.rules.volunteers import Language

_PUT_DOWN: Final = 100
"""Rows that are put down together, where nobody sees them: one short table without an index of its own."""

_BREATH: Final = 1.5
"""How long others have the database to themselves after each piece, in lengths of the piece."""
_SHORTEST_BREATH: Final = 0.002  # seconds

T = TypeVar("T")
Tells = Callable[[int], object]
"""Told how many more rows are done."""


class Importer:
    """Puts lists into a database, piece by piece, with a breath in between for whoever else writes."""

    def __init__(self, database: Database, clock: Clock, zone: ZoneInfo, language: Language) -> None:
        self._database = database
        self._clock = clock
        self._zone = zone
        self._language = language  # of people who are expected, until they say another one

    async def import_rows(
        self, rows: Sequence[Row], *, by_id: int | None, unit_id: int, name: str, tells: Tells = lambda _: None
    ) -> None:
        """All of it is there afterwards, or nothing; broken off in the middle, others bring it to the one or the other.

        Raises CommandError where it was cleared away meanwhile, because nobody seemed to be at it.
        """

        async def begin(tx: Transaction) -> int:
            return await importing.begin(
                tx,
                by_id=by_id,
                unit_id=unit_id,
                name=name,
                language=self._language,
                total=len(rows),
                now=self._clock.now(),
            )

        async def decide(tx: Transaction) -> bool:
            return await importing.decide(tx, number, self._clock.now())

        number = await written(self._database, begin)
        for first in range(0, len(rows), _PUT_DOWN):
            some = rows[first : first + _PUT_DOWN]
            await self._put_down(number, first, some)
            tells(len(some))
        if not await written(self._database, decide):
            raise _taken_for_broken_off()
        await self._go_on(number, tells)

    async def _put_down(self, number: int, first: int, rows: Sequence[Row]) -> None:
        async def put_down(tx: Transaction) -> bool:
            return await importing.put_down(tx, number, first, rows, self._clock.now())

        if not await self._piece(put_down):
            raise _taken_for_broken_off()

    async def _go_on(self, number: int, tells: Tells) -> None:
        async def bring(tx: Transaction) -> int:
            return await bring_next(Rows(tx), number, self._moment())

        while done := await self._piece(bring):
            tells(done)

    async def settle(self) -> None:
        """Bring to an end what others broke off, and what they are at: else an older list would undo a newer one."""
        await settle_imports(self._database, self._moment())
        async with self._database.reading() as reader:
            lists = await importing.under_way(reader)
        for one in lists:
            if one.state is Progress.APPLYING:
                await self._go_on(one.id, lambda _: None)

    def _moment(self) -> Moment:
        return Moment(now=self._clock.now(), zone=self._zone, policy=Policy())

    async def _piece(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        began = time.monotonic()
        came_of_it = await written(self._database, work)
        await asyncio.sleep(max((time.monotonic() - began) * _BREATH, _SHORTEST_BREATH))
        return came_of_it


def _taken_for_broken_off() -> CommandError:
    return CommandError("Nothing was imported: it took so long that it was taken for broken off. Try again")
