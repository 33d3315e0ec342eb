"""Activities, and the shifts they are made of (docs/rules.md: Activities and shifts)."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from volunteering.rules.capacity import limit_of, reasons_against_limit
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.periods import Month, Period
from volunteering.rules.ground.texts import Description, Details, Title, Venue
from volunteering.rules.risk import Risk
from volunteering.rules.roles import (
    NewRole,
    RoleReason,
    Wanted,
    limit_in_all,
    minimum_in,
    minimum_of,
    places_in,
    reasons_against_roles,
)
from volunteering.rules.series import NewSeries, SeriesPlan
from volunteering.rules.training import NewTraining
from volunteering.rules.tree import Unit

CONTACTS_AHEAD: Final = timedelta(days=1)
"""How long before a shift its leaders see whom to call for its people."""


class Category(StrEnum):
    """The six kinds that the yearly reports count."""

    COMMUNITY = "community"
    SOCIAL = "social"
    CULTURE = "culture"
    CHARITY = "charity"
    RIGHTS = "rights"
    OTHER = "other"


class State(StrEnum):
    """Of an activity or of one shift."""

    OPEN = "open"
    CANCELLED = "cancelled"


class Activity(Model):
    """Something a unit does, led by a person, in one or more shifts."""

    id: int
    unit: Unit
    leader_id: int
    leader_name: str
    leader_is_here: bool = True  # not gone, for now or for good
    title: str
    description: str
    category: Category
    venue: str
    details: str  # for leaders, and for confirmed people until their shift is over (docs/rules.md: People and units)
    state: State
    off_because: str = ""  # why it was cancelled, where its leader said so
    risk: Risk | None = None  # None: it puts nobody's body at risk
    training: bool = False  # its rosters record study, and no service (docs/rules.md: Training)

    @property
    def is_on(self) -> bool:
        """Whether it is not cancelled."""
        return self.state is State.OPEN


class Shift(Model):
    """One stretch of an activity, with places."""

    id: int
    activity_id: int
    period: Period
    limit: int | None  # of places, in all roles; None: everybody is welcome
    state: State
    since: Instant  # when it came to be as it is: its time was last set then, or it was cancelled
    roster_at: Instant | None = None  # when its roster was confirmed
    off_because: str = ""  # why it was cancelled, by itself or with its activity
    roles: int = 0  # how many it has; 0: everybody does the same, and there is no row about it
    minimum: int = 0  # of people, as it was typed; 0: none is too few
    posted_at: Instant | None = None  # None: a version wrote it that kept nothing but `since`
    series_id: int | None = None  # None: it stands by itself

    @property
    def called_off(self) -> bool:
        """Whether it was cancelled before it began, so that nobody can have come."""
        return self.state is State.CANCELLED and self.since < self.period.start

    @property
    def takes(self) -> int:
        """How many people it takes; 0: none is too few."""
        return minimum_of(self.minimum, self.limit)

    def has_begun(self, now: datetime) -> bool:
        """Whether it has started, at or before `now`."""
        return self.period.start <= now

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended, at or before `now`."""
        return self.period.end <= now

    def is_ahead(self, now: datetime) -> bool:
        """Whether it is to come, or goes on now: neither cancelled nor over."""
        return self.state is State.OPEN and not self.is_over(now)

    def opens_details(self, now: datetime) -> bool:
        """Whether its people are told the details: until it is over or cancelled (docs/rules.md: People and units)."""
        return self.is_ahead(now)

    def opens_contacts(self, now: datetime) -> bool:
        """Whether its leaders see whom to call for its people in an emergency (docs/rules.md: Profiles)."""
        return self.is_ahead(now) and self.period.start - CONTACTS_AHEAD <= now

    def day(self, zone: ZoneInfo) -> date:
        """The local date it counts for."""
        return self.period.day(zone)

    def month(self, zone: ZoneInfo) -> Month:
        """The month it counts for."""
        return Month.of(self.day(zone))


class Clash(Model):
    """A shift in which somebody has a place at the time of another."""

    shift: Shift
    title: str


def is_on(activity: Activity, shift: Shift) -> bool:
    """Whether neither a shift nor its activity is cancelled."""
    return activity.is_on and shift.state is State.OPEN


def why_off(activity: Activity, shift: Shift | None = None) -> str:
    """Why it was cancelled, in the words of whoever did it; empty where they gave no reason."""
    return (shift.off_because if shift else "") or activity.off_because


class NewShift(Model):
    """A shift to be posted."""

    period: Period
    limit: int | None = None
    roles: tuple[NewRole, ...] = ()
    minimum: int = 0  # of people; 0: none is too few
    recurrence: datetime | None = None  # of a series: the local day and time that its rule gave it

    @property
    def takes(self) -> int:
        """How many people it takes; 0: none is too few."""
        return minimum_of(self.minimum, self.limit_in_all)

    @property
    def limit_in_all(self) -> int | None:
        """Of places: the sum of its roles', where it has any."""
        return limit_in_all(role.limit for role in self.roles) if self.roles else self.limit


def new_shift(period: Period, wanted: Wanted, recurrence: datetime | None = None) -> NewShift:
    """A shift for as many people as was typed; of a series, what it is known by."""
    places, minimum = places_in(wanted) or 0, minimum_in(wanted) or 0
    if isinstance(places, int):
        return NewShift(period=period, limit=limit_of(places), minimum=minimum, recurrence=recurrence)
    return NewShift(period=period, roles=places, minimum=minimum, recurrence=recurrence)


def shifts_of(series: NewSeries, plan: SeriesPlan) -> tuple[NewShift, ...]:
    """What of a series is to be posted."""
    return tuple(new_shift(one.period, series.wanted, one.recurrence) for one in plan.made)


class NewActivity(Model):
    """An activity to be posted, with its shifts."""

    unit: Unit
    leader_id: int
    title: Title
    description: Description = ""
    category: Category
    venue: Venue
    details: Details = ""
    risk: Risk | None = None
    training: NewTraining | None = None
    shifts: tuple[NewShift, ...] = ()
    series: NewSeries | None = None  # whose shifts are posted besides, as far ahead as is set


MOST_MINUTES = 24 * 60
"""The longest that one shift can be."""


# Why a shift cannot be posted like that.


class InThePast(Model):
    """It would have begun already."""

    period: Period


class TooLong(Model):
    """It would be longer than a day and a night."""

    period: Period


class NoShifts(Model):
    """An activity without a shift is nothing to sign up for."""


ShiftReason = InThePast | TooLong | RoleReason


def reasons_against_period(period: Period, now: datetime) -> tuple[InThePast | TooLong, ...]:
    """Why no shift can be set to this time now."""
    reasons: list[InThePast | TooLong] = []
    if period.start <= now:
        reasons.append(InThePast(period=period))
    if period.minutes > MOST_MINUTES:
        reasons.append(TooLong(period=period))
    return tuple(reasons)


def reasons_against_shift(shift: NewShift, now: datetime) -> tuple[ShiftReason, ...]:
    """Everything against posting this shift now."""
    about_places = reasons_against_roles(shift.roles) if shift.roles else reasons_against_limit(shift.limit)
    return (*reasons_against_period(shift.period, now), *about_places)
