"""Checking a certificate by its number, for anybody: the same is told of every number there isn't."""

from handlers.buttons.certificates import AskNumber, CheckCertificate
from handlers.buttons.home import Home
from handlers.certificates.questions import CheckingNumber
from handlers.certificates.screens import checking as screens
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.forms.problems import WrongAnswer
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from storage.views.certificates import numbered
from volunteering.rules.certificates import number_in

routes = Routes()

routes.button(AskNumber, writes=True, anyone=True)(engine.opens(CheckingNumber))


@routes.command("verify", writes=True, anyone=True)
async def verify(tap: Tap, argument: str) -> Answer | GoTo:
    """The one with the number behind it; without one, it is asked for."""
    return await _of(tap, argument, asks=tap.draft is None) if argument else GoTo(AskNumber())


@ends(CheckingNumber)
async def check_typed(tap: Tap, form: CheckingNumber, _: Draft) -> Answer | GoTo:
    """The one with the number that was typed."""
    return await _of(tap, form.number, asks=True)


async def _of(tap: Tap, typed: str, *, asks: bool) -> Answer | GoTo:
    """How it stands; `asks`: whoever mistyped the number only types it once more."""
    number = number_in(typed)
    if number is not None and await numbered(tap.read, number) is not None:
        return GoTo(CheckCertificate(number=number))
    if asks:
        return await engine.begin_form(tap, CheckingNumber, problem=WrongAnswer("no_certificate", {}))
    return _unknown(tap)


@routes.button(CheckCertificate, anyone=True)
async def check(tap: Tap, button: CheckCertificate) -> Answer:
    """How the one with that number stands, for anybody."""
    one = await numbered(tap.read, button.number)
    if one is None:
        return _unknown(tap)
    return Answer(screens.checked(tap.words, one, tap.organisation.name, registered=tap.is_here), at=button)


def _unknown(tap: Tap) -> Answer:
    return Answer(screens.unknown(tap.words, registered=tap.is_here), at=Home())
