"""Of many people, how many are in each unit: the steps that a long list is narrowed down by."""

from dataclasses import dataclass

from storage.engine.database import Reader, query
from storage.rows.subtrees import SPLIT
from storage.rows.tree import UNIT, unit_in
from storage.rows.volunteers import KNOWN
from storage.views.volunteers.directory import sought_in
from volunteering.rules.tree import Unit


@dataclass(frozen=True, slots=True)
class PeopleThere:
    """A unit, and how many of them are in it or below it."""

    unit: Unit
    people: int


@dataclass(frozen=True, slots=True)
class PeopleByUnit:
    """A unit, how many of them are right in it, and those one level down with any of them, the most first."""

    unit: Unit
    own: int
    below: tuple[PeopleThere, ...]


async def people_by_unit(reader: Reader, unit: Unit, text: str) -> PeopleByUnit:
    """Of the people whom `directory.people_in` would list for the unit, how many each one below it has; in one hop."""
    found, values = sought_in(text)
    counts, units = await reader.several(
        query(
            f"""
            WITH {SPLIT},
            found AS (
                SELECT p.id, p.home_unit_id FROM people p WHERE {KNOWN} AND ({found})
            ),
            there AS (
                SELECT found.id, parts.part FROM found JOIN parts ON parts.unit_id = found.home_unit_id
                UNION SELECT found.id, parts.part FROM roles r JOIN found ON found.id = r.person_id
                    JOIN parts ON parts.unit_id = r.unit_id
            )
            SELECT there.part, COUNT(*) AS people FROM there GROUP BY there.part
            """,
            unit=unit.id,
            **values,
        ),
        query(f"SELECT {UNIT} FROM units u WHERE u.parent_id = :unit ORDER BY u.name, u.id", unit=unit.id),
    )
    people = {row["part"]: row["people"] for row in counts}
    below = [PeopleThere(one, people[one.id]) for one in map(unit_in, units) if people.get(one.id)]
    return PeopleByUnit(unit, people.get(unit.id, 0), tuple(sorted(below, key=lambda there: -there.people)))
