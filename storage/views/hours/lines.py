"""The lines that make a person's hours, and the sums of their months. In one hop."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import day_of, instant
from volunteering.rules.ground.periods import Month
from volunteering.rules.hours import Decision, Kind

# An approved claim is a line of the ledger, and so is its being taken back; one that is pending, or was rejected at
# once, has none. What belongs together stands together, the newest on top.
_LINES = f"""
    SELECT lines.*, {TOTAL} FROM (
        SELECT e.id, e.kind AS state, e.day, e.minutes, e.note, e.at, b.name AS by_name,
            COALESCE(a.title, c.what, e.title) AS title,
            COALESCE(e.shift_id, 0) AS of_shift, COALESCE(e.claim_id, 0) AS of_claim,
            CASE WHEN e.replaces_id IS NULL THEN 0 ELSE 1 END AS corrects,
            CASE WHEN EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id) THEN 1 ELSE 0 END AS corrected
        FROM entries e LEFT JOIN activities a ON a.id = e.activity_id LEFT JOIN claims c ON c.id = e.claim_id
            LEFT JOIN people b ON b.id = e.by_id
        WHERE e.person_id = :person
        UNION ALL
        SELECT c.id, c.state, c.day, c.minutes, c.reason, COALESCE(c.decided_at, c.at), b.name,
            c.what, 0, c.id, 0, 0
        FROM claims c LEFT JOIN people b ON b.id = c.decided_by
        WHERE c.person_id = :person AND c.state IN ('pending', 'rejected')
            AND NOT EXISTS (SELECT 1 FROM entries approved WHERE approved.claim_id = c.id)
    ) lines
    ORDER BY day DESC, of_shift DESC, of_claim DESC, id DESC LIMIT :limit OFFSET :skipped
"""

_MONTHS = """
    SELECT month, CAST(SUM(change) AS BIGINT) AS minutes FROM entries WHERE person_id = :person GROUP BY month
"""


@dataclass(frozen=True, slots=True)
class MyLine:
    """A line of the ledger, or logged hours that have none: pending or rejected."""

    title: str
    state: Kind | Decision
    day: date
    minutes: int
    by: str | None  # whoever wrote the line or decided; None: nobody yet, or nobody in particular
    at: datetime
    note: str = ""
    corrects: bool = False  # an earlier line
    corrected: bool = False  # by a later line: it holds no more
    claim: int = 0  # the number of the logged hours; 0 for those of a roster


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of lines, the newest day first, with the sums in minutes of every month that has any."""

    lines: tuple[MyLine, ...]
    extent: Extent
    months: dict[Month, int]


async def hour_lines(reader: Reader, person_id: int, *, page: Page) -> Lines:
    """The lines that make a person's hours."""
    rows, months = await reader.several(
        query(_LINES, person=person_id, **page.values), query(_MONTHS, person=person_id)
    )
    return Lines(
        lines=tuple(_line_in(row) for row in rows),
        extent=page.extent(rows),
        months={Month.parse(row["month"]): row["minutes"] for row in months},
    )


def _line_in(row: Row) -> MyLine:
    state = row["state"]
    return MyLine(
        title=row["title"],
        state=Decision(state) if state in set(Decision) else Kind(state),
        day=day_of(row["day"]),
        minutes=row["minutes"],
        by=row["by_name"],
        at=instant(row["at"]),
        note=row["note"],
        corrects=bool(row["corrects"]),
        corrected=bool(row["corrected"]),
        claim=row["of_claim"],
    )
