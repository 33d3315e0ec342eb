"""Bands of ages: at which hours, how long a day, across midnight and where the clocks change."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.acting import at
from tests.support.city import ZONE
from volunteering.rules.ages import (
    ComesAlong,
    NoGuardian,
    NotAtThatHour,
    TooLongADay,
    Youth,
    may_be_under_age,
    reasons_of_age,
    too_long_a_day,
)
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.policy import Band, Policy
from volunteering.rules.profiles import Born

NEW_YORK = ZoneInfo("America/New_York")
CONSENTED = Youth(consented=True)


def born(age: int, day: date = date(2026, 12, 5)) -> Born:
    """Somebody who is just so old on a day."""
    return Born(year=day.year - age, day=day.replace(year=day.year - age))


def period(first: str, last: str, zone: ZoneInfo = ZONE) -> Period:
    start, end = (datetime.fromisoformat(f"2026-12-{text}").replace(tzinfo=zone) for text in (first, last))
    return Period(start=start, end=end)


NOW = at(datetime(2026, 12, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("age", "first", "last", "against"),
    [
        (18, "05T23:00", "06T07:00", ()),
        (17, "05T06:00", "05T14:00", ()),
        (16, "05T14:00", "05T22:00", ()),
        (16, "05T14:00", "05T22:01", (NotAtThatHour(first=6, until=22),)),
        (16, "05T05:59", "05T10:00", (NotAtThatHour(first=6, until=22),)),
        (16, "05T21:00", "06T07:00", (NotAtThatHour(first=6, until=22),)),
        (15, "05T16:00", "05T20:00", ()),
        (14, "05T16:01", "05T20:01", (NotAtThatHour(first=6, until=20),)),
        (13, "05T10:00", "05T11:00", (ComesAlong(age=14),)),
        (0, "05T10:00", "05T11:00", (ComesAlong(age=14),)),
    ],
)
def test_at_which_hours(age: int, first: str, last: str, against: tuple[object, ...]) -> None:
    assert reasons_of_age(born(age), CONSENTED, period(first, last), NOW) == against


def test_nobody_whose_age_is_not_known_is_judged() -> None:
    assert reasons_of_age(None, None, period("05T23:00", "06T07:00"), NOW) == ()
    assert too_long_a_day(None, None, period("05T00:00", "05T23:00"), NOW) is None


@pytest.mark.parametrize(("age", "is_needed"), [(14, True), (17, True), (18, False), (70, False)])
def test_under_18_somebody_answers_for_them(age: int, is_needed: bool) -> None:
    for youth in (None, Youth()):
        found = reasons_of_age(born(age), youth, period("05T10:00", "05T12:00"), NOW)
        assert found == ((NoGuardian(),) if is_needed else ())


def test_they_come_of_age_on_the_day_of_the_shift() -> None:
    turns = Born(year=2008, day=date(2008, 12, 5))
    assert reasons_of_age(turns, None, period("05T10:00", "05T12:00"), NOW) == ()
    assert reasons_of_age(turns, None, period("04T10:00", "04T12:00"), NOW) == (NoGuardian(),)


def test_of_a_year_alone_the_youngest_is_meant() -> None:
    morning = period("05T10:00", "05T12:00")
    assert reasons_of_age(Born(year=2008), None, morning, NOW) == (NoGuardian(),)
    assert reasons_of_age(Born(year=2007), None, morning, NOW) == ()
    assert reasons_of_age(Born(year=2012), CONSENTED, morning, NOW) == (ComesAlong(age=14, may_be=True),)
    assert reasons_of_age(Born(year=2013), CONSENTED, morning, NOW) == (ComesAlong(age=14),)


TWO = [("05T06:00", "05T08:00"), ("05T09:00", "05T10:00")]


@pytest.mark.parametrize(
    ("age", "busy", "first", "last", "against"),
    [
        (17, [], "05T08:00", "05T16:00", None),
        (17, [], "05T08:00", "05T16:01", TooLongADay(hours=8, already=0)),
        (17, [("05T06:00", "05T10:00")], "05T10:00", "05T14:00", None),
        (17, [("05T06:00", "05T10:00")], "05T10:00", "05T14:01", TooLongADay(hours=8, already=240)),
        (15, TWO, "05T10:00", "05T11:00", None),
        (15, TWO, "05T10:00", "05T11:30", TooLongADay(hours=4, already=180)),
        (15, [("04T06:00", "04T10:00"), ("06T06:00", "06T10:00")], "05T10:00", "05T14:00", None),
        (18, [("05T00:00", "05T12:00")], "05T12:00", "05T23:00", None),
    ],
)  # fmt: skip
def test_how_long_a_day(
    age: int, busy: list[tuple[str, str]], first: str, last: str, against: TooLongADay | None
) -> None:
    youth = Youth(consented=True, busy=tuple(period(*other) for other in busy))
    assert too_long_a_day(born(age), youth, period(first, last), NOW) == against


def test_who_is_looked_up() -> None:
    start = datetime(2026, 12, 5, 2, tzinfo=UTC)
    assert may_be_under_age(Born(year=2008, day=date(2008, 12, 5)), start), "by another zone it is the day before"
    assert not may_be_under_age(Born(year=2008, day=date(2008, 12, 4)), start)
    assert not may_be_under_age(None, start)


BANDS = st.builds(
    lambda hours, first, length: Band(age=10, hours=hours, first=first, until=min(24, first + length)),
    st.integers(1, 24),
    st.integers(0, 23),
    st.integers(1, 24),
)
CHANGES = [
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 7, 1, 4, tzinfo=UTC),
]
"""The clocks go forward, go back, and do neither."""

SHIFTS = st.builds(
    lambda around, quarters, length: Period(
        start=around + timedelta(minutes=15 * quarters), end=around + timedelta(minutes=15 * (quarters + length))
    ),
    st.sampled_from(CHANGES),
    st.integers(-120, 120),
    st.integers(1, 96),
)


def _minutes(of: Period) -> list[datetime]:
    return [of.start + timedelta(minutes=15 * number) for number in range(of.minutes // 15)]


@given(band=BANDS, shift=SHIFTS, others=st.lists(SHIFTS, max_size=3))
def test_what_is_allowed_is_what_a_clock_on_the_wall_shows(band: Band, shift: Period, others: list[Period]) -> None:
    """Quarter of an hour by quarter: each of the shift within the hours, and of each day no more than so many."""
    moment = at(shift.start, Policy(age_bands=(band,)), zone=NEW_YORK)
    young: dict[str, Any] = {"born": Born(year=2012, day=date(2012, 1, 1)), "period": shift, "moment": moment}
    wall = [quarter.astimezone(NEW_YORK) for quarter in _minutes(shift)]
    within = all(band.first <= quarter.hour < band.until for quarter in wall)
    youth = Youth(consented=True, busy=tuple(others))
    found = reasons_of_age(youth=youth, **young)
    assert found == (() if within else (NotAtThatHour(first=band.first, until=band.until),))
    everything = [quarter.astimezone(NEW_YORK) for each in (shift, *others) for quarter in _minutes(each)]
    days = {quarter.date() for quarter in wall}
    longest = max(sum(quarter.date() == day for quarter in everything) for day in days) * 15
    assert (too_long_a_day(youth=youth, **young) is not None) is (longest > band.hours * 60)


@pytest.mark.parametrize(
    "text", ["", "16", "16:8", "16:8:6", "16:8:22-6", "18:8:6-22", "16:25:6-22", "0:1:6-22", "a:b:c-d"]
)
def test_what_is_no_band(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Band.model_validate(text)


def test_two_bands_do_not_begin_at_one_age() -> None:
    twice = Band(age=14, hours=4)
    with pytest.raises(ValueError, match="another age"):
        Policy(age_bands=(twice, twice))
