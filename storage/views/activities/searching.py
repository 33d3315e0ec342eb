"""Finding an upcoming activity by a part of its title, or by its number."""

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Reader
from storage.engine.values import instant, seconds
from storage.rows.activities import IS_ON
from storage.rows.statements import containing
from volunteering.rules.ground.periods import Period


@dataclass(frozen=True, slots=True)
class Found:
    """An activity, and its next shift."""

    activity_id: int
    title: str
    period: Period


async def upcoming_like(reader: Reader, text: str, now: datetime, *, limit: int) -> tuple[Found, ...]:
    """Open activities that are still to begin with this text in their title, or this number; the soonest first."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
    rows = await reader.all(
        f"""
        SELECT a.id, a.title, s.starts_at, s.ends_at FROM shifts s JOIN activities a ON a.id = s.activity_id
        WHERE {IS_ON} AND s.starts_at > :now
            AND (a.title_folded LIKE :text ESCAPE '!' OR a.id = :number)
        ORDER BY s.starts_at, s.id LIMIT :limit
        """,
        now=seconds(now),
        text=containing(text),
        number=number,
        limit=limit * 4,  # an activity may come with several of its shifts
    )
    found: dict[int, Found] = {}
    for row in rows:
        period = Period(start=instant(row["starts_at"]), end=instant(row["ends_at"]))
        found.setdefault(row["id"], Found(row["id"], row["title"], period))
    return tuple(found.values())[:limit]
