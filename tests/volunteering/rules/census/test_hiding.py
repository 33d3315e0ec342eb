"""What a census hides, attacked: a thousand random tables, and whole trees of them, with linear programming."""

import random
from collections.abc import Mapping
from typing import Final

import pytest

from tests.support.attack import Attack, Sum
from volunteering.rules.census.hiding import FEWEST, Cells, Spot, hidden_in, hidden_in_line, is_small
from volunteering.rules.census.tree import Line, Shape, counted_at, hidden_below, sums

TABLES: Final = 1_000
LINES: Final = 400
TREES: Final = 300

NUMBERS: Final = (0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 15, 40)


def a_line(dice: random.Random) -> list[int]:
    return [dice.choice(NUMBERS) for _ in range(dice.randint(1, 8))]


def a_table(dice: random.Random) -> list[list[int]]:
    """One whose sums are 0 or five and more: of others the sums themselves would be hidden first."""
    width = dice.randint(2, 7)
    while True:
        table = [[dice.choice(NUMBERS) for _ in range(width)] for _ in range(dice.randint(2, 7))]
        if not any(is_small(sum(line)) for line in (*table, *zip(*table, strict=True))):
            return table


def attack_on(table: Cells, hidden: frozenset[Spot]) -> Attack[Spot]:
    people = {(row, column): number for row, line in enumerate(table) for column, number in enumerate(line)}
    rows = [Sum(tuple((row, column) for column in range(len(line))), sum(line)) for row, line in enumerate(table)]
    columns = [
        Sum(tuple((row, column) for row in range(len(table))), sum(line))
        for column, line in enumerate(zip(*table, strict=True))
    ]
    return Attack(people, hidden, (*rows, *columns))


def small_ones(table: Cells) -> frozenset[Spot]:
    return frozenset((r, c) for r, line in enumerate(table) for c, number in enumerate(line) if is_small(number))


@pytest.mark.parametrize("seed", range(TABLES // 50))
def test_nobody_computes_a_cell_of_a_table(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(50):
        table = a_table(dice)
        hidden = hidden_in(table)
        assert small_ones(table) <= hidden, "a small cell is shown"
        assert not attack_on(table, hidden).recovered(), table


def test_nobody_computes_a_cell_of_a_line() -> None:
    dice = random.Random(3)
    tried = 0
    while tried < LINES:
        line = a_line(dice)
        if not is_small(sum(line)):
            tried += 1
            hidden = frozenset((0, at) for at in hidden_in_line(line))
            assert small_ones([line]) <= hidden, "a small cell is shown"
            cells = tuple((0, at) for at in range(len(line)))
            attack = Attack(dict(zip(cells, line, strict=True)), hidden, [Sum(cells, sum(line))])
            assert not attack.recovered(), line


Place = tuple[str, int, int]
"""`own` or `whole`, a unit, and the answer."""


def a_tree(dice: random.Random) -> tuple[Shape, dict[int, Line]]:
    """Units three or four levels deep, with the people in each; few are in most, as with answers that are rare."""
    width = dice.randint(2, 6)
    below: dict[int, tuple[int, ...]] = {}
    level, units = [1], 1
    for _ in range(dice.randint(2, 3)):
        deeper: list[int] = []
        for unit in level:
            born = tuple(range(units + 1, units + 1 + dice.randint(0, 4)))
            units += len(born)
            if born:
                below[unit] = born
            deeper += born
        level = deeper
    own = {}
    for unit in range(1, units + 1):
        line = tuple(dice.choice(NUMBERS) for _ in range(width))
        own[unit] = (0,) * width if is_small(sum(line)) or dice.random() < 0.2 else line
    return Shape(top=1, below=below), own


def attack_on_tree(
    shape: Shape, own: Mapping[int, Line], whole: Mapping[int, Line], hidden: Mapping[int, frozenset[int]]
) -> Attack[Place]:
    """Every report is open at once; of who is in a unit itself none says anything but their number."""
    people: dict[Place, int] = {}
    unseen: set[Place] = set()
    known: list[Sum[Place]] = []
    for unit in shape.downwards():
        answers = range(len(whole[unit]))
        for kind, line in (("own", own[unit]), ("whole", whole[unit])):
            people |= {(kind, unit, answer): line[answer] for answer in answers}
            known.append(Sum(tuple((kind, unit, answer) for answer in answers), sum(line)))
        unseen |= {("own", unit, answer) for answer in answers}
        unseen |= {("whole", unit, answer) for answer in hidden[unit]}
        for answer in answers:
            parts = (("own", unit, answer), *(("whole", one, answer) for one in shape.below.get(unit, ())))
            known.append(Sum(parts, ("whole", unit, answer)))
    return Attack(people, frozenset(unseen), known)


def recovered_of_people(attack: Attack[Place]) -> dict[Place, str]:
    """What is known of cells that somebody is in: who is not there is nobody, and may be known."""
    found = attack.recovered()
    return {
        cell: what
        for cell, what in found.items()
        if is_small(attack.people[cell]) or (cell[0] == "whole" and cell in attack.hidden)
    }


@pytest.mark.parametrize("seed", range(TREES // 20))
def test_nobody_computes_a_cell_from_all_the_reports_of_a_tree(seed: int) -> None:
    dice = random.Random(1000 + seed)
    tried = 0
    while tried < 20:
        shape, own = a_tree(dice)
        whole = sums(shape, own, len(own[1]))
        if not is_small(sum(whole[1])):
            tried += 1
            hidden = hidden_below(shape, own, whole)
            for unit, line in whole.items():
                assert {at for at, number in enumerate(line) if is_small(number)} <= hidden[unit], (
                    "a small one is shown"
                )
            assert not recovered_of_people(attack_on_tree(shape, own, whole, hidden))


def test_the_attack_finds_what_is_hidden_alone() -> None:
    """Where nothing is hidden besides what is small, most of it can be computed: this attack can succeed."""
    dice = random.Random(5)
    tables = [a_table(dice) for _ in range(100)]
    bare = [(table, small_ones(table)) for table in tables]
    found = sum(bool(attack_on(table, hidden).recovered()) for table, hidden in bare if hidden)
    assert found > 50, f"it broke {found} of 100"


def test_the_attack_finds_what_reports_tell_together() -> None:
    """Each report by itself is safe, and hides what it hides alone: together they are not."""
    dice = random.Random(6)
    broken = 0
    for _ in range(50):
        shape, own = a_tree(dice)
        whole = sums(shape, own, len(own[1]))
        alone = {unit: hidden_in_line(line) for unit, line in whole.items()}
        if not is_small(sum(whole[1])):
            broken += bool(recovered_of_people(attack_on_tree(shape, own, whole, alone)))
    assert broken > 20, f"it broke {broken} of 50"


def test_the_same_table_is_hidden_in_the_same_way() -> None:
    dice = random.Random(7)
    table = a_table(dice)
    assert hidden_in(table) == hidden_in([list(line) for line in table])


def test_nothing_is_hidden_where_nobody_is_few() -> None:
    assert hidden_in([[20, 0, 7], [5, 9, 0]]) == frozenset()
    assert hidden_in_line([8, 0, 5]) == frozenset()


def test_one_small_cell_takes_three_with_it() -> None:
    """The least that there can be: its row and its column each need another, and those one where they meet."""
    assert hidden_in([[3, 20, 30], [9, 8, 40], [50, 60, 70]]) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_few_people_count_one_level_up() -> None:
    shape = Shape(top=1, below={1: (2, 3), 2: (4, 5)})
    assert counted_at(shape, {1: 1, 2: 2, 3: 7, 4: 3, 5: 40}) == {1: None, 2: 2, 3: 3, 4: 2, 5: 5}
    assert counted_at(shape, {2: 1, 4: 1, 5: 1}) == {2: None, 4: None, 5: None}, "three in all are too few anywhere"
    assert counted_at(shape, {2: 1, 3: 2, 4: 1, 5: 1}) == {2: 1, 3: 1, 4: 1, 5: 1}, "and five are not"


def test_who_counts_anywhere_is_never_alone() -> None:
    dice = random.Random(8)
    for _ in range(200):
        shape, own = a_tree(dice)
        people = {unit: dice.choice(NUMBERS) for unit in own}
        counted: dict[int | None, int] = {}
        for unit, at in counted_at(shape, people).items():
            counted[at] = counted.get(at, 0) + people[unit]
        nowhere = counted.pop(None, 0)
        assert nowhere < FEWEST
        assert all(number >= FEWEST for number in counted.values())
        assert nowhere + sum(counted.values()) == sum(people.values())
