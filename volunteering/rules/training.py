"""Trainings: activities whose rosters record study, apart from service (docs/rules.md: Training).

A training's shifts are its sessions. What a roster says of a session is a line of the study ledger, which is kept as
the ledger of hours is (decision 12) and never meets it (decision 55).
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.qualifications import QualificationKind

MOST_SESSIONS: Final = 60
MOST_MARK: Final = 1000

Mark = Annotated[int, Field(ge=0, le=MOST_MARK)]
Sessions = Annotated[int, Field(ge=1, le=MOST_SESSIONS)]


class PassBy(StrEnum):
    """How one passes a training."""

    PRESENCE = "presence"  # at so many sessions
    MARK = "mark"  # of at least so much, as whoever leads it enters it
    TEST = "test"  # with questions, marked at once


class TrainingStage(StrEnum):
    """What a training is in the record book (志願服務法): everybody's first one, or one for what they do."""

    BASIC = "basic"
    SPECIAL = "special"


class NewTraining(Model):
    """What a training grants to whoever passes, and how one passes."""

    kind: QualificationKind | None = None  # None: it grants nothing
    level: int = 0
    pass_by: PassBy = PassBy.PRESENCE
    pass_mark: Mark | None = None
    least_sessions: Sessions = 1
    stage: TrainingStage | None = None  # None: nobody said, or no law asks

    @model_validator(mode="after")
    def _has_a_mark_to_pass(self) -> Self:
        if (self.pass_by is PassBy.MARK) != (self.pass_mark is not None):
            raise ValueError("a mark to be reached belongs to passing by mark, and to nothing else")
        return self

    def by_test(self) -> Self:
        """The same, passed by a test: that decides, whatever mark was asked for."""
        return self.model_copy(update={"pass_by": PassBy.TEST, "pass_mark": None})

    def takes_more_than(self, sessions: int) -> bool:
        """Whether nobody can be at enough sessions, as long as there are only so many; a mark takes none."""
        return self.pass_by is not PassBy.MARK and sessions < self.least_sessions

    def passes_with(self, mark: int) -> bool:
        """Whether a mark is enough; any is, where one passes by something else."""
        return self.pass_mark is None or mark >= self.pass_mark


class Training(NewTraining):
    """What makes an activity a training."""

    activity_id: int


class TrainingResult(Model):
    """What came of a training for one person."""

    activity_id: int
    person_id: int
    mark: int | None
    passed: bool
    by_hand: bool  # somebody entered it, or a test gave it; else it follows from presence, and changes with that
    by_id: int | None
    at: Instant
    qualification_id: int | None = None  # what passing gave them

    @property
    def said(self) -> bool | None:
        """Whether they passed; None where nobody said so: a mark alone, where marks don't decide, or a roster."""
        return self.passed or (False if self.by_hand else None)


def issued_on(held: Iterable[date], today: date) -> date:
    """The day from which what a training grants counts: that of its last session that was held; today before any."""
    return max((day for day in held if day <= today), default=today)
