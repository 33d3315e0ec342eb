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
from volunteering.actions.importing.bringing import bring_next
from volunteering.rules.ground.clock import Clock
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy
from volunteering.rules.importing.asking import Row
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import ListSentBefore
from volunteering.rules.volunteers import Language

_PUT_DOWN: Final = 50
"""Rows that are put down together, where nobody sees them: one short table without an index of its own."""

_BREATH: Final = 2
"""How long others have the database to themselves after each piece, in lengths of the piece."""
_SHORTEST_BREATH: Final = 0.002  # seconds

T = TypeVar("T")
Tells = Callable[[int], object]
"""Told how many more rows are done."""

Asks = Callable[[Transaction], Awaitable[None]]
"""Raises where a list is not to be decided on after all."""


async def nothing_more(_: Transaction) -> None:
    """Nobody need be asked."""


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
        number = await self.put_down(rows, by_id=by_id, unit_id=unit_id, name=name, tells=tells)
        await self.decide(number)
        await self.go_on(number, tells)

    async def put_down(
        self,
        rows: Sequence[Row],
        *,
        by_id: int | None,
        unit_id: int,
        name: str,
        sent: ListSentBefore | None = None,
        tells: Tells = lambda _: None,
    ) -> int:
        """Put them down where nobody sees them. Gives the list's number."""

        async def begin(tx: Transaction) -> int:
            return await importing.begin(
                tx,
                by_id=by_id,
                unit_id=unit_id,
                name=name,
                language=self._language,
                total=len(rows),
                now=self._clock.now(),
                sent=sent,
            )

        number = await written(self._database, begin)
        for first in range(0, len(rows), _PUT_DOWN):
            some = rows[first : first + _PUT_DOWN]
            await self._put_down(number, first, some)
            tells(len(some))
        return number

    async def decide(self, number: int, asks: Asks = nothing_more) -> None:
        """All of it is going to be there; `asks` raises, in the same transaction, where it is not to be.

        Raises CommandError where it was cleared away meanwhile.
        """

        async def decide(tx: Transaction) -> None:
            await asks(tx)
            if not await importing.decide(tx, number, self._clock.now()):
                raise _taken_for_broken_off()

        await written(self._database, decide)

    async def clear_away(self, number: int) -> None:
        """Take one away that is not to be decided on."""

        async def clear(tx: Transaction) -> bool:
            return await importing.clear_away(tx, number)

        while not await self._piece(clear):
            pass

    async def _put_down(self, number: int, first: int, rows: Sequence[Row]) -> None:
        async def put_down(tx: Transaction) -> bool:
            return await importing.put_down(tx, number, first, rows, self._clock.now())

        if not await self._piece(put_down):
            raise _taken_for_broken_off()

    async def go_on(self, number: int, tells: Tells = lambda _: None) -> None:
        """Put what is left of a list that was decided on into the tables."""

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
                await self.go_on(one.id)

    def _moment(self) -> Moment:
        return Moment(now=self._clock.now(), zone=self._zone, policy=Policy())

    async def _piece(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        began = time.monotonic()
        came_of_it = await written(self._database, work)
        await asyncio.sleep(max((time.monotonic() - began) * _BREATH, _SHORTEST_BREATH))
        return came_of_it


def _taken_for_broken_off() -> CommandError:
    return CommandError("Nothing was imported: it took so long that it was taken for broken off. Try again")
