"""Buttons of admins about units."""

from handlers.buttons import Button


class ShowUnits(Button, code="un"):
    """A unit with those below it; none given: the highest the admin has. Pages count from 0."""

    unit: int | None = None
    page: int = 0
