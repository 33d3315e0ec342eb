"""The bytes of a file that was sent to the bot: asked for at the messenger, and kept nowhere but in memory."""

import asyncio
from typing import Any, Final
from urllib.parse import quote

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.ground.errors import AskedToWait, NotTelegrams
from bot.ground.pauses import Sleep, growing_pause
from bot.importing.not_importable import NotImportable
from bot.telegram.refusals import is_file_too_large
from volunteering.rules.importing.sending import MOST_MEGABYTES, ListEnd

DOWNLOAD_SECONDS: Final = 120.0
"""For all of a file: of the largest, 170 kB in each."""

PATIENCE: Final = 6
"""Attempts, with pauses that grow to half a minute: a minute and a half where nothing hangs."""

REFUSED: Final = 2
"""Attempts at what Telegram itself says it can't give: the words are the same for what is gone and what is away."""

MOST_BYTES: Final = MOST_MEGABYTES * 1024**2

_A_PAGE: Final = (b"<!doctype html", b"<html")

log = structlog.stdlib.get_logger(__name__)


class NotFetched(Exception):  # noqa: N818 - it says what is the matter
    """The messenger didn't hand the file over, this time."""


async def fetch(bot: Bot, file_id: str, *, sleep: Sleep = asyncio.sleep) -> bytes:
    """All of the file. Raises NotImportable where it is too large, or gone, and NotFetched."""
    for failures in range(1, PATIENCE + 1):
        try:
            return await _fetched(bot, file_id)
        except BadRequest as error:
            if is_file_too_large(error):
                raise _too_large() from None
            if failures >= REFUSED:
                raise NotImportable(ListEnd.FILE_GONE, "Telegram has the file no more") from None
            pause = growing_pause(failures)
        except AskedToWait as error:
            pause = error.seconds
        except TelegramError as error:
            log.info("a file was not handed over; trying again", error=type(error).__name__)
            pause = growing_pause(failures, first=2.0)
        if failures < PATIENCE:
            await sleep(pause)
    raise NotFetched


async def _fetched(bot: Bot, file_id: str) -> bytes:
    """In one attempt. Raises TelegramError; NotTelegrams where what came isn't what Telegram said it has."""
    asked = RequestData([RequestParameter("file_id", file_id, None)])
    told: Any = await bot.request.post(f"{bot.base_url}/getFile", asked)
    path, size = (told.get("file_path"), told.get("file_size")) if isinstance(told, dict) else (None, None)
    if not isinstance(path, str) or not path:
        raise NotTelegrams("The answer isn't Telegram's: it tells of no file")
    if isinstance(size, int) and size > MOST_BYTES:
        raise _too_large()
    content = await bot.request.retrieve(f"{bot.base_file_url}/{quote(path)}", read_timeout=DOWNLOAD_SECONDS)
    if isinstance(size, int) and len(content) != size:
        raise NotTelegrams("A part of the file came, or something else in its place")
    # Where the size is right it is the file itself: other programs call a page a spreadsheet.
    if not isinstance(size, int) and content[:64].lstrip().lower().startswith(_A_PAGE):
        raise NotTelegrams("A page came in place of the file: something in between has answered")
    if len(content) > MOST_BYTES:
        raise _too_large()
    return content


def _too_large() -> NotImportable:
    return NotImportable(ListEnd.TOO_LARGE, f"The file has over {MOST_MEGABYTES} MB")
