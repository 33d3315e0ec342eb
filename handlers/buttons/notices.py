"""Buttons under messages that were not asked for, where no other subject has them."""

from handlers.buttons import Button


class StopBroadcast(Button, code="xs"):
    """Let nobody else get this message to a unit's people."""

    broadcast: int
