"""Answers that an earlier process owed, or that there was no room for: told as things are now (decision 26).

The replica on duty looks after them. A tap's own time may be over by then, so that its screen is all there is to tell.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.answering.answers import PATIENCE, Answers
from bot.answering.books import Books
from bot.ground.pauses import Sleep
from bot.ground.pulse import Pulse
from handlers.tapping.replies import Reply
from storage.engine.database import Database
from storage.engine.faults import DatabaseFault
from storage.process import answers as rows
from storage.process.answers import OwedAnswer
from volunteering.rules.ground.clock import Clock

EVERY: Final = 2.0  # seconds; the first look waits as long, since Telegram gives again what was not acknowledged
# An answer owed for so long is nobody's: whoever did the act is not at it any more. Nor where that was so much later
# than now: the clock has been put back since.
OLD: Final = timedelta(seconds=15)
AT_ONCE: Final = 30  # people, in one look
A_SECOND: Final = 15  # people: half of what Telegram takes, so that the other half is there for whoever writes now
MOST: Final = 10_000
RENEWED: Final = 2  # looks between two signs that somebody is still at an answer

log = structlog.stdlib.get_logger(__name__)


class Leftovers:
    """Finds what is owed and hands it to `answers`; `alone` where nobody else writes in this database."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        retell: Callable[[OwedAnswer], Awaitable[Reply | None]],
        answers: Answers,
        books: Books,
        *,
        alone: bool,
        is_on_duty: Callable[[], bool] = lambda: True,
        is_in_line: Callable[[int], bool] = lambda _: False,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.pulse = Pulse()
        self._database = database
        self._clock = clock
        self._retell = retell
        self._answers = answers
        self._books = books
        self._alone = alone
        self._is_on_duty = is_on_duty
        self._is_in_line = is_in_line  # an update that waits here to be done
        self._sleep = sleep
        self._from_before: set[int] = set()
        self._door = asyncio.Lock()

    async def look_back(self) -> None:
        """Before anything is received: where nobody else writes, everything owed now is an earlier process's."""
        if self._alone:
            self._from_before = {answer.update_id for answer in await self._found(self._clock.now(), timedelta())}

    async def run(self) -> None:
        """Look again and again, for ever."""
        looks = 0
        while True:
            self.pulse.beat()
            await self._sleep(EVERY)
            looks += 1
            if not self._alone and looks % RENEWED == 0:
                self._books.renew(self._answers.under_way)
            await self.sweep()

    async def sweep(self) -> None:
        """Take up what nobody is at; returns when it was tried to tell it.

        One person after the other: nobody is looking at their telephone for it, and thousands at once would be more
        than Telegram takes, and hold up whoever writes now.
        """
        if not self._is_on_duty():
            return
        async with self._door:
            tries: list[asyncio.Future[None]] = []
            try:
                for nobodys in await self._nobodys():
                    if tries:
                        await self._sleep(1 / A_SECOND)
                    tries += [self._answers.retell(reply) for reply in await self._taken_up(nobodys)]
            except DatabaseFault as error:
                log.warning("the answers owed can't be read", error=str(error))
        if tries:
            log.info("answers are told that were owed", answers=len(tries))
            await asyncio.wait(tries, timeout=PATIENCE)

    async def _found(self, now: datetime, old: timedelta) -> list[OwedAnswer]:
        async with self._database.reading() as reader:
            return await rows.owed(reader, 2 * AT_ONCE if old else MOST, before=now - old, beyond=now + old)

    async def _nobodys(self) -> Sequence[Sequence[OwedAnswer]]:
        """What nobody is at, by whom it is owed to: the longest first."""
        found = await self._found(self._clock.now(), timedelta() if self._left else OLD)
        if len(found) < MOST:
            self._from_before &= {answer.update_id for answer in found}
        people = defaultdict[int, list[OwedAnswer]](list)
        for answer in found:
            if self._is_nobodys(answer):
                people[answer.telegram_id].append(answer)
        return list(people.values())[: min(AT_ONCE, self._answers.room // 2)]

    @property
    def _left(self) -> frozenset[int]:
        return self._answers.left | self._from_before

    def _is_nobodys(self, answer: OwedAnswer) -> bool:
        age = self._clock.now().timestamp() - answer.at
        return (
            (abs(age) >= OLD.total_seconds() or answer.update_id in self._left)
            and not self._answers.is_at(answer.update_id, answer.telegram_id)
            and not self._is_in_line(answer.update_id)
            and not self._books.has(answer.update_id)
        )

    async def _taken_up(self, answers: Sequence[OwedAnswer]) -> list[Reply]:
        """What one person is to be told, as things are now."""
        claimed = await self._claimed([answer for answer in answers if self._is_nobodys(answer)])
        return [reply for answer in claimed if (reply := await self._written(answer))]

    async def _claimed(self, found: Sequence[OwedAnswer]) -> list[OwedAnswer]:
        """Those that no other replica has taken up, and of several screens in one message the last."""
        if not found:  # Telegram gave it again meanwhile
            return []
        now = self._clock.now()
        async with self._database.transaction() as transaction:
            claimed = [
                answer._replace(at=at)
                for answer in found
                if (at := await rows.take_up(transaction, answer.update_id, answer.at, now)) is not None
            ]
            last = {_bubble_of(answer): answer for answer in claimed}
            rows.told(transaction, [answer.update_id for answer in claimed if last[_bubble_of(answer)] is not answer])
        self._from_before -= {answer.update_id for answer in found}
        return list(last.values())

    async def _written(self, answer: OwedAnswer) -> Reply | None:
        try:
            reply = await self._retell(answer)
        except DatabaseFault as error:
            log.warning("an answer that is owed can't be written yet", update=answer.update_id, error=str(error))
            self._from_before.add(answer.update_id)
            return None
        except Exception:
            log.exception("an answer that is owed can't be written", update=answer.update_id)
            reply = None
        if reply is None:
            async with self._database.transaction() as transaction:
                rows.told(transaction, [answer.update_id])
        return reply


def _bubble_of(answer: OwedAnswer) -> int | str:
    """Where a person sees it."""
    return answer.message_id if answer.message_id is not None else answer.shows
