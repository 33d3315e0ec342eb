"""Periods, days and months, also where the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from volunteering.rules.ground.periods import (
    Month,
    Period,
    local_day,
    readings,
    start_of_day,
    this_weekend,
    week_ahead,
    weekend_after,
)

SHANGHAI, BERLIN, NEW_YORK = (ZoneInfo(key) for key in ("Asia/Shanghai", "Europe/Berlin", "America/New_York"))
ZONES = st.sampled_from([SHANGHAI, BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe")])
DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
LENGTHS = st.timedeltas(timedelta(minutes=1), timedelta(hours=30))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(MOMENTS)
    return Period(start=start, end=start + draw(LENGTHS))


def test_a_period_ends_after_it_starts_and_knows_its_zone() -> None:
    noon = datetime(2026, 12, 5, 12, tzinfo=UTC)
    for start, end in ((noon, noon), (noon, noon - timedelta(minutes=1)), (noon, noon.replace(tzinfo=None, hour=13))):
        with pytest.raises(ValidationError):
            Period(start=start, end=end)


def test_touching_periods_do_not_overlap() -> None:
    nine = datetime(2026, 12, 5, 9, tzinfo=UTC)
    morning = Period(start=nine, end=nine + timedelta(hours=3))
    noon = Period(start=morning.end, end=morning.end + timedelta(hours=1))
    early_noon = Period(start=morning.end - timedelta(minutes=1), end=noon.end)
    assert not morning.overlaps(noon)
    assert morning.overlaps(early_noon)


@given(periods(), periods())
def test_overlap_is_mutual_and_means_a_common_moment(one: Period, other: Period) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) == (max(one.start, other.start) < min(one.end, other.end))
    assert one.overlaps(one)


LENGTHS_IN_THE_NIGHT = [
    (SHANGHAI, date(2026, 10, 25), 300),
    (BERLIN, date(2026, 10, 25), 360),  # the clocks go back
    (BERLIN, date(2027, 3, 28), 240),  # and forward
    (NEW_YORK, date(2026, 11, 1), 360),
    (NEW_YORK, date(2027, 3, 14), 240),
]


@pytest.mark.parametrize(("zone", "day", "minutes"), LENGTHS_IN_THE_NIGHT)
def test_a_night_shift_has_its_real_length(zone: ZoneInfo, day: date, minutes: int) -> None:
    [start], [end] = readings(day, time(0), zone), readings(day, time(5), zone)
    assert Period(start=start, end=end).minutes == minutes


@given(DATES, st.times(), ZONES)
def test_readings_are_the_instants_that_show_that_time(day: date, at: time, zone: ZoneInfo) -> None:
    found = readings(day, at, zone)
    assert len(found) <= 2
    assert sorted(found) == list(found)
    for moment in found:
        assert moment.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, at)


@given(MOMENTS, ZONES)
def test_every_instant_is_a_reading_of_its_wall_clock(moment: datetime, zone: ZoneInfo) -> None:
    wall = moment.astimezone(zone)
    assert moment in readings(wall.date(), wall.time(), zone)


MONTH_EDGES = [
    (SHANGHAI, "2026-11-30T15:59", "2026-11"),
    (SHANGHAI, "2026-11-30T16:00", "2026-12"),
    (BERLIN, "2026-11-30T22:59", "2026-11"),
    (BERLIN, "2026-11-30T23:00", "2026-12"),
    (BERLIN, "2026-06-30T22:00", "2026-07"),  # summer time
    (NEW_YORK, "2026-12-01T04:59", "2026-11"),
    (NEW_YORK, "2026-12-01T05:00", "2026-12"),
]


@pytest.mark.parametrize(("zone", "moment", "month"), MONTH_EDGES)
def test_a_month_is_the_zones(zone: ZoneInfo, moment: str, month: str) -> None:
    assert str(Month.of(local_day(datetime.fromisoformat(moment).replace(tzinfo=UTC), zone))) == month


@given(DATES, st.integers(-600, 600))
def test_months_add_up(day: date, months: int) -> None:
    month = Month.of(day)
    assert month.plus(months).plus(-months) == month
    assert Month.parse(str(month)) == month
    assert month.first_day() <= day < month.plus(1).first_day()
    assert month.before.plus(1) == month
    assert month.year_before.plus(12) == month


@pytest.mark.parametrize("typed", ["2026", "2026-13", "2026-00", "soon", "", "2026-11-05"])
def test_what_is_no_month(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's and int's are both meant
        Month.parse(typed)


@given(DATES, ZONES)
def test_a_day_starts_once(day: date, zone: ZoneInfo) -> None:
    start = start_of_day(day, zone)
    assert local_day(start, zone) == day
    assert local_day(start - timedelta(seconds=1), zone) == day - timedelta(days=1)


@given(MOMENTS, ZONES)
def test_the_week_and_the_weekend_end_on_sunday_midnight(moment: datetime, zone: ZoneInfo) -> None:
    now = moment.replace(microsecond=0)
    week, weekend = week_ahead(now, zone), this_weekend(now, zone)
    monday = local_day(week.end, zone)
    assert monday.weekday() == 0
    assert 0 < (monday - local_day(now, zone)).days <= 7
    assert weekend.end == week.end
    assert local_day(weekend.start, zone).weekday() in {5, 6}
    assert weekend.start >= now
    following = weekend_after(now, zone)
    assert [local_day(at, zone).weekday() for at in (following.start, following.end)] == [5, 0]
    assert (local_day(following.start, zone) - monday).days == 5
