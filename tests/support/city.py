"""A small organisation for tests: one city, two branches, and people and shifts as a test asks for them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from storage.engine.connecting import connect
from storage.engine.database import Database, Reader, Row, Transaction
from storage.rows import Rows
from storage.rows.hours import HOLDS, counted_in
from tests.support.databases import Databases
from volunteering.rules.activities import Category, Shift
from volunteering.rules.capacity import limit_of
from volunteering.rules.ground.periods import Month, Period, local_day
from volunteering.rules.hours import Counted, Kind, Subject, entry_for
from volunteering.rules.roles import NewRole, ShiftRole, limit_in_all
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language, Person

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)  # Tuesday noon in the city


def hours_later(hours: float) -> datetime:
    """An instant so many hours after `NOW`."""
    return NOW + timedelta(hours=hours)


class City:
    """A database with an organisation in it: `city = await City.founded(database)`."""

    top: Unit
    jiaojiang: Unit
    huangyan: Unit
    leader: Person

    def __init__(self, database: Database) -> None:
        self.database = database
        self._numbers = count(1001)
        self.are_put_in_at_once = False  # whoever is new here chose not to be asked when a place comes free

    @classmethod
    async def founded(cls, database: Database) -> "City":
        """The city of Taizhou with the branches Jiaojiang and Huangyan, and a leader who leads nothing yet."""
        city = cls(database)
        async with city.writing() as rows:
            city.top = await rows.units.top_named("Taizhou", NOW)
        city.jiaojiang, city.huangyan = await city.unit("Jiaojiang"), await city.unit("Huangyan")
        city.leader = await city.person("Teacher Li")
        return city

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Rows]:
        """The rows of one transaction."""
        async with self.database.transaction() as tx:
            yield Rows(tx)

    @asynccontextmanager
    async def changing(self) -> AsyncIterator[Transaction]:
        """A transaction without rows."""
        async with self.database.transaction() as tx:
            yield tx

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[Rows]:
        """The rows, to be read only."""
        async with self.database.reading() as reader:
            yield Rows.reading(reader)

    async def table(self, sql: str, **values: int | str) -> list[Row]:
        """What the tables say, in no words but SQL's."""
        async with self.database.reading() as reader:
            return list(await reader.all(sql, **values))

    async def figure(self, sql: str, **values: int | str) -> int:
        """A single number, the column `n`."""
        [row] = await self.table(sql, **values)
        return int(row["n"] or 0)

    async def unit(self, name: str, above: Unit | None = None) -> Unit:
        """A new unit, under the top unless told otherwise."""
        async with self.writing() as rows:
            unit = await rows.units.add(above or self.top, name, NOW)
        assert unit is not None
        return unit

    async def person(self, name: str, unit: Unit | None = None, *, phone: str | None = None) -> Person:
        """A new volunteer, of Jiaojiang unless told otherwise."""
        async with self.writing() as rows:
            number = await rows.people.add(
                telegram_id=next(self._numbers),
                name=name,
                phone=phone,
                language=Language.SIMPLIFIED,
                unit=unit or self.jiaojiang,
                at=NOW,
                month=Month(year=2026, number=12),
            )
            if self.are_put_in_at_once:
                await rows.profiles.put_in_at_once(number, at_once=True)
            person = await rows.people.get(number)
        assert person is not None
        return person

    async def people(self, number: int) -> list[Person]:
        """So many new volunteers."""
        return [await self.person(f"Volunteer {count + 1}") for count in range(number)]

    async def activity(self, title: str = "River clean-up", *, unit: Unit | None = None) -> int:
        """A new activity of Teacher Li's, in Jiaojiang unless told otherwise."""
        async with self.writing() as rows:
            return await rows.activities.add(
                unit=unit or self.jiaojiang,
                leader_id=self.leader.id,
                title=title,
                description="",
                category=Category.COMMUNITY,
                venue="East Gate",
                details="Door code 1234",
                at=NOW,
            )

    async def shift(
        self, starts: float = 48, *, lasts: float = 3, places: int = 10, activity: int | None = None
    ) -> Shift:
        """A new shift that starts so many hours after `NOW`, of a new activity unless told otherwise."""
        period = Period(start=hours_later(starts), end=hours_later(starts + lasts))
        activity = await self.activity() if activity is None else activity
        async with self.writing() as rows:
            of = await rows.activities.get(activity)
            assert of is not None
            number = await rows.activities.add_shift(
                activity, of.unit.id, period, limit_of(places), day=local_day(period.start, ZONE), at=NOW
            )
            found = await rows.activities.shift(number)
        assert found is not None
        return found[1]

    async def roles(self, shift: Shift, **places: int) -> tuple[ShiftRole, ...]:
        """Roles of a shift that has none yet, with so many places each."""
        new = [NewRole(name=name.replace("_", " "), limit=limit_of(number)) for name, number in places.items()]
        async with self.writing() as rows:
            for ordinal, role in enumerate(new):
                await rows.roles.add(shift.id, ordinal, role)
            rows.roles.count(shift.id, len(new), limit_in_all(role.limit for role in new))
        async with self.looking() as rows:
            return tuple(room.role for room in await rows.roles.of(shift.id))

    async def put(
        self,
        shift: Shift,
        *people: Person,
        state: SignUpState = SignUpState.CONFIRMED,
        at: float = 0,
        role: ShiftRole | None = None,
    ) -> None:
        """Put people into a shift without asking any rule, so many hours after `NOW`."""
        async with self.writing() as rows:
            for person in people:
                role_id = role.id if role else None
                await rows.sign_ups.put(shift.id, person.id, state, hours_later(at), role_id=role_id)

    async def record(self, subject: Subject, kind: Kind, minutes: int = 0) -> Counted | None:
        """Make it hold in the ledger, as a confirmed roster or an approved claim does."""
        async with self.changing() as tx:
            earlier = await holds(tx, subject)
            line = entry_for(subject, kind, minutes, earlier, by_id=self.leader.id, at=NOW, note="by hand")
            if line is None:
                return earlier
            return Counted(entry_id=await Rows(tx).hours.append(line), kind=kind, minutes=line.minutes)

    async def holds(self, subject: Subject) -> Counted | None:
        """What holds in the ledger for somebody in a shift, or for a claim."""
        async with self.database.reading() as reader:
            return await holds(reader, subject)


async def holds(reader: Reader, subject: Subject) -> Counted | None:
    """What holds in the ledger for somebody in a shift, or for a claim, within a transaction."""
    of, number = ("claim_id", subject.claim_id) if subject.shift_id is None else ("shift_id", subject.shift_id)
    row = await reader.one(
        f"{HOLDS} AND e.person_id = :person AND e.{of} = :number", person=subject.person_id, number=number
    )
    return counted_in(row) if row else None


def at_shift(shift: Shift, person: Person) -> Subject:
    """What an entry for this person's attendance is about."""
    return Subject(
        person_id=person.id,
        unit_id=person.unit.id,
        activity_id=shift.activity_id,
        shift_id=shift.id,
        day=shift.day(ZONE),
    )


@asynccontextmanager
async def city_on_sqlite(databases: Databases) -> AsyncIterator[City]:
    """A small organisation in a fresh SQLite file."""
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            yield await City.founded(database)
