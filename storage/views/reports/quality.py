"""Quality beside quantity (docs/rules.md: Quality): as a whole beside earlier spans, and by unit one level down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from typing import Final
from zoneinfo import ZoneInfo

from storage.engine.database import Query, Reader, Row, query
from storage.engine.pages import Extent, Page
from storage.engine.values import seconds
from storage.rows.quality import LEFT, RATED
from storage.rows.returning import asked_returning, returning_in
from storage.rows.shifts import CALLED_OFF, IS_SERVICE
from storage.rows.subtrees import SPLIT, WHOLE
from storage.rows.thanks import CAME_TO
from storage.rows.tree import UNIT, unit_in
from storage.views.reports.months import Months, Stretch
from volunteering.rules.ground.periods import local_day
from volunteering.rules.ground.policy import Policy
from volunteering.rules.quality import Quality
from volunteering.rules.reports import Returning, Span
from volunteering.rules.thanks import TOLD_AFTER
from volunteering.rules.tree import Unit

_HELD: Final = f"""
    WITH {{parts}}
    SELECT parts.part, CAST(SUM(s.participations) AS BIGINT) AS participations,
        CAST(SUM(s.no_shows) AS BIGINT) AS no_shows,
        SUM(CASE WHEN {CALLED_OFF} AND s.moved_at > s.starts_at - :late THEN 1 ELSE 0 END) AS called_off_late
    FROM parts CROSS JOIN shifts s
    WHERE s.unit_id = parts.unit_id AND s.month IN ({{months}}){{until}} AND s.starts_at <= :now AND {IS_SERVICE}
    GROUP BY parts.part
"""

_COMMENDED: Final = f"""
    WITH {{parts}}
    SELECT parts.part, COUNT(*) AS commendations FROM parts CROSS JOIN shifts s CROSS JOIN commendations c
    WHERE s.unit_id = parts.unit_id AND s.month IN ({{months}}){{until}}
        AND c.shift_id = s.id AND c.at <= :told_by AND {CAME_TO.format(of="c")}
    GROUP BY parts.part
"""

_UNIT: Final = f"""
    SELECT {UNIT}, EXISTS (SELECT 1 FROM units b WHERE b.parent_id = u.id) AS has_below FROM units u WHERE u.id = :unit
"""


@dataclass(frozen=True, slots=True)
class QualityReport:
    """A span of a unit, beside the span before and the same a year ago."""

    span: Span
    unit: Unit
    has_below: bool
    now: Quality
    before: Quality
    year_before: Quality
    goes_on: bool = False  # and so the others are counted up to the same day


@dataclass(frozen=True, slots=True)
class QualityShare:
    """A unit one level down; or what is the upper unit's own (`is_own`)."""

    unit: Unit
    quality: Quality
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class QualityBreakdown:
    """A page of a unit's parts one level down, by name, with what is its own at the end where there is any."""

    unit: Unit
    parts: tuple[QualityShare, ...]
    extent: Extent


async def quality_report(
    reader: Reader, span: Span, unit_id: int, now: datetime, zone: ZoneInfo, policy: Policy
) -> QualityReport | None:
    """The figures beside those they are compared with. None: no such unit."""
    today = local_day(now, zone)
    goes_on = span.goes_on(today)
    spans = list(dict.fromkeys((span, span.before, span.year_before)))
    stretches = [
        Stretch.up_to(one.same_day(today), one, zone) if goes_on and one != span else Stretch(one) for one in spans
    ]
    asked = [_asked({"parts": WHOLE}, unit_id, stretch, now, policy) for stretch in stretches]
    again = [asked_returning(one, [unit_id], today) for one in spans]
    found, *answers = await reader.several(query(_UNIT, unit=unit_id), *again, *chain.from_iterable(asked))
    if not found:
        return None
    returned, answers, size = answers[: len(spans)], answers[len(spans) :], len(asked[0])
    by_span: dict[Span, Quality] = {}
    for place, one in enumerate(spans):
        found_then = _assembled(answers[place * size : (place + 1) * size]).get(unit_id, Quality())
        again_then = returning_in(returned[place]).get(unit_id, Returning())
        by_span[one] = found_then.model_copy(update={"returning": again_then})
    this, before, year_before = (by_span[one] for one in (span, span.before, span.year_before))
    return QualityReport(span, unit_in(found[0]), bool(found[0]["has_below"]), this, before, year_before, goes_on)


async def quality_breakdown(
    reader: Reader, span: Span, unit_id: int, now: datetime, zone: ZoneInfo, policy: Policy, *, page: Page
) -> QualityBreakdown | None:
    """The figures of each unit one level down; who came again is looked up of those on the page. None: no such unit."""
    found, below, *answers = await reader.several(
        query(_UNIT, unit=unit_id),
        query(f"SELECT {UNIT} FROM units u WHERE u.parent_id = :unit ORDER BY u.name, u.id", unit=unit_id),
        *_asked({"parts": SPLIT}, unit_id, Stretch(span), now, policy),
    )
    if not found:
        return None
    by_part = _assembled(answers)
    unit, own = unit_in(found[0]), by_part.get(unit_id, Quality())
    parts = [QualityShare(one, by_part.get(one.id, Quality())) for one in map(unit_in, below)]
    if own != Quality():
        parts.append(QualityShare(unit, own, is_own=True))
    shown, extent = page.of(parts)
    whole = [part.unit.id for part in shown if not part.is_own]
    alone = unit_id if any(part.is_own for part in shown) else None
    asked = asked_returning(span, whole, local_day(now, zone), alone=alone)
    again = returning_in(await reader.all(asked.sql, **asked.values))
    return QualityBreakdown(unit, tuple(_with_returning(part, again) for part in shown), extent)


def _with_returning(part: QualityShare, again: Mapping[int, Returning]) -> QualityShare:
    if part.unit.id not in again:
        return part
    return replace(part, quality=part.quality.model_copy(update={"returning": again[part.unit.id]}))


def _asked(scope: Mapping[str, str], unit_id: int, stretch: Stretch, now: datetime, policy: Policy) -> list[Query]:
    """What `_assembled` makes figures of."""
    months = Months([stretch])
    of_shifts = months.to_instant("s.month", "s.starts_at")
    late = int(timedelta(hours=policy.late_hours).total_seconds())
    return [
        months.asked(_HELD, scope, unit_id, of_shifts, now=seconds(now), late=late),
        months.asked(LEFT, scope, unit_id, of_shifts, now=seconds(now)),
        months.asked(RATED, scope, unit_id, of_shifts),
        months.asked(_COMMENDED, scope, unit_id, of_shifts, told_by=seconds(now - TOLD_AFTER)),
    ]


def _assembled(answers: Sequence[Sequence[Row]]) -> dict[int, Quality]:
    """The figures by part, but for who came again."""
    figures: dict[int, dict[str, int]] = {}
    for row in (row for rows in answers for row in rows):
        named = {name: int(row[name]) for name in row.keys() if name != "part"}  # noqa: SIM118 - a row is no mapping
        figures.setdefault(row["part"], {}).update(named)
    return {part: Quality(**some) for part, some in figures.items()}
