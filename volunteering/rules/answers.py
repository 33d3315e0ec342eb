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
    """How many of those with a place have said what."""

    coming: int = 0
    late: int = 0
    silent: int = 0

    @classmethod
    def of(cls, answers: Iterable[ReminderAnswer]) -> Self:
        """The sums of what each has said."""
        said = Counter(answers)
        return cls(
            coming=said[ReminderAnswer.COMING], late=said[ReminderAnswer.LATE], silent=said[ReminderAnswer.SILENT]
        )

    @classmethod
    def together(cls, of_roles: Iterable["AnswerSums"]) -> Self:
        """The sums of several roles."""
        every = tuple(of_roles)
        coming, late, silent = (sum(getattr(one, name) for one in every) for name in ("coming", "late", "silent"))
        return cls(coming=coming, late=late, silent=silent)

    @property
    def people(self) -> int:
        """Everybody with a place."""
        return self.coming + self.late + self.silent

    @property
    def are_any(self) -> bool:
        """Whether anybody has said anything."""
        return self.coming + self.late > 0


def answers_by_role(said: Iterable[tuple[int | None, ReminderAnswer, int]]) -> dict[int | None, AnswerSums]:
    """What so many people of each role have said."""
    sums: dict[int | None, Counter[ReminderAnswer]] = {}
    for role_id, answer, people in said:
        sums.setdefault(role_id, Counter())[answer] += people
    return {role_id: AnswerSums.of(counted.elements()) for role_id, counted in sums.items()}
