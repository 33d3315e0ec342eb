"""The yearly appraisal of whoever holds a post: five fields, oneself and the leader above (docs/rules.md: Appraisal).

MeritMarks are 1 to 5. What comes of them is kept in hundredths of a mark, so that nothing is rounded before it is read.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field

from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.tree import Role, Unit

LOWEST: Final = 1
HIGHEST: Final = 5

REOPENED_WITHIN: Final = timedelta(days=7)
"""So long after it was closed its own admins may open it again; later only those of a unit above."""

IN_TIME: Final = timedelta(hours=24)
"""A roster that is confirmed so soon after the end of its shift was confirmed in time."""

ROUNDED: Final = 50
_FIRST_HALF: Final = 6  # months in which the year before is appraised, mostly
_NUMBER: Final = re.compile(r"\d{1,3}")
_BETWEEN: Final = re.compile(r"[\s,;/|:%、，；]+")

Mark = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
"""From 1, not what the post needs, to 5, excellent."""


class Merit(StrEnum):
    """What is looked at, in this order."""

    RESULTS = "results"
    ABILITY = "ability"
    KNOWLEDGE = "knowledge"
    ATTITUDE = "attitude"
    COOPERATION = "cooperation"


class MeritMarks(Model):
    """A mark for each field, as far as they are given."""

    results: Mark | None = None
    ability: Mark | None = None
    knowledge: Mark | None = None
    attitude: Mark | None = None
    cooperation: Mark | None = None

    def of(self, merit: Merit) -> int | None:
        """The mark of a field; None while there is none."""
        mark: int | None = getattr(self, merit.value)
        return mark

    def giving(self, merit: Merit, mark: int) -> "MeritMarks":
        """The same with this mark for a field."""
        return self.model_copy(update={merit.value: mark})

    @property
    def missing(self) -> tuple[Merit, ...]:
        """The fields without one."""
        return tuple(merit for merit in Merit if self.of(merit) is None)

    @property
    def are_whole(self) -> bool:
        """Whether every field has one."""
        return not self.missing

    @property
    def are_none(self) -> bool:
        """Whether no field has one."""
        return len(self.missing) == len(Merit)


Weights = tuple[int, int, int, int, int]
"""Of the fields, in their order: 100 in all."""

EVEN: Final[Weights] = (20, 20, 20, 20, 20)
"""Where no unit says otherwise."""


def weights_in(typed: str) -> Weights | None:
    """Weights as somebody types them, `30,20,20,15,15`; None for what is not five numbers that make 100."""
    pieces = [piece for piece in _BETWEEN.split(unicodedata.normalize("NFKC", typed).strip()) if piece]
    if len(pieces) != len(Merit) or not all(_NUMBER.fullmatch(piece) for piece in pieces):
        return None
    results, ability, knowledge, attitude, cooperation = map(int, pieces)
    weights = (results, ability, knowledge, attitude, cooperation)
    return weights if sum(weights) == 100 else None


def weights_as_typed(weights: Weights) -> str:
    """The same the other way round."""
    return ",".join(map(str, weights))


def result_of(marks: MeritMarks, weights: Weights) -> int | None:
    """The weighted mark in hundredths, 100 to 500; None while a field has none."""
    given = [(marks.of(merit), weight) for merit, weight in zip(Merit, weights, strict=True)]
    return None if not marks.are_whole else sum((mark or 0) * weight for mark, weight in given)


def grade_of(result: int) -> int:
    """The mark, 1 to 5, that a result in hundredths is nearest to; right between two it is the better one."""
    return (result + ROUNDED) // 100


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
    """The figures of a year beside what is said: their own, and those of the unit where the post is and below."""

    led: int = 0  # activities led that were held
    rosters: int = 0  # shifts led that are over
    in_time: int = 0  # of these, whose roster was confirmed within a day
    participations: int = 0
    minutes: int = 0
    no_shows: int = 0
    unit_participations: int = 0
    unit_minutes: int = 0


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
    led_by: int | None = None  # who gave these marks, and handed them over
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
    def result(self) -> int | None:
        """What came of it, by the leader above, in hundredths; None while their person may not read it."""
        return result_of(self.led, self.appraisal.weights) if self.is_handed else None

    @property
    def own_result(self) -> int | None:
        """The same by their own marks."""
        return result_of(self.own, self.appraisal.weights)


Admins = Mapping[int, Collection[int]]
"""Those who are here, by the unit whose admins they are."""


def leaders_above(unit: Unit, role: Role | None, person_id: int, admins: Admins) -> tuple[int, ...]:
    """Who appraises somebody with such a post there: the admins of the nearest unit that has any, never themselves.

    An admin has them in a unit above, everybody else in the unit itself first. Nobody, where there is none.
    """
    nearest_first = unit.ids[::-1][1 if role is Role.ADMIN else 0 :]
    found = (sorted(one for one in admins.get(unit_id, ()) if one != person_id) for unit_id in nearest_first)
    return tuple(next((some for some in found if some), ()))


def appraisers_of(sheet: AppraisalSheet, admins: Admins) -> tuple[int, ...]:
    """Who appraises its person: whoever was named, else the leaders above by the tree."""
    if sheet.named_id is not None and sheet.named_id != sheet.person_id:
        return (sheet.named_id,)
    return leaders_above(sheet.unit, sheet.role, sheet.person_id, admins)


class Seat(Model):
    """How somebody stands to a sheet: whatever they may read and say of it comes from this."""

    is_own: bool = False  # it is about them
    appraises: bool = False  # they are the leader above
    administers: bool = False  # the unit that opened the appraisal

    @property
    def sees_it(self) -> bool:
        """Whether it is any business of theirs."""
        return self.is_own or self.appraises or self.administers

    def sees_own_marks(self, sheet: AppraisalSheet) -> bool:
        """Whether they read what its person said of themselves."""
        return self.is_own or (self.sees_it and sheet.is_in)

    def sees_marks(self, sheet: AppraisalSheet) -> bool:
        """Whether they read what the leader above said: of a sheet that is not handed over only that leader does."""
        if self.is_own:
            return sheet.is_handed
        return self.appraises or (self.administers and sheet.is_handed)

    def says_of_themselves(self, sheet: AppraisalSheet) -> bool:
        """Whether they may mark themselves."""
        return self.is_own and sheet.goes_on

    def judges(self, sheet: AppraisalSheet) -> bool:
        """Whether they may give marks as the leader above; what is handed over they take back first."""
        return self.appraises and not self.is_own and sheet.goes_on and not sheet.is_handed

    def takes_back(self, sheet: AppraisalSheet) -> bool:
        """Whether they may change what they have handed over."""
        return self.appraises and not self.is_own and sheet.goes_on and sheet.is_handed

    def comments(self, sheet: AppraisalSheet) -> bool:
        """Whether they may answer what was handed over."""
        return self.is_own and sheet.goes_on and sheet.is_handed

    def settles(self, sheet: AppraisalSheet) -> bool:
        """Whether they may name the leader above, and take somebody out or put them back; of themselves nobody does."""
        return self.administers and not self.is_own and sheet.appraisal.is_open


def seat_at(sheet: AppraisalSheet, person_id: int, *, administers: bool, leaders: Collection[int]) -> Seat:
    """How somebody stands to it; `leaders` are those who appraise its person."""
    is_own = sheet.person_id == person_id
    return Seat(is_own=is_own, appraises=not is_own and person_id in leaders, administers=administers)


def years_to_open(today: date) -> tuple[int, ...]:
    """The years that may be appraised: the one that goes on and the one before, which is meant early in a year."""
    both = (today.year, today.year - 1)
    return both[::-1] if today.month <= _FIRST_HALF else both
