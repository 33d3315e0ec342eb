"""What is heard of Telegram: how each call ended, counted where it went wrong, and told when it answers again."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Final

from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError, TimedOut

from bot.ground.errors import AskedToWait, NotTelegrams, NotThere, TelegramFailed
from bot.ground.other_clocks import OtherClocks
from bot.ground.outcomes import CallTrouble

# The first that fits: some are kinds of others.
_TROUBLES: Final[tuple[tuple[type[TelegramError], CallTrouble], ...]] = (
    (AskedToWait, "429"),
    (NotThere, "404"),
    (InvalidToken, "401"),
    (Forbidden, "403"),
    (Conflict, "409"),
    (TelegramFailed, "5xx"),
    (NotTelegrams, "not from Telegram"),
    (TimedOut, "timeout"),
    (BadRequest, "400"),
    (ChatMigrated, "400"),
)
_SILENT: Final = frozenset[CallTrouble]({"5xx", "not from Telegram", "timeout", "network"})


def trouble_of(error: TelegramError) -> CallTrouble:
    """How a call went wrong."""
    return next((trouble for kind, trouble in _TROUBLES if isinstance(error, kind)), "network")


class Hearing:
    """All ways to call Telegram tell it how their calls end; `observe` counts the troubles."""

    __slots__ = ("_clocks", "_is_silent", "_observe", "_waiting", "refused")

    def __init__(
        self, observe: Callable[[CallTrouble], None] = lambda _: None, clocks: OtherClocks | None = None
    ) -> None:
        self.refused = asyncio.Event()
        """Telegram does not know the token, or no more."""
        self._observe = observe
        self._clocks = clocks
        self._is_silent = False
        self._waiting: list[Callable[[], None]] = []

    def tells(self, wake: Callable[[], None]) -> None:
        """From now on `wake` is called whenever Telegram answers again."""
        self._waiting.append(wake)

    def failed(self, error: TelegramError) -> None:
        """A call went wrong. A refusal is an answer, too."""
        trouble = trouble_of(error)
        self._observe(trouble)
        if trouble == "401":
            self.refused.set()
        if trouble in _SILENT:
            self._is_silent = True
        else:
            self.answered()

    def answered(self) -> None:
        """Whatever it said: Telegram is there."""
        if self._is_silent:
            self._is_silent = False
            for wake in self._waiting:
                wake()

    def dated(self, headers: Mapping[str, str]) -> None:
        """An answer has come; now and then it is looked at what time it says."""
        if self._clocks is not None and self._clocks.are_wanted("Telegram"):
            with suppress(KeyError, ValueError, TypeError):  # it says none, or not in which zone
                self._clocks.show("Telegram", parsedate_to_datetime(headers["Date"]))
