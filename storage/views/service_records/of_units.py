"""What the service records of a unit and everything below it say, sheet by sheet (docs/service-records.md)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from storage.engine.database import Reader, Row, query
from storage.engine.values import day_of, instant
from storage.rows.hours import HOLDS
from storage.rows.profiles import WITHHELD
from storage.rows.tree import UNIT, unit_in, within
from storage.rows.volunteers import KNOWN
from volunteering.rules.ground.periods import local_day
from volunteering.rules.hours import BEFORE_YIGONG, RecordSays
from volunteering.rules.record_laws import STAGES
from volunteering.rules.service_records import APART, SHEETS, RecordField
from volunteering.rules.training import TrainingStage
from volunteering.rules.tree import Unit

MOST_LINES: Final = 50_000
"""Of service, in one file that is written for a chat."""

_UNITS: Final = f"SELECT {UNIT} FROM units u"

_QUERIES: Final[Mapping[str, str]] = {
    "units": "SELECT u.id AS team, u.parent_id AS above FROM units u WHERE ({inside})",
    "people": f"""
        SELECT p.id AS person, p.name, u.id AS team,
            (SELECT CAST(COALESCE(SUM(e.change), 0) AS BIGINT) FROM entries e WHERE e.person_id = p.id) AS hours,
            p.phone, CASE WHEN p.consented_at > 0 THEN p.consented_at END AS registered, f.occupation, f.background
        FROM units u JOIN people p ON p.home_unit_id = u.id LEFT JOIN profiles f ON f.person_id = p.id
        WHERE ({{inside}}) AND {KNOWN}
    """,
    "qualifications": f"""
        SELECT p.id AS person, p.name, COALESCE(NULLIF(k.name, ''), k.code) AS kind, q.issued_on AS issued, p.phone,
            k.levels, q.level, q.expires_on AS ends
        FROM units u JOIN people p ON p.home_unit_id = u.id JOIN qualifications q ON q.person_id = p.id
            JOIN qualification_kinds k ON k.id = q.kind_id
        WHERE ({{inside}}) AND {KNOWN} AND q.state = 'verified'
    """,
    "training": f"""
        SELECT p.id AS person, p.name, l.day, a.title, l.minutes AS hours, a.unit_id AS team, t.stage
        FROM units u JOIN people p ON p.home_unit_id = u.id JOIN study_lines l ON l.person_id = p.id
            JOIN activities a ON a.id = l.activity_id JOIN trainings t ON t.activity_id = a.id
        WHERE ({{inside}}) AND {KNOWN} AND l.minutes > 0
            AND NOT EXISTS (SELECT 1 FROM study_lines later WHERE later.replaces_id = l.id)
    """,
    "honours": f"""
        SELECT p.id AS person, p.name, h.day, h.name AS title, h.unit_id AS team
        FROM units u JOIN people p ON p.home_unit_id = u.id JOIN honours h ON h.person_id = p.id
        WHERE ({{inside}}) AND {KNOWN} AND h.taken_back_at IS NULL
    """,
    "service": f"""
        WITH holds AS ({HOLDS})
        SELECT p.id AS person, p.name, e.kind, e.minutes AS hours, u.id AS team, e.at AS recorded, p.phone, e.day,
            COALESCE(NULLIF(e.title, ''), a.title, c.what) AS activity, a.category, a.description AS content, a.place,
            leader.name AS responsible, e.record
        FROM units u JOIN entries e ON e.unit_id = u.id JOIN holds ON holds.id = e.id
            JOIN people p ON p.id = e.person_id AND {KNOWN}
            LEFT JOIN activities a ON a.id = e.activity_id LEFT JOIN people leader ON leader.id = a.leader_id
            LEFT JOIN claims c ON c.id = e.claim_id
        WHERE ({{inside}}) AND e.minutes > 0 LIMIT :most
    """,
}
"""Of the units `{inside}`; a sheet that has none here is made of the others, or empty as yet."""

_GIVEN_HERE: Final = """
    SELECT DISTINCT e.person_id, e.day, COALESCE(a.title, c.what) AS title
    FROM entries e LEFT JOIN activities a ON a.id = e.activity_id LEFT JOIN claims c ON c.id = e.claim_id
    WHERE e.person_id IN ({people}) AND (e.activity_id IS NOT NULL OR e.claim_id IS NOT NULL)
"""
_AT_ONCE: Final = 500  # people

_FIRST: Final[Mapping[str, str]] = {"units": "above", "people": "team", "service": "day"}
"""The column by which rows are in order, before all the others from the left."""

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
    ways, *answers = await reader.several(
        query(_UNITS), *(query(sql, **values, most=most + 1) for sql in asked.values())
    )
    called = _called(unit_in(row) for row in ways)
    found: dict[str, list[dict[str, Any]]] = {
        sheet: [_whole(row) for row in rows] for sheet, rows in zip(asked, answers, strict=True)
    }
    found["activities"] = [row | {"title": row["activity"]} for row in found["service"] if row["category"]]
    rows = {
        sheet: _in_order(sheet, [_cells(columns, row, called, zone) for row in found.get(sheet, ())])
        for sheet, columns in SHEETS.items()
    }
    is_whole = len(rows["service"]) <= most
    return ServiceRecords(rows | {"service": rows["service"][:most]}, is_whole=is_whole)


async def given_here(reader: Reader, people: Collection[int]) -> frozenset[tuple[int, date, str]]:
    """By person, local date and title what these have lines of that were given here, also taken back: not carried over.

    What a file says of that day and title is known already, and what is known here stands.
    """
    asked = sorted(people)
    found = await reader.several(
        *(
            query(_GIVEN_HERE.replace("{people}", ", ".join(map(str, asked[first : first + _AT_ONCE]))))
            for first in range(0, len(asked), _AT_ONCE)
        )
    )
    return frozenset((row["person_id"], day_of(row["day"]), row["title"] or "") for rows in found for row in rows)


def _called(units: Iterable[Unit]) -> dict[int, str]:
    """What each team is called in the file: the names on the way down to it."""
    by_id = {unit.id: unit for unit in units}
    return {unit.id: APART.join(by_id[number].name for number in unit.ids[1:]) or unit.name for unit in by_id.values()}


def _whole(row: Row) -> dict[str, Any]:
    """A row, with what the service record says of its hours; the level by its name, the stage by its law's word."""
    whole = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a row isn't a mapping
    if whole.get("record"):
        whole |= RecordSays.model_validate_json(whole["record"]).model_dump(mode="json")
    if whole.get("stage"):
        whole["stage"] = STAGES[TrainingStage(whole["stage"])]
    if "levels" in whole:
        levels = whole["levels"].splitlines()
        whole["level"] = levels[whole["level"]] if whole["level"] < len(levels) else None
    return whole


def _cells(
    columns: Sequence[RecordField], row: Mapping[str, Any], called: Mapping[int, str], zone: ZoneInfo
) -> tuple[Given, ...]:
    teams = {name: called.get(row[name]) for name in ("team", "above") if name in row}
    return tuple(_readable(column, teams.get(column.name, row[column.name]), zone) for column in columns)


def _in_order(sheet: str, rows: Sequence[tuple[Given, ...]]) -> Sequence[tuple[Given, ...]]:
    """The rows as the file has them, whatever their numbers here are: by what they say; each activity once."""
    names = [column.name for column in SHEETS[sheet]]
    first = names.index(_FIRST.get(sheet, names[0]))

    def place(row: tuple[Given, ...]) -> tuple[str, ...]:
        said = ["" if cell is None else str(cell) for cell in row]
        return said[first], *(text for name, text in zip(names, said, strict=True) if name != "person")

    return sorted(set(rows) if sheet == "activities" else rows, key=place)


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
