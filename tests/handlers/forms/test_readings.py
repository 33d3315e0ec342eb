"""Dates, times, lengths and places typed into a form: what is wrong is always said in a sentence, and never raised."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from handlers.forms.problems import problem_with
from handlers.forms.readings import Day, Length, Places, Stay, When, meanings
from handlers.forms.sentences import SENTENCES, sentence_for
from tests.support.city import NOW
from volunteering.rules.ground.periods import Period
from volunteering.rules.reading import Piece, Problem
from volunteering.rules.volunteers import Language
from words.words import Words

ZONE = ZoneInfo("Europe/Berlin")
CONTEXT = {"now": NOW, "zone": ZONE}
FIELDS: dict[str, TypeAdapter[Any]] = {
    "when": TypeAdapter(When),
    "day": TypeAdapter(Day),
    "length": TypeAdapter(Length),
    "stay": TypeAdapter(Stay),
    "places": TypeAdapter(Places),
}
ALPHABET = "0123456789:-/.,| 年月日周六点半个小时人不限今明tomrwSa<&\u202e\U0001f469"


def _words(language: Language = Language.ENGLISH) -> Words:
    return Words(language, ZONE, NOW)


def _refusal(field: str, raw: object) -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        FIELDS[field].validate_python(raw, context=CONTEXT)
    return refused.value


@given(field=st.sampled_from(sorted(FIELDS)), typed=st.text(ALPHABET, max_size=40) | st.text(max_size=300))
def test_whatever_is_typed_is_taken_or_answered(field: str, typed: str) -> None:
    try:
        value = FIELDS[field].validate_python(typed, context=CONTEXT)
    except ValidationError as error:
        problem = problem_with(error, typed)
        for language in Language:
            assert len(sentence_for(_words(language), problem)) < 300
        for choice in meanings(_words(), problem):
            FIELDS[field].validate_python(choice.value, context=CONTEXT)
            assert len(choice.value) < 25
    else:
        kept = FIELDS[field].dump_python(value, mode="json")
        assert FIELDS[field].validate_python(kept, context=CONTEXT) == value
        assert FIELDS[field].validate_python(kept, context={"reread": True}) == value


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("when", "2026-02-30 9-12", "day_no_such_date"),
        ("when", "soon", "day_not_a_date"),
        ("when", "7/8 9-12", "day_two_dates"),
        ("when", "2026-12-05", "times_missing"),
        ("when", "2026-12-05 25:00-26:00", "times_no_such_time"),
        ("when", "2026-12-05 9", "times_no_end"),
        ("when", "2026-12-05 13:00-12:00", "times_ends_before_start"),
        ("when", "12月5日中午10点到12点", "times_which_half"),
        ("when", "12月5日半夜2点到4点", "times_which_night"),
        ("when", "2026-12-05 9:00-12:00 (4 h)", "times_other_length"),
        ("when", "2027-03-28 02:30-04:00", "times_skipped_time"),
        ("when", "2027-10-31 02:30-04:00", "times_time_twice"),
        ("when", "2020-12-05 9-12", "times_in_the_past"),
        ("when", "2026-12-05 9:00 - 2026-12-07 9:00", "times_too_long"),
        ("day", "2026-02-30", "day_no_such_date"),
        ("day", "Mon 2026-11-20", "day_other_weekday"),
        ("day", "tomorrow", "day_in_the_future"),
        ("length", "long", "length_not_a_length"),
        ("length", "半天", "length_how_long"),
        ("length", "0", "length_no_length"),
        ("length", "25", "length_too_long"),
        ("places", "many", "places_not_a_number"),
        ("places", "-1", "places_out_of_range"),
        ("places", "10000", "places_out_of_range"),
    ],
)
def test_each_mistake_has_its_own_sentence(field: str, typed: str, says: str) -> None:
    assert problem_with(_refusal(field, typed), typed).type == says


def test_there_is_a_sentence_for_every_problem_of_dates_times_lengths_and_places() -> None:
    by_piece = {
        Piece.DAY: {
            Problem.NOT_A_DATE,
            Problem.NO_SUCH_DATE,
            Problem.TWO_DATES,
            Problem.OTHER_WEEKDAY,
            Problem.MISSING,
        },
        Piece.TIMES: {
            Problem.NOT_TIMES,
            Problem.NO_SUCH_TIME,
            Problem.NO_END,
            Problem.WHICH_HALF,
            Problem.WHICH_NIGHT,
            Problem.OTHER_LENGTH,
            Problem.ENDS_BEFORE_START,
            Problem.SKIPPED_TIME,
            Problem.TIME_TWICE,
            Problem.IN_THE_PAST,
            Problem.TOO_LONG,
            Problem.MISSING,
        },
        Piece.LENGTH: {Problem.NOT_A_LENGTH, Problem.HOW_LONG, Problem.NO_LENGTH, Problem.TOO_LONG},
        Piece.PLACES: {Problem.NOT_A_NUMBER, Problem.OUT_OF_RANGE},
        Piece.ROLES: {
            Problem.NOT_A_NUMBER,
            Problem.NO_NAME,
            Problem.SAME_NAME,
            Problem.TOO_MANY,
            Problem.TEXT_TOO_LONG,
        },
        Piece.COUNT: {Problem.NOT_A_NUMBER, Problem.WHICH_NUMBER, Problem.OUT_OF_RANGE},
        Piece.PHONE: {Problem.NOT_A_NUMBER, Problem.TOO_MANY, Problem.EXTENSION},
        Piece.BORN: {
            Problem.NOT_A_DATE,
            Problem.NO_SUCH_DATE,
            Problem.TWO_DATES,
            Problem.OTHER_WEEKDAY,
            Problem.WHICH_NUMBER,
        },
        Piece.STRETCH: {
            Problem.NOT_A_DATE,
            Problem.NO_SUCH_DATE,
            Problem.TWO_DATES,
            Problem.OTHER_WEEKDAY,
            Problem.NO_END,
            Problem.IN_THE_PAST,
            Problem.TOO_LONG,
        },
    }
    assert set(Problem) == set().union(*by_piece.values())
    missing = [f"{piece}_{problem}" for piece, problems in by_piece.items() for problem in problems]
    assert not [kind for kind in missing if kind not in SENTENCES]


def test_what_a_time_may_mean_is_offered_with_its_length_where_it_reads_the_same() -> None:
    problem = problem_with(_refusal("when", "2027-10-31 02:30-04:00"), "")
    assert [choice.label for choice in meanings(_words(), problem)] == [
        "31 Oct 2027 02:30–04:00 · 2 h 30",
        "31 Oct 2027 02:30–04:00 · 1 h 30",
    ]


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (Language.ENGLISH, "“Sun 5 Dec 9-12”: 5 December 2026 is a Saturday. Which one is right?"),
        (Language.SIMPLIFIED, "“Sun 5 Dec 9-12”：2026年12月5日是星期六，以哪个为准？"),
        (Language.TRADITIONAL, "「Sun 5 Dec 9-12」：2026年12月5日是星期六，以哪個為準？"),
    ],
)
def test_a_wrong_weekday_is_named_and_the_date_is_one_tap_away(language: Language, says: str) -> None:
    problem = problem_with(_refusal("when", "Sun 5 Dec 9-12"), "Sun 5 Dec 9-12")
    assert sentence_for(_words(language), problem) == says
    [choice] = meanings(_words(), problem)
    assert choice.label == "Sat 5 Dec 09:00–12:00"


@pytest.mark.parametrize(
    ("typed", "offered"), [("周五上午13点到15点", 1), ("12月5日中午10点到12点", 2), ("12月5日 2 to 5", 2)]
)
def test_which_one_is_asked_only_where_there_are_several(typed: str, offered: int) -> None:
    problem = problem_with(_refusal("when", typed), typed)
    assert len(meanings(_words(), problem)) == offered
    says = {
        language: sentence_for(_words(language), problem).removeprefix(f"“{typed}”").removeprefix(f"「{typed}」")
        for language in Language
    }
    asks_which = {Language.ENGLISH: "Which one", Language.SIMPLIFIED: "哪个", Language.TRADITIONAL: "哪一個"}
    for language, which in asks_which.items():
        assert (which in says[language]) is (offered > 1), says[language]


def test_what_was_typed_between_bars_is_repeated_without_its_spaces() -> None:
    problem = problem_with(_refusal("length", "半天 "), " 半天 ")
    assert sentence_for(_words(), problem) == "“半天”: how many hours is that?"


def test_what_is_past_is_named_as_it_was_understood() -> None:
    problem = problem_with(_refusal("when", "Fri 20 Nov 9-12"), "Fri 20 Nov 9-12")
    assert sentence_for(_words(), problem) == "That has begun already: Fri 20 Nov 09:00–12:00. When will it be?"
    problem = problem_with(_refusal("day", "20261205"), "20261205")
    assert "That day has not come yet: 5 December 2026" in sentence_for(_words(), problem)


@pytest.mark.parametrize(
    ("field", "typed", "labels"),
    [
        ("length", "半天", ["3 h", "4 h", "5 h"]),
        ("stay", "all day", ["6 h", "7 h", "8 h"]),
        ("when", "12月5日中午10点到12点", ["Sat 5 Dec 10:00–12:00", "Sat 5 Dec 22:00–00:00"]),
        ("when", "12月5日半夜2点到4点", ["Sat 5 Dec 02:00–04:00", "Sun 6 Dec 02:00–04:00"]),
        ("when", "Saturday 2-5", ["Sat 5 Dec 02:00–05:00", "Sat 5 Dec 14:00–17:00"]),
        ("when", "2026-12-05 9:00-12:00 (4 h)", ["Sat 5 Dec 09:00–12:00"]),
    ],
)
def test_what_is_not_guessed_is_one_tap_away(field: str, typed: str, labels: list[str]) -> None:
    choices = meanings(_words(), problem_with(_refusal(field, typed), typed))
    assert [choice.label for choice in choices] == labels


def test_a_wrong_weekday_of_a_day_to_come_is_named_and_not_offered() -> None:
    problem = problem_with(_refusal("day", "Mon 2026-12-05"), "Mon 2026-12-05")
    assert "5 December 2026 is a Saturday" in sentence_for(_words(), problem)
    assert meanings(_words(), problem) == []


def test_a_day_that_may_be_two_is_offered_where_it_is_past() -> None:
    problem = problem_with(_refusal("day", "11/12/2026"), "")
    assert [choice.value for choice in meanings(_words(), problem)] == ["2026-11-12"]


def test_a_period_that_was_answered_is_checked_again_only_with_a_moment() -> None:
    period = Period(start=datetime(2026, 11, 1, 8, tzinfo=UTC), end=datetime(2026, 11, 1, 9, tzinfo=UTC))
    kept = FIELDS["when"].dump_python(period, mode="json")
    assert problem_with(_refusal("when", kept), kept).type == "times_in_the_past"
    assert FIELDS["when"].validate_python(kept, context={"reread": True}) == period


@pytest.mark.parametrize("typed", ["today", "2026-12-01", "今天", "12月1日"])
def test_today_is_not_the_future(typed: str) -> None:
    assert FIELDS["day"].validate_python(typed, context=CONTEXT) == date(2026, 12, 1)
