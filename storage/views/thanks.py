"""What people may rate, what leaders see of that, whom they commend, and somebody's record. Each is one hop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import day_of, seconds
from storage.rows.activities import ACTIVITY, FROM_SHIFT, activity_in
from storage.rows.honours import HONOUR, honour_in
from storage.rows.hours import HOLDS
from storage.rows.qualifications import JOINED, QUALIFICATION, qualification_in
from storage.rows.shifts import IS_SERVICE, SHIFT, shift_in
from storage.rows.thanks import CAME_TO, COMMENDATION, RATING, commendation_in, rating_in
from storage.rows.volunteers import KNOWN
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.honours import Honour
from volunteering.rules.qualifications import Qualification
from volunteering.rules.thanks import Commendation, Seen, seen_of
from volunteering.rules.tree import Rights

_TO_RATE: Final = f"""
    WITH holds AS ({HOLDS} AND e.person_id = :person AND e.kind IN ('attended', 'sent_home') AND e.at > :since)
    SELECT {ACTIVITY}, {SHIFT}, r.stars FROM {FROM_SHIFT} JOIN holds ON holds.shift_id = s.id
        LEFT JOIN ratings r ON r.shift_id = s.id AND r.person_id = :person
    ORDER BY s.starts_at DESC, s.id DESC
"""

_TO_COMMEND: Final = f"""
    WITH holds AS ({HOLDS} AND e.shift_id = :shift AND e.kind IN ('attended', 'sent_home'))
    SELECT p.id, p.name, {TOTAL}, CASE WHEN EXISTS (
        SELECT 1 FROM commendations c WHERE c.shift_id = :shift AND c.person_id = p.id AND c.by_id = :by
    ) THEN 1 ELSE 0 END AS done
    FROM holds JOIN people p ON p.id = holds.person_id WHERE p.id <> :by AND {KNOWN}
    ORDER BY p.name_folded, p.id LIMIT :limit OFFSET :skipped
"""

_SUMS: Final = """
    SELECT CAST(COALESCE(SUM(e.change), 0) AS BIGINT) AS minutes,
        CAST(COALESCE(SUM(e.participations), 0) AS BIGINT) AS attended,
        CAST(COALESCE(SUM(e.no_shows), 0) AS BIGINT) AS no_shows
    FROM entries e WHERE e.person_id = :person
"""

_LEFT: Final = f"""
    SELECT COALESCE(SUM(CASE WHEN g.left_late = 1 THEN 1 ELSE 0 END), 0) AS late,
        COALESCE(SUM(CASE WHEN g.left_late IS NULL THEN 1 ELSE 0 END), 0) AS unknown
    FROM signups g JOIN shifts s ON s.id = g.shift_id
    WHERE g.person_id = :person AND g.state = 'left' AND {IS_SERVICE}
"""

_COMMENDED: Final = f"""
    SELECT {COMMENDATION}, a.title, s.day, leader.name AS by_name, {TOTAL}
    FROM commendations c JOIN shifts s ON s.id = c.shift_id JOIN activities a ON a.id = s.activity_id
        JOIN people leader ON leader.id = c.by_id
    WHERE c.person_id = :person AND c.at <= :told_by AND {CAME_TO.format(of="c")}
    ORDER BY c.at DESC, c.id DESC LIMIT :limit
"""

_HONOURS: Final = f"""
    SELECT {HONOUR} FROM honours h JOIN units u ON u.id = h.unit_id
    WHERE h.person_id = :person AND h.taken_back_at IS NULL ORDER BY h.day DESC, h.id DESC LIMIT :limit
"""

_HELD: Final = f"""
    SELECT {QUALIFICATION} FROM qualifications q {JOINED}
    WHERE q.person_id = :person AND q.state = 'verified' AND (q.expires_on IS NULL OR q.expires_on >= :today)
    ORDER BY q.id
"""


@dataclass(frozen=True, slots=True)
class ToRate:
    """A shift that somebody came to lately, and the stars they give it."""

    activity: Activity
    shift: Shift
    stars: int | None


@dataclass(frozen=True, slots=True)
class SeenRatings:
    """A shift, and what its leaders see of its ratings."""

    activity: Activity
    shift: Shift
    seen: Seen


@dataclass(frozen=True, slots=True)
class ToCommend:
    """Somebody who came to a shift, and whether the reader has commended them for it."""

    person_id: int
    name: str
    done: bool


@dataclass(frozen=True, slots=True)
class ToCommendList:
    """A page of those who came to a shift, but for the reader, by name."""

    activity: Activity
    shift: Shift
    people: tuple[ToCommend, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class CommendedFor:
    """A commendation that its person knows of, for what, and by whom."""

    commendation: Commendation
    title: str
    day: date
    by_name: str


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What leaders see of somebody, and they themselves: the same."""

    minutes: int
    attended: int
    no_shows: int
    left_late: int
    left_unknown: int  # of how many it isn't known how late they left
    commended: tuple[CommendedFor, ...]  # the latest
    commendations: int  # of all
    held: Sequence[Qualification]
    honours: Sequence[Honour]  # the latest


async def to_rate(reader: Reader, person_id: int, rights: Rights, since: datetime) -> tuple[ToRate, ...]:
    """The shifts of which the roster says since then that somebody came, but for those they lead; the latest first."""
    rows = await reader.all(_TO_RATE, person=person_id, since=seconds(since))
    found = (ToRate(activity_in(row), shift_in(row), row["stars"]) for row in rows)
    return tuple(one for one in found if not rights.leads(one.activity.unit))


@dataclass(frozen=True, slots=True)
class StarsAlone:
    """A shift that somebody gave stars, and what its activity is called."""

    shift_id: int
    title: str


async def rated_without_words(reader: Reader, person_id: int, since: datetime) -> StarsAlone | None:
    """The last shift that somebody gave stars since then, where they have said nothing of it."""
    rows = await reader.all(
        """
        SELECT r.shift_id, r.words, a.title
        FROM ratings r JOIN shifts s ON s.id = r.shift_id JOIN activities a ON a.id = s.activity_id
        WHERE r.person_id = :person AND r.at >= :since ORDER BY r.at DESC, r.shift_id DESC LIMIT 1
        """,
        person=person_id,
        since=seconds(since),
    )
    return next((StarsAlone(row["shift_id"], row["title"]) for row in rows if not row["words"]), None)


async def seen_ratings(reader: Reader, shift_id: int) -> SeenRatings | None:
    """What leaders see of a shift's ratings; nobody's own leaves this place. None: no such shift."""
    shifts, rows = await reader.several(
        query(f"SELECT {ACTIVITY}, {SHIFT} FROM {FROM_SHIFT} WHERE s.id = :shift", shift=shift_id),
        query(f"SELECT {RATING} FROM ratings r WHERE r.shift_id = :shift", shift=shift_id),
    )
    if not shifts:
        return None
    return SeenRatings(activity_in(shifts[0]), shift_in(shifts[0]), seen_of([rating_in(row) for row in rows]))


async def to_commend(reader: Reader, shift_id: int, by_id: int, *, page: Page) -> ToCommendList | None:
    """Those who came to a shift. None: no such shift."""
    shifts, rows = await reader.several(
        query(f"SELECT {ACTIVITY}, {SHIFT} FROM {FROM_SHIFT} WHERE s.id = :shift", shift=shift_id),
        query(_TO_COMMEND, shift=shift_id, by=by_id, **page.values),
    )
    if not shifts:
        return None
    people = tuple(ToCommend(row["id"], row["name"], bool(row["done"])) for row in rows)
    return ToCommendList(activity_in(shifts[0]), shift_in(shifts[0]), people, page.extent(rows))


async def record_of(reader: Reader, person_id: int, *, told_by: datetime, today: date, last: int) -> PersonRecord:
    """Somebody's record, with so many of its honours, and of the commendations that were told by then."""
    [sums], [left], commended, held, honours = await reader.several(
        query(_SUMS, person=person_id),
        query(_LEFT, person=person_id),
        query(_COMMENDED, person=person_id, told_by=seconds(told_by), limit=last),
        query(_HELD, person=person_id, today=today.isoformat()),
        query(_HONOURS, person=person_id, limit=last),
    )
    return PersonRecord(
        minutes=sums["minutes"],
        attended=sums["attended"],
        no_shows=sums["no_shows"],
        left_late=int(left["late"]),
        left_unknown=int(left["unknown"]),
        commended=tuple(map(_commended_in, commended)),
        commendations=commended[0]["total"] if commended else 0,
        held=[qualification_in(row) for row in held],
        honours=[honour_in(row) for row in honours],
    )


def _commended_in(row: Row) -> CommendedFor:
    return CommendedFor(commendation_in(row), row["title"], day_of(row["day"]), row["by_name"])
