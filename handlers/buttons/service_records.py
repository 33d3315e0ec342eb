"""Buttons about service records as a file."""

from handlers.buttons.button import Button


class SendServiceRecords(Button, code="srf"):
    """Those of a unit and everything below it, with the schema of the file."""

    unit: int


class SendMyRecord(Button, code="srm"):
    """The reader's own record as a paper."""


class SendRecordOf(Button, code="srp"):
    """That of somebody, for an admin of their team."""

    person: int
