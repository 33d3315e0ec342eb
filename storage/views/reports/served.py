"""The people served of a month or a year, and what was handed out, opened into the shifts. In one hop."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Reader, Row, Value, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import instant, seconds
from storage.rows.shifts import SERVED, served_in
from storage.rows.subtrees import WHOLE
from storage.rows.tree import UNIT, unit_in
from storage.views.reports.totals import WAS_HELD
from volunteering.rules.reports import Served, Span
from volunteering.rules.tree import Unit

_COUNTED: Final = f"""
    FROM parts CROSS JOIN shifts s
    WHERE s.unit_id = parts.unit_id AND s.month >= :first AND s.month <= :last AND {WAS_HELD}
        AND (s.served_people IS NOT NULL OR s.handed_out IS NOT NULL)
"""

_SHIFTS: Final = f"""
    WITH {WHOLE}, chosen AS (
        SELECT s.id, {TOTAL} {_COUNTED} ORDER BY s.starts_at DESC, s.id DESC LIMIT :limit OFFSET :skipped
    )
    SELECT s.id, s.starts_at, {SERVED}, a.title, u.name AS unit_name, chosen.total
    FROM chosen JOIN shifts s ON s.id = chosen.id JOIN activities a ON a.id = s.activity_id
        JOIN units u ON u.id = a.unit_id
    ORDER BY s.starts_at DESC, s.id DESC
"""

_IN_ALL: Final = f"""
    WITH {WHOLE}
    SELECT CAST(SUM(s.served_people) AS BIGINT) AS served_people, CAST(SUM(s.handed_out) AS BIGINT) AS handed_out
    {_COUNTED}
"""


@dataclass(frozen=True, slots=True)
class ServedShift:
    """A shift of which its leader counted something."""

    shift_id: int
    title: str
    unit: str
    starts_at: datetime
    served: Served


@dataclass(frozen=True, slots=True)
class ServedList:
    """A page of a unit's shifts, the latest first, and the sums of all pages."""

    unit: Unit
    shifts: tuple[ServedShift, ...]
    extent: Extent
    in_all: Served


async def served(reader: Reader, span: Span, unit_id: int, now: datetime, *, page: Page) -> ServedList | None:
    """The shifts of a unit and everything below it. None: no such unit."""
    first, *_ = months = span.months
    scope: dict[str, Value] = {"unit": unit_id, "first": str(first), "last": str(months[-1]), "now": seconds(now)}
    found, rows, [sums] = await reader.several(
        query(f"SELECT {UNIT} FROM units u WHERE u.id = :unit", unit=unit_id),
        query(_SHIFTS, **scope, **page.values),
        query(_IN_ALL, **scope),
    )
    if not found:
        return None
    in_all = Served.model_construct(people=sums["served_people"], things=sums["handed_out"])
    return ServedList(unit_in(found[0]), tuple(map(_shift_in, rows)), page.extent(rows), in_all)


def _shift_in(row: Row) -> ServedShift:
    return ServedShift(row["id"], row["title"], row["unit_name"], instant(row["starts_at"]), served_in(row))
