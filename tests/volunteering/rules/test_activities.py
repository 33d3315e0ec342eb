"""Shifts: what was called off, and until when their people are told the private details."""

import pytest

from tests.support.city import NOW, hours_later
from volunteering.rules.activities import Shift, State
from volunteering.rules.ground.periods import Period

STARTS, ENDS = 24.0, 27.0
SECOND = 1 / 3600


def shift(state: State = State.OPEN, set_at: float = 0) -> Shift:
    return Shift(
        id=1,
        activity_id=1,
        period=Period(start=hours_later(STARTS), end=hours_later(ENDS)),
        limit=10,
        state=state,
        since=hours_later(set_at),
    )


@pytest.mark.parametrize(("set_at", "is_off"), [(0, True), (STARTS - SECOND, True), (STARTS, False), (30, False)])
def test_what_is_cancelled_once_it_has_begun_was_held(set_at: float, *, is_off: bool) -> None:
    assert shift(State.CANCELLED, set_at).called_off is is_off


def test_what_is_open_is_not_called_off() -> None:
    assert not shift().called_off


@pytest.mark.parametrize(("hours", "told"), [(0, True), (25, True), (ENDS - SECOND, True), (ENDS, False), (99, False)])
def test_the_private_details_are_told_until_the_shift_is_over(hours: float, *, told: bool) -> None:
    assert shift().opens_details(hours_later(hours)) is told


def test_the_private_details_of_what_is_cancelled_are_told_no_more() -> None:
    assert not shift(State.CANCELLED).opens_details(NOW)
