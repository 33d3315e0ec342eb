"""The yearly appraisal of whoever holds a post, and the sheet of each of them (docs/rules.md: Appraisal)."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from volunteering.rules.appraisal.marks import MeritMarks, Weights, result_of
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.thanks import Average
from volunteering.rules.tree import Role, Unit

REOPENED_WITHIN: Final = timedelta(days=7)
"""So long after it was closed its own admins may open it again; later only those of a unit above."""

IN_TIME: Final = timedelta(hours=24)
"""A roster that is confirmed so soon after the end of its shift was confirmed in time."""

_FIRST_HALF: Final = 6  # months in which the year before is appraised, mostly


class AppraisalState(StrEnum):
    """Whether anything may still be said in it."""

    OPEN = "open"
    CLOSED = "closed"


class Round(StrEnum):
    """What everybody in an appraisal is told of, one after the other."""

    OPENED = "opened"
    REMINDED = "reminded"
    CLOSED = "closed"
    REOPENED = "reopened"


class Appraisal(Model):
    """The appraisal of a unit and everything below it, of one year."""

    id: int
    unit: Unit
    year: int
    state: AppraisalState
    weights: Weights
    by_id: int
    at: Instant
    closed_at: Instant | None = None
    round: int = 0  # how often everybody was told of something
    told_of: Round = Round.OPENED  # of what, the last time
    reminded_on: date | None = None  # the local date on which those who are missing were reminded last

    @property
    def is_open(self) -> bool:
        """Whether anything may still be said in it."""
        return self.state is AppraisalState.OPEN


class SheetState(StrEnum):
    """Whether somebody is appraised."""

    IN = "in"
    OUT = "out"  # an admin took them out; what was said is kept for when they are put back


class Beside(Model):
    """The figures of a year beside what is said: their own, of what they led, and of the unit of the post and below.

    How it went in the unit stands beside whoever has a role there.
    """

    led: int = 0  # activities led that were held
    trainings: int = 0  # led that were held
    called_off_late: int = 0  # shifts of activities led, shortly before the start
    rated_by: int = 0  # people, of ratings of shifts led that leaders see
    rating: Average | None = None  # of these; None of fewer than three
    rosters: int = 0  # shifts led that are over
    in_time: int = 0  # of these, whose roster was confirmed within a day
    participations: int = 0
    minutes: int = 0
    no_shows: int = 0
    left_late: int = 0  # places given back shortly before the start
    left_unknown: int = 0  # and before it was noted how late
    study_minutes: int = 0
    unit_participations: int = 0
    unit_minutes: int = 0
    unit_no_shows: int = 0
    unit_left_late: int = 0
    unit_left_unknown: int = 0
    unit_rated_by: int = 0
    unit_rating: Average | None = None
    unit_newcomers: int = 0  # of whom it can be said whether they came again
    unit_returned: int = 0  # of these, did


class AppraisalSheet(Model):
    """What is said of one person in an appraisal, by themselves and by the leader above."""

    id: int
    appraisal: Appraisal
    person_id: int
    unit: Unit  # where the post is
    role: Role | None  # that they had there when it was opened; None for a post that an admin named
    post: str  # its name, where an admin typed one
    state: SheetState = SheetState.IN
    named_id: int | None = None  # the leader above, where an admin named one who is still here
    own: MeritMarks = MeritMarks()
    own_words: str = ""
    led: MeritMarks = MeritMarks()
    led_words: str = ""
    led_by: int | None = None  # who gave these marks: from the first one on they are theirs, until handed over
    handed_at: Instant | None = None  # since when their person may read them
    handed: int = 0  # how often they were handed over
    read_at: Instant | None = None
    comment: str = ""
    commented_at: Instant | None = None
    beside: Beside | None = None  # as it stood when they were handed over

    @property
    def is_in(self) -> bool:
        """Whether they are appraised."""
        return self.state is SheetState.IN

    @property
    def goes_on(self) -> bool:
        """Whether anything may still be said of them."""
        return self.is_in and self.appraisal.is_open

    @property
    def is_handed(self) -> bool:
        """Whether the leader above is done, and their person may read it."""
        return self.handed_at is not None

    @property
    def is_begun(self) -> bool:
        """Whether a leader above has something written here that nobody else may read."""
        return self.led_by is not None and not self.is_handed

    @property
    def result(self) -> int | None:
        """What came of it, by the leader above, in hundredths; None while their person may not read it."""
        return result_of(self.led, self.appraisal.weights) if self.is_handed else None

    @property
    def own_result(self) -> int | None:
        """The same by their own marks."""
        return result_of(self.own, self.appraisal.weights)


def years_to_open(today: date) -> tuple[int, ...]:
    """The years that may be appraised: the one that goes on and the one before, which is meant early in a year."""
    both = (today.year, today.year - 1)
    return both[::-1] if today.month <= _FIRST_HALF else both
