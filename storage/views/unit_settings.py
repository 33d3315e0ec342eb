"""What holds in a unit, and from which unit it comes, as its admins read it. One hop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Reader, query
from storage.engine.values import seconds
from storage.rows.activities import IS_ON
from storage.rows.statements import below
from storage.rows.tree import UNIT, unit_in
from volunteering.rules.tree import Unit
from volunteering.rules.unit_settings import UnitSetting

_UNIT: Final = f"SELECT {UNIT} FROM units u WHERE u.id = :unit"

# The path of the unit begins with those of all above it.
_VALUES: Final = f"""
    SELECT {UNIT}, s.name AS setting, s.value FROM units mine
        JOIN units u ON substr(mine.path, 1, length(u.path)) = u.path
        JOIN unit_settings s ON s.unit_id = u.id
    WHERE mine.id = :unit ORDER BY u.depth
"""


@dataclass(frozen=True, slots=True)
class DecidedByUnit:
    """What a unit has decided of one setting."""

    unit: Unit
    value: str


@dataclass(frozen=True, slots=True)
class SettingsOfUnit:
    """What holds in a unit, by setting: what is in none of its own and nobody's above is missing."""

    unit: Unit
    holds: Mapping[UnitSetting, DecidedByUnit]
    above: Mapping[UnitSetting, DecidedByUnit]  # the same, if the unit had none of its own


async def settings_of(reader: Reader, unit_id: int) -> SettingsOfUnit | None:
    """What holds in a unit. None: no such unit."""
    found, rows = await reader.several(query(_UNIT, unit=unit_id), query(_VALUES, unit=unit_id))
    if not found:
        return None
    every = [(UnitSetting(row["setting"]), DecidedByUnit(unit_in(row), row["value"])) for row in rows]
    # The nearest comes last.
    return SettingsOfUnit(
        unit=unit_in(found[0]),
        holds=dict(every),
        above={name: decided for name, decided in every if decided.unit.id != unit_id},
    )


async def how_many_have_more_ahead(reader: Reader, unit_id: int, most: int, now: datetime) -> int:
    """How many people have places in more shifts of a unit, and of those below, that are not over."""
    [[row]] = await reader.several(
        query(
            f"""
            SELECT COUNT(*) AS people FROM (
                SELECT g.person_id FROM units top JOIN units u ON {below("u", "top")} JOIN shifts s ON s.unit_id = u.id
                    JOIN activities a ON a.id = s.activity_id
                    JOIN signups g ON g.shift_id = s.id AND g.state = 'confirmed'
                WHERE top.id = :unit AND {IS_ON} AND s.ends_at > :now AND s.roster_at IS NULL
                GROUP BY g.person_id HAVING COUNT(*) > :most
            ) many
            """,
            unit=unit_id,
            now=seconds(now),
            most=most,
        )
    )
    people: int = row["people"]
    return people
