"""python-telegram-bot's echo bot as its documentation shows it, pointed at another Telegram.

Without the example's log lines, which is in its favour.
"""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what was said."""
    if update.message is not None:
        await update.message.reply_text(update.message.text or "")


def main() -> None:
    """Poll the Telegram that the environment names, until stopped."""
    application = (
        Application.builder().token(os.environ["TOKEN"]).base_url(f"{os.environ['TELEGRAM_API_URL']}/bot").build()
    )
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
