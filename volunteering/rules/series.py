"""Series: a shift that comes again by a rule, at the same time on the organisation's clocks (docs/rules.md: Series).

A rule is one of RFC 5545 (iCalendar), which dateutil follows (decision 77): it says on which days, and the first day
the time. What is made of it is known by its recurrence, the local day and time that the rule gave it, wherever it is
moved to afterwards: so what was moved, or cancelled, never comes again.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile
from typing import Annotated, Final, Self
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from pydantic import AfterValidator, Field, NaiveDatetime

from volunteering.rules.days_off import DayOff, day_off
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.roles import Wanted

LONGEST: Final = 200  # characters of a rule
MOST_APART: Final = timedelta(days=4 * 366)
"""A rule that has no day in so long is none that anybody waits for."""

_DAY_MINUTES: Final = 24 * 60
_PARTS: Final = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST"}
)
"""What says on which days; the hour stands beside the rule."""

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TRIED: Final = 366 * 8
_LATE: Final = 9899
_NOT_WITH: Final = {
    "DAILY": {"BYYEARDAY", "BYWEEKNO", "BYSETPOS"},
    "WEEKLY": {"BYYEARDAY", "BYWEEKNO", "BYMONTHDAY"},
    "MONTHLY": {"BYYEARDAY", "BYWEEKNO"},
    "YEARLY": set[str](),
}
"""What RFC 5545 doesn't have with a frequency (3.3.10); and of a day there is no second."""


class Frequency(StrEnum):
    """What a rule counts in."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class HolidayChoice(StrEnum):
    """What becomes of holidays, and of weekends that are worked on, in a series."""

    SKIP = "skip"
    KEEP = "keep"


def parts_of(rule: str) -> Mapping[str, str]:
    """The parts of a rule, by name: `FREQ`, `BYDAY`."""
    return dict(part.split("=", 1) for part in rule.split(";"))


def _sound(rule: str) -> str:
    """The rule, where it is one, says days alone, and has one in time."""
    if len(rule) > LONGEST or not re.fullmatch(r"[A-Z]+=[A-Z0-9,+-]+(;[A-Z]+=[A-Z0-9,+-]+)*", rule, re.ASCII):
        raise ValueError("no rule")
    parts = parts_of(rule)
    if parts.keys() - _PARTS or parts.get("FREQ") not in set(Frequency) or len(parts) != rule.count(";") + 1:
        raise ValueError("no rule of days")
    if parts.keys() & _NOT_WITH[parts["FREQ"]]:
        raise ValueError("what is not said with that frequency")
    if not 1 <= int(parts.get("INTERVAL", "1")) <= _TRIED or not 1 <= int(parts.get("COUNT", "1")) <= _TRIED:
        raise ValueError("out of range")
    rrulestr(rule, dtstart=datetime(2000, 1, 1))  # noqa: DTZ001  naive: on the wall; it raises ValueError
    return rule


Rule = Annotated[str, AfterValidator(_sound)]
"""A rule of RFC 5545 without its beginning and its end: `FREQ=WEEKLY;BYDAY=WE`."""


class Repeats(Model):
    """How often something comes, and the last local date on which it may."""

    rule: Rule
    until: date | None = None

    @property
    def frequency(self) -> Frequency:
        """What the rule counts in."""
        return Frequency(parts_of(self.rule)["FREQ"])

    def beginning(self, day: date) -> Self:
        """The same with what the first day says of the others: the day of the week, of the month or of the year."""
        parts = dict(parts_of(self.rule))
        if not parts.keys() & {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}:
            match self.frequency:
                case Frequency.WEEKLY:
                    parts["BYDAY"] = WEEKDAYS[day.weekday()]
                case Frequency.MONTHLY:
                    parts["BYMONTHDAY"] = str(day.day)
                case Frequency.YEARLY if "BYMONTH" not in parts:
                    parts |= {"BYMONTH": str(day.month), "BYMONTHDAY": str(day.day)}
                case _:
                    return self
        return self.model_copy(update={"rule": ";".join(f"{name}={value}" for name, value in parts.items())})


class NewSeries(Model):
    """A series to be posted: its rule, the local day and time it begins with, and for how long it is."""

    repeats: Repeats
    first: NaiveDatetime
    minutes: Annotated[int, Field(ge=1, le=_DAY_MINUTES)]  # between the clocks on the wall
    wanted: Wanted
    holidays: HolidayChoice = HolidayChoice.SKIP

    def recurrences(self, since: date, until: date) -> Iterator[datetime]:
        """The local days and times that the rule gives from one date to another, both included."""
        last = min(until, self.repeats.until or until)
        if _ever_comes(self.repeats.rule, self.first):
            every = rrulestr(self.repeats.rule, dtstart=self.first)
            ahead = every.xafter(datetime.combine(since, datetime.min.time()), inc=True)
            yield from takewhile(lambda at: at.date() <= last, ahead)

    def next_after(self, day: date) -> date | None:
        """The first local date after another one that the rule gives; None where it has come to its end."""
        return next((at.date() for at in self.recurrences(day + timedelta(days=1), day + MOST_APART)), None)

    def begun(self, moment: Moment) -> "SeriesPlan":
        """What is posted at the beginning: as far ahead as is set, and at any rate the first day of the rule."""
        first = next((at.date() for at in self.recurrences(self.first.date(), self.first.date() + MOST_APART)), None)
        return self.planned(first or self.first.date(), moment)

    def planned(self, since: date, moment: Moment, *, insured_until: date | None = None) -> "SeriesPlan":
        """What is posted now, from a local date on: that one, and as far ahead as is set, or as people are insured."""
        horizon = max(horizon_at(moment), since)
        if insured_until is not None:
            ends = self.first + timedelta(minutes=self.minutes - 1)
            horizon = min(horizon, insured_until - (ends.date() - self.first.date()))
        made, left_out = list[Occurrence](), list[DayOff]()
        for at in self.recurrences(since, horizon):
            off = day_off(at.date(), moment.policy.holidays)
            period = period_at(at, self.minutes, moment.zone)
            if off and self.holidays is HolidayChoice.SKIP:
                left_out.append(off)
            elif period.start > moment.now:
                made.append(Occurrence(recurrence=at, period=period))
        return SeriesPlan(made=tuple(made), left_out=tuple(left_out), next_on=self.next_after(horizon))

    def special(self, moment: Moment) -> tuple[DayOff, ...]:
        """The days of the series ahead that aren't like others, kept or left out, as far as shifts are posted."""
        ahead = self.recurrences(moment.today, horizon_at(moment))
        return tuple(off for at in ahead if (off := day_off(at.date(), moment.policy.holidays)))


class Series(NewSeries):
    """A series of an activity; `next_on` is the first local date of it that is still to be posted."""

    id: int
    activity_id: int
    next_on: date | None
    has_ended: bool = False


class Occurrence(Model):
    """One of a series: what it is known by, and when it takes place."""

    recurrence: NaiveDatetime
    period: Period


class SeriesPlan(Model):
    """What of a series is posted now, which days are left out, and with which date it goes on later."""

    made: tuple[Occurrence, ...]
    left_out: tuple[DayOff, ...]
    next_on: date | None


def horizon_at(moment: Moment) -> date:
    """The last local date for which shifts of a series are posted by now."""
    return moment.today + timedelta(weeks=moment.policy.series_weeks)


def period_at(recurrence: datetime, minutes: int, zone: ZoneInfo) -> Period:
    """When an occurrence takes place: from its time to its end, as the clocks on the wall show them.

    As RFC 5545 has it (3.3.5): a time over which the clocks go forward is as much later, with its end; of one that
    they show twice the first is meant. So a shift over the change is an hour longer, or shorter; never over a day.
    """
    start = _instant(recurrence, zone)
    end = _instant(recurrence + timedelta(minutes=minutes), zone)
    is_skipped = start.astimezone(zone).replace(tzinfo=None) != recurrence
    if is_skipped or end <= start:
        end = start + timedelta(minutes=minutes)
    return Period(start=start, end=min(end, start + timedelta(minutes=_DAY_MINUTES)))


def _instant(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def on_the_wall(period: Period, zone: ZoneInfo) -> tuple[datetime, int]:
    """The local day and time of a period's start, and the minutes to its end on the same clocks."""
    first, last = (at.astimezone(zone).replace(tzinfo=None) for at in (period.start, period.end))
    minutes = int((last - first).total_seconds()) // 60
    return first, minutes if 0 < minutes <= _DAY_MINUTES else min(period.minutes, _DAY_MINUTES)


@lru_cache(maxsize=1024)
def _ever_comes(rule: str, first: datetime) -> bool:
    """Whether a rule has a day within some centuries: dateutil would look for one up to the year 9999.

    So it is asked as late as it can look. Every 400 years all dates are on the same days of the week again.
    """
    parts = parts_of(rule)
    late = first.replace(year=first.year + (_LATE - first.year) // 400 * 400)
    if parts["FREQ"] == Frequency.DAILY:
        apart = timedelta(days=int(parts.get("INTERVAL", "1")))
        tried = min(_TRIED, (date.max - late.date()) // apart)
        return any(_is_let_through(late + at * apart, parts) for at in range(tried))
    return next(iter(rrulestr(rule, dtstart=late)), None) is not None


def _is_let_through(at: datetime, parts: Mapping[str, str]) -> bool:
    length = (at.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    numbers = {
        "BYMONTH": {at.month},
        "BYMONTHDAY": {at.day, at.day - length.day - 1},
    }
    said = {name: {int(one) for one in parts[name].split(",")} for name in numbers if name in parts}
    on_weekday = "BYDAY" not in parts or WEEKDAYS[at.weekday()] in parts["BYDAY"]
    return on_weekday and all(numbers[name] & wanted for name, wanted in said.items())
