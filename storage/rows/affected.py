"""Whom a move would affect, read before anything of it is done: who would be asked, and who is elsewhere then."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Reader, query
from storage.engine.values import instant, seconds
from storage.rows.activities import IS_ON
from volunteering.rules.ground.periods import Period

_PLACED: Final = f"""
    signups g JOIN shifts s ON s.id = g.shift_id JOIN activities a ON a.id = s.activity_id
    WHERE {IS_ON} AND s.starts_at > :now AND g.state = 'confirmed' AND g.person_id <> :without
"""


@dataclass(frozen=True, slots=True)
class ElsewhereThen:
    """Somebody with a place, and what else they have a place in at the new time."""

    name: str
    title: str
    period: Period


@dataclass(frozen=True, slots=True)
class Affected:
    """So many people with a place would be asked, in so many shifts; and those who are elsewhere then."""

    people: int
    shifts: int
    elsewhere: tuple[ElsewhereThen, ...] = ()


async def affected_by_time(reader: Reader, shift_id: int, period: Period, now: datetime, *, without: int) -> Affected:
    """Whom it would affect if a shift was set to this time."""
    [counted], elsewhere = await reader.several(
        query(
            f"SELECT COUNT(*) AS people FROM {_PLACED} AND s.id = :shift",
            shift=shift_id,
            now=seconds(now),
            without=without,
        ),
        query(
            f"""
            SELECT p.name, b.title, o.starts_at, o.ends_at
            FROM signups h JOIN shifts o ON o.id = h.shift_id JOIN activities b ON b.id = o.activity_id
                JOIN people p ON p.id = h.person_id
            WHERE h.state = 'confirmed' AND h.shift_id <> :shift AND o.state = 'open' AND b.state = 'open'
                AND o.starts_at < :ends AND o.ends_at > :starts
                AND h.person_id IN (SELECT g.person_id FROM {_PLACED} AND s.id = :shift)
            ORDER BY p.name_folded, p.id, o.starts_at
            """,
            shift=shift_id,
            starts=seconds(period.start),
            ends=seconds(period.end),
            now=seconds(now),
            without=without,
        ),
    )
    return Affected(
        people=counted["people"],
        shifts=1,
        elsewhere=tuple(
            ElsewhereThen(
                row["name"], row["title"], Period(start=instant(row["starts_at"]), end=instant(row["ends_at"]))
            )
            for row in elsewhere
        ),
    )


async def affected_by_venue(reader: Reader, activity_id: int, now: datetime, *, without: int) -> Affected:
    """Whom it would affect if an activity was elsewhere, with all its shifts that are to begin."""
    [row] = await reader.all(
        f"""
        SELECT COUNT(DISTINCT g.person_id) AS people, COUNT(DISTINCT s.id) AS shifts
        FROM {_PLACED} AND a.id = :activity
        """,
        activity=activity_id,
        now=seconds(now),
        without=without,
    )
    return Affected(people=row["people"], shifts=row["shifts"])
