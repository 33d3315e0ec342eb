"""Buttons about activities and their shifts, as a volunteer sees them."""

from enum import StrEnum

from handlers.buttons import Button, PageNumber
from volunteering.activities import Category


class When(StrEnum):
    """Which of the upcoming shifts are listed."""

    ALL = "a"
    THIS_WEEK = "w"
    WEEKEND = "e"
    MY_TEAM = "t"


class ListActivities(Button, code="la"):
    """The upcoming activities, a page of them; pages count from 0."""

    when: When = When.ALL
    category: Category | None = None
    page: PageNumber = 0


class ChooseCategory(Button, code="lc"):
    """The choice of categories to list."""

    when: When = When.ALL


class ShowActivity(Button, code="ac"):
    """An activity's card, with the shifts to come; pages count from 0."""

    activity: int
    page: PageNumber = 0


class ShowShift(Button, code="sh"):
    """A shift's card."""

    shift: int


class TakeShift(Button, code="st"):
    """Sign up, or join the waiting list."""

    shift: int


class LeaveShift(Button, code="sl"):
    """Leave the shift, or its waiting list."""

    shift: int


class SayComing(Button, code="sc"):
    """I'm coming."""

    shift: int


class SayNotComing(Button, code="sn"):
    """I can't make it: the same as leaving, from a reminder."""

    shift: int


class MyShifts(Button, code="my"):
    """My shifts, my waiting numbers, my hours; pages of shifts count from 0."""

    page: PageNumber = 0


class MyHours(Button, code="mh"):
    """The lines that make my hours; pages count from 0."""

    page: PageNumber = 0
