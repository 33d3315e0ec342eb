"""The figures beside a sheet: of a year, its person's own and those of the unit where the post is."""

from typing import Final

from storage.engine.database import Query, Row, Value, query
from storage.engine.values import seconds
from storage.rows.shifts import CALLED_OFF
from storage.rows.statements import listed
from storage.rows.subtrees import WHOLE
from volunteering.rules.appraisal.sheets import IN_TIME, AppraisalSheet, Beside
from volunteering.rules.ground.moment import Moment

_OWN_FIGURES: Final = """
    SELECT CAST(COALESCE(SUM(e.participations), 0) AS BIGINT) AS participations,
        CAST(COALESCE(SUM(e.change), 0) AS BIGINT) AS minutes, CAST(COALESCE(SUM(e.no_shows), 0) AS BIGINT) AS no_shows
    FROM entries e WHERE e.person_id = :person AND e.month >= :first AND e.month <= :last
"""

_LED_FIGURES: Final = f"""
    SELECT COUNT(DISTINCT s.activity_id) AS led,
        COUNT(CASE WHEN s.ends_at <= :now THEN 1 END) AS rosters,
        COUNT(CASE WHEN s.ends_at <= :now AND s.roster_at <= s.ends_at + :in_time THEN 1 END) AS in_time
    FROM activities a JOIN shifts s ON s.activity_id = a.id
    WHERE a.leader_id = :person AND s.month >= :first AND s.month <= :last AND s.starts_at <= :now AND NOT {CALLED_OFF}
"""

_UNIT_FIGURES: Final = f"""
    WITH {WHOLE}
    SELECT CAST(COALESCE(SUM(e.participations), 0) AS BIGINT) AS participations,
        CAST(COALESCE(SUM(e.change), 0) AS BIGINT) AS minutes
    FROM parts CROSS JOIN entries e
    WHERE e.unit_id = parts.unit_id AND e.month IN ({{months}})
"""


def beside_asked(sheet: AppraisalSheet, moment: Moment) -> tuple[Query, Query, Query]:
    """What `beside_in` makes the figures of."""
    year = sheet.appraisal.year
    of_person: dict[str, Value] = {"person": sheet.person_id, "first": f"{year}-01", "last": f"{year}-12"}
    months, values = listed("month", [f"{year}-{number:02}" for number in range(1, 13)])
    in_time = int(IN_TIME.total_seconds())
    return (
        query(_OWN_FIGURES, **of_person),
        query(_LED_FIGURES, now=seconds(moment.now), in_time=in_time, **of_person),
        query(_UNIT_FIGURES.format(months=months), unit=sheet.unit.id, **values),
    )


def beside_in(own: Row, led: Row, unit: Row) -> Beside:
    """The figures of what `beside_asked` asks for."""
    return Beside(
        led=led["led"],
        rosters=led["rosters"],
        in_time=led["in_time"],
        participations=own["participations"],
        minutes=own["minutes"],
        no_shows=own["no_shows"],
        unit_participations=unit["participations"],
        unit_minutes=unit["minutes"],
    )
