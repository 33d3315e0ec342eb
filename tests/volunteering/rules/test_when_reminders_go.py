"""When reminders go, over random shifts, hours and zones: once each, never at night but for today's, never too late."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from volunteering.rules.activities import Shift, State
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.ground.policy import Policy, Quiet
from volunteering.rules.reminders import asking_hours, first_due, goes_at, is_owed, starts_owed
from volunteering.rules.signing_up import SignUp, SignUpState

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")  # where clocks change, on 25 October at 3 among others
SUNDAY = datetime(2026, 10, 24, 12, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)

zones = st.sampled_from([SHANGHAI, BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Beirut")])
hours = st.sampled_from([1, 2, 5, 9, 24, 72])
nights = st.sampled_from(["22-8", "0-6", "21-9", "23-0", "0-0", "12-14"])
minutes = st.integers(0, 60 * 24 * 9)


def moment(now: datetime, zone: ZoneInfo = SHANGHAI, night: str = "22-8") -> Moment:
    return Moment(now=now, zone=zone, policy=Policy(quiet_hours=Quiet.model_validate(night)))


def shift(start: datetime) -> Shift:
    period = Period(start=start, end=start + timedelta(hours=2))
    return Shift(id=1, activity_id=1, period=period, limit=5, state=State.OPEN, since=SUNDAY - timedelta(days=99))


def place(at: datetime) -> SignUp:
    return SignUp(id=1, shift_id=1, person_id=1, state=SignUpState.CONFIRMED, ticket=1, at=at)


def local(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=zone).astimezone(UTC)


TOLD = [
    ("by day, as long before", "12-05T14:00", 24, "12-04T14:00"),
    ("of a shift at night, in the morning", "12-05T02:00", 24, "12-04T08:00"),
    ("of an early one, in the morning", "12-05T07:00", 72, "12-02T08:00"),
    ("of today's, before the morning", "12-05T08:30", 2, "12-05T06:30"),
    ("what is too late in the morning, the evening before", "12-05T01:00", 2, "12-04T21:00"),
    ("at the end of the night", "12-05T10:00", 24, "12-04T10:00"),
    ("the last before the night", "12-04T23:59", 2, "12-04T21:59"),
]


@pytest.mark.parametrize(("start", "before", "goes"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_what_is_due_at_night_goes_when_people_are_up(start: str, before: int, goes: str) -> None:
    assert goes_at(local(start), before, moment(SUNDAY)) == local(goes)


def test_where_clocks_change_a_day_before_is_24_hours() -> None:
    start = local("10-25T14:00", BERLIN)  # one of 25 hours
    assert goes_at(start, 24, moment(SUNDAY, BERLIN)).astimezone(BERLIN).hour == 15


@given(minutes, st.integers(0, 60 * 24 * 5), hours, zones, nights)
@example(60 * 24, 240, 2, SHANGHAI, "22-8")
def test_nobody_is_woken_but_for_today_and_nothing_is_said_too_late(
    now: int, ahead: int, before: int, zone: ZoneInfo, night: str
) -> None:
    there = moment(SUNDAY + timedelta(minutes=now), zone, night)
    start = there.now + timedelta(minutes=ahead)
    owed = is_owed(shift(start), place(SUNDAY - timedelta(days=9)), before, there)
    assert not (owed and start <= there.now)
    assert not (owed and there.is_quiet and local_day(start, zone) != there.today)
    # Whoever looks for many finds the same.
    found = [span for span in starts_owed(before, there) if span.after < start <= span.until]
    assert bool(found) is owed


@given(minutes, hours, zones, nights)
def test_whoever_always_sweeps_tells_everybody_before_the_start(
    start: int, before: int, zone: ZoneInfo, night: str
) -> None:
    this, mine = shift(SUNDAY + timedelta(days=4, minutes=start)), place(SUNDAY - timedelta(days=9))
    sweeps = [moment(this.period.start - HALF_AN_HOUR * number, zone, night) for number in range(1, 48 * 5)]
    told = [sweep.now for sweep in sweeps if is_owed(this, mine, before, sweep)]
    assert told
    assert all(
        local_day(at, zone) == local_day(this.period.start, zone) for at in told if moment(at, zone, night).is_quiet
    )
    # Who signs up after it went is not told of it by day, nor is it said that they will be.
    first = min(told)
    late = place(first + timedelta(seconds=1))
    assert not any(is_owed(this, late, before, sweep) for sweep in sweeps if not sweep.is_quiet)


@given(minutes, zones)
def test_what_is_said_after_signing_up_is_when_it_goes(start: int, zone: ZoneInfo) -> None:
    there = moment(SUNDAY, zone)
    this = shift(SUNDAY + timedelta(minutes=start + 1))
    said = first_due(this, there)
    if said is not None:
        kinds = there.policy.reminders_hours
        assert said in {goes_at(this.period.start, before, there) for before in kinds}
        assert any(is_owed(this, place(SUNDAY), before, moment(said, zone)) for before in kinds)


def test_the_last_of_several_only_reminds() -> None:
    assert asking_hours(Policy()) == (72, 24)
    assert asking_hours(Policy(reminders_hours=(24,))) == (24,)
    assert asking_hours(Policy(reminders_hours=())) == ()
