"""How urgent a shift is, in whole numbers: more places, sooner, and not where everybody has just gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteering.rules.ordering import FRESH, MOST_WANTED, Nearness, ShiftNeed, urgency


def need(left: int | None = 4, *, short: int = 0, hours: int = 48, lately: int = 0) -> ShiftNeed:
    return ShiftNeed(left=left, short=short, hours_ahead=hours, taken_lately=lately)


@pytest.mark.parametrize(
    ("needed", "urgent"),
    [
        (need(0), 0),
        (need(1), 6),
        (need(4), 24),
        (need(4, hours=24), 32),
        (need(4, hours=25), 24),
        (need(4, hours=7 * 24), 16),
        (need(4, hours=14 * 24), 12),
        (need(4, hours=30 * 24), 8),
        (need(4, hours=60 * 24), 4),
        (need(500, hours=7 * 24), FRESH),
        (need(None), 6),
        (need(None, short=3), 24),
        (need(4, short=2), 36),
        (need(40, short=30, hours=24), 160),
        (need(4, lately=8), 12),
        (need(4, lately=16), 8),
    ],
)
def test_how_urgent_it_is(needed: ShiftNeed, urgent: int) -> None:
    assert urgency(needed) == urgent


@given(st.integers(0, 9_999), st.integers(0, 10_000), st.integers(0, 2_000))
def test_nobody_is_needed_more_with_a_place_less_a_day_later_or_one_more_who_just_came(
    left: int, hours: int, lately: int
) -> None:
    now = urgency(need(left, hours=hours, lately=lately))
    assert urgency(need(left + 1, hours=hours, lately=lately)) >= now
    assert urgency(need(left, hours=hours + 24, lately=lately)) <= now
    assert urgency(need(left, hours=hours, lately=lately + 1)) <= now
    assert 0 <= now <= MOST_WANTED * 8


def test_each_step_nearer_counts_double() -> None:
    assert [one.weight for one in Nearness] == [8, 4, 2, 1]
