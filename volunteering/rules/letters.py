"""Letters to units: one letter to all the people of a unit, on its way for minutes."""

from enum import StrEnum

from volunteering.rules.ground.model import Model
from volunteering.rules.tree import Unit


class Course(StrEnum):
    """Where a letter to a unit stands."""

    GOING = "going"
    STOPPED = "stopped"
    DONE = "done"


class UnitLetter(Model):
    """A letter to everybody in a unit and below it, and how far it is."""

    id: int
    unit: Unit
    by_id: int
    text: str
    course: Course
    total: int
    sent: int
    missed: int  # whom it could not reach
    owed: int

    @property
    def is_over(self) -> bool:
        """Whether nobody else gets it: it was stopped, or everybody has it."""
        return self.course is not Course.GOING or not self.owed
