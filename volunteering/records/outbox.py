"""What actions ask of the messages owed."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from volunteering.rules.notices.keys import Key
from volunteering.rules.notices.owed import Owed


class Outbox(Protocol):
    """The messages owed, each once for what it is about."""

    __slots__ = ()

    async def is_owed(self, key: Key) -> bool:
        """Whether the message of that key is still to be sent."""

    def owe(self, owed: Owed, at: datetime, *, due: datetime | None = None) -> None:
        """Owe a message, once: the same key again is nothing new. Written with the commit."""

    def owe_unless_sent(self, owed: Owed, at: datetime) -> None:
        """Owe a message that is sent once at the most: dropped or failed under that key, it is owed anew.

        Written with the commit.
        """

    def owe_again(self, owed: Owed, at: datetime, *, due: datetime | None = None) -> None:
        """Owe what may come up again after it was told: still unsent under that key, it stays exactly as it is.

        But with `due` it then waits until that instant. A key whose message was sent, dropped or failed is owed anew,
        with these facts. Written with the commit.
        """

    async def unheard(self, now: datetime, limit: int) -> tuple[Owed, ...]:
        """Messages that did not reach their readers and were not passed on yet, oldest first, at most so many.

        None while anything is due to somebody known to be out of reach: it will be among them in a moment, and what a
        shift's people have not heard is to be one message.
        """

    def passed_on(self, keys: Collection[str]) -> None:
        """Everybody else who has to hear of these messages is told. Written with the commit."""
