"""When it is morning, also on days on which the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy, Quiet

CHANGES = [
    ("Asia/Shanghai", date(2026, 12, 1)),  # none
    ("Europe/Berlin", date(2027, 3, 28)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/St_Johns", date(2027, 3, 14)),
    ("America/St_Johns", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),  # by half an hour
    ("Australia/Lord_Howe", date(2027, 4, 4)),
]


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_it_is_morning_when_the_clock_on_the_wall_says_so(zone: str, day: date) -> None:
    there = ZoneInfo(zone)
    found = Moment(now=datetime(2026, 1, 1, tzinfo=UTC), zone=there, policy=Policy()).morning_of(day)
    assert found.astimezone(there).isoformat().startswith(f"{day}T09:00:00")
    before, then = (Moment(now=found - ago, zone=there, policy=Policy()) for ago in (timedelta(minutes=1), timedelta()))
    assert before.is_early
    assert not then.is_early


@pytest.mark.parametrize("quiet", [Quiet(), Quiet(first=23, until=2), Quiet(first=1, until=3), Quiet(first=2, until=9)])
@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_what_comes_up_at_night_is_heard_as_soon_as_it_is_over(zone: str, day: date, quiet: Quiet) -> None:
    there, policy = ZoneInfo(zone), Policy(quiet_hours=quiet)
    first = datetime.combine(day, time(), tzinfo=there).astimezone(UTC) - timedelta(hours=12)
    minutes = [Moment(now=first + timedelta(minutes=15 * each), zone=there, policy=policy) for each in range(4 * 60)]
    loud = [moment.now for moment in minutes if not moment.is_quiet]
    for moment in minutes[: 4 * 24]:
        assert moment.heard_at == min(instant for instant in loud if instant >= moment.now)


def test_nobody_sleeps_where_no_hour_is_quiet() -> None:
    for hour in range(24):
        now = datetime(2026, 12, 1, hour, tzinfo=UTC)
        moment = Moment(now=now, zone=ZoneInfo("Asia/Shanghai"), policy=Policy(quiet_hours=Quiet(first=0, until=0)))
        assert not moment.is_quiet
        assert moment.heard_at == now


@pytest.mark.parametrize("quiet", [Quiet(), Quiet(first=23, until=2), Quiet(first=1, until=3), Quiet(first=0, until=0)])
@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_so_many_hours_by_day_after_an_instant_there_have_been_so_many(zone: str, day: date, quiet: Quiet) -> None:
    there = ZoneInfo(zone)
    first = datetime.combine(day, time(), tzinfo=there).astimezone(UTC) - timedelta(hours=30)
    for each in range(30):
        since = first + timedelta(minutes=100 * each)
        moment = Moment(now=since, zone=there, policy=Policy(quiet_hours=quiet))
        for hours in (0.25, 2, 11, 31):
            then = moment.by_day_after(since, hours)
            assert moment.hours_by_day(since, then) == pytest.approx(hours)
            assert moment.hours_by_day(since, then - timedelta(minutes=6)) == pytest.approx(hours - 0.1)
