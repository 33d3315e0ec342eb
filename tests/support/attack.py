"""Somebody who has every report of a census, and computes what is hidden in them, with linear programming (HiGHS)."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

import highspy

from volunteering.rules.census.hiding import FEWEST

Cell = TypeVar("Cell", bound=Hashable)

_NEARLY: Final = 1e-6


@dataclass(frozen=True)
class Sum(Generic[Cell]):
    """What everybody knows: these cells add up to that one, or to a number."""

    parts: tuple[Cell, ...]
    total: Cell | int


@dataclass
class Attack(Generic[Cell]):
    """Cells by what they are, those that are shown, and what is known of how they add up."""

    people: Mapping[Cell, int]  # what is true; the attacker goes by what is shown alone
    hidden: frozenset[Cell]
    sums: Iterable[Sum[Cell]]
    _columns: dict[Cell, int] = field(default_factory=dict)

    def recovered(self) -> dict[Cell, str]:
        """The hidden cells that are known all the same, with what is known of them.

        Of a hidden cell nobody may know its number, nor that it is below five. What is asked of the program is how much
        each may be, and how little; each answer is a whole table, and clears all cells that it has five people in.
        """
        model = self._model()
        small = {cell for cell in self.hidden if self.people[cell] < FEWEST}
        open_, fixed = set(self.hidden), set(self.hidden)
        found = {}
        for cell in sorted(self.hidden, key=repr):
            for is_most in (True, False):
                if cell in open_ | fixed:
                    answer = self._extreme(model, cell, is_most=is_most)
                    open_ -= {one for one in open_ if answer[self._columns[one]] >= FEWEST - _NEARLY}
                    fixed -= {one for one in fixed if abs(answer[self._columns[one]] - self.people[one]) > _NEARLY}
            if cell in fixed:
                found[cell] = f"it is {self.people[cell]}"
            elif cell in open_ and cell in small:
                found[cell] = "it is below five"
        return found

    def _model(self) -> highspy.Highs:
        model = highspy.Highs()  # type: ignore[no-untyped-call]
        model.silent()
        for cell in sorted(self.hidden, key=repr):
            self._columns[cell] = len(self._columns)
            model.addVar(0, highspy.kHighsInf)
        for known in self.sums:
            terms = [(self._columns[part], 1.0) for part in known.parts if part in self.hidden]
            rest = -sum(self.people[part] for part in known.parts if part not in self.hidden)
            if isinstance(known.total, int):
                rest += known.total
            elif known.total in self.hidden:
                terms.append((self._columns[known.total], -1.0))
            else:
                rest += self.people[known.total]
            if terms:
                columns, factors = [column for column, _ in terms], [factor for _, factor in terms]
                model.addRow(rest, rest, len(terms), columns, factors)
        return model

    def _extreme(self, model: highspy.Highs, cell: Cell, *, is_most: bool) -> list[float]:
        column = self._columns[cell]
        model.changeColCost(column, 1.0)
        model.changeObjectiveSense(highspy.ObjSense.kMaximize if is_most else highspy.ObjSense.kMinimize)
        model.run()
        status = model.getModelStatus()
        model.changeColCost(column, 0.0)
        if status == highspy.HighsModelStatus.kUnbounded:
            raise ValueError(f"nothing bounds {cell}: the attacker was told too little")
        assert status == highspy.HighsModelStatus.kOptimal, status
        return list(model.getSolution().col_value)
