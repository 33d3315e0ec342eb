"""Who somebody is in a group: asked of Telegram at the very tap that it matters for, before anything is done."""

import asyncio
from dataclasses import replace
from typing import Any, Final

import structlog
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram.refusals import REFUSALS, is_nobody_there
from handlers.buttons.groups import BindGroup
from handlers.doors.groups import is_about_group
from handlers.tapping.arriving import Arrival, Arrived, Elsewhere
from handlers.tapping.tap import GroupSeen
from volunteering.rules.ground.texts import one_line
from volunteering.rules.groups import GroupStanding

PATIENCE: Final = 5.0  # seconds: a tap waits for it
_ADMINS: Final = frozenset({"creator", "administrator"})

log = structlog.stdlib.get_logger(__name__)


async def with_standing(bot: Bot, arrived: Arrived) -> Arrived:
    """The same with who its sender is in the group that it is about; what is about none goes on as it is."""
    match arrived:
        case Arrival(button=BindGroup(chat=chat_id)):
            whose = arrived.sender.telegram_id
            standing = await _standing(bot, chat_id, whose)
            title = await _title(bot, chat_id) if standing is GroupStanding.ADMIN else ""
            return replace(arrived, group=GroupSeen(chat_id, title, standing))
        case Elsewhere(sender=sender) if sender is not None and is_about_group(arrived):
            return replace(arrived, standing=await _standing(bot, arrived.chat_id, sender.telegram_id))
    return arrived


async def _standing(bot: Bot, chat_id: int, telegram_id: int) -> GroupStanding:
    try:
        told = await _ask(bot, "getChatMember", chat_id=chat_id, user_id=telegram_id)
    except REFUSALS as error:
        return GroupStanding.MEMBER if is_nobody_there(error) else GroupStanding.UNTOLD
    except (TelegramError, TimeoutError) as error:
        log.info("Telegram can't be asked who is an admin", error=type(error).__name__)
        return GroupStanding.UNTOLD
    is_admin = isinstance(told, dict) and told.get("status") in _ADMINS
    return GroupStanding.ADMIN if is_admin else GroupStanding.MEMBER


async def _title(bot: Bot, chat_id: int) -> str:
    try:
        told = await _ask(bot, "getChat", chat_id=chat_id)
    except (TelegramError, TimeoutError):
        return ""
    title = told.get("title") if isinstance(told, dict) else None
    return one_line(title) if isinstance(title, str) else ""


async def _ask(bot: Bot, method: str, **about: int) -> Any:
    data = RequestData([RequestParameter(name, value, None) for name, value in about.items()])
    async with asyncio.timeout(PATIENCE):
        return await bot.request.post(f"{bot.base_url}/{method}", data)
