"""Who is being told something now: the messages that this process has taken up, and that have not come to an end yet.

Nobody is told two things at once, so that the person says which message it is:

    owed --begin--> waiting --sending--> on its way --> ended: written down, or owed still
                       ^                     |
                       +--- not this time ---+

Whoever waits, for a turn or for better times, can be called back at any moment, and the message stays owed. What is on
its way may have been sent already: it is seen through, until it is written down what became of it.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

MOST_URGENT: Final = 24
MOST_BULK: Final = 40
"""Together they leave connections to Telegram free for direct answers."""

READY: Final = 16
"""Waiting ahead of their turn, so that no turn is lost; few, so that no urgent one has to wait behind them."""


@dataclass(slots=True, eq=False)
class _TakenUp:
    task: asyncio.Task[Any]  # sees it through
    bulk: bool
    is_on_its_way: bool = False


class UnderWay:
    """Knows them all, by person; `stirred` is called when there may be room for more."""

    def __init__(self, stirred: Callable[[], None]) -> None:
        self._messages: dict[int, _TakenUp] = {}
        self._stirred = stirred

    def __len__(self) -> int:
        """How many messages are under way."""
        return len(self._messages)

    @property
    def people(self) -> frozenset[int]:
        """Those who are being told something."""
        return frozenset(self._messages)

    def room(self, *, bulk: bool) -> int:
        """How many more messages of this urgency may be taken up."""
        alike = [message for message in self._messages.values() if message.bulk is bulk]
        waiting = sum(not message.is_on_its_way for message in alike)
        return max(0, min((MOST_BULK if bulk else MOST_URGENT) - len(alike), READY - waiting))

    def begin(self, person: int, task: asyncio.Task[Any], *, bulk: bool) -> None:
        """Take a message up, which `task` sees through; it waits now. Its person must not be among `people`."""
        self._messages[person] = _TakenUp(task, bulk)
        task.add_done_callback(lambda _: self._end(person))

    @contextmanager
    def sending(self, person: int) -> Iterator[None]:
        """Within this block their message is on its way; after it, it waits again or is at its end."""
        message = self._messages[person]
        message.is_on_its_way = True
        self._stirred()
        try:
            yield
        finally:
            message.is_on_its_way = False

    def call_back(self) -> None:
        """Cancel what waits; what is on its way goes on."""
        for message in self._messages.values():
            if not message.is_on_its_way:
                message.task.cancel()

    def give_up(self) -> None:
        """Cancel what waits and what is on its way: there is no time left."""
        for message in self._messages.values():
            message.task.cancel()

    def _end(self, person: int) -> None:
        del self._messages[person]
        self._stirred()
