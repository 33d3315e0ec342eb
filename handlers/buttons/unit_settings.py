"""Buttons of what a unit decides for itself and everything below it."""

from handlers.buttons.button import Button
from volunteering.rules.unit_settings import UnitSetting


class ShowSettings(Button, code="us"):
    """What holds in a unit, and from where."""

    unit: int


class ChangeSetting(Button, code="usc"):
    """The question for a unit's own value."""

    unit: int
    setting: UnitSetting


class TurnSetting(Button, code="ust"):
    """On or off, in the unit and everything below."""

    unit: int
    setting: UnitSetting
    on: bool
