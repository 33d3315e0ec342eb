"""Numbers of an exam: the level, then an order of arrival; nobody has another's, however many come and whenever."""

from hypothesis import given
from hypothesis import strategies as st

from volunteering.rules.exams.numbers import LevelToNumber, stretches

Given = dict[int, list[int]]  # the numbers of each level, in the order in which they were given


def gives(given: Given, ranks: dict[int, int], waiting: dict[int, int], digits: int = 3) -> None:
    """Number those who wait, level by level."""
    levels = [
        LevelToNumber(id=one, level=rank, last=max(given[one], default=None), waiting=waiting.get(one, 0))
        for one, rank in sorted(ranks.items(), key=lambda each: each[1])
    ]
    thousands = {number // 10**digits for numbers in given.values() for number in numbers}
    for one in stretches(levels, thousands, digits):
        given[one.level_id] += range(one.after + 1, one.after + one.people + 1)


def test_a_level_that_outgrows_its_digits_takes_no_number_of_the_next_level() -> None:
    given: Given = {1: [], 2: []}
    gives(given, {1: 0, 2: 1}, {1: 998, 2: 2})
    gives(given, {1: 0, 2: 1}, {1: 3, 2: 1})
    assert given[1][-4:] == [1998, 1999, 3001, 3002]
    assert given[2] == [2001, 2002, 2003]


def test_levels_that_changed_places_keep_their_numbers_apart() -> None:
    given: Given = {1: [], 2: []}
    gives(given, {1: 0, 2: 1}, {1: 2})
    gives(given, {1: 1, 2: 0}, {1: 1, 2: 2})
    assert given == {1: [1001, 1002, 1003], 2: [3001, 3002]}


def test_the_last_number_of_a_level_is_not_given_again_when_nobody_has_it_any_more() -> None:
    [one] = stretches([LevelToNumber(id=1, level=0, last=1003, waiting=2)], {1}, 3)
    assert (one.after, one.people) == (1003, 2)
    [other] = stretches([LevelToNumber(id=2, level=0, last=None, waiting=1)], {1}, 3)
    assert other.after == 2000, "the thousand has been another level's, and no number of it is left"


@given(st.lists(st.tuples(st.permutations(range(4)), st.lists(st.integers(0, 13), min_size=4, max_size=4)), max_size=6))
def test_nobody_has_another_s_number_whatever_comes_when(rounds: list[tuple[list[int], list[int]]]) -> None:
    given: Given = {one: [] for one in range(4)}
    wanted = [0] * 4
    for ranks, waiting in rounds:
        gives(given, dict(enumerate(ranks)), dict(enumerate(waiting)), digits=1)
        wanted = [before + more for before, more in zip(wanted, waiting, strict=True)]
    everybody = [number for numbers in given.values() for number in numbers]
    assert len(everybody) == len(set(everybody)) == sum(wanted)
    assert [len(numbers) for numbers in given.values()] == wanted
    assert all(numbers == sorted(numbers) for numbers in given.values())
    assert all(number % 10 for number in everybody), "they are counted from 1"
