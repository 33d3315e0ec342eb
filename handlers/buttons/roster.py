"""Buttons of a shift's roster."""

from handlers.buttons import Button


class ShowRoster(Button, code="ro"):
    """Who is signed up; after the shift, who came. Pages count from 0."""

    shift: int
    page: int = 0
