"""Hours that wait for a leader's decision, as the leader finds them. Each is one hop."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import seconds
from storage.rows.hours import CLAIM, claim_in, minutes_of_day, rostered_minutes
from storage.rows.tree import UNIT, unit_in, within
from volunteering.rules.hours import Claim
from volunteering.rules.tree import Rights, Unit

LATELY = timedelta(days=90)
"""For how long a decision is found again among the latest."""

_DAY_MINUTES = (
    f"{minutes_of_day('c.person_id', 'c.day')} AS day_minutes, "
    f"{rostered_minutes('c.person_id', 'c.day')} AS rostered_minutes"
)

_FROM = "claims c JOIN units u ON u.id = c.unit_id JOIN people p ON p.id = c.person_id"


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim, whose it is, all the minutes of that person's day, and those of them that rosters count."""

    claim: Claim
    name: str
    unit: Unit
    day_minutes: int
    rostered_minutes: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A page of what waits, the oldest first, and how much it is in all."""

    asked: tuple[Asked, ...]
    extent: Extent
    count: int
    minutes: int
    long_days: int  # claims of days with more than the organisation thinks usual
    rostered_days: int  # claims of days that rosters count already
    newest: int  # the number of the last one


async def pending_for(reader: Reader, person_id: int, rights: Rights, *, long_day_minutes: int, page: Page) -> Pending:
    """What waits in the units a person leads, but for their own."""
    where, values = within(rights.led, "u")
    which = f"c.state = 'pending' AND c.person_id <> :person AND ({where})"
    rows, [sums] = await reader.several(
        query(
            f"""
            SELECT {CLAIM}, {UNIT}, p.name AS person_name, {_DAY_MINUTES}, {TOTAL} FROM {_FROM}
            WHERE {which} ORDER BY c.at, c.id LIMIT :limit OFFSET :skipped
            """,
            person=person_id,
            **page.values,
            **values,
        ),
        query(
            f"""
            SELECT COUNT(*) AS count, CAST(COALESCE(SUM(minutes), 0) AS BIGINT) AS minutes,
                COUNT(CASE WHEN day_minutes > :long_day THEN 1 END) AS long_days,
                COUNT(CASE WHEN rostered_minutes > 0 THEN 1 END) AS rostered_days, COALESCE(MAX(id), 0) AS newest
            FROM (SELECT c.id, c.minutes, {_DAY_MINUTES} FROM {_FROM} WHERE {which}) waiting
            """,
            person=person_id,
            long_day=long_day_minutes,
            **values,
        ),
    )
    return Pending(
        asked=tuple(_asked_in(row) for row in rows),
        extent=page.extent(rows),
        count=sums["count"],
        minutes=sums["minutes"],
        long_days=sums["long_days"],
        rostered_days=sums["rostered_days"],
        newest=sums["newest"],
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """A page of what was decided lately, the newest first."""

    asked: tuple[Asked, ...]
    extent: Extent


async def decided_for(reader: Reader, person_id: int, rights: Rights, now: datetime, *, page: Page) -> Decided:
    """What was decided lately in the units a person leads, but for their own."""
    where, values = within(rights.led, "u")
    rows = await reader.all(
        f"""
        SELECT {CLAIM}, {UNIT}, p.name AS person_name, {_DAY_MINUTES}, {TOTAL} FROM {_FROM}
        WHERE c.decided_at > :since AND c.person_id <> :person AND ({where})
        ORDER BY c.decided_at DESC, c.id DESC LIMIT :limit OFFSET :skipped
        """,
        since=seconds(now - LATELY),
        person=person_id,
        **page.values,
        **values,
    )
    return Decided(tuple(_asked_in(row) for row in rows), extent=page.extent(rows))


async def claim_asked(reader: Reader, claim_id: int) -> Asked | None:
    """One claim, decided or not; None where there is none with that number."""
    row = await reader.one(
        f"SELECT {CLAIM}, {UNIT}, p.name AS person_name, {_DAY_MINUTES} FROM {_FROM} WHERE c.id = :claim",
        claim=claim_id,
    )
    return _asked_in(row) if row else None


def _asked_in(row: Row) -> Asked:
    return Asked(claim_in(row), row["person_name"], unit_in(row), row["day_minutes"], row["rostered_minutes"])
