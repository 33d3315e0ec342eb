"""Two records of one person side by side, before they become one; and the records that a second account claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import day_of, instant, seconds
from storage.rows.activities import IS_ON
from storage.rows.hours import HOLDS, HOLDS_IN_STUDY
from storage.rows.known_twice import claim_in
from storage.rows.tree import within
from storage.rows.volunteers import KNOWN, PERSON, person_in
from volunteering.rules.doubles import RecordClaim
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Person

MOST_CLASHES: Final = 3
"""How many of a kind are shown; how many more there are is said."""

_SIDE: Final = f"""
    SELECT {PERSON},
        (SELECT CAST(COALESCE(SUM(e.change), 0) AS BIGINT) FROM entries e WHERE e.person_id = p.id) AS minutes,
        (SELECT COUNT(*) FROM signups g CROSS JOIN shifts s JOIN activities a ON a.id = s.activity_id
            WHERE g.person_id = p.id AND g.state IN ('confirmed', 'waiting') AND s.id = g.shift_id
            AND s.starts_at > :now AND {IS_ON}) AS ahead,
        (SELECT COUNT(*) FROM claims c WHERE c.person_id = p.id AND c.state = 'pending') AS claims,
        (SELECT COUNT(*) FROM roles r WHERE r.person_id = p.id) AS posts
    FROM people p JOIN units u ON u.id = p.home_unit_id WHERE p.id = :person
"""

_IN_BOTH: Final = f"""
    SELECT a.title, s.starts_at, {TOTAL}
    FROM signups mine JOIN signups theirs ON theirs.shift_id = mine.shift_id JOIN shifts s ON s.id = mine.shift_id
        JOIN activities a ON a.id = s.activity_id
    WHERE mine.person_id = :kept AND theirs.person_id = :gone AND s.starts_at > :now
        AND mine.state IN ('confirmed', 'waiting') AND theirs.state IN ('confirmed', 'waiting')
    ORDER BY s.starts_at, s.id LIMIT {MOST_CLASHES}
"""

_COUNTED_TWICE: Final = f"""
    WITH mine AS (
            {HOLDS} AND e.person_id = :kept AND e.kind <> 'void'
            UNION ALL {HOLDS_IN_STUDY} AND l.person_id = :kept AND l.kind <> 'void'
        ), theirs AS (
            {HOLDS} AND e.person_id = :gone AND e.kind <> 'void'
            UNION ALL {HOLDS_IN_STUDY} AND l.person_id = :gone AND l.kind <> 'void'
        )
    SELECT a.title, s.day, mine.minutes AS kept, theirs.minutes AS gone, {TOTAL}
    FROM mine JOIN theirs ON theirs.shift_id = mine.shift_id JOIN shifts s ON s.id = mine.shift_id
        JOIN activities a ON a.id = s.activity_id
    ORDER BY s.starts_at, s.id LIMIT {MOST_CLASHES}
"""

_AT_ONCE: Final = f"""
    SELECT a.title, b.title AS other, s.starts_at, {TOTAL}
    FROM signups mine JOIN shifts s ON s.id = mine.shift_id AND s.starts_at > :now
        JOIN activities a ON a.id = s.activity_id
        JOIN signups theirs ON theirs.person_id = :gone AND theirs.state = 'confirmed'
        JOIN shifts t ON t.id = theirs.shift_id AND t.id <> s.id
            AND t.starts_at < s.ends_at AND t.ends_at > s.starts_at
        JOIN activities b ON b.id = t.activity_id
    WHERE mine.person_id = :kept AND mine.state = 'confirmed' AND s.state = 'open' AND t.state = 'open'
        AND a.state = 'open' AND b.state = 'open'
    ORDER BY s.starts_at, s.id, t.id LIMIT {MOST_CLASHES}
"""

_CLAIM: Final = "c.id, c.record_id, c.person_id, c.state, c.at"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records: whose, and how much is in it."""

    person: Person
    minutes: int
    ahead: int  # places and numbers in shifts that are ahead
    claims: int  # hours that wait for a decision
    posts: int  # roles


@dataclass(frozen=True, slots=True)
class Both:
    """A shift that both have a place or number in."""

    title: str
    start: datetime
    other: str = ""  # the shift of the other one at the same time


@dataclass(frozen=True, slots=True)
class Twice:
    """A shift that is counted for both."""

    title: str
    day: date
    minutes: int  # that stay


@dataclass(frozen=True, slots=True)
class TwoRecords:
    """Two records, and what both have; of each kind the first few, and how many there are."""

    kept: Side
    gone: Side
    both: tuple[Both, ...]
    both_in_all: int
    twice: tuple[Twice, ...]
    twice_in_all: int
    at_once: tuple[Both, ...]
    at_once_in_all: int


@dataclass(frozen=True, slots=True)
class ClaimedRecord:
    """Who says that whose record is theirs."""

    claim: RecordClaim
    name: str
    record_name: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class ClaimedRecords:
    """A page of those that wait, the oldest first."""

    claimed: tuple[ClaimedRecord, ...]
    extent: Extent


async def pair_of(reader: Reader, kept_id: int, gone_id: int, now: datetime) -> TwoRecords | None:
    """Two people side by side, in one hop. None: one of them is not there."""
    at = seconds(now)
    mine, theirs, both, twice, at_once = await reader.several(
        query(_SIDE, person=kept_id, now=at),
        query(_SIDE, person=gone_id, now=at),
        query(_IN_BOTH, kept=kept_id, gone=gone_id, now=at),
        query(_COUNTED_TWICE, kept=kept_id, gone=gone_id),
        query(_AT_ONCE, kept=kept_id, gone=gone_id, now=at),
    )
    if not mine or not theirs:
        return None
    return TwoRecords(
        _side_in(mine[0]),
        _side_in(theirs[0]),
        tuple(Both(row["title"], instant(row["starts_at"])) for row in both),
        _total(both),
        tuple(Twice(row["title"], day_of(row["day"]), max(row["kept"], row["gone"])) for row in twice),
        _total(twice),
        tuple(Both(row["title"], instant(row["starts_at"]), row["other"]) for row in at_once),
        _total(at_once),
    )


async def claimed_in(reader: Reader, units: Sequence[Unit], *, page: Page) -> ClaimedRecords:
    """The claims that wait for somebody who administers these units, and everything below them."""
    here, values = within(units, "u")
    there, _ = within(units, "t")
    rows = await reader.all(
        f"""
        SELECT {_CLAIM}, p.name, r.name AS record_name, t.name AS unit_name, {TOTAL}
        FROM record_claims c JOIN people p ON p.id = c.person_id AND {KNOWN} JOIN units u ON u.id = p.home_unit_id
            JOIN people r ON r.id = c.record_id JOIN units t ON t.id = r.home_unit_id
        WHERE c.state = 'open' AND ({here}) AND ({there}) AND r.state NOT IN ('erased', 'merged')
        ORDER BY c.at, c.id LIMIT :limit OFFSET :skipped
        """,
        **values,
        **page.values,
    )
    found = tuple(ClaimedRecord(claim_in(row), row["name"], row["record_name"], row["unit_name"]) for row in rows)
    return ClaimedRecords(found, page.extent(rows))


def _side_in(row: Row) -> Side:
    return Side(person_in(row), row["minutes"], row["ahead"], row["claims"], row["posts"])


def _total(rows: Sequence[Row]) -> int:
    return rows[0]["total"] if rows else 0
