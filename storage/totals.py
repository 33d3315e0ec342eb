"""The figures of a month or a year (RULES: Totals), as a whole, by unit one level down, and by month. Each is one hop.

What is read is what the months asked for hold: ten years of others cost nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from storage.database import Query, Reader, Row, Value, query
from storage.parts import SPLIT, WHOLE
from storage.units import UNIT, unit_in
from storage.values import seconds
from volunteering.periods import Month
from volunteering.totals import Span, Totals
from volunteering.units import Unit

# Somebody marked as present and then corrected was not there: people are counted by what their lines add up to.
_LEDGER: Final = """
    WITH {parts}, served AS (
        SELECT parts.part, {span} AS span, e.person_id,
            SUM(e.participations) AS participations, SUM(e.no_shows) AS no_shows, SUM(e.change) AS minutes,
            SUM(CASE WHEN e.shift_id IS NULL THEN e.change ELSE 0 END) AS outside
        FROM parts CROSS JOIN entries e
        WHERE e.unit_id = parts.unit_id AND e.month IN ({months})
        GROUP BY parts.part, {span}, e.person_id
    )
    SELECT part, span, CAST(SUM(participations) AS BIGINT) AS participations,
        CAST(SUM(no_shows) AS BIGINT) AS no_shows, CAST(SUM(minutes) AS BIGINT) AS minutes,
        CAST(SUM(outside) AS BIGINT) AS minutes_outside,
        COUNT(CASE WHEN participations > 0 OR minutes > 0 THEN 1 END) AS people
    FROM served GROUP BY part, span
"""

# A shift cancelled after it began was held (Shift.called_off).
_HELD: Final = """
    WITH {parts}
    SELECT parts.part, s.month, COUNT(DISTINCT s.activity_id) AS activities,
        CAST(SUM(s.places) AS BIGINT) AS places,
        CAST(SUM(
            CASE WHEN s.places > 0
            THEN (SELECT COUNT(*) FROM signups g WHERE g.shift_id = s.id AND g.state = 'confirmed') ELSE 0 END
        ) AS BIGINT) AS places_taken
    FROM parts CROSS JOIN shifts s
    WHERE s.unit_id = parts.unit_id AND s.month IN ({months}) AND s.starts_at <= :now
        AND NOT (s.state = 'cancelled' AND s.moved_at < s.starts_at)
    GROUP BY parts.part, s.month
"""

_NEW: Final = """
    WITH {parts}
    SELECT parts.part, p.registered_month AS month, COUNT(*) AS new_people FROM parts CROSS JOIN people p
    WHERE p.home_unit_id = parts.unit_id AND p.registered_month IN ({months})
    GROUP BY parts.part, p.registered_month
"""

_PENDING: Final = """
    WITH {parts}
    SELECT parts.part, c.month, CAST(SUM(c.minutes) AS BIGINT) AS pending_minutes FROM parts CROSS JOIN claims c
    WHERE c.unit_id = parts.unit_id AND c.state = 'pending' AND c.month IN ({months})
    GROUP BY parts.part, c.month
"""

_MONTH: Final = "e.month"
_YEAR: Final = "substr(e.month, 1, 4)"
_UNIT: Final = f"""
    SELECT {UNIT}, EXISTS (SELECT 1 FROM units b WHERE b.parent_id = u.id) AS has_below FROM units u WHERE u.id = :unit
"""


@dataclass(frozen=True, slots=True)
class Report:
    """A span of a unit, beside the span before and the same a year ago."""

    span: Span
    unit: Unit
    has_below: bool
    now: Totals
    before: Totals
    year_before: Totals


@dataclass(frozen=True, slots=True)
class Part:
    """What a unit one level down adds to the whole; or what is the upper unit's own (`is_own`)."""

    unit: Unit
    totals: Totals
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A unit by those one level down, the busiest first, with its own at the end where it has any."""

    unit: Unit
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A unit month by month."""

    unit: Unit
    months: tuple[tuple[Month, Totals], ...]


async def totals(reader: Reader, span: Span, unit: Unit, now: datetime) -> Totals:
    """The figures of a unit and everything below it; what begins after `now` doesn't count yet."""
    rows = await reader.several(*_figures(WHOLE, unit.id, [span], now))
    return _assembled(rows, [span]).get((unit.id, span), Totals())


async def report(reader: Reader, span: Span, unit_id: int, now: datetime) -> Report | None:
    """The figures beside those they are compared with. None: no such unit."""
    spans = list(dict.fromkeys((span, span.before, span.year_before)))
    found, *rows = await reader.several(query(_UNIT, unit=unit_id), *_figures(WHOLE, unit_id, spans, now))
    if not found:
        return None
    by_span = _assembled(rows, spans)
    this, before, year_before = (
        by_span.get((unit_id, one), Totals()) for one in (span, span.before, span.year_before)
    )
    return Report(span, unit_in(found[0]), bool(found[0]["has_below"]), this, before, year_before)


async def breakdown(reader: Reader, span: Span, unit_id: int, now: datetime) -> Breakdown | None:
    """The figures of each unit one level down. None: no such unit."""
    found, below, *rows = await reader.several(
        query(_UNIT, unit=unit_id),
        query(f"SELECT {UNIT} FROM units u WHERE u.parent_id = :unit ORDER BY u.name, u.id", unit=unit_id),
        *_figures(SPLIT, unit_id, [span], now),
    )
    if not found:
        return None
    by_part = _assembled(rows, [span])
    parts = [Part(unit, by_part.get((unit.id, span), Totals())) for unit in map(unit_in, below)]
    parts.sort(key=lambda part: (part.totals.participations, part.totals.minutes), reverse=True)
    unit = unit_in(found[0])
    own = by_part.get((unit_id, span), Totals())
    return Breakdown(unit, (*parts, Part(unit, own, is_own=True)) if own != Totals() else tuple(parts))


async def course(reader: Reader, year: Span, unit_id: int, now: datetime) -> Course | None:
    """The figures of each of a year's months. None: no such unit."""
    spans = [Span.of(month) for month in year.months]
    found, *rows = await reader.several(query(_UNIT, unit=unit_id), *_figures(WHOLE, unit_id, spans, now))
    if not found:
        return None
    by_span = _assembled(rows, spans)
    months = tuple((month, by_span.get((unit_id, Span.of(month)), Totals())) for month in year.months)
    return Course(unit_in(found[0]), months)


def _figures(parts: str, unit_id: int, spans: Sequence[Span], now: datetime) -> tuple[Query, ...]:
    """What `_assembled` makes totals of."""
    months = sorted({str(month) for span in spans for month in span.months})
    named: dict[str, Value] = {f"month_{number}": month for number, month in enumerate(months)}
    pieces = {
        "parts": parts,
        "months": ", ".join(f":{name}" for name in named),
        "span": _MONTH if spans[0].month else _YEAR,
    }
    return (
        query(_LEDGER.format(**pieces), unit=unit_id, **named),
        query(_HELD.format(**pieces), unit=unit_id, now=seconds(now), **named),
        query(_NEW.format(**pieces), unit=unit_id, **named),
        query(_PENDING.format(**pieces), unit=unit_id, **named),
    )


class _Of(NamedTuple):
    part: int
    span: Span


def _assembled(answers: Sequence[Sequence[Row]], spans: Sequence[Span]) -> dict[tuple[int, Span], Totals]:
    """The totals by part and span. A year's are its twelve months', but for people, who are counted once."""
    ledger, *others = answers
    figures: dict[tuple[int, Span], dict[str, int]] = {}
    named = {str(span): span for span in spans}
    for row in ledger:
        _add(figures, (row["part"], named[row["span"]]), row)
    of_month = {str(month): span for span in spans for month in span.months}
    for row in (row for rows in others for row in rows):
        _add(figures, (row["part"], of_month[row["month"]]), row)
    return {of: Totals(**sums) for of, sums in figures.items()}


def _add(figures: dict[tuple[int, Span], dict[str, int]], of: tuple[int, Span], row: Row) -> None:
    sums = figures.setdefault(of, {})
    for name in row.keys():  # noqa: SIM118 - a row is no mapping
        if name not in {"part", "span", "month"}:
            sums[name] = sums.get(name, 0) + row[name]
