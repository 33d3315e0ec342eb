"""The same for a whole tree of units: what is hidden in the report of each, so that all of them together tell no more.

From the top down, one table at a time: those right below a unit, and who is in the unit itself. What is hidden of a
unit is hidden of all below it, and of each of those perhaps more. So whatever may be true of a unit may be made true
below it, and a table needs to be looked at only with the sums of what is shown above it (decision 50).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from volunteering.rules.census.hiding import FEWEST, hidden_in, hidden_in_line
from volunteering.rules.ground.model import Model

Line = tuple[int, ...]
"""How many people there are of each answer, always in the same order."""

NOTHING_HIDDEN: Final[frozenset[int]] = frozenset()


class Shape(Model):
    """A tree of units by their numbers."""

    top: int
    below: Mapping[int, tuple[int, ...]]  # right below each that has any, in the order that they are listed in

    def downwards(self) -> Iterator[int]:
        """Every unit, each before those below it."""
        ahead = [self.top]
        while ahead:
            unit = ahead.pop()
            yield unit
            ahead.extend(reversed(self.below.get(unit, ())))

    def upwards(self) -> Iterator[int]:
        """Every unit, each after those below it."""
        return reversed(tuple(self.downwards()))


def counted_at(shape: Shape, people: Mapping[int, int]) -> dict[int, int | None]:
    """For each unit with people of its own: the unit in which they count as being.

    Where they are fewer than five, that is the one above, and so on up; None at the top, where they count nowhere.
    So in no unit there are fewer than five, and how many there are can be said of all.
    """
    above = {one: unit for unit, below in shape.below.items() for one in below}
    there = dict(people)
    goes_to: dict[int, int | None] = {}
    for unit in shape.upwards():
        number = there.get(unit, 0)
        if 0 < number < FEWEST:
            goes_to[unit] = above.get(unit)
            if unit in above:
                there[above[unit]] = there.get(above[unit], 0) + number
    return {unit: _last(unit, goes_to) for unit, number in people.items() if number}


def _last(unit: int, goes_to: Mapping[int, int | None]) -> int | None:
    at: int | None = unit
    while at is not None and at in goes_to:
        at = goes_to[at]
    return at


def sums(shape: Shape, own: Mapping[int, Line], width: int) -> dict[int, Line]:
    """Each unit with everything below it."""
    found: dict[int, Line] = {}
    for unit in shape.upwards():
        parts = (own.get(unit, (0,) * width), *(found[one] for one in shape.below.get(unit, ())))
        found[unit] = tuple(map(sum, zip(*parts, strict=True)))
    return found


def hidden_below(shape: Shape, own: Mapping[int, Line], whole: Mapping[int, Line]) -> dict[int, frozenset[int]]:
    """For each unit the answers that are hidden in its report.

    `own` are the people in each unit itself, of whom there are five or more or nobody; `whole` is `sums` of them.
    """
    hidden = {shape.top: hidden_in_line(whole[shape.top])}
    for unit in shape.downwards():
        below = shape.below.get(unit, ())
        if below:
            lines = [own.get(unit, (0,) * len(whole[unit])), *(whole[one] for one in below)]
            hidden |= zip(below, _hidden_of_parts(lines, hidden[unit])[1:], strict=True)
    return hidden


def _hidden_of_parts(lines: Sequence[Line], above: frozenset[int]) -> list[frozenset[int]]:
    """What is hidden of each part of a unit. What is hidden of the unit stands as one column: only its sum is known."""
    if not any(any(line) for line in lines):
        return [NOTHING_HIDDEN for _ in lines]
    shown = [column for column in range(len(lines[0])) if column not in above]
    table = [[*(line[column] for column in shown), sum(line[column] for column in above)] for line in lines]
    spots = hidden_in(table, (len(shown),))
    found = []
    for row, line in enumerate(table):
        more = {shown[column] for r, column in spots if r == row and column < len(shown)}
        # Where nobody stands behind it and all see that, each part of it is a plain 0.
        keeps = above if line[-1] or (row, len(shown)) in spots else NOTHING_HIDDEN
        found.append(keeps | more)
    return found
