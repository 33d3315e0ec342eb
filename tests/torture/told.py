"""A town on a disk of our own, and what its people were told: from then on it has to be there."""

import asyncio
import signal
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from handlers.buttons.signing_up import TakeShift
from playground.ground.params import Params
from playground.phones.phone import Phone
from playground.serving.server import Playground
from playground.telegram.methods import call
from playground.telegram.telegram import Telegram
from storage.engine.connecting import connect
from tests.support.quick_bots import QuickBots
from tests.support.town import ADMIN_ID, MONDAY_MORNING, Town
from tests.support.visitor import Visitor
from tests.torture.disk import Disk

_REGISTERED = "SELECT COUNT(*) FROM people WHERE telegram_id = :who"
_POSTED = "SELECT COUNT(*) FROM activities WHERE title = :what"
_SIGNED_UP = """
    SELECT COUNT(*) FROM signups g JOIN people p ON p.id = g.person_id
    WHERE p.telegram_id = :who AND g.shift_id = :shift AND g.state = 'confirmed'
"""
_LOGGED = "SELECT COUNT(*) FROM claims WHERE what = :what"


class Fact(NamedTuple):
    """Something that somebody was told, and the moment at which they were."""

    told: int
    sql: str
    values: dict[str, int | str]


class TownOnDisk(Town):
    """Everything in it is done by phone: whoever else wrote into its files would do it behind the disk's back."""

    def __init__(self, playground: Playground, disk: Disk, quick_bots: QuickBots, log: Path) -> None:
        self.disk = disk
        self.file = disk.root / "data" / "yigong.db"
        url = f"sqlite:///{self.file}"
        super().__init__(playground, url, connect(url))  # never opened
        self.facts: list[Fact] = []
        self.answers: defaultdict[int, list[int]] = defaultdict(list)  # by chat: when each came
        self.quick_bots = quick_bots
        self.log_file = log

    async def begins(self) -> None:
        """Start the bot; what people do waits for it."""
        await self.quick_bots.start(self.environment(), self.log_file)

    async def ends(self, how: signal.Signals) -> int:
        """End it, by itself or not. Gives its exit code."""
        return await self.quick_bots.end(how)

    async def registers(self, phone: Phone) -> None:
        """Somebody registers."""
        await phone.sends("/start")
        for label in ("English", "I agree", phone.person.first_name):
            await phone.taps(label)
        since = self._since(phone)
        await phone.taps("Skip")
        self._told(phone, since, _REGISTERED, who=phone.person.id)

    async def posts(self, admin: Phone, day: int) -> None:
        """An admin posts an activity with room for everybody, on a day of December."""
        title = f"Activity {day}"
        await admin.sends(f"/new {title} | 2026-12-{day:02} 09:00-12:00 | East Gate")
        since = self._since(admin)
        await admin.taps("Post it")
        self._told(admin, since, _POSTED, what=title)

    async def takes(self, phone: Phone, shift: int) -> None:
        """Somebody signs up."""
        since = self._since(phone)
        await phone.forges(TakeShift(shift=shift).pack())
        self._told(phone, since, _SIGNED_UP, who=phone.person.id, shift=shift)

    async def logs_hours(self, phone: Phone, what: str, *, days_ago: int = 1) -> None:
        """Somebody logs half an hour."""
        day = (MONDAY_MORNING - timedelta(days=days_ago)).date()
        await phone.sends(f"/hours 0:30 {day} {what}")
        since = self._since(phone)
        await phone.taps("Confirm")
        self._told(phone, since, _LOGGED, what=what)

    def _since(self, phone: Phone) -> int:
        return len(self.answers[phone.person.id])

    def _told(self, phone: Phone, since: int, sql: str, **values: int | str) -> None:
        """They were told by the first answer that came since then."""
        answers = self.answers[phone.person.id][since:]
        assert answers, f"{phone.person.first_name} was not answered:\n{phone.transcript}"
        self.facts.append(Fact(answers[0], sql, values))

    def told_before(self, moment: int) -> list[Fact]:
        """What was told when the disk had come so far."""
        return [fact for fact in self.facts if fact.told <= moment]


def check(file: Path, facts: list[Fact]) -> None:
    """Fail where the database is damaged or has not what was told."""
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not database.execute("PRAGMA foreign_key_check").fetchall()
        for fact in facts:
            [times] = database.execute(fact.sql, fact.values).fetchone()
            assert times == 1, f"somebody was told {fact.values}, and it is there {times} times: {fact.sql}"


@asynccontextmanager
async def town_on_disk(
    disk: Disk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[TownOnDisk, Visitor]]:
    """A town on a Monday morning with nothing on its disk, its bot not yet started; and somebody to look into it."""
    async with (
        Playground(frozen=True, now=MONDAY_MORNING, kept=1_000_000) as playground,
        QuickBots(disk.environment) as quick_bots,
        Visitor(disk.environment) as visitor,
    ):
        place = TownOnDisk(playground, disk, quick_bots, folder / "log.jsonl")

        async def called(telegram: Telegram, method: str, params: Params) -> Any:
            if method in {"sendmessage", "editmessagetext"}:
                place.answers[params.number("chat_id")].append(disk.now)
            return await call(telegram, method, params)

        monkeypatch.setattr("playground.serving.bot_api.call", called)
        monkeypatch.setattr("playground.phones.phone.LIMIT", 60.0)  # a disk that fails makes people wait
        yield place, visitor


async def settled(place: TownOnDisk, people: int, activities: int) -> tuple[Phone, list[Phone]]:
    """An admin, who has posted so many activities, and people who have registered."""
    admin = place.phone("Chen", telegram_id=ADMIN_ID)
    await place.registers(admin)
    for number in range(1, activities + 1):
        await place.posts(admin, number)
    phones = [place.phone(f"Person {number}") for number in range(people)]
    async with asyncio.TaskGroup() as group:
        for phone in phones:
            group.create_task(place.registers(phone))
    return admin, phones
