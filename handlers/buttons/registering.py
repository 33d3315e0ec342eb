"""Buttons of registering. Until somebody has agreed that data is kept, the button itself carries what they chose."""

from handlers.buttons import Button
from volunteering.people import Language


class Register(Button, code="rg"):
    """Begin: the choice of language, then consent."""

    unit: int | None = None  # preset by an invite link
    activity: int | None = None  # to be shown afterwards


class AskConsent(Button, code="rl"):
    """This language; now, may we keep your data?"""

    language: Language
    unit: int | None = None
    activity: int | None = None


class Agree(Button, code="ra"):
    """Yes, keep my data: the questions begin."""

    language: Language
    unit: int | None = None
    activity: int | None = None


class Decline(Button, code="rd"):
    """No: nothing is kept."""

    language: Language


class ComeBack(Button, code="rb"):
    """Somebody who had left is here again."""

    activity: int | None = None  # to be shown afterwards
    unit: int | None = None  # of the invite link they came by
