"""Rows of people, with their roles and the units they joined."""

from collections.abc import Collection, Iterable
from datetime import datetime

from typing_extensions import override

from storage.engine.database import Query, Reader, Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import flag, instant, seconds
from storage.rows import admins, erasing
from storage.rows.profiles import born_in
from storage.rows.statements import add_row, below, change_given
from storage.rows.tree import UNIT, unit_in
from volunteering.records.volunteers import People
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.periods import Month
from volunteering.rules.tree import Post, Rights, Role, Unit
from volunteering.rules.volunteers import Appointed, Language, Person, Standing

PERSON = (
    "p.id AS person_id, p.telegram_id, p.name, p.phone, p.language, p.state AS standing, p.reachable, p.registered_at, "
    "p.held_because, p.born, p.by_time, " + UNIT
)
"""The columns of a person `p` and the home unit `u`, for `person_in`."""

HERE = "p.state IN ('active', 'suspended')"
"""Of a person `p`: `Standing.is_here`, in SQL. A test holds the two together."""

WITH_US = "p.state IN ('active', 'suspended', 'expected')"
"""Of a person `p`: `Standing.is_with_us`, in SQL. A test holds the two together."""

KNOWN = "p.state NOT IN ('erased', 'merged')"
"""Of a person `p`: `Standing.is_known`, in SQL. A test holds the two together."""

REACHED = f"{HERE} AND p.reachable = 1"
"""Of a person `p`: messages arrive."""

_READ = f"SELECT {PERSON} FROM people p JOIN units u ON u.id = p.home_unit_id WHERE "

# While versions change, a replica that doesn't know the column yet may let somebody leave: then only the journal knows.
_AS_NOTED = """
    SELECT CASE WHEN j.kind = 'suspended' THEN 'suspended' ELSE 'active' END FROM journal j
    WHERE j.person_id = people.id AND j.kind IN ('suspended', 'restored') ORDER BY j.at DESC, j.id DESC LIMIT 1
"""


def answering(person: str) -> str:
    """The condition, of an alias: `Person.answers`, in SQL. A test holds the two together."""
    return f"{person}.state = 'active' AND {person}.reachable = 1"


def leads(person: str, unit: str) -> str:
    """The condition, of a person's number and a unit's alias: `Rights.leads`, in SQL. A test holds the two together."""
    return f"""EXISTS (
        SELECT 1 FROM roles led JOIN units top ON top.id = led.unit_id
        WHERE led.person_id = {person} AND {below(unit, "top")}
    )"""


def person_in(row: Row) -> Person:
    """The person of a row that has the columns `PERSON`."""
    return Person(
        id=row["person_id"],
        telegram_id=row["telegram_id"],
        name=row["name"],
        phone=row["phone"],
        language=row["language"],
        unit=unit_in(row),
        standing=row["standing"],
        reachable=row["reachable"],
        registered_at=instant(row["registered_at"]),
        held_because=row["held_because"],
        born=born_in(row["born"]),
        by_time=bool(row["by_time"]),
    )


def post_in(row: Row) -> Post:
    """The role of a row that has the columns `UNIT` and `role`."""
    return Post(unit=unit_in(row), role=row["role"])


def rights_in(rows: Iterable[Row]) -> Rights:
    """What somebody may do who has the roles of these rows."""
    return Rights(posts=tuple(post_in(row) for row in rows))


def lock_person(person_id: int) -> Query:
    """Keeps everybody else who goes by what this person does from doing so until the commit; it changes nothing."""
    return query("UPDATE people SET reachable = reachable WHERE id = :person", person=person_id)


class PeopleRows(People):
    __slots__ = ("_tx", "frees")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.frees = False  # whether somebody may have a place now who might not before

    @override
    async def get(self, person_id: int) -> Person | None:
        row = await self._tx.one(_READ + "p.id = :person", person=person_id)
        return person_in(row) if row else None

    @override
    async def hold(self, *people: int) -> None:
        await self._tx.several(*locking(self._tx, *(lock_person(person_id) for person_id in sorted(people))))

    @override
    async def by_telegram(self, telegram_id: int) -> Person | None:
        row = await self._tx.one(_READ + "p.telegram_id = :telegram", telegram=telegram_id)
        return person_in(row) if row else None

    @override
    async def add(
        self,
        *,
        telegram_id: int,
        name: str,
        phone: str | None,
        language: Language,
        unit: Unit,
        at: datetime,
        month: Month,
    ) -> int:
        return await add_row(
            self._tx,
            "people",
            telegram_id=telegram_id,
            name=name,
            name_folded=folded(name),
            phone=phone or None,
            language=language,
            home_unit_id=unit.id,
            state=Standing.ACTIVE,
            consented_at=seconds(at),
            registered_at=seconds(at),
            registered_month=str(month),
        )

    @override
    async def change(
        self,
        person_id: int,
        *,
        name: str | None = None,
        phone: str | None = None,
        language: Language | None = None,
        unit_id: int | None = None,
        standing: Standing | None = None,
        reachable: bool | None = None,
        held_because: str | None = None,
        by_time: bool | None = None,
    ) -> None:
        self.frees |= standing is Standing.ACTIVE or reachable is True
        change_given(
            self._tx,
            "people",
            person_id,
            name=name,
            name_folded=None if name is None else folded(name),
            phone=phone or None,
            language=language,
            home_unit_id=unit_id,
            state=standing,
            reachable=flag(reachable),
            held_because=held_because,
            by_time=flag(by_time),
        )
        if phone == "":
            # None is kept: not that of a record either which has become a part of theirs.
            none = "UPDATE people SET phone = NULL WHERE id = :person OR merged_into = :person"
            self._tx.later(none, person=person_id)

    @override
    async def go(self, person_id: int) -> None:
        self._tx.later(
            f"UPDATE people AS p SET stood_before = p.state, state = 'left' WHERE p.id = :person AND {HERE}",
            person=person_id,
        )

    @override
    async def come_back(self, person_id: int) -> Standing:
        self.frees = True
        back = query(
            f"""
            UPDATE people SET stood_before = NULL, reachable = 1,
                state = CASE WHEN state = 'left' THEN COALESCE(stood_before, ({_AS_NOTED}), 'active') ELSE state END
            WHERE id = :person RETURNING state
            """,
            person=person_id,
        )
        [[row]] = await self._tx.several(back)
        return Standing(row["state"])

    @override
    async def erase(self, person_id: int) -> None:
        await self.hold(person_id)  # whatever is about to become theirs is, before it is looked for
        await erasing.erase(self._tx, person_id)

    @override
    async def rights(self, person_id: int) -> Rights:
        rows = await self._tx.all(
            f"""
            SELECT r.role, {UNIT} FROM roles r JOIN units u ON u.id = r.unit_id
            WHERE r.person_id = :person ORDER BY u.path
            """,
            person=person_id,
        )
        return rights_in(rows)

    @override
    async def set_role(
        self, person_id: int, unit_id: int, role: Role | None, *, by_id: int | None, at: datetime
    ) -> None:
        if role is None:
            self._tx.later(
                "DELETE FROM roles WHERE person_id = :person AND unit_id = :unit", person=person_id, unit=unit_id
            )
            return
        self._tx.later(
            """
            INSERT INTO roles (person_id, unit_id, role, given_by, given_at) VALUES (:person, :unit, :role, :by, :at)
            ON CONFLICT (person_id, unit_id) DO UPDATE
            SET role = excluded.role, given_by = excluded.given_by, given_at = excluded.given_at
            """,
            person=person_id,
            unit=unit_id,
            role=role,
            by=by_id,
            at=seconds(at),
        )

    @override
    async def appoint(self, telegram_ids: Collection[int], at: datetime) -> Appointed:
        return await admins.appoint(self._tx, telegram_ids, at)

    @override
    async def join(self, person_id: int, unit_id: int, at: datetime) -> None:
        self._tx.later(
            """
            INSERT INTO memberships (person_id, unit_id, joined_at) VALUES (:person, :unit, :at)
            ON CONFLICT (person_id, unit_id) DO NOTHING
            """,
            person=person_id,
            unit=unit_id,
            at=seconds(at),
        )

    @override
    async def leave_unit(self, person_id: int, unit_id: int) -> None:
        self._tx.later(
            "DELETE FROM memberships WHERE person_id = :person AND unit_id = :unit", person=person_id, unit=unit_id
        )

    @override
    async def joined(self, person_id: int) -> tuple[Unit, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {UNIT} FROM memberships m JOIN units u ON u.id = m.unit_id
            WHERE m.person_id = :person ORDER BY u.path
            """,
            person=person_id,
        )
        return tuple(unit_in(row) for row in rows)

    @override
    async def leaders_of(self, unit: Unit, *, without: int | None = None) -> tuple[int, ...]:
        rows = await self._tx.all(
            f"""
            WITH RECURSIVE above (id, parent_id, depth) AS (
                SELECT id, parent_id, depth FROM units WHERE id = :unit
                UNION ALL
                SELECT u.id, u.parent_id, u.depth FROM units u JOIN above ON u.id = above.parent_id
            )
            SELECT above.depth, r.person_id
            FROM above JOIN roles r ON r.unit_id = above.id JOIN people p ON p.id = r.person_id
            WHERE {answering("p")} AND p.id <> :without
            ORDER BY above.depth DESC, r.person_id
            """,
            unit=unit.id,
            without=without or 0,
        )
        return tuple(row["person_id"] for row in rows if row["depth"] == rows[0]["depth"])


def set_reachable(tx: Transaction, telegram_id: int, *, reachable: bool) -> None:
    """Remember that the person blocked the bot, or let it back in; nothing where nobody is known by that number."""
    tx.later(
        "UPDATE people SET reachable = :reachable WHERE telegram_id = :telegram",
        reachable=int(reachable),
        telegram=telegram_id,
    )


async def names_by_telegram_id(reader: Reader) -> dict[int, str]:
    """Everybody who can be written to; for the playground, whose Telegram begins empty each time."""
    rows = await reader.all("SELECT telegram_id, name FROM people WHERE telegram_id IS NOT NULL AND reachable = 1")
    return {row["telegram_id"]: row["name"] for row in rows}
