"""The process in which a list is seen to that an admin sent: what it takes for that, and nothing of the running bot."""

import resource
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from telegram import Bot

from bot.calling.transport import AiohttpRequest
from bot.ground.clock import PlaygroundClock, SystemClock
from bot.ground.errors import CommandError
from bot.ground.rotating import token
from bot.ground.settings import Settings
from bot.importing.desk import ListDesk
from bot.importing.holding import NotInHand
from bot.importing.orders import held_in
from bot.importing.sent import see_to
from bot.keeping.beginning import refuse_other_tables
from bot.telegram.sending import TelegramMessenger
from storage.engine.connecting import connect
from storage.engine.faults import DatabaseFault
from storage.engine.migrating import revision_of
from volunteering.rules.ground.clock import Clock
from volunteering.rules.importing.sending import ListInHand

MOST_MEMORY: Final = 1536 * 1024**2  # bytes; three times what the longest list takes to be read
"""A few kilobytes may unpack to what takes all that the machine has."""


async def see_to_sent(settings: Settings, argument: str) -> str:
    """See to the list that was taken up. Gives what came of it, in a word. Raises CommandError."""
    held = held_in(argument)
    if settings.telegram_bot_token is None:
        raise CommandError("TELEGRAM_BOT_TOKEN is not set: the file can't be fetched")
    _have_an_end()
    try:
        return await _seen_to(settings, held)
    except NotInHand:
        return "overtaken"
    except (CommandError, DatabaseFault):
        raise
    except Exception as fault:
        raise CommandError(_place_of(fault)) from fault


async def _seen_to(settings: Settings, held: ListInHand) -> str:
    async with _clock(settings) as clock, connect(settings.database_url) as database, _bot(settings) as bot:
        async with database.reading() as reader:
            refuse_other_tables(await revision_of(reader))
        return await see_to(ListDesk(settings, database, clock, bot, TelegramMessenger(bot)), held)


def _have_an_end() -> None:
    """Take so much memory at the most, where the system keeps count: a list that needs more is too long."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


def _place_of(fault: Exception) -> str:
    """What went wrong and where, for the log; its words may be somebody's name or number."""
    *_, last = traceback.extract_tb(fault.__traceback__)
    return f"{type(fault).__name__} in {last.name}, line {last.lineno}"


@asynccontextmanager
async def _clock(settings: Settings) -> AsyncIterator[Clock]:
    if settings.clock_url is None:
        yield SystemClock()
        return
    async with PlaygroundClock(settings.clock_url) as clock:
        await clock.catch_up()
        yield clock


@asynccontextmanager
async def _bot(settings: Settings) -> AsyncIterator[Bot]:
    request = AiohttpRequest(2)
    root = settings.telegram_api_url.rstrip("/")
    bot = Bot(token(settings), base_url=f"{root}/bot", base_file_url=f"{root}/file/bot", request=request)
    await request.initialize()
    try:
        yield bot
    finally:
        await request.shutdown()
