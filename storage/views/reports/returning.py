"""Who came for the first time, and came again soon, with a buddy and without (docs/rules.md: Totals).

People begin where the first shift counts that they came to. Whoever brought hours from before has begun before.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from storage.engine.database import Query, Reader, Row, Value, query
from storage.rows.subtrees import WHOLE
from volunteering.rules.reports import RETURN_WITHIN, Returning, Span

# That it is not 0 says that the index has it.
_CAME: Final = """{line}.participations <> 0 AND {line}.participations > 0 AND (
    SELECT SUM(x.participations) FROM entries x
    WHERE x.person_id = {line}.person_id AND x.day = {line}.day AND x.shift_id = {line}.shift_id
        AND x.participations <> 0
) > 0"""
"""Of a line: there was somebody, and that was not taken back, or was said once more."""

_HERE: Final = """
    here AS (
        SELECT DISTINCT e.person_id FROM parts CROSS JOIN entries e
        WHERE e.unit_id = parts.unit_id AND e.month IN ({months}) AND e.participations > 0
    )
"""

# Each person is looked up by themselves: counted by groups, a year of a city takes five times as long.
_FIRSTS: Final = f"""
    firsts AS (
        SELECT (
            SELECT e.id FROM entries e
            WHERE e.person_id = here.person_id AND {_CAME.format(line="e")}
            ORDER BY e.day, e.shift_id LIMIT 1
        ) AS entry_id
        FROM here
    )
"""

_CAME_AGAIN: Final = f"""
    EXISTS (
        SELECT 1 FROM entries n
        WHERE n.person_id = e.person_id AND n.day >= e.day AND n.day <= days.until AND n.shift_id <> e.shift_id
            AND {_CAME.format(line="n")}
    )
"""

_WITH_BUDDY: Final = """
    EXISTS (
        SELECT 1 FROM buddies p WHERE p.shift_id = e.shift_id AND p.newcomer_id = e.person_id AND p.ended IS NULL AND (
            SELECT SUM(y.participations) FROM entries y
            WHERE y.person_id = p.buddy_id AND y.day = e.day AND y.shift_id = e.shift_id AND y.participations <> 0
        ) > 0
    )
"""

_RETURNING: Final = f"""
    WITH {WHOLE}, days (day, until) AS (VALUES {{days}}), {_HERE}, {_FIRSTS},
    begun AS MATERIALIZED (
        SELECT CASE WHEN days.until < :today THEN 1 ELSE 0 END AS settled,
            CASE WHEN days.until < :today AND {_CAME_AGAIN} THEN 1 ELSE 0 END AS returned,
            CASE WHEN days.until < :today AND {_WITH_BUDDY} THEN 1 ELSE 0 END AS with_buddy
        FROM firsts CROSS JOIN entries e JOIN days ON days.day = e.day
        WHERE e.id = firsts.entry_id AND e.unit_id IN (SELECT parts.unit_id FROM parts)
            AND NOT EXISTS (
                SELECT 1 FROM entries b WHERE b.person_id = e.person_id AND b.day < e.day AND b.kind = 'carried_over'
            )
    )
    SELECT settled, returned, with_buddy, COUNT(*) AS people FROM begun GROUP BY settled, returned, with_buddy
"""


async def returning(reader: Reader, span: Span, unit_id: int, today: date) -> Returning:
    """How many came for the first time in a span, and how many of them again within `RETURN_WITHIN`."""
    asked = _asked(span, unit_id, today)
    return _returning_in(await reader.all(asked.sql, **asked.values))


def _asked(span: Span, unit_id: int, today: date) -> Query:
    months: dict[str, Value] = {f"month_{number}": str(month) for number, month in enumerate(span.months)}
    values: dict[str, Value] = {}
    for number, day in enumerate(_days(span)):
        values |= {f"day_{number}": day.isoformat(), f"until_{number}": (day + RETURN_WITHIN).isoformat()}
    pairs = (f"(CAST(:day_{n} AS TEXT), CAST(:until_{n} AS TEXT))" for n in range(len(values) // 2))
    listed = ", ".join(f":{name}" for name in months)
    sql = _RETURNING.format(days=", ".join(pairs), months=listed)
    return query(sql, unit=unit_id, today=today.isoformat(), **months, **values)


def _days(span: Span) -> Iterator[date]:
    """The local dates of a span."""
    day, last = span.months[0].first_day(), span.months[-1].last_day()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _returning_in(rows: Sequence[Row]) -> Returning:
    return Returning(
        newcomers=sum(row["people"] for row in rows),
        settled=sum(row["people"] for row in rows if row["settled"]),
        returned=sum(row["people"] for row in rows if row["returned"]),
        settled_with=sum(row["people"] for row in rows if row["with_buddy"]),
        returned_with=sum(row["people"] for row in rows if row["with_buddy"] and row["returned"]),
    )
