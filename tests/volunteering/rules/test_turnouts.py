"""How many are likely to come: an honest range, of several people, from several shifts."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from volunteering.rules.answers import AnswerSums, ReminderAnswer
from volunteering.rules.turnouts import (
    LEAST_CASES,
    LEAST_PEOPLE,
    Heads,
    NotKnownYet,
    Past,
    TurnedOut,
    expected_heads,
)

KNOWN = (
    {
        ReminderAnswer.COMING: TurnedOut(cases=400, came=380),
        ReminderAnswer.LATE: TurnedOut(cases=60, came=54),
        ReminderAnswer.SILENT: TurnedOut(cases=200, came=100),
    },
)


def heads(
    coming: int = 0, late: int = 0, silent: int = 0, unasked: int = 0, *, at_last: bool = True
) -> Heads | NotKnownYet | None:
    said = AnswerSums(coming=coming, late=late, silent=silent, unasked=unasked)
    return expected_heads(said, KNOWN, asked_at_last=at_last)


def test_whoever_said_so_comes_and_half_of_the_silent_do() -> None:
    assert heads(coming=10) == Heads(least=8, most=10)
    assert heads(silent=10) == Heads(least=3, most=8)
    assert heads(coming=7, late=1, silent=1) == Heads(least=7, most=9)
    # Who may still answer is like everybody, and so is who was not asked.
    assert heads(silent=10, at_last=False) == heads(unasked=10) == Heads(least=6, most=10)


@pytest.mark.parametrize("people", range(LEAST_PEOPLE))
def test_of_a_handful_of_people_nothing_is_said(people: int) -> None:
    assert heads(coming=people) is None


def test_under_twenty_cases_it_is_not_known() -> None:
    answers = AnswerSums(coming=LEAST_PEOPLE)
    for cases, known in ((0, False), (LEAST_CASES - 1, False), (LEAST_CASES, True)):
        past: Past = ({ReminderAnswer.COMING: TurnedOut(cases=cases, came=cases)}, {}, {}, {})
        found = expected_heads(answers, past, asked_at_last=True)
        assert isinstance(found, Heads) is known
        assert isinstance(found, NotKnownYet) is not known


def test_what_is_not_known_of_a_kind_is_known_from_around_it() -> None:
    said = AnswerSums(coming=20)
    seldom = {ReminderAnswer.COMING: TurnedOut(cases=4000, came=2000)}
    nearly_all = {ReminderAnswer.COMING: TurnedOut(cases=1000, came=990)}
    found = [
        expected_heads(said, past, asked_at_last=True)
        for past in ((seldom,), (seldom, {}), (seldom, nearly_all), (seldom, nearly_all, nearly_all))
    ]
    assert found[0] == found[1], "what is known of nothing else changes nothing"
    likely = [one.least + one.most for one in found if isinstance(one, Heads)]
    assert likely == sorted(likely), "the nearer shifts count for more"
    assert likely[1] < 26, "half of twenty"
    assert likely[2] > 36, "nearly all of them"
    few = expected_heads(said, (seldom, nearly_all, {ReminderAnswer.COMING: TurnedOut(cases=5)}), asked_at_last=True)
    many = expected_heads(said, (seldom, nearly_all, {ReminderAnswer.COMING: TurnedOut(cases=500)}), asked_at_last=True)
    assert isinstance(few, Heads)
    assert isinstance(many, Heads)
    assert few.least > 13, "five who did not come are no rule"
    assert many.most < 5, "five hundred are"


def test_an_answer_that_nobody_gave_yet_is_like_all_others() -> None:
    past = ({ReminderAnswer.COMING: TurnedOut(cases=1000, came=500)},)
    late = expected_heads(AnswerSums(late=20), past, asked_at_last=True)
    assert isinstance(late, Heads)
    assert late.least < 10 < late.most


@settings(deadline=None)  # where another process has the core
@given(
    st.tuples(*[st.integers(0, 60)] * 3),
    st.lists(st.tuples(*[st.tuples(st.integers(0, 500), st.integers(0, 500))] * 3), max_size=4),
    st.booleans(),
)
def test_a_range_is_within_the_people_there_are(
    people: tuple[int, ...], sums: list[tuple[tuple[int, int], ...]], at_last: bool
) -> None:
    coming, late, silent = people
    past = [
        {answer: TurnedOut(cases=a + b, came=a) for answer, (a, b) in zip(ReminderAnswer, each, strict=True)}
        for each in sums
    ]
    found = expected_heads(AnswerSums(coming=coming, late=late, silent=silent), past, asked_at_last=at_last)
    if isinstance(found, Heads):
        assert 0 <= found.least <= found.most <= sum(people)


def test_four_of_five_shifts_are_within_it() -> None:
    """Learnt from thirty shifts of people who come as they always did, said of three hundred others."""
    chance = random.Random(13)
    comes = {ReminderAnswer.COMING: 0.94, ReminderAnswer.LATE: 0.85, ReminderAnswer.SILENT: 0.45}

    def shift() -> tuple[AnswerSums, dict[ReminderAnswer, int]]:
        answers = {answer: chance.randint(least, 8) for answer, least in zip(ReminderAnswer, (4, 0, 1), strict=True)}
        came = {answer: sum(chance.random() < comes[answer] for _ in range(many)) for answer, many in answers.items()}
        return AnswerSums(**{str(answer): many for answer, many in answers.items()}), came

    within = 0
    for _ in range(10):
        sums = dict.fromkeys(ReminderAnswer, (0, 0))
        for answers, came in (shift() for _ in range(30)):
            for answer in ReminderAnswer:
                cases, heads_ = sums[answer]
                sums[answer] = cases + getattr(answers, answer), heads_ + came[answer]
        past = [{answer: TurnedOut(cases=cases, came=came_) for answer, (cases, came_) in sums.items()}]
        for answers, came in (shift() for _ in range(30)):
            found = expected_heads(answers, past, asked_at_last=True)
            assert isinstance(found, Heads)
            within += found.least <= sum(came.values()) <= found.most
    assert 240 <= within < 290, "of 300: at least four of five, and not all of them"


def test_a_great_shift_is_said_in_a_moment() -> None:
    found = expected_heads(AnswerSums(coming=6000, late=999, silent=3000), KNOWN, asked_at_last=True)
    assert isinstance(found, Heads)
    assert found.least < 8000 < found.most
