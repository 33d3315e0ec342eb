"""Buttons to the home screen and the help page."""

from handlers.buttons.button import Button


class Home(Button, code="home"):
    """The screen that everything else is reached from."""


class Help(Button, code="help"):
    """What can be done here."""
