"""Somebody's training file: what they took part in, with presence, mark and what it gave; and what they are to study.

Each is one hop.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from storage.engine.database import Query, Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import day_of
from storage.rows.kinds import KIND, kind_in
from storage.rows.presence import PRESENT
from storage.rows.qualifications import JOINED, QUALIFICATION, qualification_in
from storage.rows.shifts import NOT_CALLED_OFF
from storage.rows.training import SAID
from storage.views.training.on import TrainingsOn, asked_on, trainings_in
from volunteering.rules.qualifications import Qualification, QualificationKind

_MINE: Final = """
    SELECT s.activity_id FROM signups g JOIN shifts s ON s.id = g.shift_id
    WHERE g.person_id = :person AND g.state IN ('confirmed', 'walked_in')
        AND s.activity_id IN (SELECT t.activity_id FROM trainings t)
    UNION SELECT l.activity_id FROM study_lines l WHERE l.person_id = :person
    UNION SELECT r.activity_id FROM results r WHERE r.person_id = :person
"""

_FILE: Final = f"""
    WITH mine AS ({_MINE}), listed AS (
        SELECT mine.activity_id, MIN(s.day) AS first_day, MAX(s.day) AS last_day, COUNT(*) AS sessions, {TOTAL}
        FROM mine JOIN shifts s ON s.activity_id = mine.activity_id AND {NOT_CALLED_OFF}
        GROUP BY mine.activity_id
        ORDER BY last_day DESC, mine.activity_id DESC LIMIT :limit OFFSET :skipped
    )
    SELECT listed.*, a.title, team.name AS team, r.mark, {SAID} AS passed,
        {PRESENT.format(person=":person", activity="a.id")} AS present,
        CAST(COALESCE((
            SELECT SUM(l.change) FROM study_lines l WHERE l.person_id = :person AND l.activity_id = a.id
        ), 0) AS BIGINT) AS minutes,
        q.level AS given_level, q.state AS given_state, {KIND}
    FROM listed JOIN activities a ON a.id = listed.activity_id JOIN units team ON team.id = a.unit_id
        LEFT JOIN results r ON r.activity_id = a.id AND r.person_id = :person
        LEFT JOIN qualifications q ON q.id = r.qualification_id
        LEFT JOIN qualification_kinds k ON k.id = q.kind_id LEFT JOIN units u ON u.id = k.unit_id
    ORDER BY listed.last_day DESC, listed.activity_id DESC
"""

# Which of it counts towards what, as `COUNTS_FOR` has it, is for `_dues_in` to say.
_BY_DAY: Final = """
    SELECT t.kind_id AS gives, l.day, CAST(SUM(l.change) AS BIGINT) AS minutes
    FROM study_lines l JOIN trainings t ON t.activity_id = l.activity_id
    WHERE l.person_id = :person GROUP BY t.kind_id, l.day
"""

_TO_STUDY: Final = f"""
    SELECT {QUALIFICATION} FROM qualifications q {JOINED}
    WHERE q.person_id = :person AND q.state = 'verified' AND k.study_minutes > 0 AND k.state = 'kept'
        AND (q.expires_on IS NULL OR q.expires_on >= :today)
    ORDER BY k.id, q.level DESC, q.issued_on DESC, q.id
"""


@dataclass(frozen=True, slots=True)
class Studied:
    """A training that somebody took part in, or is to."""

    activity_id: int
    title: str
    team: str
    first_day: date
    last_day: date
    sessions: int
    present: int
    minutes: int
    mark: int | None
    passed: bool | None  # None: nothing is known yet
    gave: tuple[QualificationKind, int] | None = None  # and which level; None where it gave nothing, or not any more


@dataclass(frozen=True, slots=True)
class StudyFile:
    """A page of somebody's trainings, the latest first."""

    trainings: tuple[Studied, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class Due:
    """What whoever holds a qualification is to study, and how much of it they have."""

    held: Qualification
    needed: int  # minutes
    studied: int  # minutes that count today
    by: date  # the first day on which they fall short without the rest; in the past where they do

    @property
    def is_done(self) -> bool:
        """Whether nothing is to be studied just now."""
        return self.studied >= self.needed


@dataclass(frozen=True, slots=True)
class MyTraining:
    """How somebody stands: minutes of all time, what is due, and the next trainings."""

    minutes: int
    dues: tuple[Due, ...]
    on: TrainingsOn


def _file(person_id: int, page: Page) -> Query:
    return query(_FILE, person=person_id, **page.values)


async def study_file(reader: Reader, person_id: int, page: Page) -> StudyFile:
    """A page of what somebody has learned."""
    [rows] = await reader.several(_file(person_id, page))
    return StudyFile(tuple(map(_studied_in, rows)), page.extent(rows))


async def my_training(reader: Reader, person_id: int, now: datetime, today: date, page: Page) -> MyTraining:
    """How somebody stands, with so many of the trainings that are on."""
    by_day, held, on = await reader.several(*_dues(person_id, today), asked_on(person_id, now, page))
    minutes = sum(row["minutes"] for row in by_day)
    return MyTraining(minutes, _dues_in(by_day, held, today), trainings_in(list(on), page))


async def file_and_dues(reader: Reader, person_id: int, today: date, page: Page) -> tuple[StudyFile, tuple[Due, ...]]:
    """A page of what somebody has learned, and what is due."""
    rows, by_day, held = await reader.several(_file(person_id, page), *_dues(person_id, today))
    return StudyFile(tuple(map(_studied_in, rows)), page.extent(rows)), _dues_in(by_day, held, today)


def _dues(person_id: int, today: date) -> tuple[Query, Query]:
    return (
        query(_BY_DAY, person=person_id),
        query(_TO_STUDY, person=person_id, today=today.isoformat()),
    )


def _dues_in(by_day: Sequence[Row], held: Sequence[Row], today: date) -> tuple[Due, ...]:
    """One of each kind: of several that somebody holds of it the highest, due since they hold any."""
    studied = [(row["gives"], day_of(row["day"]), row["minutes"]) for row in by_day]
    of_kinds: dict[int, list[Qualification]] = {}
    for one in map(qualification_in, held):
        of_kinds.setdefault(one.kind.id, []).append(one)
    dues: list[Due] = []
    for highest, *others in of_kinds.values():
        rule = highest.kind.study
        if rule is None:
            continue
        since = rule.counts_from(today)
        counts = (None, highest.kind.id)
        minutes = sum(minutes for gives, day, minutes in studied if gives in counts and since <= day <= today)
        first = min(one.issued_on for one in (highest, *others))
        dues.append(Due(highest, rule.minutes, minutes, rule.due_on(first)))
    return tuple(dues)


def _studied_in(row: Row) -> Studied:
    gave = (kind_in(row), row["given_level"]) if row["given_state"] == "verified" else None
    return Studied(
        activity_id=row["activity_id"],
        title=row["title"],
        team=row["team"],
        first_day=day_of(row["first_day"]),
        last_day=day_of(row["last_day"]),
        sessions=row["sessions"],
        present=row["present"],
        minutes=row["minutes"],
        mark=row["mark"],
        passed=None if row["passed"] is None else bool(row["passed"]),
        gave=gave,
    )
