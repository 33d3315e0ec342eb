"""The units that a list means: those that are there, and names below them; a level of the tree is one hop."""

from collections.abc import Collection, Iterable, Mapping

from storage.engine.database import Transaction, query
from storage.rows.tree import UNIT, UnitRows, unit_in
from volunteering.rules.ground.folding import folded
from volunteering.rules.importing.placing import Placed
from volunteering.rules.tree import Unit

_Step = tuple[int, str]
"""From a unit to the one below it of that name, folded."""


async def units_meant(tx: Transaction, placed: Collection[Placed]) -> Mapping[Placed, Unit]:
    """The units that are meant; of one that isn't there the nearest above it."""
    found = await _first_units(tx, placed)
    going, depth = list(found), 0
    while steps := {place: _step(found[place], place, depth) for place in going if len(place.below) > depth}:
        below = await _below(tx, set(steps.values()))
        going = [place for place, step in steps.items() if step in below]
        found |= {place: below[steps[place]] for place in going}
        depth += 1
    return found


async def _first_units(tx: Transaction, placed: Iterable[Placed]) -> dict[Placed, Unit]:
    """Where each way begins: in its unit, or in the one that this has become a part of, or else in the top."""
    units = UnitRows(tx)
    there = {number: await units.current(number) or await units.top() for number in {one.unit_id for one in placed}}
    return {place: there[place.unit_id] for place in placed}


def _step(unit: Unit, place: Placed, depth: int) -> _Step:
    return unit.id, folded(place.below[depth])


async def _below(tx: Transaction, steps: Collection[_Step]) -> dict[_Step, Unit]:
    asked = sorted(steps)
    found = await tx.several(
        *(
            query(
                f"SELECT {UNIT} FROM units u WHERE u.parent_id = :unit AND u.name_folded = :name ORDER BY u.id LIMIT 1",
                unit=unit,
                name=name,
            )
            for unit, name in asked
        )
    )
    return {step: unit_in(rows[0]) for step, rows in zip(asked, found, strict=True) if rows}
