"""Who is owed a reminder, and when."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from volunteering.rules.activities import Shift, State
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.reminders import asked_once_more_at, is_owed, silent_of
from volunteering.rules.signing_up import SignUp, SignUpState

START = datetime(2026, 12, 5, 1, tzinfo=UTC)


def before(hours: float) -> datetime:
    return START - timedelta(hours=hours)


CASES = [
    ("due now", {}, 24, True),
    ("not due yet", {}, 24.1, False),
    ("late, before the start", {}, 0.1, True),
    ("at the start", {}, 0, False),
    ("after the start", {}, -1, False),
    ("waiting", {"sign_up": SignUpState.WAITING}, 23, False),
    ("left", {"sign_up": SignUpState.LEFT}, 23, False),
    ("cancelled", {"shift": State.CANCELLED}, 23, False),
    ("signed up inside the window", {"signed_up": 23.5}, 23, False),
    ("signed up as it was due", {"signed_up": 24.0}, 23, False),
    ("signed up a moment before", {"signed_up": 24.1}, 23, True),
    ("moved inside the window", {"moved": 23.5}, 23, False),
    ("moved before", {"moved": 30.0}, 23, True),
]


@pytest.mark.parametrize(("facts", "now", "owed"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_a_day_before(facts: dict[str, Any], now: float, *, owed: bool) -> None:
    known: dict[str, Any] = {
        "sign_up": SignUpState.CONFIRMED,
        "shift": State.OPEN,
        "signed_up": 100.0,
        "moved": 100.0,
    } | facts
    shift = Shift(
        id=1,
        activity_id=1,
        period=Period(start=START, end=START + timedelta(hours=3)),
        limit=10,
        state=known["shift"],
        since=before(known["moved"]),
    )
    at = before(known["signed_up"])
    moment = Moment(now=before(now), zone=ZoneInfo("Asia/Shanghai"), policy=Policy())
    sign_up = SignUp(id=1, shift_id=1, person_id=1, state=known["sign_up"], ticket=1, at=at)
    assert is_owed(shift, sign_up, 24, moment) is owed


def on_the_clock(day: int, hour: int, minute: int = 0, **policy: Any) -> Moment:
    zone = ZoneInfo("Asia/Shanghai")
    now = datetime(2026, 12, day, hour, minute, tzinfo=zone).astimezone(UTC)
    return Moment(now=now, zone=zone, policy=Policy(**policy))


ONCE_MORE = [
    ("the evening before", (4, 9), (5, 9), (4, 18)),
    ("with time to answer first", (4, 16), (5, 16), (4, 19)),
    ("too late in the evening: in the morning", (4, 18), (5, 18), (5, 9)),
    ("what was asked before a night", (4, 21), (5, 21), (5, 9)),
    ("a shift by night", (4, 8), (5, 4), (4, 18)),
    ("nobody else would find the time", (4, 20), (5, 11), None),
]


@pytest.mark.parametrize(("asked", "start", "again"), [row[1:] for row in ONCE_MORE], ids=[row[0] for row in ONCE_MORE])
def test_who_is_silent_is_asked_once_more(
    asked: tuple[int, int], start: tuple[int, int], again: tuple[int, int] | None
) -> None:
    asked_at, begins = on_the_clock(*asked).now, on_the_clock(*start).now
    assert asked_once_more_at(asked_at, begins, on_the_clock(*asked)) == (on_the_clock(*again).now if again else None)


QUARTERS = [on_the_clock(day, hour, minute) for day in (4, 5) for hour in range(24) for minute in (0, 15, 30, 45)]


def test_it_is_said_of_many_as_of_one() -> None:
    """Whoever sweeps each quarter of an hour asks as soon as is said, by day, and never within the late hours."""
    for asked_hour in range(8, 22):
        for start_hour in range(24):
            asked_at, start = on_the_clock(4, asked_hour).now, on_the_clock(5, start_hour).now
            swept = next((one.now for one in QUARTERS if _asks(one, asked_at, start)), None)
            assert swept == asked_once_more_at(asked_at, start, on_the_clock(4, asked_hour))
            if swept is not None:
                assert 9 <= swept.astimezone(ZoneInfo("Asia/Shanghai")).hour < 21
                assert asked_at + timedelta(hours=3) <= swept < start - timedelta(hours=3)


def _asks(moment: Moment, asked_at: datetime, start: datetime) -> bool:
    span = silent_of(moment)
    return bool(span and span.known_by and asked_at <= span.known_by and span.after < start <= span.until)


def test_where_it_is_set_so_nobody_is_asked_once_more() -> None:
    assert silent_of(on_the_clock(4, 18, once_more_hours=0)) is None
    assert silent_of(on_the_clock(4, 18)) is not None


@pytest.mark.parametrize("quiet", ["22-8", "0-0", "23-7", "20-8", "18-9", "17-9", "0-19"])
@pytest.mark.parametrize("digest_hour", range(24))
def test_whatever_the_hours_are_the_silent_are_asked_the_day_before(quiet: str, digest_hour: int) -> None:
    asked = on_the_clock(4, 9, quiet_hours=quiet, digest_hour=digest_hour)
    again = asked_once_more_at(asked.now, on_the_clock(5, 10).now, asked)
    assert again is not None
    assert again < on_the_clock(4, 21).now
    assert not asked.model_copy(update={"now": again}).is_quiet
