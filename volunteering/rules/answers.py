"""What people with a place have said of coming (docs/rules.md: Reminders)."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from volunteering.rules.ground.model import Model


class ReminderAnswer(StrEnum):
    """What somebody with a place has said of coming (docs/rules.md: Reminders)."""

    COMING = "coming"
    LATE = "late"  # comes, and not in time
    SILENT = "silent"


class AnswerSums(Model):
    """How many of those with a place have said what. Silent is only who was asked: others could not answer."""

    coming: int = 0
    late: int = 0
    silent: int = 0
    unasked: int = 0  # they signed up too late to be reminded, or no message reaches them

    @classmethod
    def of(cls, answers: Iterable[ReminderAnswer]) -> Self:
        """The sums of what each has said who was asked."""
        said = Counter(answers)
        return cls(
            coming=said[ReminderAnswer.COMING], late=said[ReminderAnswer.LATE], silent=said[ReminderAnswer.SILENT]
        )

    @classmethod
    def together(cls, of_roles: Iterable["AnswerSums"]) -> Self:
        """The sums of several roles."""
        every = tuple(of_roles)
        return cls(**{name: sum(getattr(one, name) for one in every) for name in cls.model_fields})

    @property
    def people(self) -> int:
        """Everybody with a place."""
        return self.coming + self.late + self.silent + self.unasked

    @property
    def are_any(self) -> bool:
        """Whether anybody has said anything."""
        return self.coming + self.late > 0


class SaidByRole(Model):
    """What so many people of one role have said, and whether those who said nothing were asked."""

    role_id: int | None
    answer: ReminderAnswer
    was_asked: bool
    people: int = 1

    @property
    def sums(self) -> AnswerSums:
        """The same as sums."""
        is_silent = self.answer is ReminderAnswer.SILENT
        return AnswerSums(**{"unasked" if is_silent and not self.was_asked else str(self.answer): self.people})


def answers_by_role(said: Iterable[SaidByRole]) -> dict[int | None, AnswerSums]:
    """What the people of each role have said."""
    by_role: dict[int | None, list[AnswerSums]] = {}
    for one in said:
        by_role.setdefault(one.role_id, []).append(one.sums)
    return {role_id: AnswerSums.together(sums) for role_id, sums in by_role.items()}
