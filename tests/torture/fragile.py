"""A town whose bot is killed again and again, and what became of its messages each time."""

import asyncio
import json
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from typing_extensions import override

from bot.answering.leftovers import OLD
from playground.ground.params import Params
from playground.ground.people import Json
from playground.messages.messages import Message
from playground.serving.server import Playground
from playground.telegram.floods import Limits
from playground.telegram.methods import call
from playground.telegram.telegram import USUAL, Telegram
from storage.engine.connecting import connect
from storage.engine.database import Database, Transaction
from storage.engine.retrying import written
from storage.process.duty import CLAIMED
from tests.support.quick_bots import QuickBots
from tests.support.town import MONDAY_MORNING, Town
from tests.torture.moments import SEE_YOU, Fate, LastCall, kinds_of

COLD_EVERY = 20  # kills: such a bot is `python -m bot run` from its imports on, the others are forked
COMES_WITHIN = 60.0  # seconds: the moment at which a bot dies, also where other processes come first
LOGGED_WITHIN = 20.0  # seconds
WAITS = 300.0  # seconds for an answer: a bot that is dead half of the time takes long on a busy machine
ON_ITS_WAY = 50  # turns of the loop in which what a dead process had sent arrives


class FragileTown(Town):
    """Everything is kept on the phones, and it is counted which updates were given to the bot more than once."""

    def __init__(
        self,
        playground: Playground,
        database_url: str,
        database: Database,
        quick_bots: QuickBots,
        log: Path,
        seed: int,
    ) -> None:
        super().__init__(playground, database_url, database)
        self.fate = Fate()
        self.moments: list[LastCall] = []  # at which bots died
        self.seed = seed
        self._chance = random.Random(seed)
        self.pid = 0  # of the bot
        self.serves = asyncio.Event()  # it has asked Telegram who it is: its database is open
        self.kills = 0
        self.given: Counter[int] = Counter()  # how often each update was given to a bot
        self.unwritten: Counter[int] = Counter()  # reminders that were sent but not written down when their bot died
        self._copies: Counter[int] = Counter()
        self._quick_bots = quick_bots
        self._log_file = log
        self._is_cold = False
        self.lives = False  # it was started, and not ended yet

    @override
    async def start(self, settings: Mapping[str, str] | None = None) -> None:
        self._is_cold, self.lives = False, True
        self.serves.clear()
        self.pid = await self._quick_bots.start(self.environment(settings), self._log_file)

    async def start_cold(self) -> None:
        """Start it as an operator does."""
        self._is_cold, self.lives = True, True
        self.serves.clear()
        await super().start()
        assert self._process is not None
        self.pid = self._process.pid

    @override
    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.lives = False
        code = await (super().stop(how) if self._is_cold else self._quick_bots.end(how))
        if not self._is_cold:
            self.log = self._written()
        return code

    async def is_killed(self, times: int) -> None:
        """At some moment the running bot is killed, and another one started; so many times.

        Somebody has to go on using it meanwhile, or the moment does not come.
        """
        for _ in range(times):
            self.moments.append(LastCall.drawn(self._chance))
            async with asyncio.timeout(COMES_WITHIN):
                await self.fate.meets(self.moments[-1])
            await self._is_killed_now()
            await (self.start() if self.kills % COLD_EVERY else self.start_cold())

    async def jumps(self, **length: float) -> None:
        """Let time pass between a kill and the next start."""
        self.moments.append(LastCall.at_once())
        await self._is_killed_now()
        with suppress(TimeoutError):  # nobody is there to live through it
            await self.playground.clock.advance(timedelta(**length).total_seconds(), within=0.0)
        await self.start()

    async def gives_the_dead_up(self) -> None:
        """Let the half minute pass, by the database's clock, in which a dead bot might still send what it claimed."""

        async def is_older(transaction: Transaction) -> None:
            transaction.later("UPDATE outbox SET claimed_at = claimed_at - :seconds", seconds=CLAIMED + 1)

        await written(self.database, is_older)

    async def gives_answers_up(self) -> None:
        """Let the time pass, by the town's clock, after which an answer that is owed is nobody's."""

        async def is_older(transaction: Transaction) -> None:
            transaction.later("UPDATE inbox SET at = at - :seconds WHERE told = 0", seconds=int(OLD.total_seconds()))

        await written(self.database, is_older)

    async def _is_killed_now(self) -> None:
        await self.stop(signal.SIGKILL)
        for _ in range(ON_ITS_WAY):
            await asyncio.sleep(0)
        await self._look_what_was_unwritten()
        self.kills += 1

    async def _look_what_was_unwritten(self) -> None:
        """A message that was sent by a bot that died before it could write that down will be sent again."""
        copies = self.reminders()
        sent, owed = await self.reminder_rows("sent"), await self.reminder_rows("owed")
        for person, number in copies.items():
            unwritten = number - sent[person] - self.unwritten[person]
            if unwritten > 0 and number > self._copies[person]:
                self.unwritten[person] += min(unwritten, owed[person])
        self._copies = copies

    @property
    def story(self) -> str:
        """How its bots died, and what they said last."""
        deaths = (f"{number}. {moment}" for number, moment in enumerate(self.moments, start=1))
        return "\n".join((f"Bots died (seed {self.seed}):", *deaths, "Their log ends:", self._written()[-3000:]))

    def reminders(self) -> Counter[int]:
        """How many reminders each person's phone shows."""
        return Counter(
            {
                chat.id: sum(_is_reminder(message) for message in chat.messages.values())
                for chat in self.playground.telegram.chats.values()
            }
        )

    async def reminder_rows(self, state: str) -> Counter[int]:
        """How many reminders of each person are in that state: who stayed silent is asked once more, in a reminder."""
        async with self.database.reading() as reader:
            rows = await reader.all(
                "SELECT p.telegram_id, COUNT(*) AS n FROM outbox o JOIN people p ON p.id = o.person_id "
                "WHERE o.kind IN ('reminder', 'once_more') AND o.state = :state GROUP BY p.telegram_id",
                state=state,
            )
        return Counter({row["telegram_id"]: row["n"] for row in rows})

    def logged(self, event: str) -> list[Json]:
        """The log lines that say so."""
        # The last line may still be on its way.
        lines = [json.loads(line) for line in self._written().splitlines(keepends=True) if line.endswith("\n")]
        return [line for line in lines if line["event"] == event]

    def _written(self) -> str:
        # A bot may be stopped before it opened its log.
        return self._log_file.read_text() if self._log_file.exists() else ""

    async def logs(self, event: str, *, times: int = 1) -> Json:
        """Wait for a log line, or for so many; the last of them."""
        async with asyncio.timeout(LOGGED_WITHIN):
            while len(found := self.logged(event)) < times:
                await self.playground.telegram.calls.changed.wait(0.02)
        return found[-1]

    async def mentions(self, words: str) -> None:
        """Wait until the log has these words, whichever part of the bot says them first."""
        async with asyncio.timeout(LOGGED_WITHIN):
            while words not in self._written():
                await self.playground.telegram.calls.changed.wait(0.02)


T = TypeVar("T", bound=FragileTown)


def _is_reminder(message: Message) -> bool:
    return message.from_bot and message.text.startswith(SEE_YOU)


def _stand_between(place: FragileTown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the bot calls goes through the town's fate; its questions for the time begin its life, so they count."""
    clock, follow = place.playground.clock, place.playground.clock.follow

    async def called(telegram: Telegram, method: str, params: Params) -> Any:
        result = await place.fate.sees(kinds_of(method, params), lambda: call(telegram, method, params))
        if method == "getme":
            place.serves.set()
        if method == "getupdates":
            place.given.update(update["update_id"] for update in result)
        return result

    async def asked(*about: Any, **more: Any) -> Json:
        return await place.fate.sees(iter(("calls",)), lambda: follow(*about, **more))

    monkeypatch.setattr("playground.serving.bot_api.call", called)
    monkeypatch.setattr(clock, "follow", asked)


@asynccontextmanager
async def fragile_town(
    database_url: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    seed: int = 1,
    limits: Limits | None = USUAL,
) -> AsyncIterator[FragileTown]:
    """A town on a Monday morning, its bot serving. What fails in it says how its bots died."""
    async with town_of(FragileTown, database_url, folder, monkeypatch, seed=seed, limits=limits) as place:
        yield place


@asynccontextmanager
async def town_of(
    made: Callable[..., T],
    database_url: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    seed: int,
    limits: Limits | None = USUAL,
) -> AsyncIterator[T]:
    """The same, of a kind of its own."""
    async with (
        Playground(frozen=True, now=MONDAY_MORNING, kept=1_000_000, limits=limits) as playground,
        connect(database_url) as database,
        QuickBots() as quick_bots,
    ):
        place = made(playground, database_url, database, quick_bots, folder / "log.jsonl", seed)
        _stand_between(place, monkeypatch)
        monkeypatch.setattr("playground.phones.phone.LIMIT", WAITS)
        await place.start()
        try:
            async with asyncio.timeout(COMES_WITHIN):
                await place.serves.wait()
            yield place
        except BaseException as fault:
            fault.add_note(place.story)
            raise
