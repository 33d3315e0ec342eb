"""Finding upcoming activities by a part of their title or of a role's name, or by their number."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Reader, Row
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import instant, seconds
from storage.rows.activities import IS_ON
from storage.rows.statements import containing

_MOST_DIGITS: Final = 18  # that every database takes


@dataclass(frozen=True, slots=True)
class Found:
    """An activity: where and whose it is, when its next shift starts, and how many there are to come."""

    activity_id: int
    title: str
    venue: str
    unit: str
    starts_at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class FoundActivities:
    """A page of them, the soonest first."""

    found: tuple[Found, ...]
    extent: Extent


async def upcoming_like(reader: Reader, text: str, now: datetime, *, page: Page) -> FoundActivities:
    """Open activities that are still to begin with this text in their title or a role's name, or this number."""
    rows = await reader.all(
        f"""
        SELECT a.id, a.title, a.place, u.name AS unit_name, MIN(s.starts_at) AS next_at, COUNT(*) AS times, {TOTAL}
        FROM shifts s JOIN activities a ON a.id = s.activity_id JOIN units u ON u.id = a.unit_id
        WHERE {IS_ON} AND s.starts_at > :now
            AND (a.title_folded LIKE :text ESCAPE '!' OR a.id = :number OR s.roles > 0 AND EXISTS (
                SELECT 1 FROM shift_roles r WHERE r.shift_id = s.id AND r.name_folded LIKE :text ESCAPE '!'
            ))
        GROUP BY a.id, a.title, a.place, u.name ORDER BY next_at, a.id LIMIT :limit OFFSET :skipped
        """,
        now=seconds(now),
        text=containing(text),
        number=int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0,
        **page.values,
    )
    return FoundActivities(tuple(map(_found_in, rows)), page.extent(rows))


def _found_in(row: Row) -> Found:
    return Found(row["id"], row["title"], row["place"], row["unit_name"], instant(row["next_at"]), row["times"])
