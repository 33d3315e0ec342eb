"""What Telegram is told once at every start: how updates and taps come, what people may ask for, what it is."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import structlog
from telegram import Bot
from telegram.error import EndPointNotFound, InvalidToken, TelegramError

from bot.ground.errors import AskedToWait
from bot.ground.pauses import Sleep, growing_pause
from bot.telegram.refusals import REFUSALS
from bot.telegram.sending import TELEGRAM_LANGUAGES, describe, set_menu_for_all
from handlers.home.screens.introducing import description, short_description
from handlers.tapping import menus
from handlers.tapping.tap import Organisation
from volunteering.rules.ground.clock import Clock
from volunteering.rules.volunteers import Language
from words.words import Words

SETTINGS = {
    "callback_query_mode": "default",  # a tap tells which message it was on, so that this one is edited
    "has_topics_enabled": False,  # a private chat is one talk
    "can_read_all_group_messages": False,  # of a group we read the commands that are meant for us, and no more
}
"""Of the Bot API 10.5; python-telegram-bot 22.8 doesn't know the method yet (docs/telegram.md: Versions)."""

log = structlog.stdlib.get_logger(__name__)


class Introduction:
    """What is still to be told: Telegram may be away when the process starts, or in the middle of it."""

    def __init__(
        self, bot: Bot, organisation: Organisation, clock: Clock, *, fetches: bool, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._bot = bot
        self._organisation = organisation
        self._clock = clock
        self._sleep = sleep
        self._left: list[Callable[[], Awaitable[object]]] = [
            # First: as long as there is a webhook, nothing can be fetched.
            *([bot.delete_webhook] if fetches else []),
            self._set_settings,
            partial(self._set_menu, None, organisation.default_language),
            *(partial(self._set_menu, code, language) for code, language in TELEGRAM_LANGUAGES.items()),
            *(partial(self._describe, code, languages) for code, languages in self._described_in().items()),
        ]

    def _described_in(self) -> dict[str | None, tuple[Language, ...]]:
        """In which languages it is said to whom. Both Chinese scripts are one to Telegram."""
        default = dict.fromkeys((self._organisation.default_language, Language.ENGLISH))
        return {None: tuple(default), "zh": (Language.SIMPLIFIED, Language.TRADITIONAL), "en": (Language.ENGLISH,)}

    async def go_on(self) -> float | None:
        """Tell what is left, as far as Telegram listens. Gives the seconds after which to try the rest; None: all done.

        What Telegram refuses is left out: people can do without, and it would be refused again.
        """
        while self._left:
            try:
                await self._left[0]()
            except (*REFUSALS, EndPointNotFound, InvalidToken) as error:
                log.warning("Telegram refuses a part of the introduction", error=f"{type(error).__name__}: {error}")
            except AskedToWait as error:
                return error.seconds
            except TelegramError as error:
                log.warning("the introduction has to wait", error=f"{type(error).__name__}: {error}")
                return growing_pause(1)
            del self._left[0]
        return None

    async def finish(self) -> None:
        """Return when everything is told."""
        attempt = 1
        while (pause := await self.go_on()) is not None:
            await self._sleep(max(pause, growing_pause(attempt)))
            attempt += 1

    async def _set_settings(self) -> None:
        try:
            await self._bot.do_api_request("setMySettings", SETTINGS)
        except (*REFUSALS, EndPointNotFound) as error:
            log.debug("this Telegram is older than the Bot API 10.5, or keeps its settings", error=str(error))

    async def _describe(self, code: str | None, languages: tuple[Language, ...]) -> None:
        name = self._organisation.name
        every = [Words(language, self._organisation.zone, self._clock.now()) for language in languages]
        in_full = "\n\n".join(description(words, name) for words in every)
        await describe(self._bot, code, in_full, "\n".join(short_description(words, name) for words in every))

    async def _set_menu(self, code: str | None, language: Language) -> None:
        words = Words(language, self._organisation.zone, self._clock.now())
        await set_menu_for_all(self._bot, code, menus.for_anybody(words))
