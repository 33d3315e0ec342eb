"""Tests of trainings: what passes, who may begin, and when again, each at its very edge."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from tests.support.city import NOW
from volunteering.rules.quizzes import (
    MOST_QUESTIONS,
    AnsweredQuestion,
    Attempt,
    NewQuestion,
    NoQuestions,
    NotBefore,
    NotReady,
    Passed,
    Quiz,
    QuizQuestion,
    QuizRules,
    Taker,
    UsedUp,
    again_at,
    against,
)

FIRST, SECOND, THIRD = frozenset({0}), frozenset({1}), frozenset({2})


def question(right: frozenset[int] = SECOND, options: tuple[str, ...] = ("Run", "Call 120")) -> NewQuestion:
    return NewQuestion(text="What first?", options=options, right=right)


def quiz(**rules: Any) -> Quiz:
    asked = QuizQuestion(**question().model_dump(), id=1, activity_id=7, ordinal=0)
    return Quiz(**{"activity_id": 7, "questions": (asked,), **rules})


def taker(**changes: Any) -> Taker:
    return Taker(**{"present": 2, "least": 2, "ahead": 0, "has_passed": False, **changes})


@pytest.mark.parametrize(
    ("questions", "needed"), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (6, 5), (9, 8), (10, 8), (11, 9), (50, 40)]
)
def test_as_usual_four_fifths_pass(questions: int, needed: int) -> None:
    assert QuizRules().needed_of(questions) == needed


@pytest.mark.parametrize(("wanted", "questions", "needed"), [(1, 5, 1), (5, 5, 5), (6, 5, 5), (50, 1, 1), (3, 0, 1)])
def test_what_was_set_passes_but_never_more_than_there_are(wanted: int, questions: int, needed: int) -> None:
    assert QuizRules(needed=wanted).needed_of(questions) == needed


@pytest.mark.parametrize(
    "rules",
    [
        {"needed": 0},
        {"needed": MOST_QUESTIONS + 1},
        {"attempts": -1},
        {"attempts": 21},
        {"pause_hours": -1},
        {"pause_hours": 24 * 60 + 1},
    ],
)
def test_rules_out_of_range(rules: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        QuizRules(**rules)


@pytest.mark.parametrize(
    ("right", "options"),
    [
        (frozenset(), ("Run", "Call 120")),
        (THIRD, ("Run", "Call 120")),
        (frozenset({-1}), ("Run", "Call 120")),
        (SECOND, ("Run", "Run")),
        (FIRST, ("Run",)),
        (FIRST, tuple("ABCDEFG")),
    ],
)
def test_what_is_no_question(right: frozenset[int], options: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError):
        question(right, options)


def test_with_several_right_ones_they_are_ticked() -> None:
    assert not question().has_several
    assert question(frozenset({0, 1}), tuple("ABCDEF")).has_several


@pytest.mark.parametrize(
    ("right", "answered", "has_passed", "mark"),
    [(2, 3, True, 67), (1, 3, False, 33), (2, 2, False, 67), (3, 3, True, 100)],
)
def test_an_attempt_is_passed_once_all_is_answered(right: int, answered: int, mark: int, *, has_passed: bool) -> None:
    answers = tuple(AnsweredQuestion(place=n, picked=FIRST, is_right=n < right) for n in range(answered))
    attempt = Attempt(id=1, activity_id=7, person_id=9, asked=(question(),) * 3, needed=2, answers=answers)
    assert (attempt.has_passed, attempt.mark, attempt.place, attempt.is_over) == (
        has_passed,
        mark,
        answered,
        answered == 3,
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"present": 3}, None),
        ({"present": 1}, NotReady(needed=2, present=1, ahead=0)),
        ({"ahead": 1}, NotReady(needed=2, present=2, ahead=1)),
        ({"has_passed": True, "present": 0}, Passed()),
    ],
)
def test_who_may_begin(changes: dict[str, Any], why: object) -> None:
    assert against(quiz(), taker(**changes), NOW) == why


def test_without_questions_nobody_begins() -> None:
    assert against(quiz(questions=()), taker(present=0), NOW) == NoQuestions()


@pytest.mark.parametrize(
    ("rules", "ended", "now", "why"),
    [
        ({}, 20, NOW, None),
        ({"attempts": 2}, 1, NOW, None),
        ({"attempts": 2}, 2, NOW, UsedUp(attempts=2)),
        ({"attempts": 2}, 3, NOW, UsedUp(attempts=2)),
        ({"pause_hours": 1}, 0, NOW, None),
        ({"pause_hours": 1}, 1, NOW + timedelta(minutes=59), NotBefore(at=NOW + timedelta(hours=1))),
        ({"pause_hours": 1}, 1, NOW + timedelta(hours=1), None),
        ({"pause_hours": 1}, 1, NOW - timedelta(days=365), None),  # by a clock that was a year ahead
        ({"pause_hours": 1}, 2, NOW + timedelta(hours=1), NotBefore(at=NOW + timedelta(hours=2))),
    ],
)
def test_when_it_may_be_taken_again(rules: dict[str, int], ended: int, now: datetime, why: object) -> None:
    """The attempts ended an hour apart; the pause is counted from the last."""
    at = tuple(NOW + timedelta(hours=number) for number in range(ended))
    usual = at if rules.get("pause_hours") else (NOW,) * ended
    assert again_at(QuizRules(**rules), taker(ended=usual), now) == why
    assert against(quiz(**rules), taker(ended=usual), now) == why
