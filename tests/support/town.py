"""A town for stories: phones in the playground's Telegram, and the real bot as a process at the other end of HTTP."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from typing_extensions import override

from bot.site.tallies import UNDECLARED
from playground.ground.people import Person
from playground.phones.phone import Phone
from playground.serving.server import Playground
from playground.telegram.versions import NEWEST
from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.retrying import written
from storage.keeping.snapshots import snapshot
from storage.rows import Rows
from tests.support.shared_bots import SharedBots
from volunteering.rules.activities import Category
from volunteering.rules.capacity import limit_of
from volunteering.rules.ground.periods import Month, Period, local_day, readings
from volunteering.rules.roles import NewRole, limit_in_all
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Language

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Shanghai")
MONDAY_MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
ADMIN_ID = 9001
TELEGRAM_CODES = {Language.ENGLISH: "en", Language.SIMPLIFIED: "zh-hans", Language.TRADITIONAL: "zh-hant"}
STOPS_WITHIN = 15.0
CROWD = 500_000
"""From which on the numbers of people are who have no phone here."""


class Town:
    """The phones, the clock and the bot. Every act goes through a phone; what is there at the start is put there."""

    def __init__(
        self, playground: Playground, database_url: str, database: Database, *, python: str = sys.executable
    ) -> None:
        self.playground = playground
        self.python = python
        self.database = database
        self.database_url = database_url
        self._process: asyncio.subprocess.Process | None = None
        self._next_id = 2001
        self.log = ""

    @property
    def now(self) -> datetime:
        """The time in the town."""
        return self.playground.clock.moment()

    # The bot

    def environment(self, settings: Mapping[str, str] | None = None) -> dict[str, str]:
        """What the bot's process finds in its environment, with other settings than the usual ones where given."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
            "TELEGRAM_BOT_TOKEN": self.playground.token,
            "TELEGRAM_API_URL": self.playground.url,
            "CLOCK_URL": f"{self.playground.url}/playground/clock",
            "DATABASE_URL": self.database_url,
            "ADMIN_IDS": str(ADMIN_ID),
            "ORGANISATION": "Taizhou",
            "DEFAULT_LANGUAGE": "en",
            "FLOOD_LIMIT": "0",
            "HTTP_PORT": "0",
            "BACKUP_DIR": os.devnull,  # no folder: whatever backups this machine has are nobody's here
            "LOG_FORMAT": "json",
            **(settings or {}),
        }

    async def start(self, settings: Mapping[str, str] | None = None) -> None:
        """Start the bot's process; what people do until it is there waits for it."""
        self._process = await asyncio.create_subprocess_exec(
            self.python, "-m", "bot", "run",
            env=self.environment(settings), cwd=ROOT, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the process and keep what it logged. Gives its exit code."""
        process, self._process = self._process, None
        if process is None:
            return 0
        if process.returncode is None:
            process.send_signal(how)
        async with asyncio.timeout(STOPS_WITHIN):
            _, log = await process.communicate()
        self.log += log.decode()
        return process.returncode or 0

    async def passes(self, **length: float) -> None:
        """Let time pass, as `timedelta` counts it; returns when the bot has lived through it."""
        await self.playground.clock.advance(timedelta(**length).total_seconds())

    async def settles(self) -> None:
        """Wait until the bot has told everybody what it owes them now."""
        await self.passes(seconds=0)

    # Who and what is there

    def phone(self, name: str, language: Language = Language.ENGLISH, *, telegram_id: int | None = None) -> Phone:
        """The phone of somebody who has never been here."""
        if telegram_id is None:
            telegram_id, self._next_id = self._next_id, self._next_id + 1
        person = Person(telegram_id, name, language=TELEGRAM_CODES[language], phone=f"+86138{telegram_id:08}")
        return self.playground.phone(person)

    async def member(
        self,
        name: str,
        language: Language = Language.ENGLISH,
        *,
        team: str = "",
        role: Role | None = None,
        telegram_id: int | None = None,
    ) -> Phone:
        """The phone of somebody who registered some time ago, in a team (else the top unit), with a role there."""
        phone = self.phone(name, language, telegram_id=telegram_id)
        since = self.now - timedelta(days=90)

        async def register(records: Rows) -> None:
            unit = await self._unit(records, team)
            person_id = await records.people.add(
                telegram_id=phone.person.id,
                name=name,
                phone=phone.person.phone,
                language=language,
                unit=unit,
                at=since,
                month=Month.of(local_day(since, ZONE)),
            )
            if role:
                # Given by nobody means by the settings, and ends where ADMIN_IDS do not name them.
                by_id = None if telegram_id == ADMIN_ID else person_id
                await records.people.set_role(person_id, unit.id, role, by_id=by_id, at=since)

        await self.writes(register)
        self.playground.telegram.add(phone.person).is_started = True
        return phone

    async def leader(self, name: str, language: Language = Language.ENGLISH, *, team: str = "") -> Phone:
        """A leader of a team."""
        return await self.member(name, language, team=team, role=Role.LEADER)

    async def admin(self, name: str = "Chen", language: Language = Language.ENGLISH) -> Phone:
        """The admin of the whole town."""
        return await self.member(name, language, role=Role.ADMIN, telegram_id=ADMIN_ID)

    async def team(self, name: str, above: str = "") -> None:
        """A unit under another (else under the top)."""

        async def add(records: Rows) -> None:
            await records.units.add(await self._unit(records, above), name, self.now)

        await self.writes(add)

    async def activity(
        self,
        title: str,
        leader: Phone,
        *,
        in_days: int = 2,
        at: time = time(9),
        hours: int = 3,
        places: int = 10,
        venue: str = "East Gate",
        details: str = "",
    ) -> int:
        """An activity that is posted already. Gives its shift's number."""
        day = local_day(self.now, ZONE) + timedelta(days=in_days)
        [start] = readings(day, at, ZONE)

        async def post(records: Rows) -> int:
            person = await records.people.by_telegram(leader.person.id)
            assert person is not None, f"{leader.person.first_name} is not registered"
            activity_id = await records.activities.add(
                unit=person.unit,
                leader_id=person.id,
                title=title,
                description="",
                category=Category.COMMUNITY,
                venue=venue,
                details=details,
                at=self.now,
            )
            period = Period(start=start, end=start + timedelta(hours=hours))
            return await records.activities.add_shift(
                activity_id, person.unit.id, period, limit_of(places), day=day, at=self.now
            )

        return await self.writes(post)

    async def roles(self, shift: int, **places: int) -> tuple[int, ...]:
        """Roles of a shift that has none yet, with so many places each. Gives their numbers."""
        new = [NewRole(name=name.replace("_", " "), limit=limit_of(number)) for name, number in places.items()]

        async def divide(records: Rows) -> tuple[int, ...]:
            numbers = [await records.roles.add(shift, ordinal, role) for ordinal, role in enumerate(new)]
            records.roles.count(shift, len(new), limit_in_all(role.limit for role in new))
            return tuple(numbers)

        return await self.writes(divide)

    async def crowd(self, shift: int, number: int) -> None:
        """So many volunteers without a phone, who have places in a shift: Walker 1 and so on."""
        since = self.now - timedelta(days=90)

        async def gather(records: Rows) -> None:
            unit = await self._unit(records, "")
            for count in range(1, number + 1):
                person_id = await records.people.add(
                    telegram_id=CROWD + count,
                    name=f"Walker {count}",
                    phone=None,
                    language=Language.ENGLISH,
                    unit=unit,
                    at=since,
                    month=Month.of(local_day(since, ZONE)),
                )
                await records.sign_ups.put(shift, person_id, SignUpState.CONFIRMED, since)

        await self.writes(gather)

    async def writes(self, work: Callable[[Rows], Awaitable[T]]) -> T:
        """Put there what no phone can. The bot may be starting beside it, and quicker: then `work` is done again."""
        return await written(self.database, lambda transaction: work(Rows(transaction)))

    async def _unit(self, records: Rows, name: str) -> Unit:
        top = await records.units.top_named("Taizhou", self.now)
        if not name:
            return top
        known = await self.number("SELECT COALESCE(MAX(id), 0) FROM units WHERE name = :name", name=name)
        unit = await (records.units.get(known) if known else records.units.add(top, name, self.now))
        assert unit is not None, f"there is no unit {name}"
        return unit

    async def unit_number(self, name: str) -> int:
        """The number of a unit, as invite links have it."""
        return await self.number("SELECT id FROM units WHERE name = :name", name=name)

    async def everything(self) -> dict[str, list[str]]:
        """Every row of every table, as text."""
        async with snapshot(self.database_url) as moment:
            tables = [(table.name, ", ".join(table.columns)) for table in await moment.tables()]
            return {
                name: [str(tuple(row)) for row in await moment.all(f"SELECT {columns} FROM {name}")]
                for name, columns in tables
            }

    async def number(self, sql: str, **values: int | str | None) -> int:
        """The number that a question to the database has for an answer, for what no phone shows."""
        async with self.database.reading() as reader:
            row = await reader.one(sql, **values)
        assert row is not None, f"no answer to {sql}"
        return int(row[next(iter(row.keys()))])


class QuickTown(Town):
    """Its bot is forked, in a few hundredths of a second; otherwise it is the same process."""

    def __init__(
        self, playground: Playground, database_url: str, database: Database, bots: SharedBots, log_file: Path
    ) -> None:
        super().__init__(playground, database_url, database)
        self._bots = bots
        self._log_file = log_file

    @override
    async def start(self, settings: Mapping[str, str] | None = None) -> None:
        await self._bots.start(self.environment(settings), self._log_file)

    @override
    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        async with asyncio.timeout(STOPS_WITHIN):
            code = await self._bots.end(how)
        self.log = self._log_file.read_text()
        return code


@asynccontextmanager
async def town(
    database_url: str, settings: Mapping[str, str] | None = None, *, python: str = sys.executable
) -> AsyncIterator[Town]:
    """A town on a Monday morning, the bot running; its clock stands still until a story lets time pass."""
    async with (
        _at_nine() as playground,
        connect(database_url) as database,
        _running(Town(playground, database_url, database, python=python), settings) as place,
    ):
        yield place


@asynccontextmanager
async def quick_town(
    database_url: str,
    bots: SharedBots,
    folder: Path,
    *,
    settings: Mapping[str, str] | None = None,
    version: str = NEWEST,
) -> AsyncIterator[Town]:
    """The same, for many stories one after the other; over another version of the Bot API if need be."""
    async with (
        _at_nine(version) as playground,
        connect(database_url) as database,
        _running(QuickTown(playground, database_url, database, bots, folder / "log.jsonl"), settings) as place,
    ):
        yield place


def _at_nine(version: str = NEWEST) -> Playground:
    return Playground(frozen=True, now=MONDAY_MORNING, version=version)


@asynccontextmanager
async def _running(place: Town, settings: Mapping[str, str] | None = None) -> AsyncIterator[Town]:
    await place.start(settings)
    try:
        yield place
    finally:
        code = await place.stop()
        assert code == 0, f"the bot ended with {code}:\n{place.log}"
        assert UNDECLARED not in place.log, place.log
