"""Buttons of signing up: places, whether one comes, and the shifts one is in. Pages count from 0."""

from handlers.buttons.button import Button, PageNumber


class TakeShift(Button, code="st"):
    """Sign up, or join the waiting list."""

    shift: int


class ChooseRole(Button, code="src"):
    """The roles of a shift, to take one or change to another."""

    shift: int


class TakeInRole(Button, code="sr"):
    """Sign up for one role of a shift, or join its waiting list; whoever is in another one changes to it."""

    shift: int
    role: int


class LeaveShift(Button, code="sl"):
    """Leave the shift, or its waiting list."""

    shift: int


class LeaveSurely(Button, code="slx"):
    """Yes, leave, whoever gets the place."""

    shift: int
    from_reminder: bool = False  # then the next shift is asked about


class SayComing(Button, code="sc"):
    """I'm coming: the answer to a reminder."""

    shift: int


class SayNotComing(Button, code="sn"):
    """I can't make it: the same as leaving, from a reminder."""

    shift: int


class MyShifts(Button, code="my", is_list=True):
    """My shifts, my waiting numbers, my hours; pages of shifts count from 0."""

    page: PageNumber = 0
