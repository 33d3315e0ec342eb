"""Buttons about who answers for somebody under age. What stands in a link goes along and is kept nowhere.

So does the language that a guardian chose: of whoever isn't registered nothing is kept to know it by.
"""

from typing import Annotated

from pydantic import StringConstraints

from handlers.buttons.button import Button, Typed
from volunteering.rules.volunteers import Language

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$"), Typed()]
"""What stands in a link. Kept with a button it would be as good as the link."""


class AskGuardian(Button, code="zn"):
    """A link to forward to whoever answers for me."""

    shift: int | None = None  # for which it is asked


class ShowMyGuardian(Button, code="zo"):
    """Whether somebody has consented for me."""

    shift: int | None = None


class ReadConsent(Button, code="zp"):
    """For whoever has opened the link: what it is about."""

    token: Token = ""
    language: Language | None = None


class GiveConsent(Button, code="zq"):
    """I answer for them, and agree: name and phone are asked for."""

    token: Token = ""
    language: Language | None = None


class ShowWards(Button, code="zr"):
    """Whom I answer for, and what is kept of that."""

    language: Language | None = None


class AskWithdraw(Button, code="zs"):
    """What withdrawing the consent means; the second question."""

    guardian: int
    language: Language | None = None


class WithdrawConsent(Button, code="zt"):
    """Yes, withdraw this consent."""

    guardian: int
    language: Language | None = None


class AskForgetGuardian(Button, code="zu"):
    """What forgetting me as a guardian means; the second question."""

    language: Language | None = None


class ForgetGuardian(Button, code="zv"):
    """Yes, withdraw all of it and forget me."""

    language: Language | None = None
