"""Where in the tree a unit of a list is, or is to be made."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.model import Model
from volunteering.rules.importing.problems import RowProblem, Wrong
from volunteering.rules.tree import Unit

OUTRIGHT: Final = ("",)
"""The unit whose list it is, where a row names it, and doesn't only leave out which one is meant."""


class Placed(Model):
    """A unit that is there, and the names of those that are to be made under it, from the top down."""

    unit_id: int
    below: tuple[str, ...] = ()


class ListedUnits:
    """The units that are there, and those that a list is to make; names are the same in either script."""

    def __init__(self, units: Iterable[Unit], base: Unit) -> None:
        self._base = base
        self._below: dict[tuple[int, str], Unit] = {}
        self._named: dict[str, list[Unit]] = defaultdict(list)
        for unit in sorted(units, key=lambda unit: unit.path):
            if unit.above_id is not None:
                self._below[unit.above_id, folded(unit.name)] = unit
            if base.holds(unit):
                self._named[folded(unit.name)].append(unit)
        self._spelt: dict[tuple[int, tuple[str, ...]], str] = {}
        self._placed: dict[tuple[str, ...], Placed | RowProblem] = {}

    def place(self, names: tuple[str, ...]) -> Placed | RowProblem:
        """The unit that is meant; no names mean the one whose list it is.

        The first name is looked for anywhere in it, and has to be one unit's; the further ones below that.
        """
        if names not in self._placed:  # a list names few, and each of them often
            self._placed[names] = self._place(names)
        return self._placed[names]

    def _place(self, names: tuple[str, ...]) -> Placed | RowProblem:
        if not names or names == OUTRIGHT:
            return Placed(unit_id=self._base.id)
        if problem := self.unclear(names):
            return problem
        first, *rest = names
        there = self._meant(first)
        if not there:
            return self._to_be_made(self._base, names)
        [unit] = there
        while rest:
            below = self._below.get((unit.id, folded(rest[0])))
            if below is None:
                return self._to_be_made(unit, rest)
            unit, rest = below, rest[1:]
        return Placed(unit_id=unit.id)

    def unclear(self, names: Sequence[str]) -> RowProblem | None:
        """Why nobody can say which unit is meant; None: it is clear, or one that is to be made."""
        if not names or len(self._meant(names[0])) <= 1:
            return None
        return RowProblem(wrong=Wrong.UNIT_UNCLEAR, said=names[0])

    def _meant(self, name: str) -> Sequence[Unit]:
        """The units called so; of several, the one right below, if there is one."""
        there = self._named.get(folded(name), [])
        right_below = [unit for unit in there if unit.above_id == self._base.id]
        return right_below if len(there) > 1 and len(right_below) == 1 else there

    def _to_be_made(self, unit: Unit, names: Sequence[str]) -> Placed:
        """Two ways to write one name are one unit."""
        folds = tuple(map(folded, names))
        below = (self._spelt.setdefault((unit.id, folds[:depth]), name) for depth, name in enumerate(names, 1))
        return Placed(unit_id=unit.id, below=tuple(below))


def in_order(placed: Iterable[Placed]) -> list[Placed]:
    """All units that are to be made, each once, the upper ones before those below them."""
    steps = {
        Placed(unit_id=one.unit_id, below=one.below[:depth]) for one in placed for depth in range(1, len(one.below) + 1)
    }
    return sorted(steps, key=lambda one: (len(one.below), one.unit_id, one.below))
