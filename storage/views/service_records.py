"""What the service records of a unit and everything below it say, sheet by sheet (docs/service-records.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from storage.engine.database import Reader, query
from storage.engine.values import day_of, instant
from storage.rows.hours import HOLDS
from storage.rows.profiles import WITHHELD
from storage.rows.tree import within
from volunteering.rules.ground.periods import local_day
from volunteering.rules.hours import BEFORE_YIGONG
from volunteering.rules.service_records import SHEETS, RecordField
from volunteering.rules.tree import Unit

MOST_LINES: Final = 50_000
"""Of service, in one file that is written for a chat."""

_QUERIES: Final[Mapping[str, str]] = {
    "people": """
        SELECT p.id AS person, p.name, u.name AS team,
            (SELECT CAST(COALESCE(SUM(e.change), 0) AS BIGINT) FROM entries e WHERE e.person_id = p.id) AS hours,
            p.phone, CASE WHEN p.consented_at > 0 THEN p.consented_at END AS registered, f.occupation, f.background
        FROM units u JOIN people p ON p.home_unit_id = u.id LEFT JOIN profiles f ON f.person_id = p.id
        WHERE ({inside}) AND p.state NOT IN ('erased', 'merged') ORDER BY u.path, p.name_folded, p.id
    """,
    "units": """
        SELECT u.id AS unit, u.name AS team, above.name AS above
        FROM units u LEFT JOIN units above ON above.id = u.parent_id WHERE ({inside}) ORDER BY u.path
    """,
    "activities": """
        SELECT a.id AS activity, a.title, a.category, a.place, u.name AS team, leader.name AS responsible,
            a.description AS content
        FROM units u JOIN activities a ON a.unit_id = u.id JOIN people leader ON leader.id = a.leader_id
        WHERE ({inside}) AND EXISTS (SELECT 1 FROM entries e WHERE e.activity_id = a.id) ORDER BY a.id
    """,
    "service": f"""
        WITH holds AS ({HOLDS})
        SELECT p.id AS person, p.name, e.kind, e.minutes AS hours, u.name AS team, e.at AS recorded, p.phone, e.day,
            COALESCE(NULLIF(e.title, ''), a.title, c.what) AS activity, a.description AS content, a.place,
            leader.name AS responsible
        FROM units u JOIN entries e ON e.unit_id = u.id JOIN holds ON holds.id = e.id
            JOIN people p ON p.id = e.person_id AND p.state NOT IN ('erased', 'merged')
            LEFT JOIN activities a ON a.id = e.activity_id LEFT JOIN people leader ON leader.id = a.leader_id
            LEFT JOIN claims c ON c.id = e.claim_id
        WHERE ({{inside}}) AND e.minutes > 0 ORDER BY e.day, e.id LIMIT :most
    """,
}
"""Of the units `{inside}`; a sheet that has none here is empty as yet."""

Given = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class ServiceRecords:
    """The rows of each sheet, in the order of its columns; and whether there would be more service."""

    rows: Mapping[str, Sequence[Sequence[Given]]]
    is_whole: bool


async def service_records(reader: Reader, units: Sequence[Unit], zone: ZoneInfo, *, most: int) -> ServiceRecords:
    """The records of these units and everything below them, with at most so many lines of service."""
    inside, values = within(units, "u")
    asked = {sheet: sql.replace("{inside}", inside) for sheet, sql in _QUERIES.items()}
    found = dict(
        zip(
            asked,
            await reader.several(*(query(sql, **values, most=most + 1) for sql in asked.values())),
            strict=True,
        )
    )
    rows: dict[str, Sequence[Sequence[Given]]] = {
        sheet: [
            [_readable(column, row[column.name], zone) for column in columns]
            for row in list(found.get(sheet, ()))[: most if sheet == "service" else None]
        ]
        for sheet, columns in SHEETS.items()
    }
    return ServiceRecords(rows, is_whole=len(found["service"]) <= most)


def _readable(column: RecordField, value: Any, zone: ZoneInfo) -> Given:
    """A value as people read it; nothing where none was given, or somebody would rather not say."""
    if value is None or value in ("", WITHHELD):
        return None if column.optional else value or ""
    match column.form:
        case "hours":
            return float(value) / 60
        case "day":
            day = local_day(instant(value), zone) if isinstance(value, int) else day_of(value)
            return None if day == BEFORE_YIGONG else day
        case _:
            given: Given = value
            return given
