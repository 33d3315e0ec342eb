"""Takes one message that is owed to its reader, once, and says what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from telegram.error import TelegramError

from bot.delivering.claims import Grant
from bot.delivering.marks import Mark
from bot.ground.errors import AskedToWait
from bot.ground.outcomes import MessageOutcome
from bot.ground.pauses import growing_pause
from bot.telegram.refusals import REFUSALS, is_out_of_reach
from handlers.doors.notices import waits_until, write
from handlers.noticing.writing import WrittenNotice
from handlers.tapping.messenger import Messenger
from handlers.tapping.tap import Organisation
from storage.engine.database import Database, Reader, Transaction
from storage.engine.faults import DatabaseFault
from storage.rows import outbox
from storage.rows.outbox import OwedRow
from storage.rows.volunteers import set_reachable
from volunteering.rules.ground.clock import Clock
from words.words import Words

MOST_ATTEMPTS = 30
"""At what we can't write ourselves: with pauses that grow from half a minute to an hour these last a day."""

FIRST_PAUSE = 30.0
LONGEST_PAUSE = 3600.0

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of it, and how to write that down."""

    outcome: MessageOutcome
    mark: Mark | None
    unheard: bool = False  # its reader is out of reach, and somebody else has to hear of it


@dataclass(frozen=True, slots=True)
class Paused:
    """Telegram asked for a pause of so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Missed:
    """It did not work; it may in a moment."""

    error: str
    is_ours: bool = False  # not the network's or the database's fault, which end one day
    is_telegrams: bool = False  # it did not get through to Telegram, or back


class Courier:
    """Knows how a message is written and sent; when, it is told."""

    def __init__(self, database: Database, messenger: Messenger, organisation: Organisation, clock: Clock) -> None:
        self._database = database
        self._messenger = messenger
        self._organisation = organisation
        self._clock = clock

    async def attempt(self, row: OwedRow, grant: Grant) -> Settled | Paused | Missed:
        """Write it as things are now, and send it while the grant lasts. Raises nothing but cancellation."""
        try:
            return await self._deliver(row, grant)
        except AskedToWait as error:
            return Paused(error.seconds)
        except REFUSALS as error:
            if is_out_of_reach(error):
                return self._out_of_reach(row, error)
            log.error("Telegram refuses a message", row=row.id, key=row.key, error=error.message)  # noqa: TRY400
            return self.failed(row, error.message)
        except TelegramError as error:
            return Missed(f"{type(error).__name__}: {error}", is_telegrams=True)
        except DatabaseFault as error:
            return Missed(f"{type(error).__name__}: {error}")
        except Exception as error:
            log.exception("a message could not be written", row=row.id, key=row.key)
            return Missed(type(error).__name__, is_ours=True)

    def put_off(self, row: OwedRow, missed: Missed) -> Settled:
        """Not now: later, with pauses that grow. Only a fault of ours has an end: Telegram has not refused it."""
        if missed.is_ours and row.attempts + 1 >= MOST_ATTEMPTS:
            log.error("a message was given up", row=row.id, key=row.key, error=missed.error)
            return self.failed(row, missed.error)
        pause = growing_pause(row.attempts + 1, first=FIRST_PAUSE, most=LONGEST_PAUSE)
        at = self._now + timedelta(seconds=pause)
        return Settled("put off", lambda tx: outbox.again(tx, row.id, at, missed.error))

    def failed(self, row: OwedRow, error: str) -> Settled:
        """It will never be sent."""
        now = self._now
        return Settled("failed", lambda tx: outbox.failed(tx, row.id, error, now))

    def refused(self, row: OwedRow) -> Settled | None:
        """What needn't be tried: nobody is there to read it, or this version of Yigong doesn't understand it."""
        if row.telegram_id is None or not row.has_reader:
            return self._dropped(row)
        if not row.reachable:
            return self._unheard(row)
        return self.failed(row, outbox.NOT_UNDERSTOOD) if row.notice is None else None

    @property
    def _now(self) -> datetime:
        return self._clock.now()

    def _dropped(self, row: OwedRow) -> Settled:
        now = self._now
        return Settled("dropped", lambda tx: outbox.dropped(tx, row.id, now))

    def _unheard(self, row: OwedRow) -> Settled:
        now = self._now

        def mark(tx: Transaction) -> None:
            outbox.dropped(tx, row.id, now)
            if row.notice is not None:
                outbox.unheard(tx, row.id)

        return Settled("dropped", mark, unheard=row.letter_id is None)

    def _out_of_reach(self, row: OwedRow, error: TelegramError) -> Settled:
        now = self._now

        def mark(tx: Transaction) -> None:
            outbox.failed(tx, row.id, error.message, now)
            outbox.unheard(tx, row.id)
            if row.telegram_id is not None:
                set_reachable(tx, row.telegram_id, reachable=False)

        return Settled("failed", mark, unheard=row.letter_id is None)

    async def _deliver(self, row: OwedRow, grant: Grant) -> Settled:
        async with self._database.reading() as reader:
            until = await waits_until(reader, self._words(row), self._organisation.policy, row)
            if until is not None:
                return Settled("put off", lambda tx: outbox.kept(tx, row.id, row.message_id, until))
            message = await self._write(reader, row)
        if message is None or row.telegram_id is None:
            return self._dropped(row)
        async with grant.lasting():
            message_id = await self._messenger.show(row.telegram_id, row.message_id, message.screen)
        if message.menu:
            await self._renew_menu(row.telegram_id, message.menu)
        return self._sent(row, message_id, message)

    async def _write(self, reader: Reader, row: OwedRow) -> WrittenNotice | None:
        organisation = self._organisation
        return await write(reader, self._words(row), organisation.policy, row, organisation.entrance)

    def _words(self, row: OwedRow) -> Words:
        return Words(row.language, self._organisation.zone, self._now, lasts=True)

    async def _renew_menu(self, chat_id: int, menu: Sequence[tuple[str, str]]) -> None:
        try:
            await self._messenger.set_menu(chat_id, menu)
        except TelegramError as error:
            # The message has gone out and says what is new; every command works without being in the menu.
            log.warning("a menu of commands could not be set", error=error.message)

    def _sent(self, row: OwedRow, message_id: int, message: WrittenNotice) -> Settled:
        now, again_in = self._now, message.again_in

        def mark(tx: Transaction) -> None:
            if again_in is None:
                outbox.done(tx, row.id, message_id, now)
            else:
                outbox.kept(tx, row.id, message_id, now + again_in)
            if message.once_sent is not None:
                message.once_sent(tx)

        return Settled("sent", mark)
