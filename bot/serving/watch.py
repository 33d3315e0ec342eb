"""Keeps an eye on the bot's health and tells whoever runs it, once when something is wrong, once when it is over."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import structlog
from markupsafe import escape
from telegram.error import TelegramError

from bot.ground.pauses import Sleep
from bot.ground.pulse import Pulse
from bot.site.health import WRITES_EVERY, Health
from handlers.operating import screens as operating_screens
from handlers.operating.screens import Trouble
from handlers.tapping.messenger import Messenger
from handlers.tapping.screen import Screen

PAGES_EVERY: Final = 10.0  # seconds between two looks at every page, at the least
MAKES_WAY_AFTER: Final = 10.0  # seconds: what a newer program may take from its tables to its first tap
PAGES_SHARE: Final = 100  # and so many times as long as one takes: a hundredth of the time goes into it

# What passes by itself is told where it doesn't.
_PASSING: Final = {Trouble.SILENT: 60.0, Trouble.LOCKED_OUT: 10.0, Trouble.NOT_WRITABLE: 10.0}  # seconds
# Told by others, or by the end of the process.
_EXPECTED: Final = frozenset(
    {Trouble.STOPPING, Trouble.NOT_OPEN, Trouble.NO_TELEGRAM, Trouble.REFUSED, Trouble.NEWER_TABLES}
)

Tell = Callable[[operating_screens.Sentence], Awaitable[None]]

log = structlog.stdlib.get_logger(__name__)


class Watch:
    """Looks again and again, for ever. `tell` is for the log's sentence in a chat, as far as that is possible.

    `say` is given each line of the log that says how we are.
    """

    def __init__(
        self,
        health: Health,
        tell: Tell,
        *,
        say: Callable[[str], None] = lambda _: None,
        clock: Callable[[], float] | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.pulse = Pulse()
        self.overtaken = asyncio.Event()
        """Set once the tables have been a newer program's for a while: its end is no trouble then."""
        self._health = health
        self._tell = tell
        self._say = say
        self._clock = clock or asyncio.get_running_loop().time
        self._sleep = sleep
        self._seen: dict[Trouble, float] = {}  # since when
        self._told: set[Trouble] = set()
        self._newer_since: float | None = None

    async def run(self) -> None:
        """Until it is cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._look_again_and_again())
            group.create_task(self._look_through_again_and_again())

    async def look(self) -> None:
        """Look once, and tell of each trouble that has lasted and is not told of yet."""
        found = set(await self._health.troubles())
        self._make_way(found)
        troubles = found - _EXPECTED
        now = self._clock()
        self._seen = {trouble: self._seen.get(trouble, now) for trouble in troubles}
        for trouble, since in self._seen.items():
            if trouble not in self._told and now - since >= _PASSING.get(trouble, 0.0):
                self._told.add(trouble)
                line = operating_screens.in_one_line(partial(operating_screens.of_trouble, trouble=trouble))
                log.error(line)
                self._say(line)
                await self._tell(partial(operating_screens.in_trouble, trouble=trouble))
        if self._told and not troubles:
            self._told.clear()
            line = operating_screens.in_one_line(operating_screens.out_of_trouble)
            log.info(line)
            self._say(line)
            await self._tell(operating_screens.out_of_trouble)

    def _make_way(self, found: set[Trouble]) -> None:
        """The newer program may have to wait for Telegram before it serves: ended at once, nobody would be there."""
        if Trouble.NEWER_TABLES not in found:
            self._newer_since = None
            return
        if self._newer_since is None:
            self._newer_since = self._clock()
        if self._clock() - self._newer_since >= MAKES_WAY_AFTER:
            self.overtaken.set()

    async def _look_again_and_again(self) -> None:
        while True:
            self.pulse.beat()
            await _guarded(self.look)
            await self._sleep(WRITES_EVERY)

    async def _look_through_again_and_again(self) -> None:
        await self._sleep(PAGES_EVERY)  # a start has enough to do: whoever waited for it is answered first
        while True:
            began = self._clock()
            await _guarded(self._health.look_through)
            await self._sleep(max(PAGES_EVERY, PAGES_SHARE * (self._clock() - began)))


async def _guarded(look: Callable[[], Awaitable[None]]) -> None:
    """A fault of whoever looks after the bot must not end the bot."""
    try:
        await look()
    except Exception:
        log.exception("the bot's health can't be asked")


def telling_admins(messenger: Messenger, admin_ids: tuple[int, ...], is_on_duty: Callable[[], bool]) -> Tell:
    """Tell the settings' admins in their chats, in both languages: the database, which knows theirs, may be gone.

    Of replicas the one tells them that is on duty, or was when it last could know.
    """
    was_on_duty = False

    async def tell(sentence: operating_screens.Sentence) -> None:
        nonlocal was_on_duty
        was_on_duty = is_on_duty() or was_on_duty
        if not was_on_duty:
            return
        english, chinese = operating_screens.in_both(sentence)
        for admin in admin_ids:
            try:
                await messenger.show(admin, None, Screen(escape(f"{chinese}\n\n{english}")))
            except TelegramError as error:
                log.info("an admin could not be told", error=type(error).__name__)

    return tell
