"""Which cells of one table are hidden, so that none that stands for fewer than five people can be read or computed.

The table has rows and columns, and whoever reads it knows the sum of each row and of each column. First the small cells
are hidden. Then others, as few and as small as can be, until for each hidden one that is small there is another table
that looks the same and has five or more there: what may be true of all that is shown may be true of that, too
(decision 50).
"""

from collections.abc import Collection, Iterator, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import Final

FEWEST: Final = 5
"""How many people a cell stands for at least, if it is shown. Nobody stands behind a 0: it is shown, too."""

Spot = tuple[int, int]
"""A row and a column of a table, both counted from 0."""

Cells = Sequence[Sequence[int]]
"""A table, row by row."""


def is_small(people: int) -> bool:
    """Whether somebody stands behind it, and too few do."""
    return 0 < people < FEWEST


def hidden_in_line(people: Sequence[int]) -> frozenset[int]:
    """The positions that are hidden in a line whose sum is known; none, or two and more that stand for five people.

    Any of them may then be five or more. Where the line has only one that is not 0 and that is small, so is the sum:
    whoever asks has seen to it that it isn't.
    """
    hidden = {at for at, number in enumerate(people) if is_small(number)}
    others = sorted((number, at) for at, number in enumerate(people) if at not in hidden)
    for _, at in sorted(others, key=lambda one: (one[0] == 0, *one)):
        if not hidden or (len(hidden) > 1 and sum(people[one] for one in hidden) >= FEWEST):
            break
        hidden.add(at)
    return frozenset(hidden)


def hidden_in(table: Cells, free: Collection[int] = ()) -> frozenset[Spot]:
    """The cells that are hidden in a table whose sums are known; all of these are 0 or five and more.

    `free` are columns that nobody sees anyway: hiding one of their cells costs nothing. The same table has always the
    same cells hidden.
    """
    hidden = {spot for spot, people in _cells_of(table) if is_small(people)}
    waiting = sorted(hidden, key=lambda spot: (-table[spot[0]][spot[1]], spot))
    while waiting:
        spot = waiting.pop()  # the smallest first: what it takes serves the others, too
        if not _may_be_more(table, hidden, spot):
            added = _Exchange(table, hidden, spot, frozenset(free)).hidden_besides()
            hidden |= added
            waiting.extend(one for one in sorted(added) if table[one[0]][one[1]] < FEWEST)
    return frozenset(hidden)


def _cells_of(table: Cells) -> Iterator[tuple[Spot, int]]:
    for row, line in enumerate(table):
        for column, people in enumerate(line):
            yield (row, column), people


def _may_be_more(table: Cells, hidden: Collection[Spot], spot: Spot) -> bool:
    """Whether the hidden cells that form a rectangle with this one allow it to be five: quick, and mostly enough."""
    row, column = spot
    line = table[row]
    wanted = FEWEST - line[column]
    beside = [(line[other], other) for other in range(len(line)) if other != column and (row, other) in hidden]
    for other_row, other_line in enumerate(table):
        given = other_line[column]
        if not given or other_row == row or (other_row, column) not in hidden:
            continue
        for at, (people, other) in enumerate(beside):
            if people and given and (other_row, other) in hidden:
                moved = min(people, given)
                wanted -= moved
                given -= moved
                beside[at] = (people - moved, other)
                if wanted <= 0:
                    return True
    return False


class _Exchange:
    """Looking for another table with the same sums and five people in one cell, for as few cells hidden as can be.

    People are exchanged around rings: one more in the cell, one fewer beside it in its row, one more in that column,
    and so on, until there is one fewer in the cell's own column.
    """

    def __init__(self, table: Cells, hidden: Collection[Spot], spot: Spot, free: frozenset[int]) -> None:
        self._table = table
        self._people = [list(line) for line in table]  # as they would be
        self._hidden = hidden
        self._spot = spot
        self._free = free
        self._added: set[Spot] = set()

    def hidden_besides(self) -> set[Spot]:
        """The cells that have to be hidden for it, besides those that are."""
        row, column = self._spot
        while self._people[row][column] < FEWEST:
            ring = self._cheapest_ring()
            fewer, more = ring[::2], ring[1::2]
            moved = min(FEWEST - self._people[row][column], *(self._people[r][c] for r, c in fewer))
            for r, c in fewer:
                self._people[r][c] -= moved
            for r, c in (self._spot, *more):
                self._people[r][c] += moved
            self._added |= {one for one in ring if one not in self._hidden}
        return self._added

    def _cheapest_ring(self) -> list[Spot]:
        """The cells of a ring but for the one it is about, from its row to its column; fewer and more by turns.

        There always is one: the sums of row and column are five or more. Raises ValueError where they are not.
        """
        start, target = self._spot
        order = count()
        ways: list[tuple[int, int, bool, int, list[Spot]]] = [(0, next(order), True, start, [])]
        seen: set[tuple[bool, int]] = set()
        while ways:
            cost, _, is_row, line, ring = heappop(ways)
            if (is_row, line) in seen:
                continue
            seen.add((is_row, line))
            if not is_row and line == target:
                return ring
            for spot, other in self._next(line, is_row=is_row):
                if (not is_row, other) not in seen:
                    heappush(ways, (cost + self._cost(spot), next(order), not is_row, other, [*ring, spot]))
        raise ValueError("a row or a column stands for fewer than five people")

    def _next(self, line: int, *, is_row: bool) -> Iterator[tuple[Spot, int]]:
        """From a row to the columns in which it has somebody to give; from a column to any other row."""
        if is_row:
            for column, people in enumerate(self._people[line]):
                if people and (line, column) != self._spot:
                    yield (line, column), column
        else:
            for row in range(len(self._people)):
                yield (row, line), row

    def _cost(self, spot: Spot) -> int:
        if spot in self._hidden or spot in self._added or spot[1] in self._free:
            return 0
        return 1 + self._table[spot[0]][spot[1]]
