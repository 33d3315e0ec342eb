"""Dates as people write them, ahead and gone by, and weekdays beside them."""

from datetime import date

import pytest

from tests.volunteering.rules.reading.test_reading import NOW, SHANGHAI, TODAY
from volunteering.rules.reading import (
    Piece,
    Problem,
    Toward,
    Unreadable,
    read_day,
    read_period,
)

DAYS = [
    ("2026-12-05", date(2026, 12, 5)),
    ("2026/12/5", date(2026, 12, 5)),
    ("2026.12.5", date(2026, 12, 5)),
    ("２０２６－１２－０５", date(2026, 12, 5)),
    ("2026年12月5日", date(2026, 12, 5)),
    ("二〇二六年十二月五日", date(2026, 12, 5)),
    ("12-05", date(2026, 12, 5)),
    ("12月5日", date(2026, 12, 5)),
    ("12月5號", date(2026, 12, 5)),
    ("十二月二十五日", date(2026, 12, 25)),
    ("5.12.", date(2026, 12, 5)),
    ("5.12.2027", date(2027, 12, 5)),
    ("25/12", date(2026, 12, 25)),
    ("12/25", date(2026, 12, 25)),
    ("12/12", date(2026, 12, 12)),
    ("5 Dec", date(2026, 12, 5)),
    ("Dec 5", date(2026, 12, 5)),
    ("December 5th, 2027", date(2027, 12, 5)),
    ("5 Sept 2027", date(2027, 9, 5)),
    ("01-05", date(2027, 1, 5)),
    ("02-29", date(2028, 2, 29)),
    ("today", TODAY),
    ("今天", TODAY),
    ("Tomorrow", date(2026, 11, 24)),
    ("明天", date(2026, 11, 24)),
    ("后天", date(2026, 11, 25)),
    ("後天", date(2026, 11, 25)),
    ("Saturday", date(2026, 11, 28)),
    ("sat", date(2026, 11, 28)),
    ("周六", date(2026, 11, 28)),
    ("週六", date(2026, 11, 28)),
    ("星期六", date(2026, 11, 28)),
    ("禮拜六", date(2026, 11, 28)),
    ("周日", date(2026, 11, 29)),
    ("礼拜天", date(2026, 11, 29)),
    ("下周六", date(2026, 12, 5)),
    ("下個星期三", date(2026, 12, 2)),
    ("monday", TODAY),
    ("Sat 5 Dec", date(2026, 12, 5)),
    ("12月5日（周六）", date(2026, 12, 5)),
    ("12月5日 星期六", date(2026, 12, 5)),
]


@pytest.mark.parametrize(("typed", "day"), DAYS, ids=[typed for typed, _ in DAYS])
def test_dates_ahead_as_people_write_them(typed: str, day: date) -> None:
    assert read_day(typed, TODAY, Toward.NEXT) == day


PAST_DAYS = [
    ("11-20", date(2026, 11, 20)),
    ("12-05", date(2025, 12, 5)),
    ("12月5日", date(2025, 12, 5)),
    ("Saturday", date(2026, 11, 21)),
    ("周一", TODAY),
    ("上周六", date(2026, 11, 21)),
    ("昨天", date(2026, 11, 22)),
    ("yesterday", date(2026, 11, 22)),
    ("前天", date(2026, 11, 21)),
    ("02-29", date(2024, 2, 29)),
]


@pytest.mark.parametrize(("typed", "day"), PAST_DAYS, ids=[typed for typed, _ in PAST_DAYS])
def test_dates_gone_by_as_people_write_them(typed: str, day: date) -> None:
    assert read_day(typed, TODAY, Toward.LAST) == day


BAD_DAYS = [
    ("2026-02-30", Problem.NO_SUCH_DATE),
    ("02-30", Problem.NO_SUCH_DATE),
    ("13月1日", Problem.NO_SUCH_DATE),
    ("0000-01-01", Problem.NO_SUCH_DATE),
    ("31/31", Problem.NO_SUCH_DATE),
    ("32 Dec", Problem.NO_SUCH_DATE),
    ("soon", Problem.NOT_A_DATE),
    ("周八", Problem.NOT_A_DATE),
    ("monkey", Problem.NOT_A_DATE),
    ("", Problem.NOT_A_DATE),
    ("5", Problem.NOT_A_DATE),
    ("<b>", Problem.NOT_A_DATE),
]


@pytest.mark.parametrize(("typed", "problem"), BAD_DAYS, ids=[typed for typed, _ in BAD_DAYS])
def test_dates_that_are_none(typed: str, problem: Problem) -> None:
    assert read_day(typed, TODAY, Toward.NEXT) == Unreadable(piece=Piece.DAY, problem=problem, typed=typed)


def test_a_date_that_could_be_two_is_asked_about() -> None:
    found = read_day("5/12", TODAY, Toward.NEXT)
    assert isinstance(found, Unreadable)
    assert (found.problem, found.days) == (Problem.TWO_DATES, (date(2027, 5, 12), date(2026, 12, 5)))


def test_a_weekday_that_is_not_the_dates_is_asked_about() -> None:
    found = read_day("Sun 5 Dec", TODAY, Toward.NEXT)
    assert isinstance(found, Unreadable)
    assert (found.problem, found.days) == (Problem.OTHER_WEEKDAY, (date(2026, 12, 5),))


def test_a_weekday_tells_which_of_two_dates_is_meant() -> None:
    assert read_day("Sat 5/12", TODAY, Toward.NEXT) == date(2026, 12, 5)
    assert read_day("12/5（周三）", TODAY, Toward.NEXT) == date(2027, 5, 12)
    found = read_day("Fri 5/12", TODAY, Toward.NEXT)
    assert isinstance(found, Unreadable)
    assert found.problem is Problem.TWO_DATES


@pytest.mark.parametrize(
    "typed",
    [
        "Sun 5 Dec 9-12",
        "5 Dec (Sun) 09:00-12:00",
        "Sun 2026-12-05 9-12",
        "12月5日周日 9:00-12:00",
        "12月5日（周日）上午9点到12点",
        "周日12月5日9点到12点",
    ],
)
def test_with_times_such_a_weekday_is_asked_about_and_the_times_are_kept(typed: str) -> None:
    found = read_period(typed, NOW, SHANGHAI)
    assert isinstance(found, Unreadable)
    assert (found.piece, found.problem, found.days) == (Piece.DAY, Problem.OTHER_WEEKDAY, (date(2026, 12, 5),))
    [meant] = found.periods
    assert f"{meant.start.astimezone(SHANGHAI):%d.%m. %H:%M}, {meant.minutes}" == "05.12. 09:00, 180"
    assert found.typed == typed


@pytest.mark.parametrize(
    ("typed", "problem", "day"),
    [
        ("Sun 5 Dec", Problem.OTHER_WEEKDAY, 5),
        ("Sun 5 Dec 25:00-26:00", Problem.OTHER_WEEKDAY, 5),
        ("Sun 5 Dec 22:00 - Mon 6 Dec 2:00", Problem.OTHER_WEEKDAY, 5),
        ("Sat 5 Dec 22:00 - Mon 6 Dec 2:00", Problem.OTHER_WEEKDAY, 6),
        ("Sat 5 Dec", Problem.MISSING, None),
        ("Sat 5 Dec 1900", Problem.NO_END, None),
        ("Sat 5 Dec noon", Problem.NO_END, None),
        ("Sat 5 Dec nine-ish", Problem.NOT_TIMES, None),
    ],
)
def test_what_is_said_of_a_weekday_with_times_that_do_not_read(typed: str, problem: Problem, day: int | None) -> None:
    found = read_period(typed, NOW, SHANGHAI)
    assert isinstance(found, Unreadable)
    assert (found.problem, [found.day for found in found.days]) == (problem, [day] if day else [])
