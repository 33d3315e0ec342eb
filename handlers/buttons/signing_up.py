"""Buttons of signing up: places, whether one comes, and the shifts one is in. Pages count from 0."""

from typing import Annotated

from pydantic import StringConstraints

from handlers.buttons.button import Button, PageNumber, Start
from volunteering.rules.risk import LETTERS_OF_CHECKSUM


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


class ChangeRoleSurely(Button, code="srx"):
    """Yes, change to this role, whoever gets the place that is left."""

    shift: int
    role: int
    start: Start = None


class UndoRole(Button, code="sru"):
    """Back to the role of before, where one still is in the one that was changed to."""

    shift: int
    role: int
    instead_of: int


Checksum = Annotated[str, StringConstraints(max_length=LETTERS_OF_CHECKSUM, pattern=r"^[0-9a-f]*$")]
"""Of the risk and the insurance as they were shown (`Risk.checksum`)."""


class AgreeAndTake(Button, code="sra"):
    """Agree to the risk as it was shown, and sign up, or join the waiting list."""

    shift: int
    role: int | None = None
    checksum: Checksum = ""


class AgreeToRisk(Button, code="srg"):
    """Agree to the risk as it was shown, of a shift that one is in or waits for."""

    shift: int
    checksum: Checksum = ""


class ReadRisk(Button, code="srr"):
    """The risk of a shift that one is in or waits for, to be agreed to."""

    shift: int


class TakeOffer(Button, code="so"):
    """Take it: the place that is held for me, or one that is free for whoever asks first."""

    shift: int


class SkipOffer(Button, code="sk"):
    """Skip me: it goes to the next in line, and I keep my number."""

    shift: int


class LeaveShift(Button, code="sl"):
    """Leave the shift, or its waiting list."""

    shift: int


class LeaveSurely(Button, code="slx"):
    """Yes, leave, whoever gets the place."""

    shift: int
    from_reminder: bool = False  # then the next shift is asked about
    start: Start = None


class ConfirmMove(Button, code="scm"):
    """I still come: the answer to a move, which was made at that instant (UTC seconds).

    To a shift, or to every one that was moved with it.
    """

    shift: int
    since: int
    every: bool = False


class SayComing(Button, code="sc"):
    """I'm coming: the answer to a reminder."""

    shift: int


class SayLate(Button, code="sla"):
    """I'll be late: the same, and not in time."""

    shift: int


class SayNotComing(Button, code="sn"):
    """I can't make it: the same as leaving, from a reminder."""

    shift: int


class TakeSeries(Button, code="ste"):
    """A place in every shift of a series that is posted."""

    series: int


class LeaveSeries(Button, code="sle"):
    """Out of every one of them; asked first where somebody who waits would have a place at once."""

    series: int


class LeaveSeriesSurely(Button, code="slex"):
    """Leave them, whatever has become of the waiting lists since it was asked."""

    series: int


class MyShifts(Button, code="my", is_list=True):
    """My shifts, my waiting numbers, my hours; pages of shifts count from 0."""

    page: PageNumber = 0
