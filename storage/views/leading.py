"""Activities as those who lead them find them: their list, one of them with its shifts, one shift. Each is one hop,
and one more where shifts have roles.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.engine.database import Reader, Row, Value, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import instant, instant_if, seconds
from storage.rows.activities import ACTIVITY, FROM_ACTIVITY, FROM_SHIFT, activity_in
from storage.rows.answers import NOTHING_SAID, SaidOfShift, said_in, said_of
from storage.rows.capacities import CAPACITY, capacity_in
from storage.rows.changes import UNSETTLED
from storage.rows.hours import ON_ROSTER
from storage.rows.moves import TO_CONFIRM, RecentMove, move_in, newest_move, who_has_not_confirmed
from storage.rows.roles import rooms_by_shift
from storage.rows.shifts import CALLED_OFF, IS_AHEAD, NOT_CALLED_OFF, SERVED, SHIFT, served_in, shift_in
from storage.rows.tree import within
from volunteering.rules.activities import MOST_MINUTES, Activity, Shift
from volunteering.rules.attendance import FORGOTTEN
from volunteering.rules.capacity import Capacity, places_of
from volunteering.rules.moves import UNDONE_WITHIN
from volunteering.rules.reports import NOT_COUNTED, Served
from volunteering.rules.roles import AtLeast, RoleRoom, Wanted, wanted_of
from volunteering.rules.tree import Rights

_LONGEST_SHIFT = timedelta(minutes=MOST_MINUTES)

A_YEAR = timedelta(days=366)

_LATEST_FIRST = "settled_at DESC"
"""By when a shift was held, or called off: what would still be to come isn't the latest."""

_IS_OPEN = f"""
    {NOT_CALLED_OFF} AND s.starts_at > :since AND (
        a.state = 'open' AND {IS_AHEAD} OR s.starts_at <= :now AND s.roster_at IS NULL AND EXISTS (
            SELECT 1 FROM signups g WHERE g.shift_id = s.id AND {ON_ROSTER}
        )
    )
"""
"""A shift is ahead, or waits for its roster: one that was cancelled, too, where it had begun by then."""

_ASKED = """
    SELECT COUNT(*) AS enquiries, COUNT(CASE WHEN state = 'open' THEN 1 END) AS unanswered
    FROM enquiries WHERE activity_id = :activity
"""

_OF_THE_YEAR = "s.starts_at > :year_ago"

_NOT_OPEN = f"HAVING MAX(CASE WHEN {_IS_OPEN} THEN 1 ELSE 0 END) = 0"
"""Of an activity, no shift is."""


@dataclass(frozen=True, slots=True)
class Led:
    """An activity in the list: when it is next, was last or would have been; and how many rosters it waits for."""

    activity_id: int
    title: str
    at: datetime
    rosters: int = 0
    called_off: bool = False  # nothing of it takes place, or did


@dataclass(frozen=True, slots=True)
class LedList:
    """A page of them."""

    activities: tuple[Led, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class Manned:
    """A shift, and how many people are in it."""

    shift: Shift
    capacity: Capacity
    roles: tuple[RoleRoom, ...] = ()

    @property
    def wanted(self) -> Wanted:
        """How many people it is for, as it would be typed."""
        places = tuple(wanted_of(room.role) for room in self.roles) or places_of(self.shift.limit)
        return AtLeast(minimum=self.shift.minimum, places=places) if self.shift.minimum else places

    @property
    def people(self) -> int:
        """Everybody who would have to be told."""
        return self.capacity.taken + self.capacity.waiting


@dataclass(frozen=True, slots=True)
class LedActivity:
    """An activity with a page of its shifts: those ahead first, the soonest on top; then those past."""

    activity: Activity
    shifts: tuple[Manned, ...]
    extent: Extent
    ahead: int  # shifts that are not over
    to_tell: int  # people in these
    enquiries: int  # what people asked about it
    unanswered: int  # of these
    undoable: int | None  # the newest change of its title or risk that can be taken back
    move: RecentMove | None  # the newest of its venue that can be undone
    to_write: int  # people whom a letter reaches: those of the shifts that are not over, or else of all


@dataclass(frozen=True, slots=True)
class LedShift:
    """A shift with its activity."""

    activity: Activity
    manned: Manned
    move: RecentMove | None = None  # the newest of its time that can be undone
    served: Served = NOT_COUNTED
    said: SaidOfShift = NOTHING_SAID
    unconfirmed: int = 0  # people with a place who have still to confirm it
    not_confirmed: tuple[str, ...] = ()  # the first of them, by name


async def led_activities(
    reader: Reader,
    person_id: int,
    rights: Rights,
    now: datetime,
    *,
    all_units: bool = False,
    past: bool = False,
    page: Page,
) -> LedList:
    """The activities that a person leads, or those of all units they lead: upcoming and unanswered ones, or past ones.

    Past ones go back a year: what is older is found in the totals.
    """
    whose, values = within(rights.led, "u") if all_units else ("a.leader_id = :person", {"person": person_id})
    which, having, order = (_OF_THE_YEAR, _NOT_OPEN, _LATEST_FIRST) if past else (_IS_OPEN, "", "next_at")
    rows = await reader.all(
        f"""
        SELECT a.id, a.title, MIN(CASE WHEN {IS_AHEAD} THEN s.starts_at END) AS soonest,
            MIN(s.starts_at) AS next_at, MAX(s.starts_at) AS last_at,
            MAX(CASE WHEN {CALLED_OFF} THEN NULL ELSE s.starts_at END) AS held_at,
            MAX(CASE WHEN {CALLED_OFF} THEN s.moved_at ELSE s.starts_at END) AS settled_at,
            COUNT(CASE WHEN s.ends_at <= :now THEN 1 END) AS unanswered, {TOTAL}
        FROM shifts s JOIN activities a ON a.id = s.activity_id JOIN units u ON u.id = a.unit_id
        WHERE {which} AND ({whose})
        GROUP BY a.id, a.title {having} ORDER BY {order}, a.id LIMIT :limit OFFSET :skipped
        """,
        now=seconds(now),
        since=seconds(now - FORGOTTEN - _LONGEST_SHIFT),
        **({"year_ago": seconds(now - A_YEAR)} if past else {}),
        **values,
        **page.values,
    )
    return LedList(tuple(_led_in(row, past=past) for row in rows), extent=page.extent(rows))


def _led_in(row: Row, *, past: bool) -> Led:
    if past:
        return Led(row["id"], row["title"], instant(row["held_at"] or row["last_at"]), called_off=not row["held_at"])
    return Led(row["id"], row["title"], instant_if(row["soonest"]) or instant(row["last_at"]), row["unanswered"])


async def ever_led(reader: Reader, person_id: int, *, page: Page) -> LedList:
    """All the activities that a person leads or led, by their last shift, the latest first."""
    rows = await reader.all(
        f"""
        SELECT a.id, a.title, MAX(s.starts_at) AS last_at, {TOTAL}
        FROM activities a JOIN shifts s ON s.activity_id = a.id WHERE a.leader_id = :person
        GROUP BY a.id, a.title ORDER BY last_at DESC, a.id DESC LIMIT :limit OFFSET :skipped
        """,
        person=person_id,
        **page.values,
    )
    return LedList(tuple(Led(row["id"], row["title"], instant(row["last_at"])) for row in rows), page.extent(rows))


async def led_activity(
    reader: Reader, activity_id: int, person_id: int, now: datetime, *, page: Page
) -> LedActivity | None:
    """An activity with its shifts; None where there is none with that number. The person is not told or written to."""
    values: dict[str, Value] = {"activity": activity_id, "now": seconds(now)}
    since = seconds(now - UNDONE_WITHIN)
    activities, shifts, [sums], [asked] = await reader.several(
        query(
            f"""
            SELECT {ACTIVITY}, (
                SELECT MAX(c.id) FROM changes c WHERE c.activity_id = a.id AND c.shift_id IS NULL AND {UNSETTLED}
            ) AS undoable, {newest_move("m.activity_id = a.id AND m.shift_id IS NULL")}
            FROM {FROM_ACTIVITY} WHERE a.id = :activity
            """,
            **values,
            hour_ago=since,
        ),
        query(
            f"""
            SELECT {SHIFT}, {CAPACITY}, {TOTAL} FROM shifts s WHERE s.activity_id = :activity
            ORDER BY CASE WHEN {IS_AHEAD} THEN 0 ELSE 1 END,
                CASE WHEN {IS_AHEAD} THEN s.starts_at ELSE -s.starts_at END, s.id
            LIMIT :limit OFFSET :skipped
            """,
            **values,
            **page.values,
        ),
        query(
            f"""
            SELECT COUNT(DISTINCT CASE WHEN {IS_AHEAD} THEN s.id END) AS ahead,
                COUNT(DISTINCT CASE WHEN {IS_AHEAD} THEN g.person_id END) AS of_ahead,
                COUNT(DISTINCT g.person_id) AS of_all
            FROM shifts s LEFT JOIN signups g
                ON g.shift_id = s.id AND g.state IN ('confirmed', 'waiting') AND g.person_id <> :person
            WHERE s.activity_id = :activity AND {NOT_CALLED_OFF}
            """,
            **values,
            person=person_id,
        ),
        query(_ASKED, activity=activity_id),
    )
    if not activities:
        return None
    rooms = await rooms_by_shift(reader, [row["shift_id"] for row in shifts if row["roles"]])
    return LedActivity(
        activity=activity_in(activities[0]),
        shifts=tuple(_manned_in(row, rooms) for row in shifts),
        extent=page.extent(shifts),
        ahead=sums["ahead"],
        to_tell=sums["of_ahead"],
        enquiries=asked["enquiries"],
        unanswered=asked["unanswered"],
        undoable=activities[0]["undoable"],
        move=move_in(activities[0]),
        to_write=sums["of_ahead"] if sums["ahead"] else sums["of_all"],
    )


async def led_shift(reader: Reader, shift_id: int, now: datetime, *, asked: int | None = None) -> LedShift | None:
    """A shift; None where there is none with that number. `asked`: so many minutes before, for the last time."""
    shifts, *said = await reader.several(
        query(
            f"""
            SELECT {ACTIVITY}, {SHIFT}, {SERVED}, {CAPACITY},
                {newest_move("m.activity_id = a.id AND m.shift_id = s.id")},
                (SELECT COUNT(*) FROM signups g WHERE g.shift_id = s.id AND {TO_CONFIRM}) AS unconfirmed
            FROM {FROM_SHIFT} WHERE s.id = :shift
            """,
            shift=shift_id,
            hour_ago=seconds(now - UNDONE_WITHIN),
        ),
        *said_of(shift_id, asked, now),
    )
    if not shifts:
        return None
    [row] = shifts
    rooms = await rooms_by_shift(reader, [shift_id] if row["roles"] else [])
    not_confirmed = await who_has_not_confirmed(reader, shift_id) if row["unconfirmed"] else ()
    return LedShift(
        activity_in(row),
        _manned_in(row, rooms),
        move_in(row),
        served_in(row),
        said_in(said, shift_id),
        row["unconfirmed"],
        not_confirmed,
    )


def _manned_in(row: Row, rooms: Mapping[int, tuple[RoleRoom, ...]]) -> Manned:
    return Manned(shift_in(row), capacity_in(row), rooms.get(row["shift_id"], ()))
