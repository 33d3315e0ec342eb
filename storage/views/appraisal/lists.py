"""Sheets in lists: how far an appraisal is, whom somebody has to appraise, and what they have of all years.

Who appraises whom is looked up for all of a list at once: that is two queries, however many there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from storage.engine.database import Query, Reader, Row, query
from storage.rows.appraisal.reading import (
    APPRAISAL,
    FROM_APPRAISAL,
    FROM_SHEET,
    IN_ORDER,
    NAMED,
    SHEET,
    admins_asked,
    admins_in,
    appraisal_in,
    sheet_in,
    to_take_in,
)
from storage.rows.tree import unit_in, within
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.appraisal.seats import Admins, leaders_above
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet
from volunteering.rules.tree import Rights, Role, Unit

_IS_WHOLE: Final = " AND ".join(f"s.own_{merit} IS NOT NULL" for merit in Merit)

_LINE: Final = f"""
    SELECT s.id AS sheet_id, s.appraisal_id, s.person_id, p.name AS person_name, s.role, s.post, s.state AS sheet_state,
        CASE WHEN {_IS_WHOLE} THEN 1 ELSE 0 END AS said, s.handed_at, s.read_at, s.commented_at, {NAMED},
        h.id AS unit_id, h.name AS unit_name, h.path AS unit_path
    FROM appraisal_sheets s JOIN appraisals a ON a.id = s.appraisal_id JOIN people p ON p.id = s.person_id
        JOIN units h ON h.id = s.unit_id
"""

MOST_APPRAISALS: Final = 12
"""Of an admin's units: the latest."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Somebody in an appraisal, and how far they are."""

    sheet_id: int
    person_id: int
    name: str
    unit: Unit  # where the post is
    role: Role | None
    post: str
    is_in: bool
    said: bool  # whether they have marked themselves in every field
    is_handed: bool
    is_read: bool
    has_comment: bool
    leaders: tuple[int, ...]  # who appraises them


@dataclass(frozen=True, slots=True)
class AppraisalProgress:
    """An appraisal, and everybody in it."""

    appraisal: Appraisal
    lines: Sequence[SheetLine]  # with those taken out

    @property
    def unit(self) -> Unit:
        """Whose appraisal it is."""
        return self.appraisal.unit

    @property
    def those_in(self) -> list[SheetLine]:
        """Whoever is appraised in it."""
        return [line for line in self.lines if line.is_in]


@dataclass(frozen=True, slots=True)
class MyAppraisals:
    """What the appraisal is to somebody: their own sheets, whom they appraise, and what they have opened."""

    own: Sequence[AppraisalSheet]  # the latest year first
    to_appraise: Sequence[SheetLine]  # in all that are open
    administered: Sequence[Appraisal]

    @property
    def waiting(self) -> int:
        """How many they have not appraised yet."""
        return sum(not line.is_handed for line in self.to_appraise)


@dataclass(frozen=True, slots=True)
class WouldBeIn:
    """Whom an appraisal would have in it, and who is in another one of that year, by number."""

    people: int
    elsewhere: int


async def my_appraisals(reader: Reader, person_id: int, rights: Rights) -> MyAppraisals:
    """All of it, in one hop."""
    inside, values = within(rights.administered, "u")
    own, below, admins, there = await reader.several(
        query(
            f"SELECT {SHEET} FROM {FROM_SHEET} WHERE s.person_id = :person AND s.state = 'in' ORDER BY s.year DESC",
            person=person_id,
        ),
        *_appraised_by(person_id, rights),
        query(
            f"SELECT {APPRAISAL} FROM {FROM_APPRAISAL} WHERE {inside} ORDER BY a.year DESC, u.path LIMIT :limit",
            limit=MOST_APPRAISALS,
            **values,
        ),
    )
    return MyAppraisals(
        own=[sheet_in(row) for row in own],
        to_appraise=_theirs(below, admins_in(admins), person_id),
        administered=[appraisal_in(row) for row in there],
    )


async def to_appraise(reader: Reader, person_id: int, rights: Rights) -> list[SheetLine]:
    """Whom somebody appraises in all that are open; who waits, first."""
    below, admins = await reader.several(*_appraised_by(person_id, rights))
    theirs = _theirs(below, admins_in(admins), person_id)
    return sorted(theirs, key=lambda line: line.is_handed)


def _appraised_by(person_id: int, rights: Rights) -> tuple[Query, Query]:
    inside, values = within(rights.administered, "h")
    return (
        query(
            f"""
            {_LINE} WHERE a.state = 'open' AND s.state = 'in' AND s.person_id <> :person
                AND (({inside}) OR s.named_id = :person) {IN_ORDER}
            """,
            person=person_id,
            **values,
        ),
        admins_asked(),
    )


def _theirs(rows: Sequence[Row], admins: Admins, person_id: int) -> list[SheetLine]:
    lines = (_line_in(row, admins) for row in rows)
    return [line for line in lines if person_id in line.leaders]


async def appraisal_progress(reader: Reader, appraisal_id: int) -> AppraisalProgress | None:
    """How far it is, person by person. None: no such appraisal."""
    found, rows, admins = await reader.several(
        query(f"SELECT {APPRAISAL} FROM {FROM_APPRAISAL} WHERE a.id = :appraisal", appraisal=appraisal_id),
        query(f"{_LINE} WHERE s.appraisal_id = :appraisal {IN_ORDER}", appraisal=appraisal_id),
        admins_asked(),
    )
    if not found:
        return None
    known = admins_in(admins)
    return AppraisalProgress(appraisal_in(found[0]), [_line_in(row, known) for row in rows])


async def appraisals_of(reader: Reader, unit_id: int) -> list[Appraisal]:
    """Those of this very unit, the latest year first."""
    rows = await reader.all(
        f"SELECT {APPRAISAL} FROM {FROM_APPRAISAL} WHERE a.unit_id = :unit ORDER BY a.year DESC, a.id LIMIT :limit",
        unit=unit_id,
        limit=MOST_APPRAISALS,
    )
    return [appraisal_in(row) for row in rows]


async def would_be_in(reader: Reader, unit: Unit, year: int) -> WouldBeIn:
    """Whom an appraisal of that unit and year would have in it."""
    [[row]] = await reader.several(to_take_in(unit, year))
    return WouldBeIn(row["people"], row["there"])


def _line_in(row: Row, admins: Admins) -> SheetLine:
    unit = unit_in(row)
    role = Role(row["role"]) if row["role"] else None
    named = row["named_id"]
    return SheetLine(
        sheet_id=row["sheet_id"],
        person_id=row["person_id"],
        name=row["person_name"],
        unit=unit,
        role=role,
        post=row["post"],
        is_in=row["sheet_state"] == "in",
        said=bool(row["said"]),
        is_handed=row["handed_at"] is not None,
        is_read=row["read_at"] is not None,
        has_comment=row["commented_at"] is not None,
        leaders=(named,) if named else leaders_above(unit, role, row["person_id"], admins),
    )
