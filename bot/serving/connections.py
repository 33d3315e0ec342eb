"""The connections to Telegram, and whether anybody answers there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final

import structlog
from telegram import Bot
from telegram.error import InvalidToken, NetworkError

from bot.answering.answers import AT_ONCE, SLOW
from bot.calling.hearing import Hearing
from bot.calling.transport import AiohttpRequest
from bot.ground.errors import TokenRefused
from bot.ground.pauses import growing_pause
from bot.ground.settings import Settings
from bot.telegram.sending import TelegramMessenger

MOST: Final = 2 * (AT_ONCE + SLOW) + 64  # a screen and a toast each, and what delivery sends
UNHURRIED_SECONDS: Final = 60.0  # that Telegram may take for what it has not taken at once

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Connections:
    """Three ways to call Telegram, which don't stand in each other's."""

    bot: Bot
    messenger: TelegramMessenger
    """Speaks through it."""
    patient: TelegramMessenger
    """Waits longer, for what Telegram has not taken at once."""
    updates: AiohttpRequest
    """For getUpdates, which waits long: it has a connection of its own."""
    hearing: Hearing
    """What is heard on all three."""


@asynccontextmanager
async def connections(settings: Settings, hearing: Hearing) -> AsyncIterator[Connections]:
    """Have them within this block. Raises TokenRefused where there is no token."""
    async with AsyncExitStack() as stack:
        updates = AiohttpRequest(1, hearing=hearing)
        bot = _bot(settings, AiohttpRequest(MOST, hearing=hearing), updates)
        stack.push_async_callback(bot.shutdown)
        unhurried = AiohttpRequest(MOST, read_timeout=UNHURRIED_SECONDS, hearing=hearing)
        await unhurried.initialize()
        stack.push_async_callback(unhurried.shutdown)
        patient = TelegramMessenger(_bot(settings, unhurried, updates))
        yield Connections(bot, TelegramMessenger(bot), patient, updates, hearing)


def _bot(settings: Settings, request: AiohttpRequest, updates: AiohttpRequest) -> Bot:
    token = settings.telegram_bot_token
    if token is None:
        raise TokenRefused
    root = settings.telegram_api_url.rstrip("/")
    return Bot(
        token.get_secret_value(),
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=updates,
    )


async def reached(bot: Bot, stop: asyncio.Event) -> bool:
    """Ask Telegram who we are until it answers; False if told to stop before it did. Raises TokenRefused."""
    failures = 0
    while not stop.is_set():
        try:
            await _ask_who_we_are(bot)
        except InvalidToken as error:
            raise TokenRefused from error
        except Exception as error:  # noqa: BLE001 - Telegram is away, or what has answered isn't Telegram
            failures += 1
            pause = growing_pause(failures)
            log.warning("Telegram does not answer; trying again", error=type(error).__name__, seconds=round(pause))
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
        else:
            return True
    return False


async def _ask_who_we_are(bot: Bot) -> None:
    """Every link is made of the bot's name. Raises TelegramError; NetworkError where what has answered tells none."""
    await bot.initialize()
    if not _is_named(bot):
        await bot.get_me()  # the other one asks once, and is content with what it gets
    if not _is_named(bot):
        raise NetworkError("The answer isn't Telegram's: it names no bot")


def _is_named(bot: Bot) -> bool:
    name: object = bot.username
    return isinstance(name, str) and bool(name)
