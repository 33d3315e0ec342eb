"""Buttons of admins about people."""

from handlers.buttons import Button


class FindPeople(Button, code="pe"):
    """Search by name or phone."""
