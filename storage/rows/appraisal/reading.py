"""Appraisals and sheets as their tables have them, and whom one would have in it."""

from collections.abc import Collection
from typing import Final

from storage.engine.database import Query, Row, query
from storage.engine.values import day_if, instant, instant_if
from storage.rows.statements import listed
from storage.rows.tree import UNIT, unit_in, within
from storage.rows.volunteers import HERE
from volunteering.rules.appraisal.marks import EVEN, Merit, MeritMarks, weights_in
from volunteering.rules.appraisal.seats import Admins
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet, Beside
from volunteering.rules.tree import Role, Unit

APPRAISAL: Final = (
    "a.id AS appraisal_id, a.year, a.state AS appraisal_state, a.weights, a.by_id, a.at AS opened_at, a.closed_at, "
    f"a.round, a.told_of, a.reminded_on, {UNIT}"
)
"""The columns of an appraisal `a` of a unit `u`, for `appraisal_in`."""

FROM_APPRAISAL: Final = "appraisals a JOIN units u ON u.id = a.unit_id"

_MARKS: Final = ", ".join(f"s.{whose}_{merit}" for whose in ("own", "led") for merit in Merit)

NAMED: Final = (
    "(SELECT n.id FROM people n WHERE n.id = s.named_id AND n.id <> s.person_id AND n.state = 'active') AS named_id"
)
"""Of a sheet `s`: whom an admin named as the leader above, while they are here."""

SHEET: Final = (
    f"s.id AS sheet_id, s.person_id, s.role, s.post, s.state AS sheet_state, {NAMED}, {_MARKS}, s.own_words, "
    "s.led_words, s.led_by, s.handed_at, s.handed, s.read_at, s.comment, s.commented_at, s.beside, "
    f"h.id AS post_unit_id, h.name AS post_unit_name, h.path AS post_unit_path, {APPRAISAL}"
)
"""The columns of a sheet `s`, the unit `h` of its post, and its appraisal, for `sheet_in`."""

FROM_SHEET: Final = (
    "appraisal_sheets s JOIN appraisals a ON a.id = s.appraisal_id JOIN units u ON u.id = a.unit_id "
    "JOIN units h ON h.id = s.unit_id"
)

IN_ORDER: Final = "ORDER BY h.path, CASE s.role WHEN 'admin' THEN 0 WHEN 'leader' THEN 1 ELSE 2 END, p.name, s.id"
"""Of sheets `s` of people `p` with posts in units `h`: team by team, whoever has a role there first."""

WITH_POST: Final = f"""
    SELECT x.person_id, x.unit_id, x.role FROM (
        SELECT r.person_id, r.unit_id, r.role, ROW_NUMBER() OVER (
            PARTITION BY r.person_id ORDER BY CASE r.role WHEN 'admin' THEN 0 ELSE 1 END, u.depth, u.id
        ) AS place
        FROM roles r JOIN units u ON u.id = r.unit_id JOIN people p ON p.id = r.person_id
        WHERE ({{inside}}) AND {HERE}
    ) x WHERE x.place = 1
"""
"""Everybody here with a role in some units, with the greatest of theirs, the highest first."""

_ADMINS: Final = """
    SELECT r.unit_id, r.person_id FROM roles r JOIN people p ON p.id = r.person_id
    WHERE r.role = 'admin' AND p.state = 'active'
"""


def appraisal_in(row: Row) -> Appraisal:
    """The appraisal of a row that has the columns `APPRAISAL`."""
    return Appraisal(
        id=row["appraisal_id"],
        unit=unit_in(row),
        year=row["year"],
        state=row["appraisal_state"],
        weights=weights_in(row["weights"]) or EVEN,
        by_id=row["by_id"],
        at=instant(row["opened_at"]),
        closed_at=instant_if(row["closed_at"]),
        round=row["round"],
        told_of=row["told_of"],
        reminded_on=day_if(row["reminded_on"]),
    )


def sheet_in(row: Row) -> AppraisalSheet:
    """The sheet of a row that has the columns `SHEET`."""
    return AppraisalSheet(
        id=row["sheet_id"],
        appraisal=appraisal_in(row),
        person_id=row["person_id"],
        unit=Unit(id=row["post_unit_id"], name=row["post_unit_name"], path=row["post_unit_path"]),
        role=Role(row["role"]) if row["role"] else None,
        post=row["post"],
        state=row["sheet_state"],
        named_id=row["named_id"],
        own=marks_in(row, "own"),
        own_words=row["own_words"],
        led=marks_in(row, "led"),
        led_words=row["led_words"],
        led_by=row["led_by"],
        handed_at=instant_if(row["handed_at"]),
        handed=row["handed"],
        read_at=instant_if(row["read_at"]),
        comment=row["comment"],
        commented_at=instant_if(row["commented_at"]),
        beside=Beside.model_validate_json(row["beside"]) if row["beside"] else None,
    )


def marks_in(row: Row, whose: str) -> MeritMarks:
    """The marks of a row, `own` or `led`."""
    return MeritMarks(**{merit.value: row[f"{whose}_{merit}"] for merit in Merit})


def admins_in(rows: Collection[Row]) -> Admins:
    """The admins of the rows of `admins_asked`, by unit."""
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row["unit_id"], []).append(row["person_id"])
    return found


def admins_asked(units: Collection[Unit] | None = None) -> Query:
    """The admins of these units and of all above them who are here; of all units where none are given."""
    if units is None:
        return query(_ADMINS)
    numbers, values = listed("unit", sorted({unit_id for unit in units for unit_id in unit.ids}))
    return query(f"{_ADMINS} AND r.unit_id IN ({numbers})", **values)


def to_take_in(unit: Unit, year: int) -> Query:
    """Counts whom an appraisal of the unit would have in it as `people`; who has a sheet of that year, as `there`."""
    inside, values = within((unit,), "u")
    return query(
        f"""
        SELECT COUNT(CASE WHEN s.id IS NULL THEN 1 END) AS people, COUNT(s.id) AS there
        FROM ({WITH_POST.format(inside=inside)}) w
            LEFT JOIN appraisal_sheets s ON s.person_id = w.person_id AND s.year = :year AND s.state = 'in'
        """,
        year=year,
        **values,
    )
