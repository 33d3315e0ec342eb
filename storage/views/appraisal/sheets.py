"""A sheet in full, for whoever may see it; and all of an appraisal, for a workbook."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Reader, query
from storage.engine.values import seconds
from storage.rows.appraisal.figures import beside_asked, beside_in
from storage.rows.appraisal.reading import (
    APPRAISAL,
    FROM_APPRAISAL,
    FROM_SHEET,
    IN_ORDER,
    SHEET,
    admins_asked,
    admins_in,
    appraisal_in,
    sheet_in,
)
from storage.rows.statements import listed
from volunteering.rules.appraisal.seats import appraisers_of
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet, Beside
from volunteering.rules.ground.moment import Moment
from volunteering.rules.tree import Unit


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet, whose it is, who appraises them, and the figures beside it."""

    sheet: AppraisalSheet
    name: str
    is_here: bool
    leaders: Mapping[int, str]  # who may appraise them now, by number, with their names
    led_by: str  # the name of who did; empty while nobody has, or where they were forgotten
    beside: Beside  # as it stood when it was handed over; until then, as it stands now


@dataclass(frozen=True, slots=True)
class SheetInBook:
    """A sheet, with the names that a workbook has."""

    sheet: AppraisalSheet
    name: str
    led_by: str


@dataclass(frozen=True, slots=True)
class AppraisalBook:
    """An appraisal, and the sheets of all who are in it."""

    appraisal: Appraisal
    sheets: Sequence[SheetInBook]

    @property
    def unit(self) -> Unit:
        """Whose appraisal it is."""
        return self.appraisal.unit


async def sheet_seen(reader: Reader, sheet_id: int, moment: Moment) -> SheetSeen | None:
    """One of them; None where there is none with that number."""
    row = await reader.one(
        f"""
        SELECT {SHEET}, p.name AS person_name, p.state AS standing, b.name AS led_by_name
        FROM {FROM_SHEET} JOIN people p ON p.id = s.person_id LEFT JOIN people b ON b.id = s.led_by
        WHERE s.id = :sheet
        """,
        sheet=sheet_id,
    )
    if row is None:
        return None
    sheet = sheet_in(row)
    asked = {} if sheet.is_handed and sheet.beside else beside_asked(sheet, moment)
    admins, *answers = await reader.several(admins_asked((sheet.unit,)), *asked.values())
    beside = beside_in(dict(zip(asked, answers, strict=True))) if asked else sheet.beside
    return SheetSeen(
        sheet=sheet,
        name=row["person_name"],
        is_here=row["standing"] in {"active", "suspended"},
        leaders=await _names(reader, appraisers_of(sheet, admins_in(admins))),
        led_by=row["led_by_name"] or "",
        beside=beside or Beside(),
    )


async def marked_lately(reader: Reader, person_id: int, since: datetime) -> AppraisalSheet | None:
    """The sheet in which somebody has given themselves a mark since then, while it is open."""
    row = await reader.one(
        f"""
        SELECT {SHEET} FROM {FROM_SHEET}
        WHERE s.person_id = :person AND s.own_at >= :since AND s.state = 'in' AND a.state = 'open'
        ORDER BY s.own_at DESC, s.id DESC LIMIT 1
        """,
        person=person_id,
        since=seconds(since),
    )
    return sheet_in(row) if row else None


async def _names(reader: Reader, people: Collection[int]) -> dict[int, str]:
    numbers, values = listed("person", people)
    rows = await reader.all(f"SELECT id, name FROM people WHERE id IN ({numbers}) ORDER BY id", **values)
    return {row["id"]: row["name"] for row in rows}


async def appraisal_book(reader: Reader, appraisal_id: int) -> AppraisalBook | None:
    """All of an appraisal. None: no such appraisal."""
    found, rows = await reader.several(
        query(f"SELECT {APPRAISAL} FROM {FROM_APPRAISAL} WHERE a.id = :appraisal", appraisal=appraisal_id),
        query(
            f"""
            SELECT {SHEET}, p.name AS person_name, b.name AS led_by_name
            FROM {FROM_SHEET} JOIN people p ON p.id = s.person_id LEFT JOIN people b ON b.id = s.led_by
            WHERE s.appraisal_id = :appraisal AND s.state = 'in'
            {IN_ORDER}
            """,
            appraisal=appraisal_id,
        ),
    )
    if not found:
        return None
    sheets = [SheetInBook(sheet_in(row), row["person_name"], row["led_by_name"] or "") for row in rows]
    return AppraisalBook(appraisal_in(found[0]), sheets)
