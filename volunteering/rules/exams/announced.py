"""Examinations as they are announced, and who is in one (docs/rules.md: Examinations).

An exam is for the people of its unit and of everything below. What is passed is a qualification of its kind.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.periods import Period, local_day, start_of_day
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.tree import Unit

REMINDED_AHEAD: Final = timedelta(hours=24)
"""How long before an exam begins everybody admitted is reminded of it."""

LEAST_DIGITS: Final = 3
"""Of a number within its level."""

HIGHEST_MARK: Final = 10_000
"""In tenths."""


class ExamState(StrEnum):
    """Whether it takes place."""

    ON = "on"
    CANCELLED = "cancelled"


class EntryState(StrEnum):
    """Whether somebody is in an exam."""

    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"


class ExamResult(StrEnum):
    """What came of it for one person."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    ABSENT = "absent"

    @property
    def came(self) -> bool:
        """Whether the person was there."""
        return self is not ExamResult.ABSENT


class ExamLevel(Model):
    """A level that can be sat in an exam; of a kind without levels the only one there is."""

    id: int
    level: int  # the rank of it in the kind, 0 for the lowest
    places: int  # 0: no limit
    asks_below: bool  # takes the level below, of the same kind
    taken: int = 0
    stays: bool = False  # somebody has registered for it, whoever they are by now, or it has given a number

    @property
    def is_full(self) -> bool:
        """Whether nobody else can register for it."""
        return bool(self.places) and self.taken >= self.places


class Exam(Model):
    """An examination as it was announced."""

    id: int
    unit: Unit
    kind: QualificationKind
    title: str
    period: Period
    venue: str
    opens_at: Instant
    closes_at: Instant  # from then on nobody registers any more
    state: ExamState
    off_because: str
    by_id: int  # who announced it
    digits: int  # of a number within its level; 0 as long as none was given
    levels: tuple[ExamLevel, ...] = ()  # the lowest first

    @property
    def is_on(self) -> bool:
        """Whether it takes place, or did."""
        return self.state is ExamState.ON

    def has_begun(self, now: datetime) -> bool:
        """Whether it has begun."""
        return now >= self.period.start

    def is_to_come(self, now: datetime) -> bool:
        """Whether it takes place, and has not begun: so long it can be changed, withdrawn from and cancelled."""
        return self.is_on and not self.has_begun(now)

    def takes_results(self, now: datetime) -> bool:
        """Whether there can be results."""
        return self.is_on and self.has_begun(now)

    def is_open(self, now: datetime) -> bool:
        """Whether people can register."""
        return self.is_on and self.opens_at <= now < self.closes_at

    def day(self, zone: ZoneInfo) -> date:
        """The local date of it."""
        return self.period.day(zone)

    def window_days(self, zone: ZoneInfo) -> tuple[date, date]:
        """The first and the last of the local dates on which people register: what `window` made of them."""
        return local_day(self.opens_at, zone), local_day(self.closes_at - timedelta(seconds=1), zone)

    def level_of(self, level_id: int) -> ExamLevel | None:
        """One of its levels, by number."""
        return next((one for one in self.levels if one.id == level_id), None)

    def rank_of(self, level_id: int) -> int:
        """The rank that one of its levels has in the kind; 0 where it is none of them."""
        level = self.level_of(level_id)
        return level.level if level else 0


class ExamEntry(Model):
    """Somebody in an exam."""

    id: int
    exam_id: int
    person_id: int
    level_id: int
    state: EntryState
    at: Instant  # since when
    admission: int | None  # the number they sit it under
    mark: int | None  # in tenths
    result: ExamResult | None
    qualification_id: int | None  # what passing it gave them

    @property
    def is_in(self) -> bool:
        """Whether the person is to sit it, or did."""
        return self.state is EntryState.REGISTERED


class Grade(Model):
    """What is written of one person's result."""

    result: ExamResult | None  # None: as if nobody had said anything
    mark: int | None = None


def window(opens_on: date, closes_on: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the first instant of the one local date to the last of the other."""
    return start_of_day(opens_on, zone), start_of_day(closes_on + timedelta(days=1), zone)


def digits_for(people: int, places: int) -> int:
    """How many digits a number within a level has: as many as the largest may take, with room for a few more."""
    return max(LEAST_DIGITS, len(str(max(people + 50, places))))


def mark_of(number: Decimal) -> int | None:
    """A mark in tenths; None for what is none."""
    if not number.is_finite() or abs(number) > HIGHEST_MARK:
        return None
    tenths = number * 10
    return int(tenths) if tenths == tenths.to_integral_value() and 0 <= tenths <= HIGHEST_MARK else None


# Why one can't be announced or changed.


class WindowTooLate(Model):
    """Registration would go on when the exam has begun."""

    last: date


class FewerThanTaken(Model):
    """More people are registered for a level than it would have places."""

    taken: int


class OnlyLevel(Model):
    """It can't be left out: without a level nobody could sit the exam."""


class LevelTotals(Model):
    """A level of an exam in numbers."""

    level: ExamLevel
    registered: int = 0
    admitted: int = 0
    came: int = 0
    passed: int = 0
    open: int = 0  # admitted, and without a result


class WhichEntries(StrEnum):
    """Whom of an exam a list has."""

    ALL = "all"
    OPEN = "open"  # without a result
    UNREACHED = "unreached"  # messages do not arrive
