"""Telegram refuses the token of a bot that has been serving: another one of that bot is waited for (decision 38)."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import structlog

from bot.ground import rotating
from bot.ground.settings import Settings
from bot.ground.tokens import bot_of
from handlers.operating import screens as operating_screens

LOOK_EVERY: Final = 2.0  # seconds
ASK_EVERY: Final = 60.0  # seconds: what Telegram refuses it may take again, where that was a mistake of its own

log = structlog.stdlib.get_logger(__name__)


class AnotherToken:
    """Looks where the token stands. `stop` ends the waiting."""

    def __init__(self, settings: Settings, stop: asyncio.Event, *, clock: Callable[[], float] | None = None) -> None:
        self._settings = settings
        self._stop = stop
        self._clock = clock or asyncio.get_running_loop().time
        self._refused = rotating.token(settings)
        self._strange = ""

    async def settings(self) -> Settings:
        """Those to ask Telegram by: with another token as soon as there is one, with the same again after a minute."""
        again_at = self._clock() + ASK_EVERY
        while not self._stop.is_set() and self._clock() < again_at:
            token = rotating.token(self._settings)
            if token != self._refused and self._is_ours(token):
                log.info("another token is there: asking Telegram")
                self._refused = token
                break
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), LOOK_EVERY)
        return rotating.with_token(self._settings, self._refused)

    def _is_ours(self, token: str) -> bool:
        """Whether it is of the same bot: another one's is told once."""
        if bot_of(token) == bot_of(self._refused):
            return True
        if token != self._strange:
            self._strange = token
            log.error(operating_screens.in_one_line(operating_screens.another_bot))
        return False
