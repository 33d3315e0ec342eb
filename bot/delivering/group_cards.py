"""Cards in groups, kept up to date: what is owed there is what a card would show now and doesn't (decision 79).

Nothing is written when somebody signs up. The replica on duty follows the journal, which notes whatever changes an
activity, by whichever version; at its start, and once an hour, it looks at every card. When a group may be told
something next is kept in its row, written before it is told: through restarts and replicas at most one thing in five
seconds, which is twelve a minute where Telegram takes twenty. However many sign up meanwhile, it is one edit.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Final, Protocol

import structlog
from telegram.error import ChatMigrated, TelegramError

from bot.calling.pace import Pace
from bot.ground.errors import AskedToWait
from bot.ground.pauses import Sleep
from bot.ground.pulse import Pulse
from bot.telegram.refusals import REFUSALS, is_card_gone
from handlers.groups.screens import cards as screens
from handlers.tapping.screen import Invitation, Link, Press, Screen
from handlers.tapping.tap import Organisation
from storage.engine.database import Database, Transaction
from storage.engine.faults import DatabaseFault
from storage.engine.retrying import written
from storage.rows import groups
from storage.views.groups import Place, card_in, every_card, greeting_of, newest_note, touched
from volunteering.rules.ground.clock import Clock
from volunteering.rules.groups import BETWEEN, TRIED_AGAIN
from volunteering.rules.volunteers import Language
from words.words import Words

EVERY: Final = 2.0  # seconds between two looks
LOOKED_OVER: Final = timedelta(hours=1)
"""How often every card is looked at: what the journal notes of a person alone is found then."""
MOST_WRITTEN: Final = 100
"""Cards that one look writes to see whether they are still right."""
LATE_NOTES: Final = 200
"""Lines of the journal before the newest that may be committed after it."""
GREETING: Final = 0
TAKEN_AWAY: Final = "taken away"
"""In place of what a card shows: somebody deleted it in the group, and it isn't put up again."""

log = structlog.stdlib.get_logger(__name__)


class Board(Protocol):
    """Where cards are put up: Telegram."""

    async def keep_in_group(self, chat_id: int, message_id: int | None, screen: Screen) -> int:
        """Show it in a group, in that message or a new one; the number of the message. Raises TelegramError."""


class GroupCards:
    """Looks for cards that are not as they should be, while this process is on duty, and puts them right in turn."""

    def __init__(
        self,
        database: Database,
        board: Board,
        organisation: Organisation,
        clock: Clock,
        pace: Pace,
        *,
        is_on_duty: Callable[[], bool] = lambda: True,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.pulse = Pulse()
        self._database = database
        self._board = board
        self._organisation = organisation
        self._clock = clock
        self._pace = pace
        self._is_on_duty = is_on_duty
        self._sleep = sleep
        self._to_see: dict[int, dict[int, None]] = {}  # activities by group, in the order in which they were found
        self._newest = 0
        self._seen: set[int] = set()  # lines of the journal of late that were followed
        self._looked_at: datetime | None = None
        self._all_at: datetime | None = None
        self._looking = asyncio.Lock()

    async def run(self) -> None:
        """Look again and again, for ever."""
        while True:
            self.pulse.beat()
            await self._sleep(EVERY)
            await self.look()

    async def look(self) -> None:
        """Find what is not as it should be, and say in each group that is free the first thing that is owed there."""
        if not self._is_on_duty():
            self._all_at = None
            return
        try:
            async with self._looking:
                await self._find()
                await self._put_right()
        except DatabaseFault as error:
            log.warning("cards in groups can't be looked at", error=str(error))
        except Exception:
            log.exception("cards in groups can't be put right")

    async def _find(self) -> None:
        now = self._clock.now()
        if self._all_at is None or not timedelta() <= now - self._all_at < LOOKED_OVER:
            await self._look_at_all(now)
            return
        async with self._database.reading() as reader:
            newest = await newest_note(reader)
            after = max(0, self._newest - LATE_NOTES)
            noted, others = await touched(reader, after, self._looked_at or now, now)
        self._note(place for number, place in noted if number not in self._seen)
        self._note(others)
        self._seen = {number for number in (*self._seen, *(number for number, _ in noted)) if number > after}
        self._newest, self._looked_at = newest, now

    async def _look_at_all(self, now: datetime) -> None:
        await written(self._database, groups.forget_unbound)
        async with self._database.reading() as reader:
            self._newest = await newest_note(reader)
            every = await every_card(reader, now)
        self._to_see.clear()
        self._note(every)
        self._all_at = self._looked_at = now

    def _note(self, places: Iterable[Place]) -> None:
        for chat_id, activity_id in places:
            self._to_see.setdefault(chat_id, {})[activity_id] = None

    async def _put_right(self) -> None:
        if not self._to_see:
            return
        async with self._database.reading() as reader:
            free = await groups.free_groups(reader, self._clock.now())
        room = MOST_WRITTEN
        async with asyncio.TaskGroup() as tasks:
            for chat_id in [chat for chat in self._to_see if chat in free]:
                while room > 0 and (waiting := self._to_see.get(chat_id)):
                    room -= 1
                    activity_id = next(iter(waiting))
                    owed = await self._owed(chat_id, activity_id)
                    if owed is not None:
                        tasks.create_task(self._say(owed))
                        break
                    self._is_right(chat_id, activity_id)

    def _is_right(self, chat_id: int, activity_id: int) -> None:
        waiting = self._to_see.get(chat_id, {})
        waiting.pop(activity_id, None)
        if not waiting:
            self._to_see.pop(chat_id, None)

    async def _owed(self, chat_id: int, activity_id: int) -> "OwedCard | None":
        """What is to be said in the group of this activity; None where what stands there is right."""
        now = self._clock.now()
        async with self._database.reading() as reader:
            if activity_id == GREETING:
                greeting = await greeting_of(reader, chat_id)
                return greeting and OwedCard(chat_id, screens.greeting(self._words(greeting[1], now), greeting[0]))
            found = await card_in(reader, chat_id, activity_id, now)
        if found is None or found.shown == TAKEN_AWAY:
            return None
        if found.message_id is None and not found.may_be_sent:
            if found.is_owed:
                await written(self._database, lambda tx: groups.has_ended(tx, chat_id, activity_id, now))
            return None
        screen = screens.card(self._words(found.language, now), found, self._organisation.entrance)
        digest = _digest(screen)
        if digest == found.shown:
            return None
        return OwedCard(chat_id, screen, activity_id, found.message_id, digest, closes=not found.may_be_sent)

    def _words(self, language: Language, now: datetime) -> Words:
        return Words(language, self._organisation.zone, now, lasts=True)

    async def _say(self, owed: "OwedCard") -> None:
        """In turn, and by a claim that is written before: what becomes of it then, nothing more is said for a while."""
        turn = await self._pace.turn(owed.chat_id)
        now = self._clock.now()
        try:
            if not await written(self._database, lambda tx: groups.claim(tx, owed.chat_id, now, now + BETWEEN)):
                return
            settle = await self._attempt(owed)
            self._pace.arrived(turn)
            if settle is not None:
                await written(self._database, settle)
        except DatabaseFault as error:
            log.warning("what became of a card can't be written down", error=str(error))

    async def _attempt(self, owed: "OwedCard") -> Callable[[Transaction], Awaitable[object]] | None:
        """Say it; what is to be written down then. None where it is simply tried again."""
        now, chat_id = self._clock.now(), owed.chat_id
        try:
            number = await self._board.keep_in_group(chat_id, owed.message_id, owed.screen)
        except AskedToWait as error:
            self._pace.refused(chat_id, error.seconds)
            until = now + timedelta(seconds=error.seconds)
            return lambda tx: groups.waits(tx, chat_id, until)
        except ChatMigrated as moved:
            self._all_at, to = None, moved.new_chat_id
            return lambda tx: groups.has_moved(tx, chat_id, to)
        except REFUSALS as error:
            if owed.message_id is not None and is_card_gone(error):
                return partial(self._shows, owed=owed, number=owed.message_id, digest=TAKEN_AWAY, closes=True)
            log.info("a group lets nothing be said", error=error.message)
            return lambda tx: groups.waits(tx, chat_id, now + TRIED_AGAIN, refused_at=now)
        except TelegramError as error:
            log.info("a card can't be put right now", error=type(error).__name__)
            return None
        if owed.activity_id == GREETING:
            return lambda tx: groups.greeted(tx, chat_id)
        return partial(self._shows, owed=owed, number=number, digest=owed.digest, closes=owed.closes)

    async def _shows(self, tx: Transaction, owed: "OwedCard", number: int, digest: str, *, closes: bool) -> None:
        closed_at = self._clock.now() if closes else None
        await groups.is_shown(tx, owed.chat_id, owed.activity_id, number, digest, closed_at=closed_at)


@dataclass(frozen=True, slots=True)
class OwedCard:
    """What is to be said in a group."""

    chat_id: int
    screen: Screen
    activity_id: int = GREETING
    message_id: int | None = None
    digest: str = ""
    closes: bool = False


def _digest(screen: Screen) -> str:
    """What a card shows, in few letters: whatever is another text or another button is another digest."""
    rows = [[_of_button(press) for press in row] for row in screen.rows]
    return sha256(repr((str(screen.text), rows)).encode()).hexdigest()[:32]


def _of_button(press: Press | Link | Invitation) -> tuple[str, ...]:
    return (press.label, press.button.pack()) if isinstance(press, Press) else (press.label, repr(press))
