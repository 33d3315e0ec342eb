"""Marks, how much each counts, and what comes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteering.rules.appraisal.marks import (
    EVEN,
    HIGHEST,
    LOWEST,
    Merit,
    MeritMarks,
    grade_of,
    result_of,
    weights_as_typed,
    weights_in,
    whole_numbers_in,
)

marks = st.integers(LOWEST, HIGHEST)
whole = st.builds(MeritMarks, **{merit.value: marks for merit in Merit})
half = st.builds(MeritMarks, **{merit.value: st.none() | marks for merit in Merit})
five = st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(lambda some: sum(some) <= 100)


@pytest.mark.parametrize(
    ("typed", "weights"),
    [
        ("30,20,20,15,15", (30, 20, 20, 15, 15)),
        ("30 20 20 15 15", (30, 20, 20, 15, 15)),
        ("３０，２０，２０，１５，１５", (30, 20, 20, 15, 15)),
        ("30%、20%、20%、15%、15%", (30, 20, 20, 15, 15)),
        ("100/0/0/0/0", (100, 0, 0, 0, 0)),
        ("30％，20％，20％，15％，15％", (30, 20, 20, 15, 15)),
        ("30+20+20+15+15", (30, 20, 20, 15, 15)),
        ("30-20-20-15-15", (30, 20, 20, 15, 15)),
        ("30 – 20 – 20 – 15 – 15", (30, 20, 20, 15, 15)),
        ("30。20。20。15。15", (30, 20, 20, 15, 15)),
        ("30·20·20·15·15", (30, 20, 20, 15, 15)),
        ("30：20：20：15：15", (30, 20, 20, 15, 15)),
        ("30\n20\n20\n15\n15\n", (30, 20, 20, 15, 15)),
        ("30.5, 19.5, 20, 15, 15", None),
        ("0.3 0.2 0.2 0.15 0.15", None),
        ("30,20,20,15", None),
        ("30,20,20,15,15,0", None),
        ("30,20,20,15,16", None),
        ("-30,70,20,20,20", None),
        ("a lot", None),
        ("", None),
    ],
)
def test_weights_as_people_type_them(typed: str, weights: tuple[int, ...] | None) -> None:
    assert weights_in(typed) == weights


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("30 30 20 10 20", [30, 30, 20, 10, 20]), ("３０、３０", [30, 30]), ("a lot", None), ("30 or so", None), ("", [])],
)
def test_the_numbers_among_what_was_typed(typed: str, numbers: list[int] | None) -> None:
    assert whole_numbers_in(typed) == numbers


@given(five)
def test_weights_are_read_as_they_are_written(some: list[int]) -> None:
    weights = (*some, 100 - sum(some))
    assert len(weights) == len(Merit)
    read = weights_in(",".join(map(str, weights)))
    assert read == weights
    assert weights_as_typed(read) == ",".join(map(str, weights))


@given(whole, five)
def test_a_result_is_between_the_lowest_and_the_highest_mark(given_marks: MeritMarks, some: list[int]) -> None:
    every = [given_marks.of(merit) or 0 for merit in Merit]
    weights = weights_in(",".join(map(str, (*some, 100 - sum(some)))))
    assert weights is not None
    result = result_of(given_marks, weights)
    assert result is not None
    assert min(every) * 100 <= result <= max(every) * 100
    assert min(every) <= grade_of(result) <= max(every)


@given(half)
def test_of_half_a_sheet_there_is_no_result(given_marks: MeritMarks) -> None:
    assert (result_of(given_marks, EVEN) is None) is bool(given_marks.missing)
    for merit in given_marks.missing:
        assert merit not in given_marks.giving(merit, 3).missing


@pytest.mark.parametrize(("result", "grade"), [(100, 1), (149, 1), (150, 2), (349, 3), (350, 4), (449, 4), (450, 5)])
def test_the_words_of_a_result_are_those_of_the_nearest_mark(result: int, grade: int) -> None:
    assert grade_of(result) == grade
