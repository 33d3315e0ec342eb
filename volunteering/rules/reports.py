"""Totals of a month or a year and a unit, everything below it included (docs/rules.md: Totals)."""

from datetime import date, timedelta
from typing import Final

from pydantic import Field
from typing_extensions import override

from volunteering.rules.ground.model import Model
from volunteering.rules.ground.periods import Month

MOST_SERVED: Final = 1_000_000
"""Of people or things in one shift: more is a slip of the finger."""

RETURN_WITHIN: Final = timedelta(days=60)
"""Within how many days of their first shift somebody has to come again to have returned.

A district's activities of a kind come round once a month, so that everybody had the choice of two.
"""


class Served(Model):
    """How many people a shift served, and how many things were handed out; None: nobody said."""

    people: int | None = Field(default=None, ge=0, le=MOST_SERVED)
    things: int | None = Field(default=None, ge=0, le=MOST_SERVED)


NOT_COUNTED: Final = Served()
"""Nobody said anything."""


def no_show_rate(no_shows: int, participations: int) -> float | None:
    """No-shows among those expected whose roster is confirmed; None where nobody was."""
    expected = no_shows + participations
    return no_shows / expected if expected else None


class Totals(Model):
    """What was done. Rates are shares between 0 and 1, or None where there is nothing to share."""

    activities: int = 0  # with at least one shift that began and was not cancelled
    participations: int = 0  # attended sign-ups, 人次
    people: int = 0  # distinct
    minutes: int = 0  # served: approved, in shifts and outside
    minutes_outside: int = 0  # of these, logged outside shifts
    served_people: int = 0  # as leaders counted them
    handed_out: int = 0  # things, as leaders counted them
    new_people: int = 0
    no_shows: int = 0
    places: int = 0  # offered in shifts with a limit
    places_taken: int = 0  # of these, by people who were not excused
    pending_minutes: int = 0  # logged, not decided

    @property
    def no_show_rate(self) -> float | None:
        """No-shows among those expected whose roster is confirmed."""
        return no_show_rate(self.no_shows, self.participations)

    @property
    def fill_rate(self) -> float | None:
        """Confirmed sign-ups that were not excused, among the places offered."""
        return self.places_taken / self.places if self.places else None


class Returning(Model):
    """People who came for the first time, and how many of them came again within `RETURN_WITHIN`."""

    newcomers: int = 0
    settled: int = 0  # of these, whose days are over: of the others it can't be said yet
    returned: int = 0  # of those whose days are over
    settled_with: int = 0  # of those whose days are over: had a buddy in that first shift, who came
    returned_with: int = 0  # of these, came again

    @property
    def rate(self) -> float | None:
        """The share of those who returned among those of whom it can be said; None where that is nobody."""
        return self.returned / self.settled if self.settled else None

    @property
    def rate_with(self) -> float | None:
        """The same share of those who had a buddy."""
        return self.returned_with / self.settled_with if self.settled_with else None

    @property
    def settled_without(self) -> int:
        """Of those of whom it can be said: had no buddy."""
        return self.settled - self.settled_with

    @property
    def returned_without(self) -> int:
        """Of these, came again."""
        return self.returned - self.returned_with

    @property
    def rate_without(self) -> float | None:
        """The same share of those who had none."""
        return self.returned_without / self.settled_without if self.settled_without else None

    @property
    def open(self) -> int:
        """Those who may still return in time, or have."""
        return self.newcomers - self.settled


class Span(Model):
    """What a report is about: a month, or a year when `month` is None."""

    year: int
    month: Month | None = None

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months, in order."""
        return (self.month,) if self.month else tuple(Month(year=self.year, number=number) for number in range(1, 13))

    @property
    def before(self) -> "Span":
        """The span of the same length before this one."""
        return Span.of(self.month.before) if self.month else Span(year=self.year - 1)

    @property
    def after(self) -> "Span":
        """The span of the same length after this one."""
        return Span.of(self.month.plus(1)) if self.month else Span(year=self.year + 1)

    @property
    def year_before(self) -> "Span":
        """The same span a year ago."""
        return Span.of(self.month.year_before) if self.month else self.before

    def goes_on(self, today: date) -> bool:
        """Whether this local date is one of its days."""
        return Month.of(today) in self.months

    def same_day(self, today: date) -> date:
        """The local date that is as far into it as `today` is into its own month or year."""
        month = self.month or Month(year=self.year, number=today.month)
        return date(month.year, month.number, min(today.day, month.last_day().day))

    @classmethod
    def of(cls, month: Month) -> "Span":
        """The span of one month."""
        return cls(year=month.year, month=month)

    @override
    def __str__(self) -> str:
        return str(self.month) if self.month else f"{self.year:04}"


def change(now: int, then: int) -> float | None:
    """By what share a figure grew (negative: fell) from then to now; None where there was nothing then."""
    return (now - then) / then if then else None
