"""Buttons about records that nobody may need any more."""

from handlers.buttons.button import Button


class KeepRecord(Button, code="kpr"):
    """My record is to be kept, though I have done nothing for years."""
