"""What a unit decides so that its places go round: how many one may have, how soon again, and who may ask first.

docs/rules.md: Fair places. Each is off until a unit decides it, and every refusal says the rule, by how much, and from
when on nothing of it is in the way.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from volunteering.rules.activities import Shift
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.unit_settings import OFF, UnitSetting

FAIR: Final = (
    UnitSetting.MOST_AHEAD,
    UnitSetting.REST,
    UnitSetting.WEEK,
    UnitSetting.NEWCOMERS_FIRST,
    UnitSetting.STAGES,
    UnitSetting.OPENS,
    UnitSetting.CLOSES,
    UnitSetting.LEAVING,
)
"""What of a unit's settings this is about, in the order of its screen. A value is a number, or two, or OFF."""

LOOKS_BACK: Final = timedelta(days=9)
"""How long before a shift another one may begin and matter to it: in the same week, or before the longest rest."""


class Ruling(Model):
    """What holds of a setting, and the unit that decided it: below that it counts what somebody has."""

    numbers: tuple[int, ...]
    path: str

    @property
    def number(self) -> int:
        """Where it is one."""
        return self.numbers[0]


def decided_in(value: str, path: str) -> Ruling | None:
    """What is written of a setting; None where it is off, or nothing that this version reads."""
    words = value.split()
    if value == OFF or not words or not all(word.isascii() and word.isdigit() for word in words):
        return None
    return Ruling(numbers=tuple(map(int, words)), path=path)


class PlaceOf(Model):
    """A shift in which the person has a place."""

    shift_id: int
    title: str
    period: Period
    path: str  # of its unit


class Belongs(StrEnum):
    """How near the person is to the unit of a shift."""

    THERE = "there"  # or below
    ABOVE = "above"  # in what the unit hangs under, or below that
    ELSEWHERE = "elsewhere"


class Fairness(Model):
    """What is decided where a shift is, and what of the person it is judged by."""

    posted_at: Instant
    belongs: Belongs = Belongs.ELSEWHERE
    is_newcomer: bool = False
    places: tuple[PlaceOf, ...] = ()  # everywhere, those that are over lately among them, by start
    most_ahead: Ruling | None = None
    rest: Ruling | None = None  # minutes
    week: Ruling | None = None  # minutes
    newcomers_first: Ruling | None = None  # minutes
    stages: Ruling | None = None  # minutes until it is the unit above's, and everybody's
    opens: Ruling | None = None  # days before the start
    closes: Ruling | None = None  # minutes before it
    leaving: Ruling | None = None  # minutes before it

    def within(self, decided: Ruling) -> list[PlaceOf]:
        """The places in the unit that decided, and below it."""
        return [place for place in self.places if place.path.startswith(decided.path)]


# Why not.


class OfFairness(Model):
    """Something that a unit decided is in the way."""


class TooManyAhead(OfFairness):
    """The person has so many shifts ahead there, and no more are allowed."""

    count: int
    most: int
    first_ends: Instant
    allowed_at: Instant  # when few enough are ahead


class TooLittleRest(OfFairness):
    """So many minutes would be between it and another shift of theirs, wherever that is."""

    title: str
    period: Period
    minutes: int
    least: int
    allowed_at: Instant | None = None  # no time helps: another shift does


class WeekIsFull(OfFairness):
    """So many minutes the person has in that local week, and would have with it."""

    already: int
    with_it: int
    most: int
    next_week: date
    allowed_at: Instant | None = None  # no time helps: a shift of another week does


class Opening(StrEnum):
    """For whom it is before."""

    NOBODY = "nobody"  # sign-up begins then
    OWN_TEAM = "own_team"
    UNIT_ABOVE = "unit_above"
    NEWCOMERS = "newcomers"


class OpensLater(OfFairness):
    """It is open for this person from then on."""

    before: Opening
    allowed_at: Instant


class SignUpOver(OfFairness):
    """Sign-up was closed so many minutes before the start."""

    since: Instant
    minutes: int
    allowed_at: Instant | None = None


Unfair = TooManyAhead | TooLittleRest | WeekIsFull | OpensLater | SignUpOver


def reasons_of_fairness(fair: Fairness, shift: Shift, moment: Moment, *, waits: bool) -> tuple[Unfair, ...]:
    """Everything of it that is against a place in a shift; `waits`: they asked in time, and are in line."""
    if shift.has_begun(moment.now):
        return ()
    over = None if waits else sign_up_over(fair.closes, shift, moment)
    return (
        *_opens(fair, shift, moment),
        *((over,) if over else ()),
        *_ahead(fair, shift, moment),
        *_rest(fair, shift),
        *_week(fair, shift, moment.zone),
    )


def opens_at(fair: Fairness, shift: Shift, zone: ZoneInfo) -> datetime:
    """When sign-up begins: with posting, or so many days before the start, at the same time by the clock."""
    if fair.opens is None:
        return fair.posted_at
    local = shift.period.start.astimezone(zone)
    before = datetime.combine(local.date() - timedelta(days=fair.opens.number), local.time(), tzinfo=zone)
    return max(fair.posted_at, before.astimezone(UTC))


def _opens(fair: Fairness, shift: Shift, moment: Moment) -> Iterator[OpensLater]:
    """Of several that are not there yet the latest: it is open from then on."""
    start = opens_at(fair, shift, moment.zone)
    gates: list[tuple[Opening, datetime]] = [(Opening.NOBODY, start)]
    if fair.stages is not None:
        own, above = (start + timedelta(minutes=minutes) for minutes in fair.stages.numbers[:2])
        if fair.belongs is Belongs.ABOVE:
            gates.append((Opening.OWN_TEAM, own))
        elif fair.belongs is Belongs.ELSEWHERE:
            gates.append((Opening.OWN_TEAM if moment.now < own else Opening.UNIT_ABOVE, above))
    if fair.newcomers_first is not None and not fair.is_newcomer:
        gates.append((Opening.NEWCOMERS, start + timedelta(minutes=fair.newcomers_first.number)))
    before, at = max(gates, key=lambda gate: gate[1])
    if moment.now < at:
        yield OpensLater(before=before, allowed_at=at)


def sign_up_over(closes: Ruling | None, shift: Shift, moment: Moment) -> SignUpOver | None:
    """Where sign-up closes so many minutes before the start, and that is past: also of what was posted after it."""
    if closes is None:
        return None
    since = shift.period.start - timedelta(minutes=closes.number)
    return SignUpOver(since=since, minutes=closes.number) if since <= moment.now else None


def _ahead(fair: Fairness, shift: Shift, moment: Moment) -> Iterator[TooManyAhead]:
    if fair.most_ahead is None:
        return
    most = fair.most_ahead.number
    ends = sorted(
        place.period.end
        for place in fair.within(fair.most_ahead)
        if place.shift_id != shift.id and place.period.end > moment.now
    )
    if len(ends) >= most:
        yield TooManyAhead(count=len(ends), most=most, first_ends=ends[0], allowed_at=ends[len(ends) - most])


def _rest(fair: Fairness, shift: Shift) -> Iterator[TooLittleRest]:
    if fair.rest is None:
        return
    least, this = fair.rest.number, shift.period
    for place in fair.places:  # whoever is tired is tired wherever they were
        other = place.period
        if place.shift_id == shift.id or other.overlaps(this):
            continue
        between = max(this.start - other.end, other.start - this.end)
        minutes = int(between.total_seconds()) // 60
        if minutes < least:
            yield TooLittleRest(title=place.title, period=other, minutes=minutes, least=least)


def week_of(period: Period, zone: ZoneInfo) -> date:
    """The Monday of the local week that a shift belongs to, wholly."""
    day = period.day(zone)
    return day - timedelta(days=day.weekday())


def _week(fair: Fairness, shift: Shift, zone: ZoneInfo) -> Iterator[WeekIsFull]:
    if fair.week is None:
        return
    monday = week_of(shift.period, zone)
    others: Sequence[PlaceOf] = [place for place in fair.within(fair.week) if place.shift_id != shift.id]
    already = sum(place.period.minutes for place in others if week_of(place.period, zone) == monday)
    with_it = already + shift.period.minutes
    if with_it > fair.week.number:
        yield WeekIsFull(already=already, with_it=with_it, most=fair.week.number, next_week=monday + timedelta(days=7))


def leaving_closed_at(minutes: int, shift: Shift) -> datetime:
    """From when on nobody leaves with a tap alone."""
    return shift.period.start - timedelta(minutes=minutes)
