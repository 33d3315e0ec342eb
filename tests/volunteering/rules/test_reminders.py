"""Who is owed a reminder, and when."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from volunteering.rules.activities import Shift, State
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.reminders import is_owed
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
