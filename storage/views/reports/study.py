"""What was learned in a month or a year, beside the figures of service and in none of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Query, Row, query
from storage.engine.values import seconds
from storage.rows.shifts import CALLED_OFF
from storage.rows.subtrees import SPLIT, WHOLE
from storage.views.reports.months import Stretch

# From the trainings, which are few, to the unit: the other way round every shift of the time is looked at.
_STUDY: Final = f"""
    WITH {{parts}}, sessions AS (
        SELECT parts.part, s.id, s.activity_id FROM trainings t CROSS JOIN shifts s CROSS JOIN parts
        WHERE s.activity_id = t.activity_id AND s.month >= :first AND s.month <= :last
            AND s.starts_at < :beyond AND NOT {CALLED_OFF} AND parts.unit_id = s.unit_id
    ), learners AS (
        SELECT sessions.part, l.person_id, SUM(l.sessions) AS sessions, SUM(l.change) AS minutes
        FROM sessions CROSS JOIN study_lines l WHERE l.shift_id = sessions.id GROUP BY sessions.part, l.person_id
    ), learned AS (
        SELECT part, SUM(CASE WHEN sessions > 0 THEN 1 ELSE 0 END) AS people, SUM(minutes) AS minutes
        FROM learners GROUP BY part
    )
    SELECT held.part, held.trainings, COALESCE(learned.people, 0) AS people,
        CAST(COALESCE(learned.minutes, 0) AS BIGINT) AS minutes
    FROM (SELECT part, COUNT(DISTINCT activity_id) AS trainings FROM sessions GROUP BY part) held
        LEFT JOIN learned ON learned.part = held.part
"""


@dataclass(frozen=True, slots=True)
class Study:
    """What was learned, in three figures."""

    trainings: int = 0  # with a session that was held
    people: int = 0  # who were at one, each once
    minutes: int = 0


NO_STUDY: Final = Study()


def asked_study(stretch: Stretch, unit_id: int, now: datetime, *, split: bool = False) -> Query:
    """Of a unit and everything below it, for `study_in`; `split`: of each unit one level down."""
    first, *_ = months = stretch.span.months
    sql = _STUDY.format(parts=SPLIT if split else WHOLE)
    beyond = seconds(now) + 1  # what begins now has begun
    if stretch.beyond is not None:
        beyond = min(beyond, seconds(stretch.beyond))
    return query(sql, unit=unit_id, first=str(first), last=str(months[-1]), beyond=beyond)


def study_in(rows: Sequence[Row]) -> Mapping[int, Study]:
    """By part, where anything was learned."""
    return {row["part"]: Study(row["trainings"], row["people"], row["minutes"]) for row in rows}
