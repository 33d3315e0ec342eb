"""What people under age may do: at which hours, how long a day, and who answers for them (docs/rules.md: Ages).

How old somebody is, is judged on the day of the shift, as they surely are (`Born.age_on`).
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period, local_day, start_of_day, whole_day
from volunteering.rules.ground.policy import Band
from volunteering.rules.guardians import OF_AGE
from volunteering.rules.profiles import Born

REACH: Final = timedelta(days=2)
"""How far around a shift others may lie that begin or end on one of its local days: none is longer than a day."""

_MIDNIGHT: Final = 24


class Youth(Model):
    """What else is known of somebody who may be under age."""

    consented: bool = False  # a guardian has, and did not withdraw it
    busy: tuple[Period, ...] = ()  # their other places, around the shift


class OfAge(Model):
    """What keeps somebody from a shift since they are under age."""


class ComesAlong(OfAge):
    """Below the first band people come along with somebody else."""

    age: int
    may_be: bool = False  # with the year alone it isn't sure


class NoGuardian(OfAge):
    """Nobody who answers for the person has consented, or they withdrew it."""

    age: int = OF_AGE


class NotAtThatHour(OfAge):
    """At this age only between these full hours of a day; 24 is its end."""

    first: int
    until: int


class TooLongADay(OfAge):
    """At this age no more than so many hours of a local day; so many minutes of it are taken already."""

    hours: int
    already: int


TooYoungForIt = ComesAlong | NoGuardian | NotAtThatHour


def may_be_under_age(born: Born | None, start: datetime) -> bool:
    """Whether it has to be looked up who answers for somebody at a shift that starts then: rather once too often."""
    return born is not None and born.age_on(start.date() - timedelta(days=1)) < OF_AGE


def band_of(age: int, bands: Sequence[Band]) -> Band | None:
    """The band that an age is in; None for whoever is of age, or younger than all of them."""
    return None if age >= OF_AGE else max((band for band in bands if band.age <= age), key=_from, default=None)


def _from(band: Band) -> int:
    return band.age


def reasons_of_age(born: Born | None, youth: Youth | None, period: Period, moment: Moment) -> tuple[TooYoungForIt, ...]:
    """What keeps somebody from a shift of this period for their age, but how long the day is."""
    day = period.day(moment.zone)
    if born is None or born.age_on(day) >= OF_AGE:
        return ()
    bands = moment.policy.age_bands
    band = band_of(born.age_on(day), bands)
    if band is None and bands:
        least = min(map(_from, bands))
        return (ComesAlong(age=least, may_be=born.may_be_on(day) >= least),)
    found: list[TooYoungForIt] = [] if youth is not None and youth.consented else [NoGuardian()]
    if band is not None and not _is_within(period, band, moment.zone):
        found.append(NotAtThatHour(first=band.first, until=band.until))
    return tuple(found)


def too_long_a_day(born: Born | None, youth: Youth | None, period: Period, moment: Moment) -> TooLongADay | None:
    """Whether somebody under age would be busy for too long on one of the local days of this period."""
    band = None if born is None else band_of(born.age_on(period.day(moment.zone)), moment.policy.age_bands)
    if band is None:
        return None
    for day in _days(period, moment.zone):
        whole = whole_day(day, moment.zone)
        already = sum(_minutes_in(whole, other) for other in (youth.busy if youth else ()))
        if already + _minutes_in(whole, period) > band.hours * 60:
            return TooLongADay(hours=band.hours, already=already)
    return None


def _is_within(period: Period, band: Band, zone: ZoneInfo) -> bool:
    """Whether all of it lies between the band's hours on each of its local days."""
    for day in _days(period, zone):
        opens, closes = _at(day, band.first, zone), _at(day, band.until, zone)
        whole = whole_day(day, zone)
        if max(period.start, whole.start) < opens or min(period.end, whole.end) > closes:
            return False
    return True


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """The instant at which the clocks on the wall first show a full hour of a local date, or jump over it."""
    if hour == _MIDNIGHT:
        return start_of_day(day + timedelta(days=1), zone)
    return datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)


def _days(period: Period, zone: ZoneInfo) -> Iterator[date]:
    """The local dates that a period has a part of."""
    day, last = period.day(zone), local_day(period.end - timedelta(seconds=1), zone)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _minutes_in(whole: Period, part: Period) -> int:
    seconds = (min(whole.end, part.end) - max(whole.start, part.start)).total_seconds()
    return max(0, int(seconds) // 60)
