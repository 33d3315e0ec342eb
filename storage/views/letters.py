"""Whom a letter to the people of an activity reaches, shift by shift."""

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Reader
from storage.rows.shifts import NOT_CALLED_OFF, SHIFT, shift_in
from volunteering.rules.activities import Shift


@dataclass(frozen=True, slots=True)
class Readers:
    """A shift, and how many of its people a letter reaches."""

    shift: Shift
    people: int


async def readers_by_shift(reader: Reader, activity_id: int, person_id: int, now: datetime) -> tuple[Readers, ...]:
    """The shifts of an activity that have anybody to write to but the person, by start: those that are not over.

    Where all are over, it is those that were held.
    """
    rows = await reader.all(
        f"""
        SELECT {SHIFT}, COUNT(g.person_id) AS people FROM shifts s JOIN signups g
            ON g.shift_id = s.id AND g.state IN ('confirmed', 'waiting') AND g.person_id <> :person
        WHERE s.activity_id = :activity AND {NOT_CALLED_OFF}
        GROUP BY s.id ORDER BY s.starts_at, s.id
        """,
        activity=activity_id,
        person=person_id,
    )
    found = tuple(Readers(shift_in(row), row["people"]) for row in rows)
    return tuple(one for one in found if one.shift.is_ahead(now)) or found
