"""Rows of what people of a synthetic city have learned, as the tables have them."""

from typing import NamedTuple


class TrainingLine(NamedTuple):
    activity_id: int
    kind_id: int | None
    level: int
    passing: str
    pass_mark: int | None
    least_sessions: int


class StudyLine(NamedTuple):
    id: int
    person_id: int
    activity_id: int
    shift_id: int
    kind: str
    day: str
    month: str
    minutes: int
    change: int
    sessions: int
    absences: int
    by_id: int
    at: int


class ResultLine(NamedTuple):
    activity_id: int
    person_id: int
    mark: int | None
    passed: int
    by_hand: int
    by_id: int
    at: int


class QualificationLine(NamedTuple):
    id: int
    person_id: int
    kind_id: int
    level: int
    number: str
    issued_on: str
    expires_on: str | None
    state: str
    at: int
    decided_by: int | None
    decided_at: int | None
    reminded: int | None


class QuizLine(NamedTuple):
    activity_id: int
    needed: int | None
    attempts: int
    pause_hours: int
    shows_right: int


class QuestionLine(NamedTuple):
    id: int
    activity_id: int
    ordinal: int
    facts: str


class AttemptLine(NamedTuple):
    id: int
    activity_id: int
    person_id: int
    asked: str
    needed: int
    at: int
    ended_at: int
    passed: int


class AnswerLine(NamedTuple):
    attempt_id: int
    place: int
    picked: str
    is_right: int
    at: int
