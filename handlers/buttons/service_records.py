"""Buttons about service records as a file."""

from handlers.buttons.button import Button


class SendServiceRecords(Button, code="srf"):
    """Those of a unit and everything below it, with the schema of the file."""

    unit: int
