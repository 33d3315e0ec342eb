"""The figures of a month or a year (docs/rules.md: Totals): as a whole, by unit one level down, by month.

Each is one hop. What is read is what the months asked for hold: ten years of others cost nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from storage.engine.database import Query, Reader, Row, query
from storage.engine.values import seconds
from storage.rows.capacities import FILLED, HAS_LIMIT
from storage.rows.shifts import CALLED_OFF, IS_SERVICE
from storage.rows.subtrees import SPLIT, WHOLE
from storage.rows.tree import UNIT, unit_in
from storage.views.reports.exams import NO_EXAMS, HeldExams, asked_exams, exams_in
from storage.views.reports.months import Months, Stretch
from storage.views.reports.study import NO_STUDY, Study, asked_study, study_in
from volunteering.rules.ground.periods import Month, local_day
from volunteering.rules.reports import Span, Totals
from volunteering.rules.tree import Unit

# Asked span by span: sorting people by their number alone is what keeps a month within milliseconds.
_SUMS: Final = """
    WITH {parts}
    SELECT {part} AS part, CAST(SUM(e.participations) AS BIGINT) AS participations,
        CAST(SUM(e.no_shows) AS BIGINT) AS no_shows, CAST(SUM(e.change) AS BIGINT) AS minutes,
        CAST(SUM(CASE WHEN e.shift_id IS NULL THEN e.change ELSE 0 END) AS BIGINT) AS minutes_outside
    FROM parts CROSS JOIN entries e
    WHERE e.unit_id = parts.unit_id AND e.month IN ({months}){until}
    {by_part}
"""

# Somebody marked as present and then corrected was not there: people are counted by what their lines add up to.
_PEOPLE: Final = """
    WITH {parts}
    SELECT {part} AS part, COUNT(*) AS people
    FROM (
        SELECT {part} AS part
        FROM parts CROSS JOIN entries e
        WHERE e.unit_id = parts.unit_id AND e.month IN ({months}){until}
        GROUP BY {by_person}
        HAVING SUM(e.participations) > 0 OR SUM(e.change) > 0
    ) parts
    {by_part}
"""

WAS_HELD: Final = f"s.starts_at <= :now AND NOT {CALLED_OFF} AND {IS_SERVICE}"
"""Of a shift `s`: it began, and was service. One that was cancelled after it began was held all the same."""

_HELD: Final = f"""
    WITH {{parts}}
    SELECT parts.part, s.month, COUNT(DISTINCT s.activity_id) AS activities,
        CAST(SUM(CASE WHEN {HAS_LIMIT} THEN s.places ELSE 0 END) AS BIGINT) AS places,
        CAST(SUM(CASE WHEN {HAS_LIMIT} THEN {FILLED} ELSE 0 END) AS BIGINT) AS places_taken,
        CAST(COALESCE(SUM(s.served_people), 0) AS BIGINT) AS served_people,
        CAST(COALESCE(SUM(s.handed_out), 0) AS BIGINT) AS handed_out
    FROM parts CROSS JOIN shifts s
    WHERE s.unit_id = parts.unit_id AND s.month IN ({{months}}) AND {WAS_HELD}{{until}}
    GROUP BY parts.part, s.month
"""

_NEW: Final = """
    WITH {parts}
    SELECT parts.part, p.registered_month AS month, COUNT(*) AS new_people FROM parts CROSS JOIN people p
    WHERE p.home_unit_id = parts.unit_id AND p.registered_month IN ({months}){until}
    GROUP BY parts.part, p.registered_month
"""

_PENDING: Final = """
    WITH {parts}
    SELECT parts.part, c.month, CAST(SUM(c.minutes) AS BIGINT) AS pending_minutes FROM parts CROSS JOIN claims c
    WHERE c.unit_id = parts.unit_id AND c.state = 'pending' AND c.month IN ({months}){until}
    GROUP BY parts.part, c.month
"""

_WHOLE: Final = {"parts": WHOLE, "part": "MAX(parts.part)", "by_part": "", "by_person": "e.person_id"}
_SPLIT: Final = {
    "parts": SPLIT,
    "part": "parts.part",
    "by_part": "GROUP BY parts.part",
    "by_person": "parts.part, e.person_id",
}
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
    goes_on: bool = False  # and so the others are counted up to the same day
    study: Study = NO_STUDY
    study_before: Study = NO_STUDY
    study_year_before: Study = NO_STUDY
    exams: HeldExams = NO_EXAMS


@dataclass(frozen=True, slots=True)
class Share:
    """What a unit one level down adds to the whole; or what is the upper unit's own (`is_own`)."""

    unit: Unit
    totals: Totals
    is_own: bool = False
    study: Study = NO_STUDY


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A unit by those one level down, the busiest first, with its own at the end where it has any."""

    unit: Unit
    parts: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class MonthByMonth:
    """A unit month by month."""

    unit: Unit
    months: tuple[tuple[Month, Totals], ...]


async def totals(reader: Reader, span: Span, unit: Unit, now: datetime) -> Totals:
    """The figures of a unit and everything below it; what begins after `now` doesn't count yet."""
    rows = await reader.several(*_figures(_WHOLE, unit.id, [Stretch(span)], now))
    return _assembled(rows, [span]).get((unit.id, span), Totals())


async def report(
    reader: Reader, span: Span, unit_id: int, now: datetime, zone: ZoneInfo, *, people_of_all: bool = False
) -> Report | None:
    """The figures beside those they are compared with. None: no such unit.

    Telling people apart takes longest: the spans compared with have none unless `people_of_all`.
    """
    today = local_day(now, zone)
    goes_on = span.goes_on(today)
    spans = list(dict.fromkeys((span, span.before, span.year_before)))
    stretches = [
        Stretch.up_to(one.same_day(today), one, zone) if goes_on and one != span else Stretch(one) for one in spans
    ]
    people_of = spans if people_of_all else [span]
    found, examined, *rows = await reader.several(
        query(_UNIT, unit=unit_id),
        asked_exams(span, unit_id, now),
        *(asked_study(stretch, unit_id, now) for stretch in stretches),
        *_figures(_WHOLE, unit_id, stretches, now, people_of),
    )
    if not found:
        return None
    studied = {one: study_in(some).get(unit_id, NO_STUDY) for one, some in zip(spans, rows, strict=False)}
    by_span = _assembled(rows[len(spans) :], spans, people_of)
    this, before, year_before = (by_span.get((unit_id, one), Totals()) for one in (span, span.before, span.year_before))
    return Report(
        span,
        unit_in(found[0]),
        bool(found[0]["has_below"]),
        this,
        before,
        year_before,
        goes_on,
        study=studied[span],
        study_before=studied[span.before],
        study_year_before=studied[span.year_before],
        exams=exams_in(examined),
    )


async def breakdown(reader: Reader, span: Span, unit_id: int, now: datetime) -> Breakdown | None:
    """The figures of each unit one level down. None: no such unit."""
    found, below, studied, *rows = await reader.several(
        query(_UNIT, unit=unit_id),
        query(f"SELECT {UNIT} FROM units u WHERE u.parent_id = :unit ORDER BY u.name, u.id", unit=unit_id),
        asked_study(Stretch(span), unit_id, now, split=True),
        *_figures(_SPLIT, unit_id, [Stretch(span)], now),
    )
    if not found:
        return None
    by_part, learned = _assembled(rows, [span]), study_in(studied)

    def share(unit: Unit, *, is_own: bool = False) -> Share:
        study = learned.get(unit.id, NO_STUDY)
        return Share(unit, by_part.get((unit.id, span), Totals()), is_own=is_own, study=study)

    parts = [share(unit) for unit in map(unit_in, below)]
    parts.sort(key=lambda part: (part.totals.participations, part.totals.minutes), reverse=True)
    unit = unit_in(found[0])
    own = share(unit, is_own=True)
    return Breakdown(unit, (*parts, own) if (own.totals, own.study) != (Totals(), NO_STUDY) else tuple(parts))


async def course(reader: Reader, year: Span, unit_id: int, now: datetime) -> MonthByMonth | None:
    """The figures of each of a year's months. None: no such unit."""
    spans = [Span.of(month) for month in year.months]
    stretches = [Stretch(span) for span in spans]
    found, *rows = await reader.several(query(_UNIT, unit=unit_id), *_figures(_WHOLE, unit_id, stretches, now))
    if not found:
        return None
    by_span = _assembled(rows, spans)
    months = tuple((month, by_span.get((unit_id, Span.of(month)), Totals())) for month in year.months)
    return MonthByMonth(unit_in(found[0]), months)


def _figures(
    scope: Mapping[str, str],
    unit_id: int,
    stretches: Sequence[Stretch],
    now: datetime,
    people_of: Sequence[Span] | None = None,
) -> list[Query]:
    """What `_assembled` makes totals of; people only of some spans, where these are given."""
    one_by_one = [Months([stretch]) for stretch in stretches]
    with_people = [
        months
        for stretch, months in zip(stretches, one_by_one, strict=True)
        if people_of is None or stretch.span in people_of
    ]
    every = Months(stretches)
    return [
        *(months.asked(_SUMS, scope, unit_id, months.to_day("e.month", "e.day")) for months in one_by_one),
        *(months.asked(_PEOPLE, scope, unit_id, months.to_day("e.month", "e.day")) for months in with_people),
        every.asked(_HELD, scope, unit_id, every.to_instant("s.month", "s.starts_at"), now=seconds(now)),
        every.asked(_NEW, scope, unit_id, every.to_instant("p.registered_month", "p.consented_at")),
        every.asked(_PENDING, scope, unit_id, every.to_day("c.month", "c.day")),
    ]


def _assembled(
    answers: Sequence[Sequence[Row]], spans: Sequence[Span], people_of: Sequence[Span] | None = None
) -> dict[tuple[int, Span], Totals]:
    """The totals by part and span. A year's are its twelve months', but for people, who are counted once."""
    figures: dict[tuple[int, Span], dict[str, int]] = {}
    of_spans = (*spans, *(people_of or spans))
    by_month = answers[len(of_spans) :]
    for rows, span in zip(answers, of_spans, strict=False):
        for row in rows:
            if row["part"] is not None:  # the sum of no lines
                _add(figures, (row["part"], span), row)
    of_month = {str(month): span for span in spans for month in span.months}
    for row in (row for rows in by_month for row in rows):
        _add(figures, (row["part"], of_month[row["month"]]), row)
    return {of: Totals(**sums) for of, sums in figures.items()}


def _add(figures: dict[tuple[int, Span], dict[str, int]], of: tuple[int, Span], row: Row) -> None:
    sums = figures.setdefault(of, {})
    for name in row.keys():  # noqa: SIM118 - a row is no mapping
        if name not in {"part", "month"}:
            sums[name] = sums.get(name, 0) + row[name]
