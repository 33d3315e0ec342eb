"""Messages about the tests of trainings."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.importing.question_rows import QuestionFault
from volunteering.rules.importing.sending import ListEnd
from volunteering.rules.notices.keys import About, Key


class QuizReady(Model):
    """To whoever was at a training: its test may be taken."""

    kind: Literal["quiz_ready"] = "quiz_ready"
    activity_id: int

    def about(self) -> About:
        """Of the training's test."""
        return About(f"quiz_ready:{self.activity_id}")


class QuestionsTried(Model):
    """A list of questions was looked through, at that second: are they to be asked?"""

    kind: Literal["questions_tried"] = "questions_tried"
    list_id: int
    at: int

    def key(self) -> Key:
        """Of the list and the look at it; it has one reader."""
        return Key(f"questions_tried:{self.list_id}@{self.at}")


class QuestionsOver(Model):
    """Nothing becomes of a list of questions, and why."""

    kind: Literal["questions_over"] = "questions_over"
    list_id: int
    activity_id: int
    name: str  # the file's
    end: ListEnd
    faults: tuple[QuestionFault, ...] = ()  # the first of them
    more: int = 0  # that aren't among these
    left: int | None = None  # so many questions there is room for, where there are too many
    is_reported: bool = False  # row by row, in a file

    def key(self) -> Key:
        """Of the list; it has one reader."""
        return Key(f"questions_over:{self.list_id}")
