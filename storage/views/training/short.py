"""Who falls short of what they are to study (docs/rules.md: Training). The kinds first, and then the people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from storage.engine.database import Reader, Row, Value
from storage.engine.pages import TOTAL, Extent, Page
from storage.rows.kinds import KIND, kind_in
from storage.rows.training import COUNTS_FOR
from storage.rows.tree import within
from storage.rows.volunteers import HERE
from volunteering.rules.qualifications import QualificationKind, StudyRule
from volunteering.rules.tree import Rights

_KINDS: Final = f"""
    SELECT {KIND} FROM qualification_kinds k JOIN units u ON u.id = k.unit_id
    WHERE k.study_minutes > 0 AND k.state = 'kept' ORDER BY k.id
"""


@dataclass(frozen=True, slots=True)
class FallsShort:
    """Somebody who holds a kind and has studied too little for it."""

    person_id: int
    name: str
    team: str
    kind: QualificationKind
    level: int
    studied: int  # minutes
    needed: int


@dataclass(frozen=True, slots=True)
class ShortPage:
    """A page of them, by team and name."""

    people: tuple[FallsShort, ...]
    extent: Extent
    kinds: int  # that ask for study at all


async def who_falls_short(reader: Reader, rights: Rights, today: date, page: Page) -> ShortPage:
    """Of the people at home in the units that somebody administers, or below them."""
    kinds = {row["kind_id"]: kind_in(row) for row in await reader.all(_KINDS)}
    rules = [(number, kind.study) for number, kind in kinds.items() if kind.study]
    if not rules:
        return ShortPage((), page.extent(()), 0)
    inside, values = within(rights.administered, "h")
    sql, more = _short(rules, today)
    rows = await reader.all(
        f"""
        WITH {sql}
        SELECT p.id, p.name, h.name AS team, short.kind_id, short.level, short.studied, short.needed, {TOTAL}
        FROM short JOIN people p ON p.id = short.person_id JOIN units h ON h.id = p.home_unit_id
        WHERE {HERE} AND ({inside})
        ORDER BY h.path, p.name, p.id, short.kind_id LIMIT :limit OFFSET :skipped
        """,
        **values,
        **more,
        **page.values,
    )
    return ShortPage(tuple(_short_in(row, kinds) for row in rows), page.extent(rows), len(kinds))


def _short(rules: Sequence[tuple[int, StudyRule]], today: date) -> tuple[str, dict[str, Value]]:
    """Kind by kind, since each counts from a day of its own; who was first qualified since then has time."""
    values: dict[str, Value] = {"today": today.isoformat()}
    parts: list[str] = []
    for number, (kind_id, rule) in enumerate(rules):
        values |= {
            f"kind_{number}": kind_id,
            f"since_{number}": rule.counts_from(today).isoformat(),
            f"settled_{number}": rule.settled_by(today).isoformat(),
            f"needed_{number}": rule.minutes,
        }
        parts.append(
            f"""
            SELECT held.person_id, held.kind_id, held.level, held.studied, CAST(:needed_{number} AS BIGINT) AS needed
            FROM (
                SELECT q.person_id, q.kind_id, MAX(q.level) AS level, MIN(q.issued_on) AS issued_on,
                    CAST(COALESCE((
                        SELECT SUM(l.change) FROM study_lines l JOIN trainings t ON t.activity_id = l.activity_id
                        WHERE l.person_id = q.person_id AND l.day >= :since_{number} AND l.day <= :today
                            AND {COUNTS_FOR.format(kind="q.kind_id")}
                    ), 0) AS BIGINT) AS studied
                FROM qualifications q
                WHERE q.kind_id = :kind_{number} AND q.state = 'verified'
                    AND (q.expires_on IS NULL OR q.expires_on >= :today)
                GROUP BY q.person_id, q.kind_id
            ) held
            WHERE held.issued_on <= :settled_{number} AND held.studied < :needed_{number}
            """
        )
    return f"short AS ({' UNION ALL '.join(parts)})", values


def _short_in(row: Row, kinds: dict[int, QualificationKind]) -> FallsShort:
    return FallsShort(
        row["id"], row["name"], row["team"], kinds[row["kind_id"]], row["level"], row["studied"], row["needed"]
    )
