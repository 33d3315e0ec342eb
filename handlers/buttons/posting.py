"""Buttons of leaders about their activities."""

from handlers.buttons import Button


class NewActivity(Button, code="pn"):
    """The form of a new activity."""


class Manage(Button, code="pm"):
    """The activities this person leads; pages count from 0."""

    page: int = 0
