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
    ],
)
def test_what_people_type(typed: str, born: str) -> None:
    assert read_born(typed, TODAY) == Born.parse(born)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("long ago", Problem.NOT_A_DATE),
        ("", Problem.NOT_A_DATE),
        ("3月21日", Problem.NOT_A_DATE),
        ("yesterday", Problem.NOT_A_DATE),
        ("58", Problem.NOT_A_DATE),
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
