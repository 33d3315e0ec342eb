"""Buttons about letters: writing to the people of an activity or of a unit, and stopping what is on its way."""

from handlers.buttons.button import Button


class StopLetter(Button, code="xs"):
    """Let nobody else get this message to a unit's people."""

    letter: int


class WriteToPeople(Button, code="kw"):
    """The form of a letter to the people signed up."""

    activity: int


class WriteToUnit(Button, code="uw"):
    """The letter to everybody in a unit and below it."""

    unit: int
