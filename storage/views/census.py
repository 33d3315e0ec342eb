"""The report of a unit as it was drawn up, and how far a census is: one hop each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import ValidationError

from storage.engine.database import Reader, query
from storage.engine.values import instant
from storage.rows.census.asking import CENSUS, FROM_CENSUS, MISSING, census_in
from storage.rows.tree import UNIT, unit_in
from volunteering.rules.census.asking import Census, HowFar
from volunteering.rules.census.figures import UnitFigures
from volunteering.rules.tree import Unit

_REPORT: Final = f"""
    SELECT {UNIT}, f.at, f.figures FROM units u LEFT JOIN census_figures f ON f.unit_id = u.id WHERE u.id = :unit
"""

_BELOW: Final = f"SELECT {UNIT} FROM units u WHERE u.parent_id = :unit ORDER BY u.name, u.id"

_AROUND: Final = f"""
    SELECT {CENSUS} FROM {FROM_CENSUS}, units here
    WHERE c.state = 'going' AND here.id = :unit
        AND (substr(here.path, 1, length(u.path)) = u.path OR substr(u.path, 1, length(here.path)) = here.path)
    ORDER BY u.path, c.id
"""

_PROGRESS: Final = f"""
    SELECT COUNT(*) AS asked,
        COUNT(CASE WHEN a.answered_at IS NOT NULL OR NOT {MISSING} THEN 1 END) AS answered,
        COUNT(CASE WHEN a.answered_at IS NULL AND {MISSING} AND p.reachable = 0 THEN 1 END) AS missed
    FROM census_asks a JOIN people p ON p.id = a.person_id LEFT JOIN profiles f ON f.person_id = p.id
    WHERE a.census_id = :census
"""

_OWED: Final = """
    SELECT COUNT(*) AS messages FROM outbox o JOIN censuses c ON c.broadcast_id = o.broadcast_id
    WHERE c.id = :census AND o.state = 'owed'
"""


@dataclass(frozen=True, slots=True)
class CensusReport:
    """A unit's figures, with what the units right below it are called, and the censuses that ask people of it."""

    unit: Unit
    at: datetime  # when it was drawn up
    figures: UnitFigures
    below: Mapping[int, Unit]
    going: tuple[Census, ...]

    @property
    def own_census(self) -> Census | None:
        """One that asks everybody of the unit: its own, or of one above."""
        return next((census for census in self.going if census.unit.holds(self.unit)), None)


@dataclass(frozen=True, slots=True)
class CensusProgress:
    """A census, and how far it is."""

    census: Census
    progress: HowFar

    @property
    def unit(self) -> Unit:
        """Whose people are asked."""
        return self.census.unit


async def census_report(reader: Reader, unit_id: int) -> CensusReport | Unit | None:
    """What was drawn up of a unit; the unit alone where that is nothing yet. None: no such unit."""
    found, below, going = await reader.several(
        query(_REPORT, unit=unit_id), query(_BELOW, unit=unit_id), query(_AROUND, unit=unit_id)
    )
    if not found:
        return None
    [row] = found
    unit, figures = unit_in(row), _figures_in(row["figures"])
    if figures is None:
        return unit
    return CensusReport(
        unit=unit,
        at=instant(row["at"]),
        figures=figures,
        below={one.id: one for one in map(unit_in, below)},
        going=tuple(census_in(one) for one in going),
    )


async def census_progress(reader: Reader, census_id: int) -> CensusProgress | None:
    """How far a census is. None: no such census."""
    found, [counts], [owed] = await reader.several(
        query(f"SELECT {CENSUS} FROM {FROM_CENSUS} WHERE c.id = :census", census=census_id),
        query(_PROGRESS, census=census_id),
        query(_OWED, census=census_id),
    )
    if not found:
        return None
    progress = HowFar(
        asked=counts["asked"], answered=counts["answered"], missed=counts["missed"], owed=owed["messages"]
    )
    return CensusProgress(census_in(found[0]), progress)


def _figures_in(text: str | None) -> UnitFigures | None:
    try:
        return UnitFigures.model_validate_json(text) if text else None
    except ValidationError:  # of another version of Yigong: it is drawn up anew
        return None
