"""Buttons of ratings and commendations. Pages count from 0."""

from typing import Annotated

from pydantic import StringConstraints

from handlers.buttons.button import Button, PageNumber
from volunteering.rules.thanks import Rated


class RateShift(Button, code="ya"):
    """So many stars for a shift that this person came to."""

    shift: int
    stars: Rated


class ShowMyRating(Button, code="yb"):
    """What this person gives a shift, to be changed or taken back."""

    shift: int


class SayOfShift(Button, code="yc"):
    """The question for a word beside the stars."""

    shift: int


class WithdrawRating(Button, code="yd"):
    """Have nothing said of a shift."""

    shift: int


class ListToRate(Button, code="ye", is_list=True):
    """The shifts that this person may rate."""

    page: PageNumber = 0


class ShowRatings(Button, code="yf", is_list=True):
    """What leaders see of a shift's ratings."""

    shift: int
    page: PageNumber = 0


class HideWords(Button, code="yg"):
    """Hide what somebody said of a shift from its leaders, or show it again; `checksum` tells which words."""

    shift: int
    checksum: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
    hidden: bool


class ListToCommend(Button, code="yh", is_list=True):
    """Those who came to a shift, to be commended."""

    shift: int
    page: PageNumber = 0


class Commend(Button, code="yi"):
    """The question for a word of thanks to a person for a shift."""

    shift: int
    person: int


class TakeBackCommendation(Button, code="yj"):
    """Have a commendation not be said, while its person is not told."""

    commendation: int


class ShowMyRecord(Button, code="yk"):
    """This person's own record, as others see it."""


class ShowRecordOf(Button, code="yl"):
    """Somebody's record, for whoever leads their team."""

    person: int
