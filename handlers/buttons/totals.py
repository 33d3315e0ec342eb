"""Buttons of the totals."""

from handlers.buttons import Button


class ShowTotals(Button, code="to"):
    """The totals of a month (`2026-11`) or a year (`2026`); none given: this month."""

    span: str | None = None
    unit: int | None = None
