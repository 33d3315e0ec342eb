"""What was learned in a month or a year, beside the figures of service and in none of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Query, Row, query
from storage.engine.values import seconds
from storage.rows.shifts import CALLED_OFF
from storage.rows.subtrees import WHOLE
from volunteering.rules.reports import Span

_STUDY: Final = f"""
    WITH {WHOLE}, sessions AS (
        SELECT s.id, s.activity_id FROM trainings t CROSS JOIN shifts s
        WHERE s.activity_id = t.activity_id AND s.month >= :first AND s.month <= :last
            AND s.starts_at <= :now AND NOT {CALLED_OFF} AND s.unit_id IN (SELECT unit_id FROM parts)
    ), learners AS (
        SELECT l.person_id, SUM(l.sessions) AS sessions, SUM(l.change) AS minutes
        FROM sessions CROSS JOIN study_lines l WHERE l.shift_id = sessions.id GROUP BY l.person_id
    )
    SELECT (SELECT COUNT(DISTINCT activity_id) FROM sessions) AS trainings,
        (SELECT COUNT(*) FROM learners WHERE sessions > 0) AS people,
        (SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT) FROM learners) AS minutes
"""


@dataclass(frozen=True, slots=True)
class Study:
    """What was learned, in three figures."""

    trainings: int = 0  # with a session that was held
    people: int = 0  # who were at one, each once
    minutes: int = 0


NO_STUDY: Final = Study()


def asked_study(span: Span, unit_id: int, now: datetime) -> Query:
    """Of a unit and everything below it, for `study_in`."""
    first, *_ = months = span.months
    return query(_STUDY, unit=unit_id, first=str(first), last=str(months[-1]), now=seconds(now))


def study_in(rows: Sequence[Row]) -> Study:
    """What the one row of it says."""
    [row] = rows
    return Study(row["trainings"], row["people"], row["minutes"])
