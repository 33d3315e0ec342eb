"""Buttons to the home screen and the help page."""

from handlers.buttons.button import Button


class Home(Button, code="home"):
    """The screen that everything else is reached from."""


class Help(Button, code="help"):
    """What can be done here."""


class HelpTyping(Button, code="type"):
    """The same for those who type: commands, and what can be said in one line."""
