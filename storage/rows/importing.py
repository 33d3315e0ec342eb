"""Rows of lists on their way into the tables, and of whom they bring."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter
from typing_extensions import override

from storage.engine.database import Query, Reader, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import day_if, day_of, month_of, seconds, unpacked
from storage.rows.hours import HOLDS, counted_in, record_written
from storage.rows.outdating import Outdates, Outdating
from storage.rows.phones import lock_phones
from storage.rows.placing import units_meant
from storage.rows.profiles import PARTICULARS, particulars_in
from storage.rows.star_checks import note_written
from storage.rows.statements import listed
from storage.rows.tree import UNIT, UnitRows, unit_in
from storage.rows.volunteers import PERSON, person_in
from volunteering.records.importing import Imports
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.periods import Month
from volunteering.rules.hours import BEFORE_YIGONG, Counted, Entry
from volunteering.rules.importing.asking import Asks, LineAbout, ListedQualification, NextRows, Row
from volunteering.rules.importing.comparing import KnownPerson
from volunteering.rules.importing.placing import Placed
from volunteering.rules.importing.sending import ListSentBefore, Trial
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language, Person, Standing

_AT_ONCE: Final = 500  # numbers that are looked up together
_ROW: Final[TypeAdapter[Row]] = TypeAdapter(Row)

_KNOWN: Final = f"""
    SELECT n.phone, p.id AS person_id, p.name, p.state AS standing, {PARTICULARS}, {UNIT}
    FROM people n JOIN people p ON p.id = COALESCE(n.merged_into, n.id)
        JOIN units u ON u.id = p.home_unit_id LEFT JOIN profiles f ON f.person_id = p.id
    WHERE n.phone IN ({{phones}}) AND p.state IN ('active', 'suspended', 'left', 'expected')
    ORDER BY CASE p.state WHEN 'expected' THEN 2 WHEN 'left' THEN 1 ELSE 0 END DESC,
        CASE WHEN n.merged_into IS NULL THEN 0 ELSE 1 END DESC, p.id DESC
"""
"""Who has the numbers, or had them with a record that is a part of theirs; of several, the one that counts last."""

_CARRIED: Final = HOLDS.replace("e.id,", "e.id, e.day, e.title, e.record,", 1) + (
    "AND e.kind = 'carried_over' AND e.person_id IN ({people})"
)

_QUALIFIED: Final = """
    SELECT q.person_id, q.kind_id, q.level, q.number, q.issued_on, q.expires_on FROM qualifications q
    WHERE q.state = 'verified' AND q.person_id IN ({people}) ORDER BY q.id
"""

_QUALIFY: Final = """
    INSERT INTO qualifications (person_id, kind_id, level, number, issued_on, expires_on, state, at, decided_by,
        decided_at)
    SELECT CAST(:person AS BIGINT), k.id, CAST(:level AS BIGINT), CAST(:number AS TEXT), CAST(:issued AS TEXT),
        CAST(:expires AS TEXT), 'verified', CAST(:at AS BIGINT), CAST(:by AS BIGINT), CAST(:at AS BIGINT)
    FROM qualification_kinds k WHERE k.id = :kind
"""
"""Nothing where the kind is gone."""

_REPLACED: Final = """
    UPDATE qualifications SET state = 'replaced'
    WHERE person_id = :person AND kind_id = :kind AND level <= :level AND state = 'verified'
"""

_BEFORE: Final = str(Month.of(BEFORE_YIGONG))
"""The month that people are registered in who have not come yet."""

_ENTRY: Final = """
    INSERT INTO entries (person_id, unit_id, kind, day, month, minutes, change, participations, no_shows, replaces_id,
        title, record, note, by_id, at)
    VALUES (:person, :unit, :kind, :day, :month, :minutes, :change, 0, 0, :replaces, :title, :record, '', :by, :at)
"""


async def known_by_phone(reader: Reader, phones: Collection[str]) -> dict[str, KnownPerson]:
    """Who has these numbers, by number: whoever is registered, before whoever left, before whoever is expected.

    Whoever was merged is known by both numbers.
    """
    found: dict[str, KnownPerson] = {}
    numbers = sorted(phones)
    for first in range(0, len(numbers), _AT_ONCE):
        some = numbers[first : first + _AT_ONCE]
        named, values = listed("phone", some)
        rows = await reader.all(_KNOWN.format(phones=named), **values)
        people = {row["phone"]: row for row in rows}
        there = [row["person_id"] for row in people.values()]
        carried, qualified = (await _carried(reader, there), await _qualified(reader, there)) if there else ({}, {})
        for phone, row in people.items():
            number = row["person_id"]
            standing = Standing(row["standing"])
            found[phone] = KnownPerson(
                id=number,
                name=row["name"],
                unit=unit_in(row),
                standing=standing,
                carried=carried.get(number, {}),
                qualified=qualified.get(number, ()),
                said=particulars_in(row),
            )
    return found


async def _carried(reader: Reader, people: Sequence[int]) -> dict[int, dict[LineAbout, Counted]]:
    found: dict[int, dict[LineAbout, Counted]] = {}
    named, values = listed("person", people)
    for row in await reader.all(_CARRIED.format(people=named), **values):
        of_one = found.setdefault(row["person_id"], {})
        nth = unpacked(row["record"]).get("nth", 0) if row["record"] else 0
        of_one[day_of(row["day"]), row["title"], nth] = counted_in(row)
    return found


async def _qualified(reader: Reader, people: Sequence[int]) -> dict[int, tuple[ListedQualification, ...]]:
    named, values = listed("person", people)
    found: dict[int, tuple[ListedQualification, ...]] = {}
    for row in await reader.all(_QUALIFIED.format(people=named), **values):
        held = ListedQualification(
            kind_id=row["kind_id"],
            level=row["level"],
            number=row["number"],
            issued_on=day_of(row["issued_on"]),
            expires_on=day_if(row["expires_on"]),
        )
        found[row["person_id"]] = (*found.get(row["person_id"], ()), held)
    return found


class ImportRows(Outdates, Imports):
    __slots__ = ("_tx", "outdating")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.outdating = Outdating(tx)

    @override
    async def known(self, phones: Collection[str]) -> Mapping[str, KnownPerson]:
        if held := lock_phones(self._tx, phones):
            await self._tx.several(*held)
        return await known_by_phone(self._tx, phones)

    @override
    async def units_of(self, placed: Collection[Placed]) -> Mapping[Placed, Unit]:
        return await units_meant(self._tx, placed)

    @override
    async def make_unit(self, placed: Placed, at: datetime) -> None:
        *above, name = placed.below
        over = placed.model_copy(update={"below": tuple(above)})
        units = await units_meant(self._tx, {over, placed})
        if units[placed] == units[over]:
            await UnitRows(self._tx).add(units[over], name, at)

    @override
    async def expect(
        self, people: Sequence[Asks], units: Sequence[Unit], language: Language, at: datetime
    ) -> list[int]:
        added = [_expected(asks, unit, language, at) for asks, unit in zip(people, units, strict=True)]
        return [rows[0]["id"] for rows in await self._tx.several(*added)]

    @override
    def carry(self, entries: Sequence[Entry]) -> None:
        note_written(self._tx, *(entry.person_id for entry in entries))
        for entry in entries:
            self.outdating.note(entry)
            self._tx.later(
                _ENTRY,
                person=entry.person_id,
                unit=entry.unit_id,
                kind=entry.kind,
                day=entry.day.isoformat(),
                month=month_of(entry.day),
                minutes=entry.minutes,
                change=entry.change,
                replaces=entry.replaces_id,
                title=entry.title,
                record=record_written(entry),
                by=entry.by_id,
                at=seconds(entry.at),
            )

    @override
    def qualify(self, person_id: int, qualification: ListedQualification, by_id: int | None, at: datetime) -> None:
        kind, level = qualification.kind_id, qualification.level
        self._tx.later(_REPLACED, person=person_id, kind=kind, level=level)
        self._tx.later(
            _QUALIFY,
            person=person_id,
            kind=kind,
            level=level,
            number=qualification.number,
            issued=qualification.issued_on.isoformat(),
            expires=qualification.expires_on.isoformat() if qualification.expires_on else None,
            at=seconds(at),
            by=by_id,
        )

    @override
    async def expects_anybody(self) -> bool:
        anybody = "SELECT 1 AS one FROM people WHERE registered_month = :before AND state = 'expected' LIMIT 1"
        return await self._tx.one(anybody, before=_BEFORE) is not None

    @override
    async def expected_with(self, phone: str) -> Person | None:
        return await self._with(phone, "p.state = 'expected'", *lock_phones(self._tx, [phone]))

    @override
    async def came_with(self, phone: str) -> Person | None:
        # Whoever registers by themselves consents in the second in which their row is made.
        came = "p.consented_at > p.registered_at AND p.state IN ('active', 'suspended', 'left')"
        return await self._with(phone, came)

    async def _with(self, phone: str, condition: str, *held: Query) -> Person | None:
        asked = query(
            f"""
            SELECT {PERSON} FROM people p JOIN units u ON u.id = p.home_unit_id
            WHERE p.phone = :phone AND {condition} ORDER BY p.id LIMIT 1
            """,
            phone=phone,
        )
        [*_, rows] = await self._tx.several(*held, asked)
        return person_in(rows[0]) if rows else None

    @override
    async def arrive(self, person_id: int, *, telegram_id: int, language: Language, at: datetime, month: Month) -> bool:
        arrived = await self._tx.execute(
            """
            UPDATE people SET telegram_id = :telegram, language = :language, state = 'active', reachable = 1,
                consented_at = :at, registered_month = :month
            WHERE id = :person AND state = 'expected'
            """,
            person=person_id,
            telegram=telegram_id,
            language=language,
            at=seconds(at),
            month=str(month),
        )
        return arrived == 1

    @override
    async def next_rows(self, import_id: int, most: int, at: datetime) -> NextRows | None:
        # Whoever else puts its rows into the tables waits here, and finds these gone. Other lists wait, too, for the
        # shape of the tree, as nobody's tap does: whoever is in two lists, or a unit that both name, is made once.
        lock = query("UPDATE imports SET total = total WHERE id = :of", of=import_id)
        others = query("UPDATE units SET depth = depth WHERE parent_id IS NULL")
        whose = query("SELECT by_id, name, facts FROM imports WHERE id = :of AND state = 'applying'", of=import_id)
        rows = query(
            "SELECT ordinal, facts FROM import_rows WHERE import_id = :of ORDER BY ordinal LIMIT :most",
            of=import_id,
            most=most,
        )
        [*_, lists, found] = await self._tx.several(*locking(self._tx, lock, others), whose, rows)
        if not lists:
            return None
        self._tx.later("UPDATE imports SET at = :at WHERE id = :of", of=import_id, at=seconds(at))
        facts = unpacked(lists[0]["facts"])
        return NextRows(
            by_id=lists[0]["by_id"],
            language=Language(facts["language"]),
            sent=_sent_before(facts, lists[0]["name"]),
            rows=tuple((row["ordinal"], _ROW.validate_json(row["facts"])) for row in found),
        )

    @override
    def done(self, import_id: int, ordinals: Collection[int]) -> None:
        self._tx.later(
            "DELETE FROM import_rows WHERE import_id = :of AND ordinal <= :last", of=import_id, last=max(ordinals)
        )

    @override
    def finish(self, import_id: int) -> None:
        self._tx.later("DELETE FROM imports WHERE id = :of", of=import_id)


def _sent_before(facts: Mapping[str, Any], name: str) -> ListSentBefore | None:
    if "sent" not in facts:
        return None
    return ListSentBefore(list_id=facts["sent"], name=name, trial=Trial.model_validate(facts["trial"]))


def _expected(asks: Asks, unit: Unit, language: Language, at: datetime) -> Query:
    return query(
        """
        INSERT INTO people (name, name_folded, phone, language, home_unit_id, state, consented_at, registered_at,
            registered_month, reachable)
        VALUES (:name, :folded, :phone, :language, :unit, :expected, 0, :at, :before, 0) RETURNING id
        """,
        name=asks.name,
        folded=folded(asks.name),
        phone=asks.phone,
        language=language,
        unit=unit.id,
        expected=Standing.EXPECTED,
        at=seconds(at),
        before=_BEFORE,
    )
