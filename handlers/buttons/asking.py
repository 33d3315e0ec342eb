"""Buttons of asking people to help out: what they answer, how often they want to be asked, and the leader's side."""

from typing import Annotated

from pydantic import Field

from handlers.buttons.button import LARGEST, Button
from volunteering.rules.asking import AskPace


class TakeAsked(Button, code="hpt"):
    """They come: the way through signing up."""

    ask: int


class ShowAsk(Button, code="hpa"):
    """What somebody was asked, to be answered."""

    ask: int


class NotThisOne(Button, code="hpn"):
    """They don't come to this one."""

    ask: int


class NotThisMonth(Button, code="hpm"):
    """They are asked nothing until the month is over."""

    ask: int


class AskLess(Button, code="hpl"):
    """From now on they are asked one step less often."""

    ask: int


class AskAsBefore(Button, code="hpu"):
    """What was just said about how often is not so after all; `until` in seconds, 0 is no date; to what it was said."""

    pace: AskPace
    until: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    ask: int = 0


class ShowPace(Button, code="hps"):
    """How often the reader is asked."""


class SetPace(Button, code="hpp"):
    """They are asked so often from now on, and may be asked at once."""

    pace: AskPace


class ShowAsked(Button, code="hpw"):
    """Who was asked for a shift, and what they said."""

    shift: int


class Widen(Button, code="hpx"):
    """Ask the people of that unit, too, which is the one above."""

    shift: int
    unit: int
