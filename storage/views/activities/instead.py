"""What somebody could come to instead of a shift that is cancelled: of the same kind, near it, with room."""

from datetime import datetime, timedelta
from typing import Final

from storage.engine.database import Reader
from storage.engine.values import seconds
from storage.rows.activities import IS_ON
from storage.rows.capacities import HAS_ROOM
from storage.rows.statements import below
from volunteering.rules.activities import Activity, Shift

NEAR_IT: Final = timedelta(days=3)
_LOOKED_AT: Final = 5

_INSTEAD = f"""
    SELECT s.id FROM shifts s JOIN activities a ON a.id = s.activity_id JOIN units u ON u.id = a.unit_id
        JOIN units own ON own.id = :unit JOIN units around ON around.id = COALESCE(own.parent_id, own.id)
    WHERE {IS_ON} AND s.starts_at > :now AND s.starts_at >= :first AND s.starts_at <= :last
        AND a.category = :category AND a.training = 0 AND {below("u", "around")} AND {HAS_ROOM}
        AND NOT EXISTS (SELECT 1 FROM signups g WHERE g.shift_id = s.id AND g.person_id = :person)
    ORDER BY CASE WHEN a.id = :activity THEN 0 WHEN a.unit_id = :unit THEN 1 ELSE 2 END,
        ABS(s.starts_at - :start), s.id
    LIMIT {_LOOKED_AT}
"""


async def near_instead(
    reader: Reader, activity: Activity, shift: Shift, person_id: int, now: datetime
) -> tuple[int, ...]:
    """Shifts of the team and around it within some days, the nearest first: another of the same activity before all."""
    start = shift.period.start
    rows = await reader.all(
        _INSTEAD,
        unit=activity.unit.id,
        activity=activity.id,
        category=activity.category,
        person=person_id,
        now=seconds(now),
        start=seconds(start),
        first=seconds(start - NEAR_IT),
        last=seconds(start + NEAR_IT),
    )
    return tuple(row["id"] for row in rows)
