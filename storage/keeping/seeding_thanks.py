"""Rows of what a synthetic city's people have of one another and of their units, as the tables have them."""

from typing import NamedTuple


class UnitSettingLine(NamedTuple):
    unit_id: int
    name: str
    value: str


class BuddyPairLine(NamedTuple):
    id: int
    shift_id: int
    newcomer_id: int
    buddy_id: int
    starts_at: int
    at: int
    ended: str | None
    ended_at: int | None
    end_told: int


class GivenHonourLine(NamedTuple):
    id: int
    person_id: int
    name: str
    day: str
    unit_id: int
    unit_name: str
    note: str
    by_id: int
    at: int


class RatingLine(NamedTuple):
    shift_id: int
    person_id: int
    stars: int
    words: str
    at: int
    shown: int | None
    said: str
    batch: int | None
    batch_size: int


class CommendationLine(NamedTuple):
    id: int
    shift_id: int
    person_id: int
    by_id: int
    words: str
    at: int
