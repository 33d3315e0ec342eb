"""aiogram's echo bot as its documentation shows it, pointed at another Telegram.

Without the example's log lines, which is in its favour.
"""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    """Send a copy of what was said."""
    await message.send_copy(chat_id=message.chat.id)


async def main() -> None:
    """Poll the Telegram that the environment names, until stopped."""
    api = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"])
    await dispatcher.start_polling(Bot(os.environ["TOKEN"], session=AiohttpSession(api=api)))


if __name__ == "__main__":
    asyncio.run(main())
