"""Buttons of what a unit decides for itself and everything below it."""

from typing import Annotated

from pydantic import StringConstraints

from handlers.buttons.button import Button
from volunteering.rules.unit_settings import UnitSetting


class ShowSettings(Button, code="us"):
    """What holds in a unit, and from where."""

    unit: int


AsWritten = Annotated[str, StringConstraints(max_length=20, pattern=r"^[0-9 ]*$")]
"""What a setting of this kind was before."""


class ShowFairness(Button, code="usf"):
    """How the places of a unit go round; where something was just changed, with the way back."""

    unit: int
    changed: UnitSetting | None = None
    before: AsWritten | None = None


class PutSettingBack(Button, code="usb"):
    """What was just changed is as it was before."""

    unit: int
    setting: UnitSetting
    value: AsWritten | None = None


class ChangeSetting(Button, code="usc"):
    """The question for a unit's own value."""

    unit: int
    setting: UnitSetting


class TurnSetting(Button, code="ust"):
    """On or off, in the unit and everything below."""

    unit: int
    setting: UnitSetting
    on: bool
