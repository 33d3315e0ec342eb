"""Registering for an exam: who may, and every reason why not (docs/rules.md: Examinations)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from volunteering.rules.exams.announced import Exam, ExamEntry, ExamLevel
from volunteering.rules.ground.model import Model
from volunteering.rules.qualifications import Qualification, QualificationState
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Person, Standing


class ExamOnHold(Model):
    """Their sign-ups are on hold."""


class ExamElsewhere(Model):
    """It is for people of another unit."""

    unit: Unit


class ExamOff(Model):
    """It does not take place."""

    because: str


class NotYetOpen(Model):
    """The window opens later."""


class WindowClosed(Model):
    """The window has closed."""


class InItAlready(Model):
    """They are registered, for this level or for another one."""

    level: int
    is_other: bool


class HoldsLevel(Model):
    """They have that level already, or a higher one."""

    level: int


class LacksBelow(Model):
    """It takes the level below on the day of the exam."""

    level: int  # the one below
    is_waiting: bool = False  # theirs waits for a leader


class LevelFull(Model):
    """All its places are taken."""

    places: int


ExamReason = (
    ExamOnHold | ExamElsewhere | ExamOff | NotYetOpen | WindowClosed | InItAlready | HoldsLevel | LacksBelow | LevelFull
)


class ExamFacts(Model):
    """An exam, and how somebody stands to it."""

    exam: Exam
    person: Person
    mine: ExamEntry | None
    held: tuple[Qualification, ...]  # of its kind, whatever their state

    @property
    def is_in(self) -> bool:
        """Whether the person is registered."""
        return self.mine is not None and self.mine.is_in


def reasons_against(facts: ExamFacts, level: ExamLevel, now: datetime, zone: ZoneInfo) -> tuple[ExamReason, ...]:
    """Everything that keeps somebody from a level, the same for whoever looks and whoever registers."""
    return (*against_exam(facts, level, now), *_against_level(facts, level, zone))


def against_exam(facts: ExamFacts, level: ExamLevel | None, now: datetime) -> tuple[ExamReason, ...]:
    """What has nothing to do with a level."""
    exam, person = facts.exam, facts.person
    reasons: list[ExamReason] = []
    if person.standing is Standing.SUSPENDED:
        reasons.append(ExamOnHold())
    if not exam.is_on:
        reasons.append(ExamOff(because=exam.off_because))
    elif now < exam.opens_at:
        reasons.append(NotYetOpen())
    elif now >= exam.closes_at:
        reasons.append(WindowClosed())
    if not exam.unit.holds(person.unit):
        reasons.append(ExamElsewhere(unit=exam.unit))
    if facts.mine is not None and facts.mine.is_in:
        is_other = level is not None and facts.mine.level_id != level.id
        reasons.append(InItAlready(level=exam.rank_of(facts.mine.level_id), is_other=is_other))
    return tuple(reasons)


def _against_level(facts: ExamFacts, level: ExamLevel, zone: ZoneInfo) -> Iterable[ExamReason]:
    day = facts.exam.day(zone)
    holds = [one.level for one in facts.held if one.holds_on(day)]
    highest = max(holds, default=-1)
    if highest >= level.level:
        yield HoldsLevel(level=highest)
    elif level.asks_below and level.level and highest < level.level - 1:
        below = level.level - 1
        yield LacksBelow(level=below, is_waiting=_waits(facts.held, below))
    if level.is_full and not facts.is_in:
        yield LevelFull(places=level.places)


def _waits(held: Sequence[Qualification], least: int) -> bool:
    return any(one.state is QualificationState.PENDING and one.level >= least for one in held)
