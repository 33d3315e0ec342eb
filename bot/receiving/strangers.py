"""Posts without the secret: the first is told in the log at once, those that follow as a number once a minute.

Whoever finds the address can post a thousand a second, and a line each would fill the disk.
"""

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

EVERY: Final = 60.0  # seconds

log = structlog.stdlib.get_logger(__name__)


class Strangers:
    """`later` calls a function after so many seconds; `observe` is told of every post."""

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], object] | None = None,
        *,
        observe: Callable[[], None] = lambda: None,
    ) -> None:
        self._later = later
        self._observe = observe
        self._untold: int | None = None  # None while nobody has come for a minute

    def came(self) -> None:
        """Somebody has posted without the secret."""
        self._observe()
        if self._untold is None:
            log.warning("somebody who isn't Telegram posts to the webhook: more of them are counted, a line a minute")
            self._begin()
        else:
            self._untold += 1

    def _begin(self) -> None:
        self._untold = 0
        later = self._later or asyncio.get_running_loop().call_later
        later(EVERY, self._tell)

    def _tell(self) -> None:
        if not self._untold:
            self._untold = None
            return
        log.warning("more posts from somebody who isn't Telegram", posts=self._untold, seconds=round(EVERY))
        self._begin()
