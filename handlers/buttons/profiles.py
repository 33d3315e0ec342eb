"""Buttons about profiles: what people say of themselves, when they can come, and what leaders see of it.

`taking` is the role that somebody had asked for when something was missing, 0 where they asked for the shift alone:
the answer leads on to having it. Without it, it leads back to the shift.
"""

from handlers.buttons.button import Button, PageNumber, Sought
from volunteering.rules.profiles import Particular, Slot


class ShowAboutMe(Button, code="za"):
    """Everything that I have said of myself, each to be changed or taken back."""


class ShowParticular(Button, code="zb"):
    """One thing that is said: what it is for, and who sees it."""

    particular: Particular
    shift: int | None = None  # the one for which it is asked: it leads back there
    taking: int | None = None


class AskParticular(Button, code="zc"):
    """The question for it."""

    particular: Particular
    shift: int | None = None
    taking: int | None = None


class TakeBack(Button, code="zd"):
    """It is not said any more."""

    particular: Particular


class SetSlot(Button, code="ze"):
    """At this time of the week I can usually come, or can't."""

    slot: Slot
    can: bool = False


class SetSpoken(Button, code="zf"):
    """I speak this language, or don't."""

    language: Sought
    speaks: bool = False
    shift: int | None = None
    taking: int | None = None


class AddLanguage(Button, code="zh"):
    """The question for a language that is not among those offered."""

    shift: int | None = None
    taking: int | None = None


class ShowBlocked(Button, code="zi"):
    """The days on which I can't come."""


class BlockDays(Button, code="zj"):
    """The question for more of them."""


class UnblockDays(Button, code="zk"):
    """Then I can after all."""

    days: int


class ShowThem(Button, code="zl", is_list=True):
    """For leaders: the people of a shift, and whom to call."""

    shift: int
    page: PageNumber = 0


class ShowThisOne(Button, code="zm"):
    """For leaders: what somebody of a shift lets its leaders know."""

    shift: int
    person: int
