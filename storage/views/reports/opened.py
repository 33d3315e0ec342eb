"""A month's figures opened into what makes them: activities, their people, lines of the ledger. Each is one hop."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from storage.engine.database import Query, Reader, Row, Value, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import day_of, instant, seconds
from storage.rows.activities import ACTIVITY, FROM_ACTIVITY, activity_in
from storage.rows.subtrees import OWN, WHOLE
from storage.rows.tree import UNIT, unit_in
from storage.views.reports.totals import WAS_HELD
from volunteering.rules.activities import Activity
from volunteering.rules.ground.periods import Month
from volunteering.rules.hours import Kind
from volunteering.rules.tree import Unit

_UNIT: Final = f"SELECT {UNIT} FROM units u WHERE u.id = :unit"

_HELD: Final = f"""
    WITH {{parts}}, held AS (
        SELECT s.activity_id, MIN(s.starts_at) AS starts_at, {TOTAL}
        FROM parts CROSS JOIN shifts s
        WHERE s.unit_id = parts.unit_id AND s.month = :month AND {WAS_HELD}
        GROUP BY s.activity_id
        ORDER BY starts_at DESC, s.activity_id DESC LIMIT :limit OFFSET :skipped
    )
    SELECT held.activity_id, held.starts_at, held.total, a.title, u.name AS unit_name,
        CAST(COALESCE(SUM(e.participations), 0) AS BIGINT) AS came,
        CAST(COALESCE(SUM(e.change), 0) AS BIGINT) AS minutes
    FROM held JOIN activities a ON a.id = held.activity_id JOIN units u ON u.id = a.unit_id
        JOIN shifts s ON s.activity_id = a.id AND s.month = :month LEFT JOIN entries e ON e.shift_id = s.id
    GROUP BY held.activity_id, held.starts_at, held.total, a.title, u.name
    ORDER BY held.starts_at DESC, held.activity_id DESC
"""

_HOLDS: Final = "NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id)"
"""Of a line `e` of the ledger: nothing replaced it."""

_CAME: Final = f"""
    SELECT p.id, p.name, CAST(SUM(e.change) AS BIGINT) AS minutes, CAST(SUM(e.participations) AS BIGINT) AS came,
        CAST(SUM(e.no_shows) AS BIGINT) AS no_shows,
        SUM(CASE WHEN e.kind = 'excused' AND {_HOLDS} THEN 1 ELSE 0 END) AS excused,
        SUM(CASE WHEN e.kind = 'sent_home' AND {_HOLDS} THEN 1 ELSE 0 END) AS sent_home, {TOTAL}
    FROM shifts s JOIN entries e ON e.shift_id = s.id JOIN people p ON p.id = e.person_id
    WHERE s.activity_id = :activity AND s.month = :month
    GROUP BY p.id, p.name
    ORDER BY p.name, p.id LIMIT :limit OFFSET :skipped
"""

_CAME_IN_ALL: Final = """
    SELECT CAST(COALESCE(SUM(e.participations), 0) AS BIGINT) AS came,
        CAST(COALESCE(SUM(e.change), 0) AS BIGINT) AS minutes
    FROM shifts s JOIN entries e ON e.shift_id = s.id
    WHERE s.activity_id = :activity AND s.month = :month
"""

_LINES: Final = f"""
    WITH {{parts}}, chosen AS (
        SELECT e.id, e.day, {TOTAL} FROM parts CROSS JOIN entries e
        WHERE e.unit_id = parts.unit_id AND e.month = :month
        ORDER BY e.day DESC, e.id DESC LIMIT :limit OFFSET :skipped
    )
    SELECT e.day, e.kind, e.change, e.replaces_id, p.name,
        CASE WHEN EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id) THEN 1 ELSE 0 END AS corrected,
        COALESCE(a.title, c.what, e.title) AS title, chosen.total
    FROM chosen JOIN entries e ON e.id = chosen.id JOIN people p ON p.id = e.person_id
        LEFT JOIN activities a ON a.id = e.activity_id LEFT JOIN claims c ON c.id = e.claim_id
    ORDER BY e.day DESC, e.id DESC
"""

_MINUTES: Final = """
    WITH {parts}
    SELECT CAST(COALESCE(SUM(e.change), 0) AS BIGINT) AS minutes FROM parts CROSS JOIN entries e
    WHERE e.unit_id = parts.unit_id AND e.month = :month
"""

_NEW: Final = f"""
    WITH {{parts}}
    SELECT p.id, p.name, p.consented_at, u.name AS unit_name, {TOTAL}
    FROM parts CROSS JOIN people p JOIN units u ON u.id = p.home_unit_id
    WHERE p.home_unit_id = parts.unit_id AND p.registered_month = :month
    ORDER BY p.consented_at DESC, p.id DESC LIMIT :limit OFFSET :skipped
"""


@dataclass(frozen=True, slots=True)
class HeldActivity:
    """An activity with its first shift of the month, and what came of all of that month's."""

    activity_id: int
    title: str
    unit: str
    starts_at: datetime
    came: int  # participations
    minutes: int


@dataclass(frozen=True, slots=True)
class HeldList:
    """A page of a unit's activities, the latest first."""

    unit: Unit
    held: tuple[HeldActivity, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class Came:
    """One person of an activity: how often they came in the month, or didn't, and for how long."""

    person_id: int
    name: str
    minutes: int
    came: int
    no_shows: int
    excused: int = 0
    sent_home: int = 0  # of those they came to


@dataclass(frozen=True, slots=True)
class CameList:
    """A page of an activity's people by name, and the sums of all pages."""

    activity: Activity
    people: tuple[Came, ...]
    extent: Extent
    came: int
    minutes: int


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the ledger, with what it adds to the sums."""

    name: str
    title: str
    day: date
    kind: Kind
    change: int
    corrects: bool  # an earlier line
    corrected: bool  # by a later line: it holds no more


@dataclass(frozen=True, slots=True)
class LineList:
    """A page of a unit's lines, the latest first, and the sum of all pages."""

    unit: Unit
    lines: tuple[LedgerLine, ...]
    extent: Extent
    minutes: int


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who registered in the month."""

    person_id: int
    name: str
    unit: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NewList:
    """A page of a unit's newcomers, the latest first."""

    unit: Unit
    people: tuple[Newcomer, ...]
    extent: Extent


async def held(reader: Reader, month: Month, unit_id: int, now: datetime, *, own: bool, page: Page) -> HeldList | None:
    """The activities held; `own`: the unit's, without those below. None: no such unit."""
    found, rows = await reader.several(
        query(_UNIT, unit=unit_id), _of_unit(_HELD, month, unit_id, own=own, now=seconds(now), **page.values)
    )
    if not found:
        return None
    return HeldList(unit_in(found[0]), tuple(map(_held_in, rows)), extent=page.extent(rows))


async def came(reader: Reader, month: Month, activity_id: int, *, page: Page) -> CameList | None:
    """Who came to an activity in a month. None: no such activity."""
    of_month: dict[str, Value] = {"activity": activity_id, "month": str(month)}
    found, rows, [sums] = await reader.several(
        query(f"SELECT {ACTIVITY} FROM {FROM_ACTIVITY} WHERE a.id = :activity", activity=activity_id),
        query(_CAME, **of_month, **page.values),
        query(_CAME_IN_ALL, **of_month),
    )
    if not found:
        return None
    people = tuple(_came_in(row) for row in rows)
    return CameList(activity_in(found[0]), people, page.extent(rows), sums["came"], sums["minutes"])


async def lines(reader: Reader, month: Month, unit_id: int, *, own: bool, page: Page) -> LineList | None:
    """The lines of the ledger; `own`: the unit's, without those below. None: no such unit."""
    found, rows, [sums] = await reader.several(
        query(_UNIT, unit=unit_id),
        _of_unit(_LINES, month, unit_id, own=own, **page.values),
        _of_unit(_MINUTES, month, unit_id, own=own),
    )
    if not found:
        return None
    return LineList(unit_in(found[0]), tuple(map(_line_in, rows)), page.extent(rows), sums["minutes"])


async def newcomers(reader: Reader, month: Month, unit_id: int, *, page: Page) -> NewList | None:
    """Who registered. None: no such unit."""
    found, rows = await reader.several(
        query(_UNIT, unit=unit_id), _of_unit(_NEW, month, unit_id, own=False, **page.values)
    )
    if not found:
        return None
    return NewList(unit_in(found[0]), tuple(map(_newcomer_in, rows)), extent=page.extent(rows))


def _of_unit(sql: str, month: Month, unit_id: int, *, own: bool, **values: Value) -> Query:
    return query(sql.format(parts=OWN if own else WHOLE), unit=unit_id, month=str(month), **values)


def _held_in(row: Row) -> HeldActivity:
    return HeldActivity(
        row["activity_id"], row["title"], row["unit_name"], instant(row["starts_at"]), row["came"], row["minutes"]
    )


def _came_in(row: Row) -> Came:
    return Came(row["id"], row["name"], row["minutes"], row["came"], row["no_shows"], row["excused"], row["sent_home"])


def _line_in(row: Row) -> LedgerLine:
    return LedgerLine(
        name=row["name"],
        title=row["title"],
        day=day_of(row["day"]),
        kind=Kind(row["kind"]),
        change=row["change"],
        corrects=row["replaces_id"] is not None,
        corrected=bool(row["corrected"]),
    )


def _newcomer_in(row: Row) -> Newcomer:
    return Newcomer(row["id"], row["name"], row["unit_name"], instant(row["consented_at"]))
