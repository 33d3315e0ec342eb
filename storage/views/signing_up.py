"""The shifts ahead of a person, with the sums of their hours. Each is one hop."""

from dataclasses import dataclass, replace
from datetime import datetime

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import instant_if, seconds
from storage.rows.activities import IS_ON
from storage.rows.asked import HAS_COME
from storage.rows.capacities import NUMBER_IN_LINE
from storage.rows.moves import TO_CONFIRM
from storage.rows.reminders import SAID_NOTHING
from storage.rows.shifts import SHIFT, shift_in
from storage.rows.signing_up import FROM_MY_SIGN_UPS, MY_ROLE, OF_MY_SIGN_UPS
from storage.rows.unit_settings import nearest
from volunteering.rules.activities import Shift
from volunteering.rules.ground.periods import Month
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.unit_settings import UnitSetting

_IS_PLAIN = "(g.state = 'confirmed' AND g.to_confirm IS NULL)"
"""Of a sign-up `g`: a place about which nothing is asked. Of a series the first such is shown, with how many more."""

_AHEAD = f"""
    SELECT {SHIFT}, a.title, a.place, g.state, {NUMBER_IN_LINE} AS number, g.held_until, {MY_ROLE}, {TOTAL},
        CASE WHEN {TO_CONFIRM} THEN 1 ELSE 0 END AS to_confirm,
        (SELECT r.rule FROM series r WHERE r.id = s.series_id) AS rule,
        CASE WHEN s.series_id IS NOT NULL AND {_IS_PLAIN} THEN (
            SELECT COUNT(*) FROM shifts later JOIN signups h ON h.shift_id = later.id AND h.person_id = g.person_id
            WHERE later.series_id = s.series_id AND later.state = 'open' AND later.starts_at > s.starts_at
                AND h.state = 'confirmed' AND h.to_confirm IS NULL
        ) ELSE 0 END AS later
    FROM {FROM_MY_SIGN_UPS}
    WHERE g.person_id = :person AND {OF_MY_SIGN_UPS}
        AND (g.state = 'confirmed' AND s.ends_at > :now OR g.state = 'waiting' AND s.starts_at > :now)
        AND (s.series_id IS NULL OR NOT {_IS_PLAIN} OR NOT EXISTS (
            SELECT 1 FROM shifts sooner JOIN signups h ON h.shift_id = sooner.id AND h.person_id = g.person_id
            WHERE sooner.series_id = s.series_id AND sooner.state = 'open' AND sooner.ends_at > :now
                AND sooner.starts_at < s.starts_at AND h.state = 'confirmed' AND h.to_confirm IS NULL
        ))
    ORDER BY s.starts_at, s.id LIMIT :limit OFFSET :skipped
"""

_SUMS = f"""
    SELECT CAST(COALESCE(SUM(change), 0) AS BIGINT) AS in_all,
        CAST(COALESCE(SUM(CASE WHEN month = :month THEN change ELSE 0 END), 0) AS BIGINT) AS this_month,
        CAST(COALESCE(SUM(CASE WHEN month >= :first AND month <= :last THEN change ELSE 0 END), 0) AS BIGINT)
            AS this_year,
        (SELECT {nearest(UnitSetting.STARS, "u")} FROM people p JOIN units u ON u.id = p.home_unit_id
            WHERE p.id = :person) AS ladder
    FROM entries WHERE person_id = :person
"""

_PENDING = """
    SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT) AS minutes FROM claims
    WHERE person_id = :person AND state = 'pending'
"""

_UNANSWERED = f"""
    SELECT {SHIFT}, a.title, a.place, g.state, 0 AS number, g.held_until, {MY_ROLE}, 0 AS to_confirm
    FROM {FROM_MY_SIGN_UPS}
    WHERE g.person_id = :person AND {OF_MY_SIGN_UPS} AND {SAID_NOTHING} AND s.starts_at > :now
    ORDER BY s.starts_at, s.id LIMIT 1
"""


_WAITS_FOR_ANSWER = f"""
    SELECT {SHIFT}, a.title, a.place, g.state, 0 AS number, g.held_until, {MY_ROLE}, 0 AS to_confirm
    FROM {FROM_MY_SIGN_UPS}
    WHERE g.person_id = :person AND {OF_MY_SIGN_UPS} AND s.starts_at > :now AND (
        g.state = 'waiting' AND g.held_until > :now OR {TO_CONFIRM} OR {SAID_NOTHING}
    )
    ORDER BY s.starts_at, s.id LIMIT :limit
"""

_NO_REMINDER = 2**31 - 1  # so long before nothing goes

_ASKED_TO_HELP = f"""
    SELECT k.id, {SHIFT}, a.title, a.place FROM asks k JOIN shifts s ON s.id = k.shift_id
        JOIN activities a ON a.id = s.activity_id
    WHERE k.person_id = :person AND k.sent_at IS NOT NULL AND k.answer IS NULL AND {IS_ON} AND s.starts_at > :now
        AND NOT {HAS_COME}
    ORDER BY s.starts_at, k.id LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class AskedOfMe:
    """A shift about which somebody was asked and has said nothing; whether they help out, by the ask's number."""

    title: str
    venue: str
    shift: Shift
    ask: int | None = None


@dataclass(frozen=True, slots=True)
class MyShift:
    """A shift ahead, or going on now; `number` is the person's on its waiting list."""

    title: str
    venue: str
    shift: Shift
    state: SignUpState
    number: int = 0
    role: str = ""  # in a shift that has several
    to_confirm: bool = False  # it was moved, and the person has not said that they still come
    held_until: datetime | None = None  # a place is held for the person, who waits
    rule: str = ""  # of the series that it is one of
    later: int = 0  # so many more of it, in which the person has a place


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
    extent: Extent
    sums: Sums
    enquiries: int = 0  # what the person has asked
    ladder: str | None = None  # of their team's stars; None: the organisation's


async def overview(reader: Reader, person_id: int, now: datetime, month: Month, *, page: Page) -> Overview:
    """What is ahead of a person, and their hours; `month` is the one that now is in."""
    shifts, [sums], [pending], [asked] = await reader.several(
        query(_AHEAD, person=person_id, now=seconds(now), **page.values),
        query(
            _SUMS,
            person=person_id,
            month=str(month),
            first=str(Month(year=month.year, number=1)),
            last=str(Month(year=month.year, number=12)),
        ),
        query(_PENDING, person=person_id),
        query("SELECT COUNT(*) AS enquiries FROM enquiries WHERE person_id = :person", person=person_id),
    )
    return Overview(
        shifts=tuple(replace(_my_shift_in(row), rule=row["rule"] or "", later=row["later"]) for row in shifts),
        extent=page.extent(shifts),
        sums=Sums(sums["this_month"], sums["this_year"], sums["in_all"], pending["minutes"]),
        enquiries=asked["enquiries"],
        ladder=sums["ladder"],
    )


async def unanswered(reader: Reader, person_id: int, now: datetime, *, asked: int | None) -> MyShift | None:
    """The first shift ahead of which the person was asked whether they come, so many minutes before or more."""
    row = await reader.one(_UNANSWERED, person=person_id, now=seconds(now), asked=asked) if asked else None
    return _my_shift_in(row) if row else None


async def what_waits_for_answer(
    reader: Reader, person_id: int, now: datetime, *, asked: int | None, limit: int
) -> tuple[AskedOfMe, ...]:
    """Offers, moves to be confirmed, reminders and asks for help that the person has not answered; in one hop."""
    values = {"person": person_id, "now": seconds(now), "limit": limit}
    by = _NO_REMINDER if asked is None else asked
    mine, asks = await reader.several(query(_WAITS_FOR_ANSWER, asked=by, **values), query(_ASKED_TO_HELP, **values))
    found = [AskedOfMe(row["title"], row["place"], shift_in(row)) for row in mine]
    return (*found, *(AskedOfMe(row["title"], row["place"], shift_in(row), row["id"]) for row in asks))


def _my_shift_in(row: Row) -> MyShift:
    state = SignUpState(row["state"])
    return MyShift(
        row["title"],
        row["place"],
        shift_in(row),
        state,
        row["number"],
        row["role"] or "",
        bool(row["to_confirm"]),
        instant_if(row["held_until"]) if state is SignUpState.WAITING else None,
    )
