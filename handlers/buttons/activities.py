"""Buttons about activities and their shifts, as a volunteer finds them. Pages count from 0."""

from enum import StrEnum

from handlers.buttons.button import Button, PageNumber, Seconds, Sought
from volunteering.rules.activities import Category


class When(StrEnum):
    """Which of the upcoming shifts are listed."""

    ALL = "a"
    THIS_WEEK = "w"
    WEEKEND = "e"
    MY_TEAM = "t"


class ListActivities(Button, code="la", is_list=True):
    """The upcoming activities, a page of them; pages count from 0."""

    when: When = When.ALL
    category: Category | None = None
    page: PageNumber = 0
    since: Seconds = 0  # as of which instant the order is that is paged through; 0: of now

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out, so that it is for the reader to say in which order they see it."""
        return self.when is When.ALL and self.category is None


class OrderActivities(Button, code="lo"):
    """Have everything that is coming up listed by time from now on, or first where one is needed most."""

    by_time: bool


class FindActivities(Button, code="lf", is_list=True, instead_of=ListActivities):
    """The upcoming activities that a text finds, a page of them."""

    text: Sought
    page: PageNumber = 0


class ChooseCategory(Button, code="lc"):
    """The choice of categories to list."""

    when: When = When.ALL


class ShowActivity(Button, code="ac", is_list=True):
    """An activity's card, with the shifts to come; pages count from 0."""

    activity: int
    page: PageNumber = 0


class ShowShift(Button, code="sh"):
    """The card of a shift."""

    shift: int
