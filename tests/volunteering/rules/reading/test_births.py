"""A birth date as people type it, or the year alone."""

from datetime import date

import pytest

from volunteering.rules.profiles import Born
from volunteering.rules.reading import Problem, Unreadable, read_born

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("1958", "1958"),
        ("1958年", "1958"),
        ("born in 1958", "1958"),
        ("我是1958年出生", "1958"),
        ("民國47年", "1958"),
        ("民國 47 年次", "1958"),
        ("47年次", "1958"),
        ("1958-03-21", "1958-03-21"),
        ("1958.3.21", "1958-03-21"),
        ("1958年3月21日", "1958-03-21"),
        ("1958年3月21日生", "1958-03-21"),
        ("一九五八年三月二十一日", "1958-03-21"),
        ("19580321", "1958-03-21"),
        ("民國47年3月21日", "1958-03-21"),
        ("21 March 1958", "1958-03-21"),
        ("March 21, 1958", "1958-03-21"),
        ("I was born on 21 Mar 1958", "1958-03-21"),
        ("21/3/1958", "1958-03-21"),
        ("２００９年１月１日", "2009-01-01"),
        ("我的生日是1958年3月21日", "1958-03-21"),
        ("1958 3 21", "1958-03-21"),
        ("1958, 3, 21", "1958-03-21"),
        ("10年12月5日", "2010-12-05"),
        ("我1958年出生", "1958"),
        ("1958年生人", "1958"),
    ],
)
def test_what_people_type(typed: str, born: str) -> None:
    assert read_born(typed, TODAY) == Born.parse(born)


@pytest.mark.parametrize(
    "typed",
    [
        "1958年3月", "1958年三月", "一九五八年三月", "1958年3月份", "1958-3", "1958/03", "1958.3", "195803",
        "3/1958", "03.1958",
        "民國47年3月", "民国47年3月", "三月 1958", "Mar 1958", "March, 1958", "in March 1958", "1958 March",
        "born in March 1958",
    ],
)  # fmt: skip
def test_of_a_year_and_a_month_the_year_is_taken(typed: str) -> None:
    assert read_born(typed, TODAY) == Born(year=1958)


@pytest.mark.parametrize("typed", ["47年", "47年3月", "四七年", "47年生人"])
def test_a_year_of_two_digits_that_may_be_of_either_calendar_is_asked_for(typed: str) -> None:
    found = read_born(typed, TODAY)
    assert isinstance(found, Unreadable)
    assert (found.problem, found.numbers) == (Problem.WHICH_NUMBER, (1947, 1958))


@pytest.mark.parametrize("typed", ["47年3月21日", "47-3-21", "47.3.21"])
def test_so_is_it_of_a_date(typed: str) -> None:
    found = read_born(typed, TODAY)
    assert isinstance(found, Unreadable)
    assert (found.problem, found.days) == (Problem.TWO_DATES, (date(1947, 3, 21), date(1958, 3, 21)))


def test_what_nobody_here_can_be_born_in_is_not_meant() -> None:
    assert read_born("08年3月", TODAY) == Born(year=2008)
    assert read_born("21.3.58", TODAY) == Born(year=1958, day=date(1958, 3, 21)), "only 民國 has its year first"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("long ago", Problem.NOT_A_DATE),
        ("", Problem.NOT_A_DATE),
        ("3月21日", Problem.NOT_A_DATE),
        ("yesterday", Problem.NOT_A_DATE),
        ("58", Problem.NOT_A_DATE),
        ("3月", Problem.NOT_A_DATE),
        ("1958年13月", Problem.NOT_A_DATE),
        ("农历1958年三月十四", Problem.NOT_A_DATE),
        ("1958-02-30", Problem.NO_SUCH_DATE),
        ("1899", Problem.NO_SUCH_DATE),
        ("1905", Problem.NO_SUCH_DATE),
        ("2027", Problem.NO_SUCH_DATE),
        ("2026-12-02", Problem.NO_SUCH_DATE),
        ("3/4/1958", Problem.TWO_DATES),
    ],
)
def test_what_is_no_birth_date(typed: str, problem: Problem) -> None:
    found = read_born(typed, TODAY)
    assert isinstance(found, Unreadable)
    assert found.problem is problem
