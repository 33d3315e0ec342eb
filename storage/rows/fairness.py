"""What units decided so that their places go round, and what of somebody it is judged by.

Where no unit above a shift decided anything, a flag in the shift's own row says so, and nothing is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from storage.engine.database import Reader, Row, query
from storage.engine.values import instant, seconds
from storage.rows.activities import IS_ON
from storage.rows.first_shifts import came_so_far
from storage.rows.statements import listed
from volunteering.rules.activities import Shift
from volunteering.rules.buddies import is_new
from volunteering.rules.fairness import FAIR, LOOKS_BACK, Belongs, Fairness, PlaceOf, Ruling, decided_in
from volunteering.rules.ground.periods import Period
from volunteering.rules.unit_settings import UnitSetting

_NAMES: Final = ", ".join(f"'{name.value}'" for name in FAIR)

IS_FAIR: Final = f"""
    EXISTS (
        SELECT 1 FROM unit_settings fair JOIN units decides ON decides.id = fair.unit_id
        WHERE fair.name IN ({_NAMES}) AND substr(u.path, 1, length(decides.path)) = decides.path
    ) AS is_fair
"""
"""The column of a shift's unit `u`: whether it or one above has decided anything of it. Read from an index of names."""

_BELONGS: Final = f"""
    CASE WHEN EXISTS (SELECT 1 FROM mine WHERE substr(mine.path, 1, length(u.path)) = u.path) THEN '{Belongs.THERE}'
        WHEN EXISTS (
            SELECT 1 FROM mine JOIN units above ON above.id = u.parent_id
            WHERE substr(mine.path, 1, length(above.path)) = above.path
        ) THEN '{Belongs.ABOVE}'
        ELSE '{Belongs.ELSEWHERE}' END
"""


def _decided(shifts: str) -> str:
    return f"""
        WITH mine AS (
            SELECT home.path FROM people p JOIN units home ON home.id = p.home_unit_id WHERE p.id = :person
            UNION SELECT further.path FROM memberships m JOIN units further ON further.id = m.unit_id
                WHERE m.person_id = :person
        )
        SELECT s.id AS shift_id, COALESCE(s.posted_at, s.moved_at) AS posted_at, {_BELONGS} AS belongs,
            fair.name, fair.value, decides.path
        FROM shifts s JOIN units u ON u.id = s.unit_id
            JOIN units decides ON substr(u.path, 1, length(decides.path)) = decides.path
            JOIN unit_settings fair ON fair.unit_id = decides.id
        WHERE s.id IN ({shifts}) AND fair.name IN ({_NAMES}) ORDER BY s.id, decides.depth
    """


_PLACES: Final = f"""
    SELECT s.id, s.starts_at, s.ends_at, a.title, u.path
    FROM signups g CROSS JOIN shifts s JOIN activities a ON a.id = s.activity_id JOIN units u ON u.id = s.unit_id
    WHERE g.person_id = :person AND s.id = g.shift_id AND {IS_ON} AND g.state = 'confirmed'
        AND (s.roster_at IS NULL OR s.starts_at > :since)
    ORDER BY s.starts_at, s.id
"""
"""Whatever has its roster is over; of that only the latest matters."""


async def fairness_for(reader: Reader, person_id: int, shifts: Sequence[Shift]) -> Mapping[int, Fairness]:
    """By the number of each of these shifts, which have the flag, what is decided there; in one hop, or none."""
    if not shifts:
        return {}
    numbers, values = listed("shift", [shift.id for shift in shifts])
    since = min(shift.period.start for shift in shifts) - LOOKS_BACK
    decided, places, [came] = await reader.several(
        query(_decided(numbers), person=person_id, **values),
        query(_PLACES, person=person_id, since=seconds(since)),
        query(f"SELECT {came_so_far(':person')}", person=person_id),
    )
    every = tuple(_place_in(row) for row in places)
    by_shift: dict[int, list[Row]] = {}
    for row in decided:
        by_shift.setdefault(row["shift_id"], []).append(row)
    return {
        shift_id: Fairness(
            posted_at=instant(rows[0]["posted_at"]),
            belongs=Belongs(rows[0]["belongs"]),
            is_newcomer=is_new(came["came"], came["brought"]),
            places=every,
            **_holding(rows),
        )
        for shift_id, rows in by_shift.items()
    }


def _holding(rows: Iterable[Row]) -> dict[str, Ruling | None]:
    """What holds of each setting: the nearest comes last."""
    found: dict[str, Ruling | None] = {}
    for row in rows:
        found[UnitSetting(row["name"]).value] = decided_in(row["value"], row["path"])
    return found


def _place_in(row: Row) -> PlaceOf:
    return PlaceOf(
        shift_id=row["id"],
        title=row["title"],
        period=Period(start=instant(row["starts_at"]), end=instant(row["ends_at"])),
        path=row["path"],
    )


async def leaving_closes(reader: Reader, shift_id: int) -> int | None:
    """How many minutes before the start of a shift nobody leaves it by a tap any more; None: until it begins."""
    rows = await reader.all(
        """
        SELECT fair.value, decides.path FROM shifts s JOIN units u ON u.id = s.unit_id
            JOIN units decides ON substr(u.path, 1, length(decides.path)) = decides.path
            JOIN unit_settings fair ON fair.unit_id = decides.id
        WHERE s.id = :shift AND fair.name = :name ORDER BY decides.depth DESC LIMIT 1
        """,
        shift=shift_id,
        name=UnitSetting.LEAVING,
    )
    decided = decided_in(rows[0]["value"], rows[0]["path"]) if rows else None
    return decided.number if decided else None
