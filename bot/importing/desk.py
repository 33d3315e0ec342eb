"""What seeing to a list takes, and its report: sent to whoever sent the list, row by row."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog
from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.ground.errors import AskedToWait
from bot.ground.pauses import Sleep, growing_pause
from bot.ground.settings import Settings
from handlers.tapping.messenger import Messenger
from handlers.tapping.screen import File
from storage.engine.database import Database
from storage.rows import Rows
from volunteering.rules.ground.clock import Clock
from volunteering.rules.ground.moment import Moment
from words.words import Words

_PATIENCE: Final = 3
"""Attempts at sending a report: one that timed out may have come, and comes twice then."""

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ListDesk:
    """What seeing to a list takes."""

    settings: Settings
    database: Database
    clock: Clock
    bot: Bot
    messenger: Messenger
    sleep: Sleep = asyncio.sleep

    @property
    def moment(self) -> Moment:
        """The moment as the actions ask for it."""
        return Moment(now=self.clock.now(), zone=self.settings.timezone, policy=self.settings.policy)


async def send_report(desk: ListDesk, by_id: int, written: Callable[[Words], File]) -> bool:
    """Send whoever sent a list what would become of each row; it is sent again where somebody dies right after.

    False: Telegram didn't take it. What it comes to is in the message that follows, whenever that is taken.
    """
    async with desk.database.reading() as reader:
        person = await Rows.reading(reader).people.get(by_id)
    if person is None or person.telegram_id is None or not person.reachable:
        return False
    words = Words(person.language, desk.settings.timezone, desk.clock.now())
    file = written(words)
    content = await asyncio.to_thread(file.write)
    for failures in range(1, _PATIENCE + 1):
        try:
            await desk.messenger.send_file(person.telegram_id, file.name, content, file.caption)
        except TelegramError as error:
            log.info("the report of a list could not be sent", attempt=failures, error=type(error).__name__)
            if isinstance(error, BadRequest | Forbidden) or failures == _PATIENCE:
                return False
            await desk.sleep(error.seconds if isinstance(error, AskedToWait) else growing_pause(failures, first=2.0))
        else:
            break
    return True
