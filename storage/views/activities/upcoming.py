"""Shifts as one person finds them: what is coming up, one shift's card, an activity's shifts. Each is one hop,
and one more where shifts with roles are among them, or whose unit decides how its places go round.

Their facts are those that signing up asks about (`storage.rows.signing_up`), without its locks, and for several shifts
at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from storage.engine.database import Query, Reader, Row, Value, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import seconds
from storage.rows.activities import ACTIVITY, FROM_ACTIVITY, FROM_SHIFT, IS_ON, activity_in
from storage.rows.ages import youth_for
from storage.rows.capacities import CAPACITY, NUMBER_IN_LINE, capacity_in
from storage.rows.fairness import IS_FAIR, fairness_for
from storage.rows.inductions import needs_induction
from storage.rows.no_shows import days_in, days_missed
from storage.rows.profiles import born_in, is_blocked
from storage.rows.risks import agreed
from storage.rows.roles import roles_for
from storage.rows.series import FIRST_OF_SERIES, SERIES, series_in
from storage.rows.shifts import SHIFT, shift_in
from storage.rows.signing_up import FROM_MY_SIGN_UPS, OF_MY_SIGN_UPS, SIGN_UP, sign_up_in
from storage.views.activities.order import MY_TEAMS, most_needed_first, nearest_first, of_one_kind, soonest_first
from volunteering.rules.activities import Activity, Category, Clash, Shift
from volunteering.rules.ages import Youth
from volunteering.rules.fairness import Fairness
from volunteering.rules.ground.periods import Period
from volunteering.rules.needs import Held
from volunteering.rules.ordering import Nearness
from volunteering.rules.profiles import Born
from volunteering.rules.roles import RoleRoom
from volunteering.rules.series import Series
from volunteering.rules.signing_up import Facts, SignUpState
from volunteering.rules.volunteers import Person

_NEARNESSES = tuple(Nearness)


_OFFERS = f"""
    SELECT {ACTIVITY}, {SHIFT}, {CAPACITY}, {SIGN_UP}, {NUMBER_IN_LINE} AS number,
        {agreed(":person", "a")} AS agreed, {needs_induction(":person")} AS needs_induction,
        {IS_FAIR}, {SERIES},
        listed.nearness, listed.total
    FROM {FROM_SHIFT} JOIN listed ON listed.id = s.id LEFT JOIN series r ON r.id = s.series_id
        LEFT JOIN signups g ON g.shift_id = s.id AND g.person_id = :person
    ORDER BY listed.place, s.starts_at, s.id
"""

_UPCOMING = f"FROM shifts s JOIN activities a ON a.id = s.activity_id WHERE {IS_ON} AND s.starts_at > :after"
"""Read from the index of starts, from now on: how much lies in the past doesn't matter."""

_FIRST_COMING = f"{_UPCOMING} AND {FIRST_OF_SERIES}"
"""The others of a series are one tap away."""

_ALONE = f"{Nearness.MY_TEAMS:d} AS nearness, 0 AS place, {TOTAL}"

_KNOWN_THEN = "(s.moved_at <= :as_of OR s.weighed_at <= :as_of OR s.urgency_before IS NOT NULL)"
"""Of a shift `s`: it wasn't posted since."""

_MY_PLACES = f"""
    SELECT {SHIFT}, a.title FROM {FROM_MY_SIGN_UPS}
    WHERE g.person_id = :person AND {OF_MY_SIGN_UPS} AND g.state = 'confirmed' AND s.ends_at > :now
    ORDER BY s.starts_at, s.id
"""

_ME = f"SELECT p.born, {days_missed('p.id')} AS no_shows FROM people p WHERE p.id = :person"
"""What is read of the person here and now: a birth date may have been said just before, in this very tap."""


@dataclass(frozen=True, slots=True)
class _ForWhom:
    """What is the person's own, whichever shift it is about; `youth`, `roles` and `fair` by the number of the shift."""

    person: Person
    places: Sequence[Clash]
    no_shows: tuple[date, ...]
    born: Born | None
    youth: Mapping[int, Youth]
    roles: Mapping[int, tuple[RoleRoom, ...]]
    held: Held
    fair: Mapping[int, Fairness]

    def clash(self, shift: Shift) -> Clash | None:
        """The first of their other places that overlaps it."""
        others = (one for one in self.places if one.shift.id != shift.id and one.shift.period.overlaps(shift.period))
        return next(others, None)


@dataclass(frozen=True, slots=True)
class Offer:
    """A shift as one person finds it; `number` is theirs on its waiting list, 0 where they don't wait."""

    facts: Facts
    number: int = 0
    nearness: Nearness = Nearness.MY_TEAMS
    series: Series | None = None  # that it comes again by


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of shifts, in one order or another."""

    offers: tuple[Offer, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class ShiftCard:
    """One shift, and how many other shifts of its activity are coming up."""

    offer: Offer
    others: int = 0
    is_blocked: bool = False  # the person said that they can't that day


async def upcoming(
    reader: Reader,
    person: Person,
    now: datetime,
    *,
    within: Period | None = None,
    category: Category | None = None,
    my_teams: bool = False,
    by_time: bool = False,
    page: Page,
) -> Listed:
    """Open shifts that have not begun; those that start within a period, of a category, of the person's teams.

    Nearest first, or by time alone. Of a series the first of them.
    """
    found, values = _FIRST_COMING, dict[str, Value](after=seconds(now))
    if within is not None:
        found += " AND s.starts_at < :until"
        values |= {"after": max(seconds(now), seconds(within.start) - 1), "until": seconds(within.end)}
    if category is not None:
        found += " AND a.category = :category"
        values["category"] = category
    if my_teams:
        return await _page(reader, person, now, of_one_kind(f"{found} AND s.unit_id IN ({MY_TEAMS})"), values, page)
    return await _page(reader, person, now, (soonest_first if by_time else nearest_first)(found), values, page)


async def most_needed(reader: Reader, person: Person, now: datetime, as_of: datetime | None, *, page: Page) -> Listed:
    """Open shifts by where the person is needed most and fits best, as that was at an instant within `HOLDS`; or now.

    Of a series the first of them.

    Whoever goes on with the order of then sees what was there then, and has not been cancelled since.
    """
    found, then = (_FIRST_COMING, now) if as_of is None else (f"{_FIRST_COMING} AND {_KNOWN_THEN}", as_of)
    values = dict[str, Value](after=seconds(then), as_of=seconds(then))
    return await _page(reader, person, now, most_needed_first(found), values, page)


async def _page(
    reader: Reader, person: Person, now: datetime, listing: str, values: Mapping[str, Value], page: Page
) -> Listed:
    offers = _offers(person, listing, **values, **page.values)
    return await _listed(reader, person, page, await reader.several(offers, *_mine(person, now)))


async def card(reader: Reader, person: Person, shift_id: int, now: datetime) -> ShiftCard | None:
    """A shift, past or cancelled ones too; None where there is none with that number."""
    # By their ends, too, so that SQLite finds them among those of the activity.
    others = query(
        f"""
        SELECT (
            SELECT COUNT(*) FROM shifts o
            WHERE o.activity_id = s.activity_id AND o.id <> s.id AND o.state = 'open' AND o.ends_at > :now
                AND o.starts_at > :now
        ) AS others, {is_blocked(":person")} AS is_blocked
        FROM shifts s WHERE s.id = :shift
        """,
        shift=shift_id,
        person=person.id,
        now=seconds(now),
    )
    this = _offers(person, f"SELECT s.id, {_ALONE} FROM shifts s WHERE s.id = :shift", shift=shift_id)
    [around, *rows] = await reader.several(others, this, *_mine(person, now))
    listed = await _listed(reader, person, Page(1), rows)
    if not listed.offers:
        return None
    return ShiftCard(listed.offers[0], around[0]["others"], is_blocked=bool(around[0]["is_blocked"]))


async def activity_with_shifts(
    reader: Reader, person: Person, activity_id: int, now: datetime, *, page: Page
) -> tuple[Activity, Listed] | None:
    """An activity and those of its shifts that are coming up; None where there is none with that number."""
    [found, *rows] = await reader.several(
        query(f"SELECT {ACTIVITY} FROM {FROM_ACTIVITY} WHERE a.id = :activity", activity=activity_id),
        _offers(
            person,
            of_one_kind(f"{_UPCOMING} AND s.activity_id = :activity"),
            activity=activity_id,
            after=seconds(now),
            **page.values,
        ),
        *_mine(person, now),
    )
    return (activity_in(found[0]), await _listed(reader, person, page, rows)) if found else None


def _offers(person: Person, which: str, **values: Value) -> Query:
    return query(f"WITH listed AS ({which}) {_OFFERS}", person=person.id, **values)


def _mine(person: Person, now: datetime) -> tuple[Query, Query]:
    return query(_MY_PLACES, person=person.id, now=seconds(now)), query(_ME, person=person.id)


async def _listed(reader: Reader, person: Person, page: Page, answers: Sequence[Sequence[Row]]) -> Listed:
    rows, places, [me] = answers
    with_roles = [row["shift_id"] for row in rows if row["roles"]]
    roles, held = await roles_for(reader, person.id, with_roles)
    born = born_in(me["born"])
    youth = await youth_for(reader, person.id, born, [shift_in(row) for row in rows])
    fair = await fairness_for(reader, person.id, [shift_in(row) for row in rows if row["is_fair"]])
    whose = _ForWhom(
        person,
        [Clash(shift=shift_in(row), title=row["title"]) for row in places],
        days_in(me["no_shows"]),
        born,
        youth,
        roles,
        held,
        fair,
    )
    return Listed(tuple(_offer_in(row, whose) for row in rows), extent=page.extent(rows))


def _offer_in(row: Row, whose: _ForWhom) -> Offer:
    shift = shift_in(row)
    sign_up = None if row["sign_up_id"] is None else sign_up_in(row)
    facts = Facts(
        standing=whose.person.standing,
        activity=activity_in(row),
        shift=shift,
        mine=None if sign_up and sign_up.state is SignUpState.LEFT else sign_up,
        clash=whose.clash(shift),
        capacity=capacity_in(row),
        no_shows=whose.no_shows,
        reachable=whose.person.reachable,
        agreed=row["agreed"],
        born=whose.born,
        youth=whose.youth.get(shift.id),
        roles=whose.roles.get(shift.id, ()),
        held=whose.held,
        needs_induction=bool(row["needs_induction"]),
        fair=whose.fair.get(shift.id),
    )
    if facts.roles:
        facts = facts.in_role(facts.mine_in.id if facts.mine_in else None)
    series = series_in(row) if row["series_number"] else None
    return Offer(facts, row["number"], _NEARNESSES[row["nearness"]], series)
