"""Buttons of checking in: the code of a shift, and who is there. Pages count from 0."""

from typing import Annotated

from pydantic import StringConstraints

from handlers.buttons.button import Button, PageNumber
from volunteering.rules.checking_in import DIGITS

Code = Annotated[str, StringConstraints(pattern=rf"^[0-9]{{{DIGITS}}}$")]
"""The six digits that somebody has read or scanned: whether they are right is asked of whoever sends them."""


class OpenCheckIn(Button, code="ci"):
    """The shifts that one is at, or leads, just now; and how one checks in."""


class ShowCode(Button, code="cis"):
    """Show the code of a shift, and who is here, in messages that keep themselves up to date."""

    shift: int


class ShowArrivals(Button, code="cia"):
    """Show who is here, in a message that keeps itself up to date."""

    shift: int


class LeaveArrivals(Button, code="cil"):
    """From the message about who is here to those who are to be ticked: it keeps itself up to date no more."""

    shift: int


class ListToTick(Button, code="cit", is_list=True):
    """Everybody on a roster as people come: who is not here yet comes first."""

    shift: int
    page: PageNumber = 0


class TickHere(Button, code="cih"):
    """This person is here, or the tick was a slip."""

    shift: int
    person: int
    here: bool
    page: PageNumber = 0


class AtDoor(Button, code="cid"):
    """How one stands to a shift whose code one has: checking in, out, or coming along."""

    shift: int
    shown: Code


class CheckMeIn(Button, code="cii"):
    """I am here; `again` after having gone."""

    shift: int
    shown: Code
    again: bool = False


class CheckMeOut(Button, code="cio"):
    """I am going, by the code that is shown now."""

    shift: int
    shown: Code


class ComeAlong(Button, code="cic"):
    """I am here, and have no place."""

    shift: int
    shown: Code


class HowToCheckOut(Button, code="cig"):
    """What one does before going."""

    shift: int
