"""The rows of a synthetic city's examination, as the tables have them."""

from typing import NamedTuple


class ExamLine(NamedTuple):
    id: int
    unit_id: int
    kind_id: int
    title: str
    starts_at: int
    ends_at: int
    day: str
    place: str
    opens_at: int
    closes_at: int
    state: str
    off_because: str
    by_id: int
    at: int
    digits: int


class ExamLevelLine(NamedTuple):
    id: int
    exam_id: int
    level: int
    places: int
    asks_below: int
    last_number: int | None


class ExamEntryLine(NamedTuple):
    id: int
    exam_id: int
    person_id: int
    level_id: int
    state: str
    ticket: int
    seat: int
    at: int
    admission: int
    told: int
    reminded_for: int
    mark: int | None
    result: str
    result_by: int
    result_at: int
    qualification_id: int | None
