"""Checking a certificate by its number, for anybody: it reads, and tells the same of every number there isn't."""

from handlers.buttons.certificates import AskNumber, CheckCertificate
from handlers.buttons.home import Home
from handlers.certificates.questions import CheckingNumber
from handlers.certificates.screens import checking as screens
from handlers.forms.endings import ends
from handlers.forms.engine import opens
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from storage.views.certificates import numbered
from volunteering.rules.certificates import number_in

routes = Routes()

routes.button(AskNumber, writes=True, anyone=True)(opens(CheckingNumber))


@routes.command("verify", writes=True, anyone=True)
async def verify(tap: Tap, argument: str) -> Answer | GoTo:
    """The one with the number behind it; without one, it is asked for."""
    return _of(tap, argument) if argument else GoTo(AskNumber())


@ends(CheckingNumber)
async def check_typed(tap: Tap, form: CheckingNumber, _: Draft) -> Answer | GoTo:
    """The one with the number that was typed."""
    return _of(tap, form.number)


def _of(tap: Tap, typed: str) -> Answer | GoTo:
    number = number_in(typed)
    if number is None:
        return Answer(screens.unknown(tap.words, registered=tap.is_here), at=Home())
    return GoTo(CheckCertificate(number=number))


@routes.button(CheckCertificate, anyone=True)
async def check(tap: Tap, button: CheckCertificate) -> Answer:
    """How the one with that number stands, for anybody."""
    one = await numbered(tap.read, button.number)
    if one is None:
        return Answer(screens.unknown(tap.words, registered=tap.is_here), at=Home())
    return Answer(screens.checked(tap.words, one, tap.organisation.name, registered=tap.is_here), at=button)
