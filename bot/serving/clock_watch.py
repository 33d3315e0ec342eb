"""Tells whoever runs Yigong that this machine's clock is wrong, once, and once when it is right again."""

import asyncio
from functools import partial

import structlog

from bot.ground.other_clocks import EVERY, OtherClocks
from bot.ground.pauses import Sleep
from bot.serving.watch import Tell
from handlers.operating import screens as operating_screens
from storage.engine.database import Database
from storage.engine.faults import DatabaseFault
from storage.keeping.examining import servers_time

log = structlog.stdlib.get_logger(__name__)


class ClockWatch:
    """Looks at the database server's clock once a minute; at Telegram's looks whoever calls it."""

    def __init__(
        self, clocks: OtherClocks, database: Database, url: str, tell: Tell, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._clocks = clocks
        self._database = database
        self._url = url
        self._tell = tell
        self._sleep = sleep
        self._is_told = False

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                await self.look()
            except DatabaseFault as fault:
                log.info("the database's clock can't be asked", error=str(fault))
            except Exception:
                log.exception("a fault while looking at the clocks")
            await self._sleep(EVERY)

    async def look(self) -> None:
        """Look once, and tell what has changed. Raises DatabaseFault."""
        wrong = self._clocks.wrong()
        if wrong is not None and not self._is_told:
            sentence = partial(operating_screens.wrong_clock, whose=wrong.whose, ahead=wrong.ahead)
            log.error(operating_screens.in_one_line(sentence))
            await self._tell(sentence)
        elif wrong is None and self._is_told:
            log.info(operating_screens.in_one_line(operating_screens.right_clock))
            await self._tell(operating_screens.right_clock)
        self._is_told = wrong is not None
        async with self._database.reading() as reader:
            theirs = await servers_time(reader, self._url)
        if theirs is not None:
            self._clocks.show("PostgreSQL", theirs)
