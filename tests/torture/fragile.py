"""A town whose bot is killed again and again, and what became of its messages each time."""

import asyncio
import json
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from typing_extensions import override

from playground.messages import Message
from playground.people import Json
from playground.server import Playground
from storage.database import Database, connect
from tests.support.hatchery import Hatchery
from tests.support.town import MONDAY_MORNING, Town

COLD_EVERY = 20  # kills: such a bot is `python -m bot run` from its imports on, the others are forked
COLD_MOMENTS = 1.5  # seconds within which a cold one is killed
CALLS = 120  # of the Bot API at most, after which a forked one is killed
IDLE = 0.15  # seconds in which nothing is called once it polls, after which it is killed all the same
STARTS_WITHIN = 20.0  # seconds
BETWEEN_CALLS = 0.01  # seconds
LOGGED_WITHIN = 20.0  # seconds
ON_ITS_WAY = 50  # turns of the loop in which what a dead process had sent arrives


class FragileTown(Town):
    """Everything is kept on the phones, and it is counted which updates were given to the bot more than once."""

    def __init__(
        self,
        playground: Playground,
        database_url: str,
        database: Database,
        hatchery: Hatchery,
        log: Path,
        chance: random.Random,
    ) -> None:
        super().__init__(playground, database_url, database)
        self._chance = chance
        self.pid = 0  # of the bot, unless it was started cold
        self.kills = 0
        self.given: Counter[int] = Counter()  # how often each update was given to a bot
        self.unwritten: Counter[int] = Counter()  # reminders that were sent but not written down when their bot died
        self._copies: Counter[int] = Counter()
        self._hatchery = hatchery
        self._log_file = log
        self._is_cold = False
        self._polls_before = 0  # of the bots that died

    @override
    async def start(self, settings: Mapping[str, str] | None = None) -> None:
        self._is_cold = False
        self._polls_before = self._polls
        self.pid = await self._hatchery.start(self.environment(settings), self._log_file)

    @property
    def _polls(self) -> int:
        return self.playground.telegram.calls.by_method["getupdates"]

    async def start_cold(self) -> None:
        """Start it as an operator does."""
        self._is_cold = True
        await super().start()

    @override
    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        code = await (super().stop(how) if self._is_cold else self._hatchery.end(how))
        if not self._is_cold:
            self.log = self._written()
        return code

    async def is_killed(self, times: int) -> None:
        """At some moment the running bot is killed, and another one started; so many times."""
        for _ in range(times):
            await self._some_moment()
            await self.stop(signal.SIGKILL)
            for _ in range(ON_ITS_WAY):
                await asyncio.sleep(0)
            await self._look_what_was_unwritten()
            self.kills += 1
            await (self.start() if self.kills % COLD_EVERY else self.start_cold())

    async def _some_moment(self) -> None:
        chance, calls = self._chance, self.playground.telegram.calls
        if self._is_cold:
            await asyncio.sleep(chance.uniform(0, COLD_MOMENTS))  # chance is the point of it: nothing is waited for
            return
        until = calls.by_method.total() + chance.randrange(CALLS)
        async with asyncio.timeout(STARTS_WITHIN):
            while calls.by_method.total() < until:
                if not await calls.changed.wait(IDLE) and self._polls > self._polls_before:
                    break
        await asyncio.sleep(chance.choice((0.0, chance.uniform(0, BETWEEN_CALLS))))

    async def _look_what_was_unwritten(self) -> None:
        """A message that was sent by a bot that died before it could write that down will be sent again."""
        copies = self.reminders()
        sent, owed = await self.reminder_rows("sent"), await self.reminder_rows("owed")
        for person, number in copies.items():
            unwritten = number - sent[person] - self.unwritten[person]
            if unwritten > 0 and number > self._copies[person]:
                self.unwritten[person] += min(unwritten, owed[person])
        self._copies = copies

    def reminders(self) -> Counter[int]:
        """How many reminders each person's phone shows."""
        return Counter(
            {
                chat.id: sum(_is_reminder(message) for message in chat.messages.values())
                for chat in self.playground.telegram.chats.values()
            }
        )

    async def reminder_rows(self, state: str) -> Counter[int]:
        """How many reminders of each person are in that state."""
        async with self.database.reading() as reader:
            rows = await reader.all(
                "SELECT p.telegram_id, COUNT(*) AS n FROM outbox o JOIN people p ON p.id = o.person_id "
                "WHERE o.kind = 'reminder' AND o.state = :state GROUP BY p.telegram_id",
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

    async def jumps(self, **length: float) -> None:
        """Let time pass without waiting for a bot that may be dead."""
        with suppress(TimeoutError):
            await self.playground.clock.advance(timedelta(**length).total_seconds(), within=0.0)


def _is_reminder(message: Message) -> bool:
    rows: list[list[Json]] = (message.markup or {}).get("inline_keyboard", [])
    return message.from_bot and any(button["text"] == "I'm coming" for row in rows for button in row)


@asynccontextmanager
async def fragile_town(
    database_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, chance: random.Random
) -> AsyncIterator[FragileTown]:
    """A town on a Monday morning, its bot running."""
    async with (
        Playground(frozen=True, now=MONDAY_MORNING, kept=1_000_000) as playground,
        connect(database_url) as database,
        Hatchery() as hatchery,
    ):
        place = FragileTown(playground, database_url, database, hatchery, folder / "log.jsonl", chance)
        updates, get = playground.telegram.updates, playground.telegram.updates.get

        async def counted(offset: int, limit: int, patience: float) -> list[Json]:
            got = await get(offset, limit, patience)
            place.given.update(update["update_id"] for update in got)
            return got

        monkeypatch.setattr(updates, "get", counted)
        monkeypatch.setattr("playground.phone.LIMIT", 60.0)  # a bot that is dead half of the time takes longer
        await place.start()
        yield place
