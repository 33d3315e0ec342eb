"""What is a person's own: the shifts ahead, the sums of their hours, and the lines that make them. Each is one hop."""

from dataclasses import dataclass
from datetime import date, datetime

from storage.activities import SHIFT, shift_in
from storage.capacities import NUMBER_IN_LINE
from storage.database import Reader, Row, query
from storage.values import day_of, instant, seconds
from volunteering.activities import Shift
from volunteering.hours import Decision, Kind
from volunteering.periods import Month
from volunteering.signups import Place

SHIFTS = 4
"""How many shifts a page shows, beside the sums."""

LINES = 5
"""How many lines of hours a page shows."""

# CROSS JOIN makes SQLite begin with the person's few sign-ups; left to itself it begins with every shift there is.
FROM_MY_SIGN_UPS = "signups g CROSS JOIN shifts s JOIN activities a ON a.id = s.activity_id"
OF_MY_SIGN_UPS = "s.id = g.shift_id AND s.state = 'open' AND a.state = 'open'"
"""Of a sign-up `g`: its shift `s` with the activity `a`, neither of them cancelled."""

_AHEAD = f"""
    SELECT {SHIFT}, a.title, g.state AS place, {NUMBER_IN_LINE} AS number
    FROM {FROM_MY_SIGN_UPS}
    WHERE g.person_id = :person AND {OF_MY_SIGN_UPS}
        AND (g.state = 'confirmed' AND s.ends_at > :now OR g.state = 'waiting' AND s.starts_at > :now)
    ORDER BY s.starts_at, s.id LIMIT :limit OFFSET :offset
"""

_SUMS = """
    SELECT CAST(COALESCE(SUM(change), 0) AS BIGINT) AS in_all,
        CAST(COALESCE(SUM(CASE WHEN month = :month THEN change ELSE 0 END), 0) AS BIGINT) AS this_month,
        CAST(COALESCE(SUM(CASE WHEN month >= :first AND month <= :last THEN change ELSE 0 END), 0) AS BIGINT)
            AS this_year
    FROM entries WHERE person_id = :person
"""

_PENDING = """
    SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT) AS minutes FROM claims
    WHERE person_id = :person AND state = 'pending'
"""

# An approved claim is a line of the ledger, and so is its being taken back; one that is pending, or was rejected at
# once, has none. What belongs together stands together, the newest on top.
_LINES = """
    SELECT * FROM (
        SELECT e.id, e.kind AS state, e.day, e.minutes, e.note, e.at, b.name AS by_name,
            COALESCE(a.title, c.what, '') AS title,
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
        WHERE c.person_id = :person AND c.state <> 'approved'
            AND NOT EXISTS (SELECT 1 FROM entries approved WHERE approved.claim_id = c.id)
    ) lines
    ORDER BY day DESC, of_shift DESC, of_claim DESC, id DESC LIMIT :limit OFFSET :offset
"""

_MONTHS = """
    SELECT month, CAST(SUM(change) AS BIGINT) AS minutes FROM entries WHERE person_id = :person GROUP BY month
"""

_UNANSWERED = f"""
    SELECT {SHIFT}, a.title, g.state AS place, 0 AS number
    FROM {FROM_MY_SIGN_UPS}
    WHERE g.person_id = :person AND {OF_MY_SIGN_UPS} AND g.state = 'confirmed' AND g.coming IS NULL
        AND s.starts_at > :now AND s.starts_at <= :until
    ORDER BY s.starts_at, s.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class MyShift:
    """A shift ahead, or going on now; `number` is the person's on its waiting list."""

    title: str
    shift: Shift
    place: Place
    number: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """Minutes served, and minutes logged that wait for approval."""

    this_month: int = 0
    this_year: int = 0
    in_all: int = 0
    pending: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of the shifts ahead, and the sums."""

    shifts: tuple[MyShift, ...]
    has_more: bool
    sums: Sums


@dataclass(frozen=True, slots=True)
class Line:
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


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of lines, the newest day first, with the sums in minutes of every month that has any."""

    lines: tuple[Line, ...]
    has_more: bool
    months: dict[Month, int]


async def overview(reader: Reader, person_id: int, now: datetime, month: Month, *, page: int = 0) -> Overview:
    """What is ahead of a person, and their hours; `month` is the one that now is in."""
    shifts, [sums], [pending] = await reader.several(
        query(_AHEAD, person=person_id, now=seconds(now), limit=SHIFTS + 1, offset=page * SHIFTS),
        query(
            _SUMS,
            person=person_id,
            month=str(month),
            first=str(Month(year=month.year, number=1)),
            last=str(Month(year=month.year, number=12)),
        ),
        query(_PENDING, person=person_id),
    )
    return Overview(
        shifts=tuple(_my_shift_in(row) for row in shifts[:SHIFTS]),
        has_more=len(shifts) > SHIFTS,
        sums=Sums(sums["this_month"], sums["this_year"], sums["in_all"], pending["minutes"]),
    )


async def hour_lines(reader: Reader, person_id: int, *, page: int = 0) -> Lines:
    """The lines that make a person's hours."""
    rows, months = await reader.several(
        query(_LINES, person=person_id, limit=LINES + 1, offset=page * LINES), query(_MONTHS, person=person_id)
    )
    return Lines(
        lines=tuple(_line_in(row) for row in rows[:LINES]),
        has_more=len(rows) > LINES,
        months={Month.parse(row["month"]): row["minutes"] for row in months},
    )


async def unanswered(reader: Reader, person_id: int, now: datetime, until: datetime) -> MyShift | None:
    """The first shift that begins by then and of which the person has not said whether they come."""
    row = await reader.one(_UNANSWERED, person=person_id, now=seconds(now), until=seconds(until))
    return _my_shift_in(row) if row else None


def _my_shift_in(row: Row) -> MyShift:
    return MyShift(row["title"], shift_in(row), Place(row["place"]), row["number"])


def _line_in(row: Row) -> Line:
    state = row["state"]
    return Line(
        title=row["title"],
        state=Decision(state) if state in set(Decision) else Kind(state),
        day=day_of(row["day"]),
        minutes=row["minutes"],
        by=row["by_name"],
        at=instant(row["at"]),
        note=row["note"],
        corrects=bool(row["corrects"]),
        corrected=bool(row["corrected"]),
    )
