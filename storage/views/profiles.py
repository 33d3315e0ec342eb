"""What leaders find of the people of their shifts: what those let them know, and whom to call. Each is one hop."""

from dataclasses import dataclass

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.rows.activities import ACTIVITY, FROM_SHIFT, activity_in
from storage.rows.profiles import PARTICULARS, is_blocked, particulars_in
from storage.rows.shifts import SHIFT, shift_in
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.guardians import Guardian
from volunteering.rules.profiles import Particulars

_THEM = f"""
    SELECT g.person_id, p.name, p.phone, p.reachable, {PARTICULARS}, w.name AS guardian, w.phone AS guardian_phone,
        {is_blocked("p.id")} AS is_blocked, {TOTAL}
    FROM signups g JOIN shifts s ON s.id = g.shift_id JOIN people p ON p.id = g.person_id
        LEFT JOIN profiles f ON f.person_id = p.id
        LEFT JOIN guardians w ON w.person_id = p.id AND w.state = 'consented'
    WHERE g.shift_id = :shift AND g.state IN ('confirmed', 'walked_in')
"""


@dataclass(frozen=True, slots=True)
class OneOfThem:
    """Somebody who has a place in a shift, or came without one."""

    person_id: int
    name: str
    phone: str | None
    reachable: bool
    said: Particulars
    guardian: Guardian | None
    is_blocked: bool  # said that they can't come that day


@dataclass(frozen=True, slots=True)
class Them:
    """A shift, and a page of its people."""

    activity: Activity
    shift: Shift
    people: tuple[OneOfThem, ...]
    extent: Extent


async def them_of(reader: Reader, shift_id: int, *, page: Page) -> Them | None:
    """The people of a shift in order of arrival; None where there is no such shift."""
    shifts, rows = await reader.several(
        query(f"SELECT {ACTIVITY}, {SHIFT} FROM {FROM_SHIFT} WHERE s.id = :shift", shift=shift_id),
        query(f"{_THEM} ORDER BY g.ticket LIMIT :limit OFFSET :skipped", shift=shift_id, **page.values),
    )
    if not shifts:
        return None
    [found] = shifts
    return Them(activity_in(found), shift_in(found), tuple(map(_one_in, rows)), page.extent(rows))


async def this_one(reader: Reader, shift_id: int, person_id: int) -> Them | None:
    """The same of one person; None where they are not in it."""
    shifts, rows = await reader.several(
        query(f"SELECT {ACTIVITY}, {SHIFT} FROM {FROM_SHIFT} WHERE s.id = :shift", shift=shift_id),
        query(f"{_THEM} AND g.person_id = :person", shift=shift_id, person=person_id),
    )
    if not shifts or not rows:
        return None
    return Them(activity_in(shifts[0]), shift_in(shifts[0]), tuple(map(_one_in, rows)), Page(1).extent(rows))


def _one_in(row: Row) -> OneOfThem:
    return OneOfThem(
        person_id=row["person_id"],
        name=row["name"],
        phone=row["phone"],
        reachable=bool(row["reachable"]),
        said=particulars_in(row),
        guardian=Guardian(name=row["guardian"], phone=row["guardian_phone"]) if row["guardian"] else None,
        is_blocked=bool(row["is_blocked"]),
    )
