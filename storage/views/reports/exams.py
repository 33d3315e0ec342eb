"""The exams that were held in a month or a year: who registered, came and passed, by level (docs/rules.md: Totals)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Query, Reader, Row, query
from storage.engine.values import seconds
from storage.rows.kinds import KIND, kind_in
from storage.rows.subtrees import SPLIT, WHOLE
from storage.rows.tree import UNIT, unit_in
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.reports import Span
from volunteering.rules.tree import Unit

_COUNTED: Final = """
    COUNT(g.id) AS registered,
    CAST(COALESCE(SUM(CASE WHEN g.result IN ('passed', 'not_passed') THEN 1 ELSE 0 END), 0) AS BIGINT) AS came,
    CAST(COALESCE(SUM(CASE WHEN g.result = 'passed' THEN 1 ELSE 0 END), 0) AS BIGINT) AS passed
"""

# Whoever's record became a part of another one is there once, under the other.
_HELD: Final = """
    parts CROSS JOIN exams e JOIN exam_entries g ON g.exam_id = e.id AND g.state = 'registered'
        JOIN people p ON p.id = g.person_id AND p.state <> 'merged'
    WHERE e.unit_id = parts.unit_id AND e.state = 'on' AND e.starts_at <= :now AND e.day >= :first AND e.day <= :last
"""

_WHOLE: Final = f"WITH {WHOLE} SELECT COUNT(DISTINCT e.id) AS exams, {_COUNTED} FROM {_HELD}"

_BY_LEVEL: Final = f"""
    WITH {SPLIT}, counted AS (
        SELECT parts.part, e.kind_id AS of_kind, l.level, {_COUNTED}
        FROM {_HELD.replace("WHERE", "JOIN exam_levels l ON l.id = g.level_id WHERE")}
        GROUP BY parts.part, e.kind_id, l.level
    )
    SELECT c.part, c.level, c.registered, c.came, c.passed, {KIND}
    FROM counted c JOIN qualification_kinds k ON k.id = c.of_kind JOIN units u ON u.id = k.unit_id
    ORDER BY k.id, c.level
"""


@dataclass(frozen=True, slots=True)
class ExamFigures:
    """How many registered, came and passed; whoever sat two exams counts twice."""

    registered: int = 0
    came: int = 0
    passed: int = 0


@dataclass(frozen=True, slots=True)
class HeldExams:
    """All that were held, in figures."""

    exams: int = 0
    figures: ExamFigures = ExamFigures()


NO_EXAMS: Final = HeldExams()


@dataclass(frozen=True, slots=True)
class LevelFigures:
    """One level of one kind."""

    kind: QualificationKind
    level: int  # its rank
    figures: ExamFigures


@dataclass(frozen=True, slots=True)
class ExamShare:
    """The exams of a unit one level down and everything below it; or the upper unit's own (`is_own`)."""

    unit: Unit
    levels: Sequence[LevelFigures]
    is_own: bool = False

    @property
    def figures(self) -> ExamFigures:
        """Its levels as one."""
        return summed(one.figures for one in self.levels)


@dataclass(frozen=True, slots=True)
class ExamBreakdown:
    """A unit's exams by level, and by unit one level down, where there were any."""

    unit: Unit
    levels: Sequence[LevelFigures]
    parts: Sequence[ExamShare]

    @property
    def figures(self) -> ExamFigures:
        """Whoever sat one there, whatever the level."""
        return summed(one.figures for one in self.levels)


def summed(every: Iterable[ExamFigures]) -> ExamFigures:
    """Several of them added up."""
    figures = list(every)
    return ExamFigures(
        sum(one.registered for one in figures), sum(one.came for one in figures), sum(one.passed for one in figures)
    )


def asked_exams(span: Span, unit_id: int, now: datetime) -> Query:
    """Of a unit and everything below it, for `exams_in`."""
    return query(_WHOLE, unit=unit_id, now=seconds(now), **_days(span))


def exams_in(rows: Sequence[Row]) -> HeldExams:
    """What the one row of it says."""
    [row] = rows
    return HeldExams(row["exams"], _figures_in(row))


async def exam_breakdown(reader: Reader, span: Span, unit_id: int, now: datetime) -> ExamBreakdown | None:
    """By level, of the whole and of each unit one level down, the largest first. None: no such unit."""
    found, below, rows = await reader.several(
        query(f"SELECT {UNIT} FROM units u WHERE u.id = :unit", unit=unit_id),
        query(f"SELECT {UNIT} FROM units u WHERE u.parent_id = :unit ORDER BY u.name, u.id", unit=unit_id),
        query(_BY_LEVEL, unit=unit_id, now=seconds(now), **_days(span)),
    )
    if not found:
        return None
    of_part: dict[int, list[LevelFigures]] = {}
    of_level: dict[tuple[int, int], list[LevelFigures]] = {}
    for row in rows:
        one = LevelFigures(kind_in(row), row["level"], _figures_in(row))
        of_part.setdefault(row["part"], []).append(one)
        of_level.setdefault((one.kind.id, one.level), []).append(one)
    parts = [ExamShare(unit, of_part[unit.id]) for unit in map(unit_in, below) if unit.id in of_part]
    parts.sort(key=lambda part: part.figures.registered, reverse=True)
    unit = unit_in(found[0])
    own = [ExamShare(unit, of_part[unit_id], is_own=True)] if unit_id in of_part else []
    levels = [
        LevelFigures(each[0].kind, each[0].level, summed(one.figures for one in each)) for each in of_level.values()
    ]
    return ExamBreakdown(unit, levels, [*parts, *own])


def _days(span: Span) -> dict[str, str]:
    """The local dates of its first and its last day."""
    return {"first": span.months[0].first_day().isoformat(), "last": span.months[-1].last_day().isoformat()}


def _figures_in(row: Row) -> ExamFigures:
    return ExamFigures(row["registered"], row["came"], row["passed"])
