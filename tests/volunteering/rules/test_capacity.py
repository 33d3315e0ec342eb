"""How much room there is, with a limit and without one."""

import pytest

from volunteering.rules.capacity import (
    MOST_PLACES,
    Capacity,
    LimitOutOfRange,
    limit_of,
    places_of,
    reasons_against_limit,
)

ROOM = [
    (None, 0, None, False, False),
    (None, 500, None, False, False),
    (2, 0, 2, False, False),
    (2, 1, 1, False, False),
    (2, 2, 0, True, False),
    (2, 3, 0, True, True),
]


@pytest.mark.parametrize(("limit", "taken", "left", "is_full", "is_overfull"), ROOM)
def test_what_is_left(limit: int | None, taken: int, left: int | None, *, is_full: bool, is_overfull: bool) -> None:
    room = Capacity(limit=limit, taken=taken, waiting=7)
    assert (room.left, room.is_full, room.is_overfull) == (left, is_full, is_overfull)


def test_what_is_held_is_nobody_else_s() -> None:
    room = Capacity(limit=3, taken=1, held=1, waiting=1)
    assert (room.left, room.is_full, room.to_be_found(3), room.short_of(3)) == (1, False, 1, 2)
    assert Capacity(limit=2, taken=1, held=1).is_full
    assert Capacity(limit=2, taken=2, held=1).is_overfull


@pytest.mark.parametrize("places", [0, 1, MOST_PLACES])
def test_no_places_said_are_no_limit(places: int) -> None:
    assert limit_of(places) == (places or None)
    assert places_of(limit_of(places)) == places


@pytest.mark.parametrize(
    ("limit", "is_possible"), [(None, True), (1, True), (9_999, True), (0, False), (10_000, False)]
)
def test_which_limits_there_can_be(limit: int | None, *, is_possible: bool) -> None:
    against = () if is_possible else (LimitOutOfRange(limit=limit or 0),)
    assert reasons_against_limit(limit) == against
