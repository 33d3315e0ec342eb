"""Rows of profiles: what people say of themselves, and the days on which they can't come."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from typing_extensions import override

from storage.engine.database import Row, Transaction, Value
from storage.engine.values import flag, seconds
from storage.rows.statements import add_row
from volunteering.records.profiles import Profiles
from volunteering.rules.profiles import Blocked, Born, Emergency, Particular, Particulars, Slot

WITHHELD: Final = "-"
"""In a column of `profiles`, and in `people.born`: they would rather not say. NULL is what was not answered."""

APART: Final = ","
"""Between the entries of a column that has several."""

COLUMNS: Final[Mapping[Particular, tuple[str, ...]]] = {
    Particular.GENDER: ("gender",),
    Particular.EDUCATION: ("education",),
    Particular.OCCUPATION: ("occupation",),
    Particular.BACKGROUND: ("background",),
    Particular.SKILLS: ("skills",),
    Particular.LANGUAGES: ("languages",),
    Particular.DISTRICT: ("district",),
    Particular.AVAILABLE: ("available",),
    Particular.EMERGENCY: ("emergency_name", "emergency_phone", "emergency_relation"),
}
"""Of `profiles`, by field; the birth date is a column of `people`, which signing up reads anyway."""

PARTICULARS: Final = "p.born, " + ", ".join(f"f.{column}" for columns in COLUMNS.values() for column in columns)
"""The columns of what a person `p` says in a profile `f`, which may be missing, for `particulars_in`."""


def column_of(field: Particular) -> str:
    """The column, of a person `p` or a profile `f`, that has nothing as long as nothing was said of a field."""
    return "p.born" if field is Particular.BORN else f"f.{COLUMNS[field][0]}"


def is_blocked(person: str) -> str:
    """The condition that a person, by that number, has said they can't come on the day of a shift `s`."""
    return f"""EXISTS (
        SELECT 1 FROM blocked_days b WHERE b.person_id = {person} AND b.first_day <= s.day AND b.last_day >= s.day
    )"""


# It is read with the person at every tap, and many share theirs: a model takes longer to make than to find again.
@lru_cache(maxsize=2048)
def born_in(text: str | None) -> Born | None:
    """What `people.born` says; None where that is nothing, or that they would rather not."""
    return Born.parse(text) if text and text != WITHHELD else None


def particulars_in(row: Row | Mapping[str, Any]) -> Particulars:
    """What somebody says of themselves whose row has the columns `PARTICULARS`."""
    written = {field: row[columns[0]] for field, columns in COLUMNS.items()} | {Particular.BORN: row["born"]}
    said = {field: text for field, text in written.items() if text is not None and text != WITHHELD}
    listed = {field: tuple(filter(None, said[field].split(APART))) for field in _LISTED if field in said}
    known: dict[str, object] = {field.value: text for field, text in said.items()}
    known |= {field.value: entries for field, entries in listed.items()}
    known["born"] = born_in(row["born"])
    if Particular.AVAILABLE in listed:
        known["available"] = frozenset(Slot(int(slot)) for slot in listed[Particular.AVAILABLE])
    if Particular.EMERGENCY in said:
        known["emergency"] = Emergency(
            name=row["emergency_name"], phone=row["emergency_phone"] or "", relation=row["emergency_relation"] or ""
        )
    known["withheld"] = frozenset(field for field, text in written.items() if text == WITHHELD)
    return Particulars.model_validate(known)


_LISTED: Final = (Particular.LANGUAGES, Particular.AVAILABLE)


def _written(said: Particulars, field: Particular) -> tuple[Value, ...]:
    """What stands in the columns of a field."""
    if field in said.withheld:
        return (WITHHELD,)
    match getattr(said, field.value):
        case None:
            return (None,) * len(COLUMNS.get(field, ("born",)))
        case Emergency(name=name, phone=phone, relation=relation):
            return name, phone, relation
        case frozenset() as slots:
            return (APART.join(str(int(slot)) for slot in sorted(slots)),)
        case tuple() as entries:
            return (APART.join(entries),)
        case other:
            return (str(other),)


_JUDGED: Final = frozenset({Particular.BORN, Particular.LANGUAGES})
"""What signing up goes by."""


class ProfileRows(Profiles):
    __slots__ = ("_tx", "frees")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.frees = False  # whether somebody may have a place now who was too young for all that was known

    @override
    async def of(self, person_id: int) -> Particulars:
        row = await self._tx.one(
            f"SELECT {PARTICULARS} FROM people p LEFT JOIN profiles f ON f.person_id = p.id WHERE p.id = :person",
            person=person_id,
        )
        return particulars_in(row) if row else Particulars()

    @override
    async def change(self, person_id: int, said: Particulars, fields: Collection[Particular], at: datetime) -> None:
        self.frees |= not _JUDGED.isdisjoint(fields)
        if Particular.BORN in fields:
            [born] = _written(said, Particular.BORN)
            self._tx.later("UPDATE people SET born = :born WHERE id = :person", person=person_id, born=born)
        values: dict[str, Value] = {}
        for field in fields:
            values |= zip(COLUMNS.get(field, ()), _written(said, field), strict=False)
        columns = ("at", *values)
        self._tx.later(
            f"""
            INSERT INTO profiles (person_id, {", ".join(columns)})
            VALUES (:person, {", ".join(f":{column}" for column in columns)})
            ON CONFLICT (person_id) DO UPDATE SET {", ".join(f"{column} = excluded.{column}" for column in columns)}
            """,
            person=person_id,
            at=seconds(at),
            **values,
        )

    @override
    async def put_in_at_once(self, person_id: int, *, at_once: bool) -> None:
        self._tx.later("UPDATE people SET at_once = :flag WHERE id = :person", person=person_id, flag=flag(at_once))

    @override
    async def blocked(self, person_id: int, after: date) -> tuple[Blocked, ...]:
        rows = await self._tx.all(
            """
            SELECT id, first_day, last_day FROM blocked_days
            WHERE person_id = :person AND last_day >= :after ORDER BY first_day, id
            """,
            person=person_id,
            after=after.isoformat(),
        )
        return tuple(Blocked(id=row["id"], first=row["first_day"], last=row["last_day"]) for row in rows)

    @override
    async def block(self, person_id: int, first: date, last: date) -> int:
        return await add_row(
            self._tx,
            "blocked_days",
            person_id=person_id,
            first_day=first.isoformat(),
            last_day=last.isoformat(),
        )

    @override
    async def unblock(self, person_id: int, number: int) -> None:
        self._tx.later(
            "DELETE FROM blocked_days WHERE id = :number AND person_id = :person", number=number, person=person_id
        )
