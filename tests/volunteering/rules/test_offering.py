"""Until when a place is held: the hours count from when somebody hears of it, and never into the late hours."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from volunteering.rules.activities import Shift, State
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.policy import Policy, Quiet
from volunteering.rules.offering import goes_in_turn, held_until

CITY = ZoneInfo("Asia/Shanghai")


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{text}:00").replace(tzinfo=CITY)


@pytest.mark.parametrize(
    ("now", "starts", "until"),
    [
        ("01 12:00", "05 09:00", "02 00:00"),  # twelve hours
        ("01 23:00", "05 09:00", "02 20:00"),  # heard of in the morning
        ("02 03:00", "05 09:00", "02 20:00"),
        ("01 12:00", "03 12:00", "01 20:20"),  # a third of the 25 hours by day until nine
        ("01 23:00", "02 21:00", "02 11:20"),
        ("01 12:00", "01 20:00", "01 14:00"),  # two hours by day at the least
        ("01 21:00", "02 13:00", "02 09:00"),
        ("01 23:00", "02 14:00", "02 10:00"),
        ("01 12:00", "01 16:30", "01 13:30"),  # until the late hours begin
        ("01 23:00", "02 11:01", "02 08:01"),
        ("01 23:00", "02 11:00", None),  # nobody would hear of it before the late hours
        ("01 23:00", "02 07:00", None),
        ("01 12:00", "01 15:00", None),  # they have begun
    ],
)
def test_a_place_is_held_from_when_it_is_heard_of(now: str, starts: str, until: str | None) -> None:
    start = local(starts)
    shift = Shift(
        id=1,
        activity_id=1,
        period=Period(start=start, end=start + timedelta(hours=2)),
        limit=1,
        state=State.OPEN,
        since=local("01 00:00"),
    )
    moment = Moment(now=local(now), zone=CITY, policy=Policy())
    found = held_until(shift, moment)
    assert found == (local(until) if until else None)
    if found is not None:
        assert goes_in_turn(shift, moment)
    awake = moment.model_copy(update={"policy": Policy(quiet_hours=Quiet(first=0, until=0))})
    assert (held_until(shift, awake) is not None) is goes_in_turn(shift, awake)
