"""How many places of a shift are taken and how many people wait, counted in one way wherever it is asked."""

from typing import Final

from storage.engine.database import Row
from volunteering.rules.capacity import Capacity, limit_of

TAKEN: Final = "(SELECT COUNT(*) FROM signups c WHERE c.shift_id = s.id AND c.state = 'confirmed')"
"""Of a shift `s`: how many people have a place."""

FILLED: Final = f"""
    (
        {TAKEN} - (
            SELECT COUNT(CASE WHEN x.state = 'confirmed' THEN 1 END) FROM signups x
            WHERE x.shift_id = s.id AND x.noted = 'excused'
        )
    )
"""
"""Of a shift `s`: how many of them were not excused. The excused are few, and have an index of their own: asked for by
their state, too, SQLite would go through all who signed up.
"""

WAITING: Final = "(SELECT COUNT(*) FROM signups w WHERE w.shift_id = s.id AND w.state = 'waiting')"
"""Of a shift `s`: how many people wait for one."""

HELD: Final = """
    (
        SELECT COUNT(CASE WHEN h.state = 'waiting' THEN 1 END) FROM signups h
        WHERE h.shift_id = s.id AND h.held_until IS NOT NULL
    )
"""
"""Of a shift `s`: how many places are held for people who wait. They are few, with an index of their own."""

TO_BE_OFFERED: Final = "w.state = 'waiting' AND w.held_until IS NULL AND w.passed IS NULL"
"""Of a sign-up `w`: it waits, and a place that is free may be for it."""

CAPACITY: Final = f"{TAKEN} AS taken, {WAITING} AS waiting, {HELD} AS held"
"""The columns of the capacity of a shift `s` beside those of the shift itself, for `capacity_in`."""

HAS_LIMIT: Final = "s.places > 0"
"""Of a shift `s`."""

HAS_ROOM: Final = f"(s.places = 0 OR s.places > {TAKEN} + {HELD})"
"""Of a shift `s`: not `Capacity.is_full`, in SQL. A test holds the two together."""

IS_OVERFULL: Final = f"({HAS_LIMIT} AND s.places < {TAKEN} + {HELD})"
"""Of a shift `s`: `Capacity.is_overfull`, in SQL. Places that are held are no places to a replica of before offers."""

NUMBER_IN_LINE: Final = """
    (
        SELECT COUNT(*) FROM signups w
        WHERE g.state = 'waiting' AND w.shift_id = s.id AND w.state = 'waiting' AND w.ticket <= g.ticket
            AND (s.roles = 0 OR w.role_id = g.role_id)
    )
"""
"""Of a sign-up `g` for a shift `s`: its number on the waiting list of its role; 1 is next, 0 does not wait."""


def capacity_in(row: Row) -> Capacity:
    """The capacity of a row that has the columns `SHIFT` and `CAPACITY`."""
    return Capacity(limit=limit_of(row["places"]), taken=row["taken"], waiting=row["waiting"], held=row["held"])
