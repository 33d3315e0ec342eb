"""No-shows fade: what counts, until when, and from which instant on somebody may sign up again."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy
from volunteering.rules.no_shows import fades_on, reason_of_no_shows, that_count

ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe")]


def on(day: date, zone: ZoneInfo = ZONES[0], **policy: int) -> Moment:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    return Moment(now=noon, zone=zone, policy=Policy.model_validate(policy))


@pytest.mark.parametrize(
    ("day", "months", "fades"),
    [
        (date(2026, 9, 5), 6, date(2027, 3, 5)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 9, 5), 0, None),
    ],
)
def test_it_counts_for_so_many_months(day: date, months: int, fades: date | None) -> None:
    assert fades_on(day, on(day, no_show_months=months)) == fades
    if fades is not None:
        assert that_count([day], on(fades - timedelta(days=1), no_show_months=months)) == (day,)
        assert that_count([day], on(fades, no_show_months=months)) == ()


def test_the_reason_says_which_and_until_when() -> None:
    days = [date(2026, 11, 1), date(2026, 7, 1), date(2026, 10, 1), date(2026, 3, 1)]
    reason = reason_of_no_shows(days, on(date(2026, 12, 1)))
    assert reason is not None
    assert reason.days == (date(2026, 7, 1), date(2026, 10, 1), date(2026, 11, 1))
    assert (reason.next_fades, reason.allowed_on) == (date(2027, 1, 1), date(2027, 4, 1))
    for_ever = reason_of_no_shows(days, on(date(2026, 12, 1), no_show_months=0))
    assert for_ever is not None
    assert (len(for_ever.days), for_ever.next_fades, for_ever.allowed_at(ZONES[0])) == (4, None, None)


@given(
    days=st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=8),
    today=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    limit=st.integers(1, 4),
    months=st.integers(1, 30),
    zone=st.sampled_from(ZONES),
)
def test_at_that_instant_and_no_second_before(
    days: list[date], today: date, limit: int, months: int, zone: ZoneInfo
) -> None:
    before = on(today, zone, no_shows=limit, no_show_months=months)
    reason = reason_of_no_shows(days, before)
    if reason is None:
        assert len(that_count(days, before)) < limit
        return
    allowed_at = reason.allowed_at(zone)
    assert allowed_at is not None
    assert allowed_at > before.now
    then = before.model_copy(update={"now": allowed_at})
    assert reason_of_no_shows(days, then) is None
    assert reason_of_no_shows(days, then.model_copy(update={"now": allowed_at - timedelta(seconds=1)})) is not None
