"""Messages about examinations: to those who are in one, and to those who hold it."""

from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, Self

from volunteering.rules.exams.announced import Exam, ExamResult
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.periods import Period
from volunteering.rules.notices.keys import About, listed, second


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


class ExamNumber(Model):
    """The number under which the reader sits an exam."""

    kind: Literal["exam_number"] = "exam_number"
    entry_id: int
    admission: int

    def about(self) -> About:
        """Of that number, which is theirs for ever."""
        return About(f"exam_number:{self.entry_id}:{self.admission}")


class ExamReminder(Model):
    """The exam that the reader sits is tomorrow."""

    kind: Literal["exam_reminder"] = "exam_reminder"
    entry_id: int

    def about(self, start: datetime) -> About:
        """Of the start that it has."""
        return About(f"exam_reminder:{self.entry_id}@{second(start)}")


class ExamNumbered(Model):
    """To who holds it: everybody has a number."""

    kind: Literal["exam_numbered"] = "exam_numbered"
    exam_id: int

    def about(self) -> About:
        """Of the exam whose window has closed."""
        return About(f"exam_numbered:{self.exam_id}")


class ExamResulted(Model):
    """What came of an exam for the reader; what they were told of it before."""

    kind: Literal["exam_resulted"] = "exam_resulted"
    entry_id: int
    before: ExamResult | None
    mark_before: int | None = None

    def about(self) -> About:
        """Of the entry: what is corrected before it is told, is told as it is then."""
        return About(f"exam_result:{self.entry_id}")


class UnheardOfExam(StrEnum):
    """What somebody was not told of an exam, since messages do not reach them."""

    NUMBER = "number"
    REMINDER = "reminder"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    RESULT = "result"


BEFORE_IT: Final = frozenset({UnheardOfExam.NUMBER, UnheardOfExam.CHANGED, UnheardOfExam.REMINDER})
"""What is of no matter once it has begun."""


def is_of_matter(exam: Exam, unheard: UnheardOfExam, now: datetime) -> bool:
    """Whether somebody would still do something else for knowing it."""
    if unheard is UnheardOfExam.CANCELLED:
        return not exam.is_on and not exam.has_begun(now)
    return exam.is_on and not (unheard in BEFORE_IT and exam.has_begun(now))


class ExamUnheard(Model):
    """To who holds it: these people have not heard of something, and have to be called."""

    kind: Literal["exam_unheard"] = "exam_unheard"
    exam_id: int
    person_ids: tuple[int, ...]
    unheard: UnheardOfExam

    def about(self, start: datetime) -> About:
        """Of these people and what they have not heard, for the time that the exam has."""
        return About(f"exam_unheard:{self.exam_id}@{second(start)}:{self.unheard}:{listed(self.person_ids)}")
