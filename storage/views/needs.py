"""The shifts ahead of which a leader may ask what keeps somebody from a place. One hop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Reader
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import instant, seconds
from storage.rows.activities import IS_ON
from storage.rows.tree import within
from volunteering.rules.tree import Rights, Unit


@dataclass(frozen=True, slots=True)
class ShiftAhead:
    """A shift, of which activity, and when it starts."""

    shift_id: int
    title: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class ShiftsAhead:
    """A page of them, the soonest first."""

    shifts: Sequence[ShiftAhead]
    extent: Extent


async def shifts_for(reader: Reader, rights: Rights, home: Unit, now: datetime, page: Page) -> ShiftsAhead:
    """What is ahead where somebody leads, of the team of a person at home there and of those above it."""
    led, values = within(rights.led, "u")
    teams = {f"team_{unit_id}": unit_id for unit_id in home.ids}
    rows = await reader.all(
        f"""
        SELECT s.id, a.title, s.starts_at, {TOTAL}
        FROM shifts s JOIN activities a ON a.id = s.activity_id JOIN units u ON u.id = a.unit_id
        WHERE {IS_ON} AND s.starts_at > :now AND a.unit_id IN ({", ".join(f":{name}" for name in teams)}) AND ({led})
        ORDER BY s.starts_at, s.id LIMIT :limit OFFSET :skipped
        """,
        now=seconds(now),
        **teams,
        **values,
        **page.values,
    )
    found = [ShiftAhead(row["id"], row["title"], instant(row["starts_at"])) for row in rows]
    return ShiftsAhead(found, page.extent(rows))
