"""Telegram: whether it knows the token, brings updates the way the settings say, and has the same time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from telegram import Bot
from telegram.error import InvalidToken

from bot.calling.telegrams_time import telegrams_time
from bot.calling.transport import AiohttpRequest
from bot.examining.database import compared
from bot.examining.remarks import Remark, note, ok, wrong
from bot.ground.counting import counted
from bot.ground.errors import TokenRefused
from bot.ground.settings import Settings

JUST_NOW: Final = timedelta(minutes=10)  # Telegram tries again more often than that


async def telegram(settings: Settings, now: datetime) -> Sequence[Remark]:
    """Who we are, and how updates reach us."""
    token = settings.telegram_bot_token
    if token is None:
        return [note("TELEGRAM_BOT_TOKEN is not set: only the playground can be opened")]
    bot = Bot(
        token.get_secret_value(),
        base_url=f"{settings.telegram_api_url}/bot",
        request=AiohttpRequest(1),
        get_updates_request=AiohttpRequest(1),
    )
    try:
        async with bot:  # asks who we are
            return [ok(f"it knows us as @{bot.username}"), *await _way_in(bot, settings, now)]
    except InvalidToken:
        return [wrong(str(TokenRefused()))]


async def _way_in(bot: Bot, settings: Settings, now: datetime) -> list[Remark]:
    told = await bot.get_webhook_info()
    waiting = f"{counted(told.pending_update_count, 'update waits', 'updates wait')} there"
    if told.url != (settings.webhook_url or ""):
        there = f"Telegram posts to {told.url}" if told.url else "Telegram waits to be asked"
        return [wrong(f"{there}, and WEBHOOK_URL is {settings.webhook_url or 'not set'}: a start puts it right")]
    found = [ok(f"updates are {'posted' if told.url else 'fetched'}, and {waiting}")]
    if told.last_error_date is not None:
        last = f"the last post that failed: {told.last_error_date:%Y-%m-%d %H:%M} UTC, {told.last_error_message}"
        stay = told.pending_update_count and now - told.last_error_date < JUST_NOW
        found.append(wrong(f"{last}; the updates wait until Telegram can post them") if stay else note(last))
    return found


async def clock(settings: Settings, now: datetime) -> Sequence[Remark]:
    """Whether Telegram goes by the same time as this machine; not asked by who has no token."""
    if settings.telegram_bot_token is None:
        return []
    return [compared("Telegram", await telegrams_time(settings.telegram_api_url), now)]
