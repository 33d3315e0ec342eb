"""Answers that an earlier process owed, or that there was no room for: told as things are now (decision 26).

The replica on duty looks after them. A tap's own time may be over by then, so that its screen is all there is to tell.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from typing import Final

import structlog

from bot.answers import PATIENCE, Answers
from bot.books import Books
from bot.limits import Sleep
from handlers.replies import Reply
from storage import answers as rows
from storage.answers import OwedAnswer
from storage.database import Database, DatabaseFault
from volunteering.clock import Clock

EVERY: Final = 2.0  # seconds; the first look waits as long, since Telegram gives again what was not acknowledged
OLD: Final = timedelta(seconds=15)  # that an answer is owed after which whoever did the act isn't at it any more
AT_ONCE: Final = 100
MOST: Final = 10_000
RENEWED: Final = 3  # looks between two signs that somebody is still at an answer

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
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._clock = clock
        self._retell = retell
        self._answers = answers
        self._books = books
        self._alone = alone
        self._is_on_duty = is_on_duty
        self._sleep = sleep
        self._from_before: set[int] = set()
        self._door = asyncio.Lock()

    async def look_back(self) -> None:
        """Before anything is received: where nobody else writes, everything owed now is an earlier process's."""
        if self._alone:
            async with self._database.reading() as reader:
                found = await rows.owed(reader, self._clock.now(), MOST)
            self._from_before = {answer.update_id for answer in found}

    async def run(self) -> None:
        """Look again and again, for ever."""
        looks = 0
        while True:
            await self._sleep(EVERY)
            looks += 1
            if not self._alone and looks % RENEWED == 0:
                self._books.renew(self._answers.under_way)
            await self.sweep()

    async def sweep(self) -> None:
        """Take up what nobody is at; returns when it was tried to tell it."""
        if not self._is_on_duty():
            return
        async with self._door:
            try:
                tries = [self._answers.retell(reply) for reply in await self._taken_up()]
            except DatabaseFault as error:
                log.warning("the answers owed can't be read", error=str(error))
                return
        if tries:
            log.info("answers are told that were owed", answers=len(tries))
            await asyncio.wait(tries, timeout=PATIENCE)

    async def _taken_up(self) -> list[Reply]:
        now = self._clock.now()
        left = self._from_before | self._answers.left
        async with self._database.reading() as reader:
            found = await rows.owed(reader, now + OLD if left else now - OLD, MOST if left else 2 * AT_ONCE)
        if len(found) < MOST:
            self._from_before &= {answer.update_id for answer in found}
        old = (now - OLD).timestamp()
        nobodys = [
            answer
            for answer in found
            if (answer.at <= old or answer.update_id in left)
            and not self._answers.is_at(answer.update_id, answer.telegram_id)
            and not self._books.has(answer.update_id)
        ][: min(AT_ONCE, self._answers.room // 2)]
        return [reply for answer in await self._claimed(nobodys) if (reply := await self._written(answer))]

    async def _claimed(self, nobodys: Iterable[OwedAnswer]) -> list[OwedAnswer]:
        """Those that no other replica has taken up, and of several screens in one message the last."""
        found = list(nobodys)
        if not found:
            return []
        now = self._clock.now()
        async with self._database.transaction() as transaction:
            claimed = [
                answer._replace(at=at)
                for answer in found
                if (at := await rows.take_up(transaction, answer.update_id, answer.at, now)) is not None
            ]
            last = {_place_of(answer): answer for answer in claimed}
            rows.told(transaction, [answer.update_id for answer in claimed if last[_place_of(answer)] is not answer])
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


def _place_of(answer: OwedAnswer) -> tuple[int, int | str]:
    return answer.telegram_id, answer.message_id if answer.message_id is not None else answer.shows
