"""Buttons that lead somewhere: the home screen and the places it offers."""

from handlers.buttons import Button
from volunteering.people import Language


class Home(Button, code="home"):
    """The first screen."""


class Help(Button, code="help"):
    """What can be done here."""


class ShowProfile(Button, code="me"):
    """Name, phone, units, language."""


class ChooseLanguage(Button, code="lang"):
    """The choice of languages."""


class SetLanguage(Button, code="setl"):
    """This language from now on."""

    language: Language


class ShowPrivacy(Button, code="priv"):
    """What is kept, and what can be done about it."""
