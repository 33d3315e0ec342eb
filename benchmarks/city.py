"""The seeded city that Yigong is measured in: made once, copied for each measurement."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from benchmarks.programs import ORGANISATION
from bot.ground.clock import SystemClock
from bot.seeding import seed_city
from playground.ground.people import Person
from scheduling.digests import send_digests
from scheduling.stars import look_at_stars
from storage.engine.connecting import connect
from storage.engine.database import Database, Transaction
from storage.engine.migrating import migrate
from storage.engine.retrying import written
from storage.rows import Rows
from storage.rows.volunteers import names_by_telegram_id
from volunteering.rules.activities import Category
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period, local_day, readings
from volunteering.rules.ground.policy import Policy
from volunteering.rules.needs import Needs, Required
from volunteering.rules.roles import NewRole

ZONE: Final = ZoneInfo("Asia/Shanghai")
LAST_YEAR: Final = 2025
ROLES: Final = ("引导", "急救", "签到", "清洁")
KIND: Final = "first_aid"
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class MeasuredCity:
    """A database file with a city in it, and its people."""

    file: Path
    people: Sequence[Person]

    def copy(self) -> str:
        """The address of a database of one's own."""
        file = self.file.with_name(f"{self.file.stem}-{next(_numbers)}.db")
        shutil.copyfile(self.file, file)
        return f"sqlite:///{file}"


def forget(database_url: str) -> None:
    """Remove a copy of the city, and what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        Path(database_url.removeprefix("sqlite:///") + ending).unlink(missing_ok=True)


async def seeded(file: Path, years: int = 1) -> MeasuredCity:
    """A city with so many years behind it, the last of them 2025."""
    url = f"sqlite:///{file}"
    if not await asyncio.to_thread(file.exists):
        await migrate(url)
        await fill(url, years)
    async with connect(url) as database, database.reading() as reader:
        names = await names_by_telegram_id(reader)
    return MeasuredCity(file, [Person(telegram_id, name, language="zh-hans") for telegram_id, name in names.items()])


async def fill(url: str, years: int = 1) -> None:
    """Fill a database with that city."""
    async with connect(url) as database:
        await seed_city(
            database,
            year=LAST_YEAR - years + 1,
            years=years,
            organisation=ORGANISATION,
            zone=ZONE,
            reachable=True,
        )
        await written(database, _have_ends_told)
        await _have_stars_told(database)
        await _have_leaders_told(database)


async def _have_ends_told(transaction: Transaction) -> None:
    """Of what people are qualified for: of all of them only some have a chat while it is measured."""
    transaction.later("UPDATE qualifications SET reminded = 0")


async def _have_stars_told(database: Database) -> None:
    """What the first start by day does once, so that what is measured is the same at every hour."""
    noon = datetime.combine(local_day(SystemClock().now(), ZONE), time(12), ZONE)
    await look_at_stars(database, Moment(now=noon, zone=ZONE, policy=Policy()))


async def _have_leaders_told(database: Database) -> None:
    """Of what waits for them, in the evening: not all of them have a chat either, and their messages answer nobody."""
    evening = datetime.combine(local_day(SystemClock().now(), ZONE), time(18), ZONE)
    await send_digests(database, Moment(now=evening, zone=ZONE, policy=Policy()))
    await written(database, _have_sent)


async def _have_sent(transaction: Transaction) -> None:
    transaction.later("UPDATE outbox SET state = 'sent' WHERE state = 'owed'")


async def who_served(file: Path) -> list[int]:
    """The Telegram numbers of those who have hours."""
    async with connect(f"sqlite:///{file}") as database, database.reading() as reader:
        rows = await reader.all(
            """
            SELECT telegram_id FROM people WHERE telegram_id IS NOT NULL
            AND id IN (SELECT person_id FROM entries GROUP BY person_id HAVING SUM(change) > 0)
            """
        )
    return [row["telegram_id"] for row in rows]


async def post_shifts(database: Database, number: int) -> list[int]:
    """So many activities of the city's, each with one shift in the next weeks. Gives the shifts' numbers."""
    now = SystemClock().now()

    async def post(transaction: Transaction) -> list[int]:
        records = Rows(transaction)
        top = await records.units.top_named(ORGANISATION, now)
        leaders = await records.people.leaders_of(top)
        posted = []
        for n in range(number):
            activity = await records.activities.add(
                unit=top,
                leader_id=leaders[n % len(leaders)],
                title=f"河道清洁 {n + 1}",
                description="带上手套和雨鞋，工具我们准备。",
                category=Category.COMMUNITY,
                venue="东门",
                details="联系人：李敏",
                at=now,
            )
            day = local_day(now, ZONE) + timedelta(days=2 + n % 28)
            [start] = readings(day, time(9), ZONE)
            period = Period(start=start, end=start + timedelta(hours=3))
            posted.append(await records.activities.add_shift(activity, top.id, period, None, day=day, at=now))
        return posted

    return await written(database, post)


async def give_places(database: Database, shifts: Sequence[int], people: Sequence[Person]) -> None:
    """Each of these people has a place, the shifts in turn."""

    async def give(transaction: Transaction) -> None:
        for number, person in enumerate(people):
            transaction.later(
                """
                INSERT INTO signups (shift_id, person_id, state, ticket, at)
                SELECT CAST(:shift AS BIGINT), p.id, 'confirmed', CAST(:ticket AS BIGINT), CAST(:at AS BIGINT)
                FROM people p WHERE p.telegram_id = :telegram
                """,
                shift=shifts[number % len(shifts)],
                ticket=number + 1,
                at=1,
                telegram=person.id,
            )

    await written(database, give)


async def divide_among_roles(database: Database, shifts: Sequence[int]) -> list[tuple[int, int]]:
    """Give each of them four roles, which ask for a kind of qualification that everybody has. Gives shifts and roles.

    The role is another one from shift to shift.
    """
    day = local_day(SystemClock().now(), ZONE)

    async def divide(transaction: Transaction) -> list[tuple[int, int]]:
        records = Rows(transaction)
        first_aid = next(kind for kind in await records.kinds.all_for(await records.units.top()) if kind.code == KIND)
        needs = Needs(kinds=(Required(kind=first_aid),))
        transaction.later(
            """
            INSERT INTO qualifications (person_id, kind_id, level, issued_on, state, at)
            SELECT id, :kind, 0, :day, 'verified', 0 FROM people WHERE state = 'active'
            """,
            kind=first_aid.id,
            day=day.isoformat(),
        )
        chosen = []
        for at, shift in enumerate(shifts):
            roles = [
                await records.roles.add(shift, ordinal, NewRole(name=name, needs=needs))
                for ordinal, name in enumerate(ROLES)
            ]
            records.roles.count(shift, len(roles), None)
            chosen.append((shift, roles[at % len(roles)]))
        return chosen

    return await written(database, divide)


async def hold_for(database: Database, shifts: Sequence[int], telegram_ids: Sequence[int]) -> None:
    """Have everybody wait for one of them, the shifts in turn, with a place held for each: as many as there are."""
    now = SystemClock().now()

    async def hold(transaction: Transaction) -> None:
        for shift in shifts:
            await Rows(transaction).activities.set_limit(shift, len(telegram_ids) // len(shifts) + 1)
        for number, telegram in enumerate(telegram_ids):
            transaction.later(
                """
                INSERT INTO signups (shift_id, person_id, state, ticket, at, held_until)
                SELECT CAST(:shift AS BIGINT), id, 'waiting', CAST(:ticket AS BIGINT), CAST(:at AS BIGINT),
                    CAST(:until AS BIGINT)
                FROM people WHERE telegram_id = :telegram
                """,
                shift=shifts[number % len(shifts)],
                ticket=number + 1,
                at=int(now.timestamp()),
                until=int((now + timedelta(hours=12)).timestamp()),
                telegram=telegram,
            )

    await written(database, hold)
