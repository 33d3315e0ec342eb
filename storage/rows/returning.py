"""Who came for the first time, and came again soon, with a buddy and without (docs/rules.md: Totals).

People begin where the first shift counts that they came to. Whoever brought hours from before has begun before.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from storage.engine.database import Query, Reader, Row, Value, query
from storage.rows.first_shifts import FIRST_OF
from storage.rows.statements import listed
from storage.rows.subtrees import EACH
from volunteering.rules.reports import RETURN_WITHIN, Returning, Span

_WITH_BUDDY: Final = """
    EXISTS (
        SELECT 1 FROM buddies p
        WHERE p.shift_id = begun.shift_id AND p.newcomer_id = begun.person_id AND p.ended IS NULL AND (
            SELECT SUM(y.participations) FROM entries y
            WHERE y.person_id = p.buddy_id AND y.day = begun.day AND y.shift_id = begun.shift_id
                AND y.participations <> 0
        ) > 0
    )
"""

# What is kept holds for whoever's ledger was not written since; of the others, who are few, the ledger is asked. In
# one statement, so that nobody is looked at between the two.
_RETURNING: Final = f"""
    WITH {{parts}}, days (day, until) AS (VALUES {{days}}),
    noted (person_id) AS (SELECT DISTINCT person_id FROM star_checks),
    begun AS (
        SELECT parts.part, f.person_id, f.shift_id, f.again_on, s.day, days.until
        FROM parts CROSS JOIN shifts s CROSS JOIN days CROSS JOIN first_shifts f
        WHERE s.unit_id = parts.unit_id AND s.month IN ({{months}}) AND days.day = s.day AND f.shift_id = s.id
            AND f.person_id NOT IN (SELECT noted.person_id FROM noted)
        UNION ALL
        SELECT parts.part, f.person_id, f.shift_id, f.again_on, s.day, days.until
        FROM ({FIRST_OF.format(people="noted", person="noted.person_id")}) f
            CROSS JOIN shifts s CROSS JOIN days CROSS JOIN parts
        WHERE s.id = f.shift_id AND s.month IN ({{months}}) AND days.day = s.day AND parts.unit_id = s.unit_id
    ),
    told AS (
        SELECT part, CASE WHEN until < :today THEN 1 ELSE 0 END AS settled,
            CASE WHEN until < :today AND again_on <= until THEN 1 ELSE 0 END AS returned,
            CASE WHEN until < :today AND {_WITH_BUDDY} THEN 1 ELSE 0 END AS with_buddy
        FROM begun
    )
    SELECT part, settled, returned, with_buddy, COUNT(*) AS people FROM told
    GROUP BY part, settled, returned, with_buddy
"""


async def returning(reader: Reader, span: Span, unit_id: int, today: date) -> Returning:
    """How many came for the first time in a span, and how many of them again within `RETURN_WITHIN`."""
    asked = asked_returning(span, [unit_id], today)
    return returning_in(await reader.all(asked.sql, **asked.values)).get(unit_id, Returning())


def asked_returning(span: Span, units: Collection[int], today: date, *, alone: int | None = None) -> Query:
    """The same of each of these units with everything below it, and of one `alone`, for `returning_in`."""
    these, numbers = listed("unit", units)
    months: dict[str, Value] = {f"month_{number}": str(month) for number, month in enumerate(span.months)}
    values: dict[str, Value] = {}
    for number, day in enumerate(_days(span)):
        values |= {f"day_{number}": day.isoformat(), f"until_{number}": (day + RETURN_WITHIN).isoformat()}
    pairs = (f"(CAST(:day_{n} AS TEXT), CAST(:until_{n} AS TEXT))" for n in range(len(values) // 2))
    sql = _RETURNING.format(
        parts=EACH.format(units=these), days=", ".join(pairs), months=", ".join(f":{name}" for name in months)
    )
    return query(sql, today=today.isoformat(), alone=alone, **numbers, **months, **values)


def _days(span: Span) -> Iterator[date]:
    """The local dates of a span."""
    day, last = span.months[0].first_day(), span.months[-1].last_day()
    while day <= last:
        yield day
        day += timedelta(days=1)


def returning_in(rows: Sequence[Row]) -> Mapping[int, Returning]:
    """By unit; a unit where nobody began is not among them."""
    by_unit: dict[int, list[Row]] = {}
    for row in rows:
        by_unit.setdefault(row["part"], []).append(row)
    return {unit: _returning_of(of_unit) for unit, of_unit in by_unit.items()}


def _returning_of(rows: Sequence[Row]) -> Returning:
    return Returning(
        newcomers=sum(row["people"] for row in rows),
        settled=sum(row["people"] for row in rows if row["settled"]),
        returned=sum(row["people"] for row in rows if row["returned"]),
        settled_with=sum(row["people"] for row in rows if row["with_buddy"]),
        returned_with=sum(row["people"] for row in rows if row["with_buddy"] and row["returned"]),
    )
