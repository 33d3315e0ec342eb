"""Asking everybody of a unit and below for what is missing of them (docs/rules.md: Census)."""

from datetime import datetime, timedelta
from typing import Final

from volunteering.rules.ground.model import Model
from volunteering.rules.letters import Course
from volunteering.rules.tree import Unit

REMINDED_AFTER: Final = (timedelta(days=3), timedelta(days=7))
"""When those who have not answered are reminded, counted from when they were asked."""

LASTS: Final = timedelta(days=14)
"""How long a census goes on: whoever registers meanwhile is asked, too."""

SETTLED_IN: Final = timedelta(days=1)
"""How long after registering newcomers are asked; a registration asks for enough."""


class Census(Model):
    """A census of a unit and everything below it, by whom and since when."""

    id: int
    unit: Unit
    by_id: int
    letter_id: int  # it goes out as
    course: Course
    at: datetime

    @property
    def is_going(self) -> bool:
        """Whether people are still asked and reminded."""
        return self.course is Course.GOING


class HowFar(Model):
    """How far a census is, in people."""

    asked: int
    answered: int
    missed: int  # whom messages don't reach, and who have not answered
    owed: int  # messages that are still on their way


def reminded_next(asked_at: datetime, reminded: int) -> datetime | None:
    """When somebody is reminded next who was asked then, and reminded so often; None: not any more."""
    return asked_at + REMINDED_AFTER[reminded] if reminded < len(REMINDED_AFTER) else None
