"""Stretches of time: from an instant to an instant, and the days and months they belong to.

Days and months are the organisation's (docs/rules.md: Totals): a shift belongs, wholly, to the day and month of its
local start.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator
from typing_extensions import override

from volunteering.rules.ground.model import Instant, Model


class Period(Model):
    """From a start to a later end. Half-open: ending at 12:00 leaves 12:00 free (docs/rules.md: Signing up)."""

    start: Instant
    end: Instant

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end <= self.start:
            raise ValueError("a period ends after it starts")
        return self

    @property
    def minutes(self) -> int:
        """The real length in whole minutes, computed from instants: a clock change in between counts."""
        return int((self.end - self.start).total_seconds()) // 60

    def overlaps(self, other: "Period") -> bool:
        """Whether there is a moment in both."""
        return self.start < other.end and other.start < self.end

    def day(self, zone: ZoneInfo) -> date:
        """The local date it belongs to: that of its start."""
        return self.start.astimezone(zone).date()


class Month(Model):
    """A calendar month of the organisation's zone."""

    year: int = Field(ge=1, le=9998)
    number: int = Field(ge=1, le=12)

    @classmethod
    def of(cls, day: date) -> Self:
        """The month of a local date."""
        return cls(year=day.year, number=day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-11`. Raises ValueError for anything else."""
        year, _, number = text.partition("-")
        return cls(year=int(year), number=int(number))

    @override
    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def before(self) -> "Month":
        """The month before this one."""
        return self.plus(-1)

    @property
    def year_before(self) -> "Month":
        """The same month a year ago."""
        return self.plus(-12)

    def plus(self, months: int) -> "Month":
        """The month so many months later (earlier when negative)."""
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year=year, number=number + 1)

    def first_day(self) -> date:
        """Its first local date."""
        return date(self.year, self.number, 1)

    def last_day(self) -> date:
        """Its last local date."""
        return self.plus(1).first_day() - timedelta(days=1)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The local date of an instant."""
    return moment.astimezone(zone).date()


def readings(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants (UTC) that a clock on the wall shows as this date and time.

    One, as a rule; none where the clocks go forward over it; two where they go back over it (decision 7: a local time
    that doesn't exist or exists twice is asked about).
    """
    wall = datetime.combine(day, at)
    found = []
    for fold in (0, 1):
        moment = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == wall and moment not in found:
            found.append(moment)
    return tuple(found)


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) of a local date, also where midnight is skipped."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def whole_day(day: date, zone: ZoneInfo) -> Period:
    """A local date as a stretch of time, however long the clocks make it."""
    return Period(start=start_of_day(day, zone), end=start_of_day(day + timedelta(days=1), zone))


def week_ahead(now: datetime, zone: ZoneInfo) -> Period:
    """From now to the end of this local week (Sunday midnight)."""
    today = local_day(now, zone)
    return Period(start=now, end=start_of_day(today + timedelta(days=7 - today.weekday()), zone))


def this_weekend(now: datetime, zone: ZoneInfo) -> Period:
    """Saturday and Sunday of this local week; what is left of them once they have begun."""
    today = local_day(now, zone)
    saturday = start_of_day(today + timedelta(days=5 - today.weekday()), zone)
    return Period(start=max(now, saturday), end=start_of_day(today + timedelta(days=7 - today.weekday()), zone))


def weekend_after(now: datetime, zone: ZoneInfo) -> Period:
    """Saturday and Sunday of the local week after this one."""
    today = local_day(now, zone)
    saturday, monday = (today + timedelta(days=days - today.weekday()) for days in (12, 14))
    return Period(start=start_of_day(saturday, zone), end=start_of_day(monday, zone))
