"""What somebody has learned or may do, as paper says it and a leader has verified (docs/rules.md: Qualifications).

A kind is kept by a unit and holds for everything below it. What is verified holds to the end of a local date, or for
ever.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field

from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.periods import Month
from volunteering.rules.tree import Unit

MOST_PENDING: Final = 10
"""How many of one person's may wait for a leader."""

REMINDED_AHEAD: Final = (60, 14)
"""Days before one ends on which its person is reminded."""

INDUCTION: Final = "induction"
"""The code of the kind that leaders give to whom they have shown around; a role may ask for it."""


class KindState(StrEnum):
    """Whether a kind may be added by people and asked for by shifts."""

    KEPT = "kept"
    REMOVED = "removed"  # nobody may add one; what is held, is held


class StudyRule(Model):
    """How much whoever holds a kind is to study: so many minutes in so many months."""

    minutes: Annotated[int, Field(ge=1, le=10_000 * 60)]
    months: Annotated[int, Field(ge=1, le=120)]

    def counts_from(self, today: date) -> date:
        """The first local date whose study counts today."""
        return _months_from(today, -self.months)

    def due_on(self, issued: date) -> date:
        """The first local date on which it has to be there: whoever was qualified lately has time."""
        return _months_from(issued, self.months)

    def settled_by(self, today: date) -> date:
        """The last local date on which one was issued whose holder has had their time: it is due today, or was.

        At the end of a month several are due on one day.
        """
        day = self.counts_from(today)
        while self.due_on(day + timedelta(days=1)) <= today:
            day += timedelta(days=1)
        return day


class QualificationKind(Model):
    """A kind of qualification, kept by a unit for itself and everything below."""

    id: int
    unit: Unit
    code: str  # of the first set; empty for a unit's own
    name: str  # as an admin typed it; empty where the code is what says it, in the reader's language
    levels: tuple[str, ...]  # in order, the lowest first; codes where the name is empty. None: it has no levels
    months: int  # how long one holds; 0 for ever
    needs_evidence: bool
    state: KindState = KindState.KEPT
    study: StudyRule | None = None  # what whoever holds one is to go on learning

    @property
    def highest(self) -> int:
        """The rank of its highest level; 0 where it has none."""
        return max(len(self.levels) - 1, 0)

    def is_for(self, unit: Unit) -> bool:
        """Whether people of that unit may add it, and its shifts ask for it."""
        return self.state is KindState.KEPT and self.unit.holds(unit)

    def ends(self, issued_on: date) -> date | None:
        """The last local date on which one that was issued that day holds; None for ever.

        Of the 31st, in a month without one, it is the month's last day.
        """
        if not self.months:
            return None
        return _months_from(issued_on, self.months)


def _months_from(day: date, months: int) -> date:
    month = Month.of(day).plus(months)
    return month.last_day().replace(day=min(day.day, month.last_day().day))


class FirstKind(Model):
    """A kind of the first set: what a new organisation begins with."""

    code: str
    levels: tuple[str, ...] = ()
    months: int = 0
    needs_evidence: bool = True


FIRST_SET: Final = (
    FirstKind(code=INDUCTION, needs_evidence=False),
    FirstKind(code="social_work", levels=("assistant", "social_worker", "senior")),
    FirstKind(code="first_aid", months=36),
    FirstKind(code="driver", months=72),
    FirstKind(code="minors", months=12),
    FirstKind(code="health", months=12),
    FirstKind(code="counselling"),
    FirstKind(code="sign_language", needs_evidence=False),
)


class EvidenceKind(StrEnum):
    """How the paper was sent."""

    PHOTO = "photo"
    DOCUMENT = "document"


class Evidence(Model):
    """A photo or file that stays with the messenger, which knows it by this (decision 48)."""

    file_id: str
    kind: EvidenceKind


class QualificationState(StrEnum):
    """Whether somebody has looked at it, and what came of that."""

    PENDING = "pending"
    VERIFIED = "verified"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # by its person, before or after anybody had decided
    REPLACED = "replaced"  # by a renewed one


class Qualification(Model):
    """One that somebody has, or says that they have."""

    id: int
    person_id: int
    kind: QualificationKind
    level: int  # its rank, 0 for the lowest; 0 where the kind has none
    number: str
    issued_on: date
    expires_on: date | None  # the last day on which it holds; None for ever, and until it is verified
    state: QualificationState
    evidence: Evidence | None
    at: Instant  # when it was said last
    decided_by: int | None = None
    reason: str = ""  # why it was rejected
    wanted_for: int | None = None  # the shift for which it was sent, by number: there its person is led back
    wanted_exam: int | None = None  # the same of an exam

    @property
    def is_up(self) -> bool:
        """Whether it is of any matter still: it waits, it was verified, or it may be sent again."""
        return self.state not in {QualificationState.WITHDRAWN, QualificationState.REPLACED}

    def holds_on(self, day: date) -> bool:
        """Whether it is verified, and good on that local date."""
        return self.state is QualificationState.VERIFIED and (self.expires_on is None or day <= self.expires_on)


class PassedFor(Model):
    """What somebody has passed that gives a kind, and gave them nothing: they held one like it then."""

    level: int
    day: date  # from which it would count
    activity_id: int | None = None  # a training
    entry_id: int | None = None  # in an exam


def replaces(new: Qualification, old: Qualification) -> bool:
    """Whether the one that is verified now takes the other's place: of the same kind, and no lower."""
    return new.kind.id == old.kind.id and new.id != old.id and new.level >= old.level


def holds_as_long(one: Qualification, level: int, ends: date | None) -> bool:
    """Whether one is verified, of that level or above, and ends no earlier than that local date; None: for ever."""
    if one.state is not QualificationState.VERIFIED or one.level < level:
        return False
    return one.expires_on is None or (ends is not None and ends <= one.expires_on)


def last_reminded(ends: date | None, today: date) -> int | None:
    """Of one that is verified today: how many days ahead of its end the reminder was that is too late by now."""
    return (
        None if ends is None else min((ahead for ahead in REMINDED_AHEAD if (ends - today).days <= ahead), default=None)
    )


def ranks_after(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Where each level of a kind goes when its levels become others: rank to rank; a level that goes has none.

    Levels are known by their names, in whichever script. Where as many are left, one that is called otherwise keeps its
    place.
    """
    if not before or not after:
        return dict.fromkeys(range(max(len(before), 1)), 0)
    names = {folded(name): rank for rank, name in enumerate(after)}
    ranks = {rank: names[folded(name)] for rank, name in enumerate(before) if folded(name) in names}
    if len(before) == len(after):
        free = iter(sorted(set(range(len(after))) - set(ranks.values())))
        ranks |= {rank: next(free) for rank in range(len(before)) if rank not in ranks}
    return ranks


# Why one cannot be sent.


class IssuedLater(Model):
    """The day it was issued on has not come yet."""

    day: date


class AlreadyOver(Model):
    """It has ended before today."""

    ended_on: date


class EvidenceMissing(Model):
    """The kind takes a photo or a file."""


class KindElsewhere(Model):
    """The kind is not, or not any more, one for the person's team."""


class TooManyPending(Model):
    """As many of this person's as there may be wait for a leader."""


Against = IssuedLater | AlreadyOver | EvidenceMissing | KindElsewhere | TooManyPending


def reasons_against(
    kind: QualificationKind, home: Unit, issued_on: date, evidence: Evidence | None, pending: int, today: date
) -> tuple[Against, ...]:
    """Why somebody of that unit, of whom so many are pending, cannot send one of this kind."""
    reasons: list[Against] = []
    if not kind.is_for(home):
        reasons.append(KindElsewhere())
    ends = kind.ends(issued_on)
    if issued_on > today:
        reasons.append(IssuedLater(day=issued_on))
    elif ends and ends < today:
        reasons.append(AlreadyOver(ended_on=ends))
    if kind.needs_evidence and evidence is None:
        reasons.append(EvidenceMissing())
    if pending >= MOST_PENDING:
        reasons.append(TooManyPending())
    return tuple(reasons)
