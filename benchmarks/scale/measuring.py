"""What is measured: the bytes of a row in each table, the statements of a tap, and when a year's shifts begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.seeding import seed_city
from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.migrating import migrate
from storage.engine.postgres import PostgresDatabase
from storage.process import inbox
from storage.rows import Rows, outbox
from volunteering.actions import reminders
from volunteering.actions.signing_up.places import take_shift
from volunteering.rules.activities import Category
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period, local_day, readings
from volunteering.rules.ground.policy import Policy
from volunteering.rules.volunteers import Person

YEAR: Final = 2009
TAPS: Final = 1_000
ORGANISATION: Final = "台州市志愿者联合会"
ZONE: Final = ZoneInfo("Asia/Shanghai")

_POSTGRES = """
    SELECT c.relname AS name, pg_table_size(c.oid) AS of_rows, pg_indexes_size(c.oid) AS of_indexes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname = current_schema()
"""
_SQLITE = """
    SELECT m.tbl_name AS name, SUM(CASE WHEN m.type = 'table' THEN d.pgsize ELSE 0 END) AS of_rows,
        SUM(CASE WHEN m.type = 'index' THEN d.pgsize ELSE 0 END) AS of_indexes
    FROM dbstat d JOIN sqlite_master m ON m.name = d.name GROUP BY m.tbl_name
"""


@dataclass(frozen=True, slots=True)
class Size:
    """A table: its rows, and the bytes of each with and without indexes."""

    rows: int
    bytes_of_row: float
    bytes_with_indexes: float


@dataclass(frozen=True, slots=True)
class ShiftsBegin:
    """A moment at which shifts begin, and how many people have a place in them."""

    at: int  # seconds since 1970
    people: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One city on one database."""

    kind: str
    sizes: dict[str, Size]
    starts: Sequence[ShiftsBegin]
    statements: float  # of a sign-up; 0: not counted


async def measure(url: str) -> Measured:
    """Fill an empty database with a year of a city, let people tap in it, and look."""
    await migrate(url)
    async with connect(url) as database:
        await seed_city(database, year=YEAR, years=1, organisation=ORGANISATION, zone=ZONE)
        starts = await _starts(database)
        statements = await _taps(database)
        return Measured(database.kind, await _sizes(database), starts, statements)


async def _starts(database: Database) -> Sequence[ShiftsBegin]:
    async with database.reading() as reader:
        rows = await reader.all(
            """
            SELECT s.starts_at, COUNT(*) AS people FROM shifts s JOIN signups g ON g.shift_id = s.id
            WHERE g.state = 'confirmed' GROUP BY s.starts_at ORDER BY s.starts_at
            """
        )
    return [ShiftsBegin(row["starts_at"], row["people"]) for row in rows]


async def _taps(database: Database) -> float:
    """Let people sign up for a shift, be reminded and be sent it. Gives the statements of a sign-up, where counted."""
    now = datetime(YEAR + 1, 1, 4, 2, tzinfo=UTC)
    shift, people = await _shift(database, now)
    counted: list[object] = []
    if isinstance(database, PostgresDatabase):
        async with database.connection() as connection:  # the only one, and so the one that all of it goes through
            connection.add_query_logger(counted.append)
    for number, person in enumerate(people, start=1):
        async with database.transaction(person=person.telegram_id) as transaction:
            await inbox.recognise(transaction, telegram_id=person.telegram_id or 0, update_id=number, now=now)
            await take_shift(Rows(transaction), person, shift, _at(now))
            telegram_id = person.telegram_id or 0
            inbox.record(transaction, number, telegram_id=telegram_id, message_id=number, shows=f"sh{shift}", now=now)
    statements = len(counted) / len(people)
    await _reminded(database, now + timedelta(days=2))
    return statements


def _at(now: datetime) -> Moment:
    return Moment(now=now, zone=ZONE, policy=Policy())


async def _shift(database: Database, now: datetime) -> tuple[int, list[Person]]:
    day = local_day(now, ZONE) + timedelta(days=3)
    [start] = readings(day, time(9), ZONE)
    async with database.transaction() as transaction:
        rows = Rows(transaction)
        top = await rows.units.top_named(ORGANISATION, now)
        found = await transaction.all("SELECT id FROM people WHERE state = 'active' ORDER BY id LIMIT :most", most=TAPS)
        people = [person for row in found if (person := await rows.people.get(row["id"]))]
        activity = await rows.activities.add(
            unit=top,
            leader_id=people[0].id,
            title="河道清洁",
            description="带上手套和雨鞋，工具我们准备。",
            category=Category.COMMUNITY,
            venue="东门",
            details="",
            at=now,
        )
        period = Period(start=start, end=start + timedelta(hours=3))
        shift = await rows.activities.add_shift(activity, top.id, period, None, day=day, at=now)
    return shift, people


async def _reminded(database: Database, now: datetime) -> None:
    more = True
    while more:
        async with database.transaction() as transaction:
            more = await reminders.remind(Rows(transaction), _at(now))
    async with database.transaction() as transaction:
        for row in await transaction.all("SELECT id FROM outbox WHERE state = 'owed'"):
            outbox.done(transaction, row["id"], 1_000_000 + row["id"], now)


async def _sizes(database: Database) -> dict[str, Size]:
    if isinstance(database, PostgresDatabase):
        async with database.connection() as connection:
            await connection.execute("VACUUM ANALYZE")
    async with database.reading() as reader:
        found = await reader.all(_POSTGRES if database.kind == "postgresql" else _SQLITE)
        sizes = {}
        for row in found:
            counted = await reader.one(f"SELECT COUNT(*) AS n FROM {row['name']}")
            rows = counted["n"] if counted else 0
            if rows >= 500:  # of fewer, it is the empty pages that are measured
                whole = row["of_rows"] + row["of_indexes"]
                sizes[row["name"]] = Size(rows, row["of_rows"] / rows, whole / rows)
    return sizes
