"""Who is at a shift as people come, and the shifts to which somebody comes just now. Each is one hop."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from storage.engine.database import Reader, Row, Value, query
from storage.engine.values import seconds
from storage.rows.activities import ACTIVITY, FROM_SHIFT, IS_ON, activity_in
from storage.rows.checking_in import ARRIVED, OF_SIGN_UP, check_in_in
from storage.rows.hours import ON_ROSTER
from storage.rows.shifts import SHIFT, shift_in
from storage.rows.tree import within
from volunteering.rules.activities import MOST_MINUTES, Activity, Shift
from volunteering.rules.checking_in import CheckIn
from volunteering.rules.tree import Rights

MOST: Final = 8
"""Of shifts that somebody leads at this moment."""

_LONGEST: Final = timedelta(minutes=MOST_MINUTES)

_PEOPLE: Final = f"""
    SELECT p.id, p.name, g.state, g.came, {ARRIVED}
    FROM signups g JOIN people p ON p.id = g.person_id LEFT JOIN {OF_SIGN_UP}
    WHERE g.shift_id = :shift AND {ON_ROSTER} ORDER BY g.ticket
"""

_ROUND_NOW: Final = f"s.starts_at > :since AND s.starts_at <= :until AND s.ends_at > :over AND {IS_ON}"
"""Of a shift `s`: people may be coming to it, or going; it is no longer than the longest."""


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody on the roster of a shift, and whether they are there."""

    person_id: int
    name: str
    came: bool
    walked_in: bool
    check_in: CheckIn | None


@dataclass(frozen=True, slots=True)
class Attending:
    """Everybody on the roster of a shift, in the order of signing up, as people come."""

    activity: Activity
    shift: Shift
    people: tuple[Comer, ...]

    @property
    def here(self) -> tuple[Comer, ...]:
        """Who came, the latest first; those without a time last."""
        came = [one for one in self.people if one.came]
        return tuple(sorted(came, key=_latest_first))

    @property
    def missing(self) -> tuple[Comer, ...]:
        """Who has a place and has not come."""
        return tuple(one for one in self.people if not one.came and not one.walked_in)


def _latest_first(one: Comer) -> float:
    return -one.check_in.in_at.timestamp() if one.check_in else 0.0


@dataclass(frozen=True, slots=True)
class Around:
    """A shift to which somebody comes just now, or which they lead."""

    activity: Activity
    shift: Shift
    check_in: CheckIn | None = None


async def attending(reader: Reader, shift_id: int) -> Attending | None:
    """Who is there; None where there is no such shift."""
    shifts, people = await reader.several(
        query(f"SELECT {ACTIVITY}, {SHIFT} FROM {FROM_SHIFT} WHERE s.id = :shift", shift=shift_id),
        query(_PEOPLE, shift=shift_id),
    )
    if not shifts:
        return None
    return Attending(activity_in(shifts[0]), shift_in(shifts[0]), tuple(map(_comer_in, people)))


def _comer_in(row: Row) -> Comer:
    return Comer(row["id"], row["name"], bool(row["came"]), row["state"] == "walked_in", check_in_in(row))


async def around(
    reader: Reader, person_id: int, rights: Rights, *, ends_after: datetime, starts_until: datetime
) -> tuple[tuple[Around, ...], tuple[Around, ...]]:
    """Somebody's shifts that may be going on, and those that they lead, their own activities first."""
    when: dict[str, Value] = {
        "since": seconds(ends_after - _LONGEST),
        "until": seconds(starts_until),
        "over": seconds(ends_after),
        "person": person_id,
    }
    whose, units = within(rights.led, "u")
    mine, led = await reader.several(
        query(
            f"""
            SELECT {ACTIVITY}, {SHIFT}, {ARRIVED} FROM {FROM_SHIFT}
                JOIN signups g ON g.shift_id = s.id AND g.person_id = :person AND {ON_ROSTER} LEFT JOIN {OF_SIGN_UP}
            WHERE {_ROUND_NOW} ORDER BY s.starts_at, s.id LIMIT {MOST}
            """,
            **when,
        ),
        query(
            f"""
            SELECT {ACTIVITY}, {SHIFT} FROM {FROM_SHIFT} WHERE {_ROUND_NOW} AND s.roster_at IS NULL AND ({whose})
            ORDER BY CASE WHEN a.leader_id = :person THEN 0 ELSE 1 END, s.starts_at, s.id LIMIT {MOST}
            """,
            **when,
            **units,
        ),
    )
    return (
        tuple(Around(activity_in(row), shift_in(row), check_in_in(row)) for row in mine),
        tuple(Around(activity_in(row), shift_in(row)) for row in led),
    )
