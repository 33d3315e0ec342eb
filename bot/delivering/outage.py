"""Whether messages get through to Telegram at all (decision 33).

As long as none does, nothing is put off for it: what is owed stays due, one message after the other tries whether it
gets through, and everything goes as soon as one has. A message that fails while others get through has trouble of its
own, and is put off by itself.
"""

from collections.abc import Callable, Sequence
from typing import Final

import structlog

from bot.ground.clock import real_seconds
from bot.ground.pauses import growing_pause
from storage.rows.outbox import OwedRow

LONGEST_PAUSE: Final = 30.0  # seconds between two tries

log = structlog.stdlib.get_logger(__name__)


class Outage:
    """Begins when `fails` says so, and ends with the first message that `gets_through`."""

    def __init__(self, *, clock: Callable[[], float] = real_seconds) -> None:
        self.is_on = False
        self._clock = clock
        self._through = 0  # messages that Telegram took or refused
        self._failures = 0
        self._next_try = 0.0
        self._is_hurried = False
        self._tried: set[int] = set()

    @property
    def through(self) -> int:
        """How many messages Telegram has taken or refused, for who compares."""
        return self._through

    def gets_through(self) -> None:
        """Telegram has taken a message, or refused it, or asked for a pause: it is there."""
        self._through += 1
        if self.is_on:
            log.info("messages get through to Telegram again")
            self.is_on = False
            self._failures = 0
            self._tried.clear()

    def fails(self, number: int, *, through_before: int) -> bool:
        """This message could not be sent, again and again. Whether none got through since; it stays due then."""
        if self._through != through_before:
            return False
        if not self.is_on:
            log.warning("no message gets through to Telegram: all that are owed wait until one does")
            self.is_on = True
        self._tried.add(number)
        self._failures += 1
        self._next_try = self._clock() + growing_pause(self._failures, most=LONGEST_PAUSE)
        return True

    def hurry(self) -> None:
        """Something speaks for it that the next one gets through."""
        self._is_hurried = self.is_on

    @property
    def is_time(self) -> bool:
        """Whether one may try again."""
        return self._is_hurried or self._clock() >= self._next_try

    def next_of(self, rows: Sequence[OwedRow]) -> OwedRow | None:
        """Whose turn it is to try: all before one does again, so that trouble of its own is in nobody else's way."""
        self._is_hurried = False
        untried = [row for row in rows if row.id not in self._tried]
        if rows and not untried:
            self._tried.clear()
        return next(iter(untried or rows), None)
