"""What comes again by a rule is on its days, at the same time on the wall, through both changes of the clocks."""

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.support.acting import at
from tests.support.city import NOW
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.series import HolidayChoice, NewSeries, Repeats, on_the_wall, period_at

ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe")]
FAR = date(2040, 1, 1)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def series(rule: str, first: str, minutes: int = 120, **also: object) -> NewSeries:
    until = also.pop("until", None)
    repeats = Repeats.model_validate({"rule": rule, "until": until}).beginning(wall(first).date())
    return NewSeries.model_validate({"repeats": repeats, "first": wall(first), "minutes": minutes, "wanted": 6, **also})


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_three_in_the_afternoon_stays_three_in_the_afternoon_all_year(zone: ZoneInfo) -> None:
    weekly = series("FREQ=WEEKLY;BYDAY=WE", "2026-12-02T15:00", until=date(2027, 12, 1))
    local = []
    for recurrence in weekly.recurrences(weekly.first.date(), FAR):
        period = period_at(recurrence, 120, zone)
        start, end = period.start.astimezone(zone), period.end.astimezone(zone)
        assert (start.hour, start.minute, end.hour, end.minute) == (15, 0, 17, 0)
        assert period.minutes == 120
        local.append(start.date())
    assert len(local) == 53
    assert {day.weekday() for day in local} == {2}


SKIPPED = [
    ("Europe/Berlin", "2027-03-28T02:30", "2027-03-28T03:30", 60),
    ("America/St_Johns", "2027-03-14T02:15", "2027-03-14T03:15", 60),
    ("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-04T02:40", 60),
]


@pytest.mark.parametrize(("zone", "said", "meant", "minutes"), SKIPPED)
def test_a_time_that_the_clocks_skip_is_as_much_later(zone: str, said: str, meant: str, minutes: int) -> None:
    """Of half an hour in Lord Howe, and never shorter for it, or over before it begins."""
    period = period_at(wall(said), minutes, ZoneInfo(zone))
    assert period.start.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall(meant)
    assert period.minutes == minutes


TWICE = [("Europe/Berlin", "2026-10-25T02:30"), ("America/St_Johns", "2026-11-01T01:30"),
         ("Australia/Lord_Howe", "2027-04-04T01:45")]  # fmt: skip


@pytest.mark.parametrize(("zone", "said"), TWICE)
def test_of_a_time_that_comes_twice_the_first_is_meant(zone: str, said: str) -> None:
    local = period_at(wall(said), 5, ZoneInfo(zone)).start.astimezone(ZoneInfo(zone))
    assert (local.replace(tzinfo=None), local.fold) == (wall(said), 0)
    assert local.replace(fold=1).utcoffset() != local.utcoffset()


@given(st.sampled_from(ZONES), st.integers(0, 4 * 366 * 24 * 12), st.integers(1, 24 * 60))
def test_no_shift_is_over_before_it_begins_or_longer_than_a_day(zone: ZoneInfo, fives: int, minutes: int) -> None:
    recurrence = wall("2026-01-01T00:00") + timedelta(minutes=5 * fives)
    period = period_at(recurrence, minutes, zone)
    assert 0 < period.minutes <= 24 * 60
    assert abs(period.minutes - minutes) <= 60
    shown = period.start.astimezone(zone).replace(tzinfo=None)
    assert timedelta() <= shown - recurrence <= timedelta(hours=1)


@given(st.sampled_from(ZONES), st.integers(0, 4 * 366 * 24 * 12), st.integers(1, 24 * 60))
def test_what_was_posted_once_comes_again_as_it_was(zone: ZoneInfo, fives: int, minutes: int) -> None:
    start = datetime.fromtimestamp(1767225600 + 300 * fives, ZoneInfo("UTC"))
    period = Period(start=start, end=start + timedelta(minutes=minutes))
    first, length = on_the_wall(period, zone)
    again = period_at(first, length, zone)
    is_twice = again.start.astimezone(zone).replace(tzinfo=None) == first and again.start != period.start
    assert again.start == period.start or is_twice


COMES = [
    ("FREQ=WEEKLY", "2026-12-02T15:00", ["2026-12-02", "2026-12-09", "2026-12-16"]),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "2026-12-05T09:00", ["2026-12-05", "2026-12-19", "2027-01-02"]),
    ("FREQ=WEEKLY;BYDAY=WE,SA", "2026-12-05T09:00", ["2026-12-05", "2026-12-09", "2026-12-12"]),
    ("FREQ=MONTHLY;BYDAY=1MO", "2026-12-07T09:00", ["2026-12-07", "2027-01-04", "2027-02-01"]),
    ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-12-31T09:00", ["2026-12-31", "2027-01-31", "2027-03-31"]),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-12-31T09:00", ["2026-12-31", "2027-01-31", "2027-02-28"]),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-12-31T09:00", ["2026-12-31", "2027-01-29", "2027-02-26"]),
    ("FREQ=YEARLY", "2028-02-29T09:00", ["2028-02-29", "2032-02-29", "2036-02-29"]),
]


@pytest.mark.parametrize(("rule", "first", "days"), COMES)
def test_the_days_of_a_rule(rule: str, first: str, days: list[str]) -> None:
    found = series(rule, first)
    ahead = found.recurrences(found.first.date(), FAR)
    assert [str(next(ahead).date()) for _ in days] == days


@pytest.mark.parametrize("rule", ["", "FREQ=WEEKLY;X=1", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;INTERVAL=0",
    "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270101", "WEEKLY", "FREQ=DAILY;FREQ=DAILY",
    "FREQ=DAILY;COUNT=99999", "FREQ=DAILY;BYSETPOS=2", "FREQ=DAILY;BYWEEKNO=53;BYMONTH=6", "FREQ=WEEKLY;BYYEARDAY=1",
    "FREQ=WEEKLY;BYDAY=MO;BYMONTHDAY=31;BYMONTH=2", "FREQ=MONTHLY;BYWEEKNO=2",
    f"FREQ=DAILY;BYMONTHDAY={'1,' * 200}1"])  # fmt: skip
def test_what_is_no_rule_of_days_is_refused(rule: str) -> None:
    with pytest.raises(ValidationError):
        Repeats(rule=rule)


NEVER = ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=TU", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3",
         "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=5", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
         "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
         "FREQ=WEEKLY;BYDAY=MO,MO,MO;BYSETPOS=3", "FREQ=DAILY;INTERVAL=2928;BYMONTH=2;BYMONTHDAY=30",
         "FREQ=YEARLY;BYYEARDAY=1;BYMONTHDAY=2"]  # fmt: skip


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_never_comes_is_known_at_once(rule: str) -> None:
    """And not looked for up to the year 9999, for seconds, while everybody waits."""
    empty = series(rule, "2026-11-30T15:00")
    begun = time.process_time()
    assert list(empty.recurrences(empty.first.date(), FAR)) == []
    assert empty.next_after(empty.first.date()) is None
    assert time.process_time() - begun < 0.5


def test_as_far_ahead_as_is_set_and_the_first_however_far_it_is() -> None:
    weekly = series("FREQ=WEEKLY", "2026-12-02T15:00")
    plan = weekly.begun(at(NOW))
    assert [str(one.recurrence.date()) for one in plan.made][::7] == ["2026-12-02", "2027-01-20"]
    assert plan.next_on == date(2027, 1, 27)
    assert len(weekly.begun(at(NOW, Policy(series_weeks=2))).made) == 2
    spring = series("FREQ=WEEKLY", "2027-03-03T15:00").begun(at(NOW))
    assert [str(one.recurrence.date()) for one in spring.made] == ["2027-03-03"]
    assert spring.next_on == date(2027, 3, 10)


def test_the_last_day_is_a_day_of_it_and_nothing_is_after_it() -> None:
    plan = series("FREQ=WEEKLY", "2026-12-02T15:00", until=date(2026, 12, 16)).begun(at(NOW))
    assert [one.recurrence.day for one in plan.made] == [2, 9, 16]
    assert plan.next_on is None
    counted = series("FREQ=WEEKLY;COUNT=3", "2026-12-02T15:00").begun(at(NOW))
    assert [one.recurrence.day for one in counted.made] == [2, 9, 16]
    assert counted.next_on is None


def test_what_has_begun_already_is_not_posted() -> None:
    plan = series("FREQ=WEEKLY", "2026-11-25T15:00").begun(at(NOW))
    assert str(plan.made[0].recurrence.date()) == "2026-12-02"


def test_holidays_are_left_out_or_kept_and_a_weekend_that_is_worked_on_as_well() -> None:
    china, berlin = Policy(holidays="CN", series_weeks=52), Policy(holidays="DE")
    now = NOW - timedelta(days=80)  # before the National Day of 2026, whose holidays were decided
    saturdays = series("FREQ=WEEKLY;BYDAY=SA", "2026-09-19T09:00", until=date(2026, 10, 31))
    plan = saturdays.begun(at(now, china))
    assert [(str(off.day), off.works) for off in plan.left_out] == [
        ("2026-09-26", False), ("2026-10-03", False), ("2026-10-10", True),
    ]  # fmt: skip
    assert [one.recurrence.day for one in plan.made] == [19, 17, 24, 31]
    kept = saturdays.model_copy(update={"holidays": HolidayChoice.KEEP}).begun(at(now, china))
    assert (len(kept.made), kept.left_out) == (7, ())
    christmas = series("FREQ=WEEKLY", "2026-12-11T15:00", until=date(2026, 12, 31)).begun(at(NOW, berlin))
    assert [off.name("en") for off in christmas.left_out] == ["Christmas Day"]
    assert series("FREQ=WEEKLY", "2026-12-11T15:00").begun(at(NOW)).left_out == ()


def test_a_year_of_a_series_is_worked_out_in_a_moment() -> None:
    """Its days, times and holidays: what posting it asks of the rules."""
    daily = series("FREQ=DAILY", "2026-12-02T15:00")
    daily.begun(at(NOW, Policy(holidays="DE", series_weeks=1)))  # what is read once, is
    begun = time.process_time()
    made = daily.begun(at(NOW, Policy(holidays="DE", series_weeks=52))).made
    assert len(made) > 350
    assert time.process_time() - begun < 0.2
