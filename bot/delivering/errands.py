"""Sees one message through: its turn, its claim, the attempts, and what became of it written down.

It is over when that is written down: a crash before sends the one again that was on its way, and nothing else.
"""

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

from bot.calling.pace import Pace
from bot.delivering.claims import Claims
from bot.delivering.courier import Courier, Missed, Paused, Settled
from bot.delivering.marks import Marks
from bot.delivering.outage import Outage
from bot.delivering.under_way import UnderWay
from bot.ground.outcomes import MessageOutcome
from bot.ground.pauses import Sleep, growing_pause
from handlers.doors.notices import kind_of
from storage.engine.faults import DatabaseFault
from storage.rows.outbox import OwedRow

TRIES: Final = 5  # in a row, before a message is put off

_TELEGRAMS: Final = frozenset[MessageOutcome]({"sent", "failed"})  # by its word

Observe = Callable[[str, MessageOutcome], None]

log = structlog.stdlib.get_logger(__name__)


class Errands:
    """One for each message under way. `may_go` says whether messages are still this process's to send."""

    def __init__(
        self,
        courier: Courier,
        claims: Claims,
        marks: Marks,
        pace: Pace,
        under_way: UnderWay,
        outage: Outage,
        may_go: Callable[[], bool],
        *,
        observe: Observe | None,
        unheard: Callable[[], None],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._courier = courier
        self._claims = claims
        self._marks = marks
        self._pace = pace
        self._under_way = under_way
        self._outage = outage
        self._may_go = may_go
        self._observe = observe
        self._unheard = unheard
        self._sleep = sleep

    async def see_through(self, row: OwedRow) -> None:
        """Return when it is sent or can't be, or put off, and that is written down; or when it stays owed as it is:

        it is others' to send, or nothing gets through to Telegram.
        """
        settled = self._courier.refused(row)
        if settled is not None:
            await self._settle(row, settled)
            return
        attempts = failures = through = 0
        while True:
            turn = await self._turn(row, attempts)
            if not self._may_go():
                await self._leave(row, attempts)
                return
            attempts += 1
            trouble = await self._send(row, turn)
            if trouble is None:
                return
            if isinstance(trouble, Missed):
                failures += 1
                through = self._outage.through if failures == 1 else through
                if self._waits_for_others(row, trouble, failures, through):
                    await self._leave(row, attempts)
                    self._count(row, "put off")
                    return
                if failures == TRIES:
                    await self._settle(row, self._courier.put_off(row, trouble))
                    return
                await self._sleep(growing_pause(failures))

    def _waits_for_others(self, row: OwedRow, missed: Missed, failures: int, through: int) -> bool:
        """Whether it isn't this message that has trouble; once that is known, one failure is enough."""
        is_known = self._outage.is_on or failures == TRIES
        return missed.is_telegrams and is_known and self._outage.fails(row.id, through_before=through)

    async def _turn(self, row: OwedRow, attempts: int) -> float | None:
        """The instant of its turn, which is waited for; none where a message is only brought up to date."""
        if row.message_id is not None and not attempts:
            return None
        return await self._pace.turn(_chat_of(row))

    async def _leave(self, row: OwedRow, attempts: int) -> None:
        """It stays owed, and whoever is to send it need not wait until a claim is over."""
        if attempts:
            await self._marks.write(self._claims.release(row.id))

    async def _send(self, row: OwedRow, turn: float | None) -> Paused | Missed | None:
        """One attempt, on its way until what became of it is written down. None when it is; else it waits again."""
        with self._under_way.sending(row.person_id):
            attempt = await self._attempt(row)
            if turn is not None:
                self._pace.arrived(turn)
            if isinstance(attempt, Paused) or (isinstance(attempt, Settled) and attempt.outcome in _TELEGRAMS):
                self._outage.gets_through()
            if isinstance(attempt, Settled):
                await self._settle(row, attempt)
                return None
        if isinstance(attempt, Paused):
            log.warning("Telegram asked for a pause", seconds=attempt.seconds)
            self._pace.refused(_chat_of(row), attempt.seconds)  # its next turn comes after that
        else:
            log.warning("a message could not be sent", row=row.id, error=attempt.error)
        return attempt

    async def _attempt(self, row: OwedRow) -> Settled | Paused | Missed:
        try:
            grant = await self._claims.claim(row.id)
        except DatabaseFault as error:
            return Missed(f"{type(error).__name__}: {error}")
        if grant is None:
            return Settled("settled by others", None)
        return await self._courier.attempt(row, grant)

    async def _settle(self, row: OwedRow, settled: Settled) -> None:
        if settled.mark is not None:
            await self._marks.write(settled.mark)
        if settled.unheard:
            self._unheard()
        self._count(row, settled.outcome)

    def _count(self, row: OwedRow, outcome: MessageOutcome) -> None:
        if self._observe is not None:
            self._observe(kind_of(row), outcome)


def _chat_of(row: OwedRow) -> int:
    return row.telegram_id or 0  # nobody without a number comes so far
