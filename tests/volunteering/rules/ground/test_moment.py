"""When it is morning, also on days on which the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy

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
