"""Messages about trainings: what came of one, what a session's roster says otherwise, and that there are more."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About


class TrainingSettled(Model):
    """To whom it is about: passed or not, with which mark, and what it gave; what they were told of it before."""

    kind: Literal["training_settled"] = "training_settled"
    activity_id: int
    before: bool | None = None
    mark_before: int | None = None

    def about(self) -> About:
        """Of the training as a whole."""
        return About(f"training:{self.activity_id}")


class StudyRecorded(Model):
    """To whom it is about: they were not at a session, or what was recorded of it was put right."""

    kind: Literal["study_recorded"] = "study_recorded"
    shift_id: int
    line_id: int

    def about(self) -> About:
        """Of the line in the study ledger."""
        return About(f"study:{self.line_id}")


class SessionsAdded(Model):
    """To whoever is in a training: there are sessions that they have not signed up for."""

    kind: Literal["sessions_added"] = "sessions_added"
    activity_id: int

    def about(self) -> About:
        """Of the training as a whole: of several that are added in a row, once."""
        return About(f"sessions_added:{self.activity_id}")
