"""Units as their admins find them: how many people are in each, and what is below. Each is one hop."""

from dataclasses import dataclass
from typing import Final

from storage.engine.database import Reader, query
from storage.rows.subtrees import SPLIT
from storage.rows.tree import UNIT, unit_in
from storage.rows.volunteers import HERE, WITH_US
from volunteering.rules.tree import Unit

_UNIT: Final = f"""
    SELECT {UNIT}, above.id AS above_id, above.name AS above_name, above.path AS above_path
    FROM units u LEFT JOIN units above ON above.id = u.parent_id WHERE u.id = :unit
"""

_PEOPLE: Final = f"""
    WITH {SPLIT}
    SELECT parts.part, SUM(CASE WHEN {HERE} THEN 1 ELSE 0 END) AS people, COUNT(*) AS with_us
    FROM parts CROSS JOIN people p
    WHERE p.home_unit_id = parts.unit_id AND {WITH_US}
    GROUP BY parts.part
"""


@dataclass(frozen=True, slots=True)
class Below:
    """A unit one level down, and how many people are at home in it and below it."""

    unit: Unit
    people: int
    expected: int = 0  # of those brought along by a list who have not come yet


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit with those one level down by name; people are those who are here, suspended ones too."""

    unit: Unit
    above: Unit | None
    below: tuple[Below, ...]
    people: int  # in it and below it
    own: int  # right in it
    expected: int = 0  # brought along by a list, in it and below it, and not here yet


async def branch_of(reader: Reader, unit_id: int) -> Branch | None:
    """A unit and what is below it. None: no such unit."""
    found, below, people = await reader.several(
        query(_UNIT, unit=unit_id),
        query(f"SELECT {UNIT} FROM units u WHERE u.parent_id = :unit ORDER BY u.name, u.id", unit=unit_id),
        query(_PEOPLE, unit=unit_id),
    )
    if not found:
        return None
    [row] = found
    counts = {counted["part"]: counted["people"] for counted in people}
    expected = {counted["part"]: counted["with_us"] - counted["people"] for counted in people}
    above = Unit(id=row["above_id"], name=row["above_name"], path=row["above_path"]) if row["above_id"] else None
    return Branch(
        unit=unit_in(row),
        above=above,
        below=tuple(Below(unit, counts.get(unit.id, 0), expected.get(unit.id, 0)) for unit in map(unit_in, below)),
        people=sum(counts.values()),
        own=counts.get(unit_id, 0),
        expected=sum(expected.values()),
    )
