"""The figures of a year beside a sheet: its person's own, of what they led, and of the unit where the post is."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from storage.engine.database import Query, Row, Value, query
from storage.engine.values import seconds
from storage.rows.quality import LEFT, RATED
from storage.rows.returning import asked_returning, returning_in
from storage.rows.shifts import CALLED_OFF, IS_SERVICE
from storage.rows.statements import listed
from storage.rows.subtrees import WHOLE
from storage.rows.thanks import RATED_BY_OTHERS
from volunteering.rules.appraisal.sheets import IN_TIME, AppraisalSheet, Beside
from volunteering.rules.ground.moment import Moment
from volunteering.rules.reports import Returning, Span
from volunteering.rules.thanks import average_of

Answers = Mapping[str, Sequence[Row]]
"""What was asked, by name."""

_OWN: Final = f"""
    SELECT CAST(COALESCE(SUM(e.participations), 0) AS BIGINT) AS participations,
        CAST(COALESCE(SUM(e.change), 0) AS BIGINT) AS minutes,
        CAST(COALESCE(SUM(e.no_shows), 0) AS BIGINT) AS no_shows,
        (SELECT CAST(COALESCE(SUM(l.change), 0) AS BIGINT) FROM study_lines l
            WHERE l.person_id = :person AND l.month >= :first AND l.month <= :last) AS study_minutes,
        (SELECT COUNT(*) FROM signups g JOIN shifts s ON s.id = g.shift_id
            WHERE g.person_id = :person AND g.state = 'left' AND g.left_late = 1
                AND s.month >= :first AND s.month <= :last AND {IS_SERVICE}) AS left_late,
        (SELECT COUNT(*) FROM signups g JOIN shifts s ON s.id = g.shift_id
            WHERE g.person_id = :person AND g.state = 'left' AND g.left_late IS NULL
                AND s.month >= :first AND s.month <= :last AND {IS_SERVICE}) AS left_unknown
    FROM entries e WHERE e.person_id = :person AND e.month >= :first AND e.month <= :last
"""

_LED: Final = f"""
    SELECT COUNT(DISTINCT CASE WHEN x.held = 1 AND x.training = 0 THEN x.activity_id END) AS led,
        COUNT(DISTINCT CASE WHEN x.held = 1 AND x.training = 1 THEN x.activity_id END) AS trainings,
        COUNT(CASE WHEN x.held = 1 AND x.ends_at <= :now THEN 1 END) AS rosters,
        COUNT(CASE WHEN x.held = 1 AND x.ends_at <= :now AND x.roster_at <= x.ends_at + :in_time THEN 1 END) AS in_time,
        COUNT(CASE WHEN x.held = 0 AND x.training = 0 AND x.moved_at > x.starts_at - :late THEN 1 END)
            AS called_off_late
    FROM (
        SELECT s.activity_id, s.starts_at, s.ends_at, s.roster_at, s.moved_at,
            CASE WHEN {CALLED_OFF} THEN 0 ELSE 1 END AS held, CASE WHEN {IS_SERVICE} THEN 0 ELSE 1 END AS training
        FROM activities a JOIN shifts s ON s.activity_id = a.id
        WHERE a.leader_id = :person AND s.month >= :first AND s.month <= :last AND s.starts_at <= :now
    ) x
"""

# Of ratings that were taken up together all count, or none does (decision 57).
_LED_RATED: Final = f"""
    SELECT CAST(COALESCE(SUM(x.people), 0) AS BIGINT) AS rated_by, CAST(COALESCE(SUM(x.stars), 0) AS BIGINT) AS stars
    FROM (
        SELECT COUNT(*) AS people, SUM(r.shown) AS stars
        FROM activities a JOIN shifts s ON s.activity_id = a.id JOIN ratings r ON r.shift_id = s.id
        WHERE a.leader_id = :person AND s.month >= :first AND s.month <= :last
            AND r.batch IS NOT NULL AND {RATED_BY_OTHERS}
        GROUP BY r.shift_id, r.batch HAVING COUNT(*) = MAX(r.batch_size)
    ) x
"""

_UNIT: Final = f"""
    WITH {WHOLE}
    SELECT CAST(COALESCE(SUM(e.participations), 0) AS BIGINT) AS participations,
        CAST(COALESCE(SUM(e.change), 0) AS BIGINT) AS minutes,
        CAST(COALESCE(SUM(e.no_shows), 0) AS BIGINT) AS no_shows
    FROM parts CROSS JOIN entries e
    WHERE e.unit_id = parts.unit_id AND e.month IN ({{months}})
"""


def beside_asked(sheet: AppraisalSheet, moment: Moment) -> dict[str, Query]:
    """What `beside_in` makes the figures of, by name."""
    year, now = sheet.appraisal.year, seconds(moment.now)
    of_person: dict[str, Value] = {"person": sheet.person_id, "first": f"{year}-01", "last": f"{year}-12"}
    in_time, late = (int(span.total_seconds()) for span in (IN_TIME, timedelta(hours=moment.policy.late_hours)))
    return {
        "own": query(_OWN, **of_person),
        "led": query(_LED, now=now, in_time=in_time, late=late, **of_person),
        "led_rated": query(_LED_RATED, **of_person),
        **_of_unit(sheet, moment),
    }


def _of_unit(sheet: AppraisalSheet, moment: Moment) -> dict[str, Query]:
    """Of whoever leads it how it went, too."""
    year, unit = sheet.appraisal.year, sheet.unit
    numbers, months = listed("month", [f"{year}-{number:02}" for number in range(1, 13)])

    def asked(sql: str, **values: Value) -> Query:
        return query(sql.format(parts=WHOLE, months=numbers, until=""), unit=unit.id, **months, **values)

    every = {"unit": asked(_UNIT)}
    if sheet.role is None:
        return every
    return every | {
        "rated": asked(RATED),
        "left": asked(LEFT, now=seconds(moment.now)),
        "again": asked_returning(Span(year=year), [unit.id], moment.today),
    }


def beside_in(answers: Answers) -> Beside:
    """The figures of what `beside_asked` asks for."""
    [own], [led], [led_rated], [unit] = (answers[name] for name in ("own", "led", "led_rated", "unit"))
    left, rated = _first(answers, "left"), _first(answers, "rated")
    again = next(iter(returning_in(answers.get("again", ())).values()), Returning())
    return Beside(
        **{name: own[name] for name in ("participations", "minutes", "no_shows", "study_minutes")},
        **{name: own[name] for name in ("left_late", "left_unknown")},
        **{name: led[name] for name in ("led", "trainings", "rosters", "in_time", "called_off_late")},
        rated_by=led_rated["rated_by"],
        rating=average_of(led_rated["stars"], led_rated["rated_by"]),
        unit_participations=unit["participations"],
        unit_minutes=unit["minutes"],
        unit_no_shows=unit["no_shows"],
        unit_left_late=left.get("left_late", 0),
        unit_left_unknown=left.get("left_unknown", 0),
        unit_rated_by=rated.get("rated_by", 0),
        unit_rating=average_of(rated.get("stars", 0), rated.get("rated_by", 0)),
        unit_newcomers=again.settled,
        unit_returned=again.returned,
    )


def _first(answers: Answers, name: str) -> dict[str, Any]:
    """What the one row of it says; nothing where it wasn't asked, or there is none."""
    return next(({one: row[one] for one in row.keys()} for row in answers.get(name, ())), {})  # noqa: SIM118  no mapping
