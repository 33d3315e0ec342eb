"""Messages about examinations: to those who are in one, and to those who hold it."""

from typing import Literal, Self

from volunteering.rules.exams.announced import (
    Exam,
)
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.periods import Period
from volunteering.rules.notices.keys import About


class ExamChanged(Model):
    """Title, time or venue of an exam that the reader is registered for changed; what it was before."""

    kind: Literal["exam_changed"] = "exam_changed"
    exam_id: int
    title_before: str
    place_before: str
    period_before: Period

    @classmethod
    def of(cls, exam: Exam) -> Self:
        """A change from what it says now."""
        return cls(exam_id=exam.id, title_before=exam.title, place_before=exam.venue, period_before=exam.period)

    def about(self) -> About:
        """Of the exam: changes are told together until they are told."""
        return About(f"exam_changed:{self.exam_id}")


class ExamCancelled(Model):
    """An exam that the reader was registered for does not take place."""

    kind: Literal["exam_cancelled"] = "exam_cancelled"
    exam_id: int

    def about(self) -> About:
        """Of the exam, which is cancelled once."""
        return About(f"exam_cancelled:{self.exam_id}")


class ExamLeft(Model):
    """To admins: somebody has withdrawn after the window had closed."""

    kind: Literal["exam_left"] = "exam_left"
    entry_id: int

    def about(self) -> About:
        """Of the entry that was given back."""
        return About(f"exam_left:{self.entry_id}")
