"""Words in groups: nobody waits for them, and where one can't be said nobody misses it."""

import asyncio
from typing import Final

import structlog

from bot.calling.pace import Pace
from bot.ground.errors import AskedToWait
from handlers.tapping.messenger import Messenger
from handlers.tapping.replies import Aside

AT_ONCE: Final = 16
LAST_MOMENTS: Final = 5.0  # seconds that each of them has

log = structlog.stdlib.get_logger(__name__)


class Asides:
    """Says a few at once, as far as the pace has room for them; the others are left out."""

    def __init__(self, messenger: Messenger, pace: Pace) -> None:
        self._messenger = messenger
        self._pace = pace
        self._under_way = 0

    def say(self, aside: Aside, group: asyncio.TaskGroup) -> None:
        """Begin to say it, as a task of the group, or leave it out."""
        if self._under_way < AT_ONCE and self._pace.spares(aside.chat_id):
            self._under_way += 1
            group.create_task(self._speak(aside))

    async def _speak(self, aside: Aside) -> None:
        try:
            async with asyncio.timeout(LAST_MOMENTS):
                await aside.say(self._messenger)
        except AskedToWait as error:
            self._pace.refused(aside.chat_id, error.seconds)
        except Exception as error:  # noqa: BLE001 - whatever it is
            log.info("a word in a group is not said", error=type(error).__name__)
        finally:
            self._under_way -= 1
