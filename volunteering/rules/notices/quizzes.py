"""Messages about the tests of trainings."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About


class QuizReady(Model):
    """To whoever was at a training: its test may be taken."""

    kind: Literal["quiz_ready"] = "quiz_ready"
    activity_id: int

    def about(self) -> About:
        """Of the training's test."""
        return About(f"quiz_ready:{self.activity_id}")
