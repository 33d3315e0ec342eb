"""A screen becomes Telegram's: messages, keyboards, answered taps, files."""

from collections.abc import Sequence
from typing import Any, Final

import structlog
from markupsafe import Markup
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, InputFile
from telegram.constants import ParseMode
from telegram.error import ChatMigrated, NetworkError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from handlers.tapping.refusals import REFUSALS, is_settled_by_a_new_message, says_nothing_new
from handlers.tapping.screen import AskContact, File, Link, Press, Screen
from volunteering.rules.volunteers import Language
from words.words import cut, plain

LONGEST_TOAST: Final = 200  # Telegram's limit

# Telegram knows two letters only: Chinese of both scripts is one to it until the person has chosen.
TELEGRAM_LANGUAGES: Final = {"zh": Language.SIMPLIFIED, "en": Language.ENGLISH}

Json = dict[str, Any]

log = structlog.stdlib.get_logger(__name__)


async def send_screen(bot: Bot, chat_id: int, screen: Screen) -> int:
    """Send a message of its own. Gives its number."""
    return await _send(bot, chat_id, screen.text, _keys(screen.contact) if screen.contact else _buttons(screen))


async def send_to_group(bot: Bot, chat_id: int, screen: Screen, *, topic: int | None = None) -> None:
    """Say it in a group, or in one topic of it. A group that doesn't let us speak is no error: nobody is owed it."""
    try:
        await _send(bot, chat_id, screen.text, _buttons(screen), topic)
    except ChatMigrated as moved:
        log.info("a group has become a supergroup")
        try:
            await _send(bot, moved.new_chat_id, screen.text, _buttons(screen))
        except REFUSALS as error:
            log.info("a group doesn't let us answer", error=error.message)
    except REFUSALS as error:
        log.info("a group doesn't let us answer", error=error.message)


async def _send(bot: Bot, chat_id: int, text: str, markup: Json | None, topic: int | None = None) -> int:
    return _number_of(
        await _call(
            bot,
            "sendMessage",
            chat_id=chat_id,
            message_thread_id=topic,
            text=text,
            parse_mode=ParseMode.HTML,
            reply_markup=markup,
        )
    )


async def edit_screen(bot: Bot, chat_id: int, message_id: int, screen: Screen) -> int:
    """Show it in a message sent before; in a new one where Telegram doesn't edit that. Gives the message's number.

    Raises what refuses the new one: a text that Telegram takes in neither is a mistake of ours.
    """
    try:
        await _call(
            bot,
            "editMessageText",
            chat_id=chat_id,
            message_id=message_id,
            text=screen.text,
            parse_mode=ParseMode.HTML,
            reply_markup=_buttons(screen),
        )
    except REFUSALS as error:
        if says_nothing_new(error):
            return message_id
        if not is_settled_by_a_new_message(error):
            raise
        log.info("a message can't be edited, so a new one is sent", error=error.message)
        return await send_screen(bot, chat_id, screen)
    return message_id


async def send_file(bot: Bot, chat_id: int, file: File) -> None:
    """Send a document with its caption. Raises TelegramError."""
    document = InputFile(file.content, filename=file.name)
    caption = str(file.caption)
    _number_of(
        await _call(bot, "sendDocument", chat_id=chat_id, document=document, caption=caption, parse_mode=ParseMode.HTML)
    )


def _number_of(message: Any) -> int:
    """The number of what was sent. Raises NetworkError where none is told: that wasn't Telegram."""
    number = message.get("message_id") if isinstance(message, dict) else None
    if type(number) is not int:
        raise NetworkError("The answer isn't Telegram's: it tells of no message")
    return number


async def show(bot: Bot, chat_id: int, message_id: int | None, screen: Screen) -> int:
    """Show a screen in the message that it belongs to, or in one of its own. Its number. Raises TelegramError."""
    if message_id is None or screen.contact:
        return await send_screen(bot, chat_id, screen)
    return await edit_screen(bot, chat_id, message_id, screen)


async def put_keyboard_away(bot: Bot, chat_id: int, word: Markup) -> None:
    """Say a word that takes the contact keyboard away. Raises TelegramError."""
    await _send(bot, chat_id, word, {"remove_keyboard": True})


async def answer_query(bot: Bot, query_id: str, toast: str) -> None:
    """Tell a telephone that its tap has arrived, with a few words over the chat if there are any.

    Refused, as when they come too late or for the second time, they are left out.
    """
    try:
        text = cut(toast, LONGEST_TOAST) if toast else None
        await _call(bot, "answerCallbackQuery", callback_query_id=query_id, text=text)
    except REFUSALS as error:
        log.info("a tap's answer is not shown: the person sees the screen all the same", error=error.message)


async def _call(bot: Bot, method: str, **parameters: object) -> Any:
    """What every tap ends in, as it goes over the wire (decision 18). None is left out. Raises TelegramError."""
    data = RequestData([_parameter(name, value) for name, value in parameters.items()])
    return await bot.request.post(f"{bot.base_url}/{method}", data)


def _parameter(name: str, value: object) -> RequestParameter:
    return (
        RequestParameter.from_input(name, value)
        if isinstance(value, InputFile)
        else RequestParameter(name, value, None)
    )


def _buttons(screen: Screen) -> Json | None:
    return {"inline_keyboard": [[_button(press) for press in row] for row in screen.rows]} if screen.rows else None


def _button(press: Press | Link) -> Json:
    label = plain(press.label)
    if isinstance(press, Link):
        return {"text": label, "url": press.url}
    data = press.button.pack()
    if press.style is None:
        return {"text": label, "callback_data": data}
    return {"text": label, "callback_data": data, "style": press.style}


def _keys(contact: AskContact) -> Json:
    rows = [[{"text": plain(contact.share), "request_contact": True}], [{"text": plain(contact.skip)}]]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


async def set_menu(bot: Bot, chat_id: int, commands: Sequence[tuple[str, str]]) -> None:
    """The menu of commands in one person's chat: names with what they are for.

    Refused, it stays as it is: every command works without being in the menu.
    """
    menu = [BotCommand(name, plain(description)) for name, description in commands]
    try:
        await bot.set_my_commands(menu, scope=BotCommandScopeChat(chat_id))
    except REFUSALS as error:
        log.info("a menu of commands could not be set", error=error.message)


async def set_menu_for_all(bot: Bot, language_code: str | None, commands: list[tuple[str, str]]) -> None:
    """The menu for everybody whose app speaks this language (None: any other) and who has no menu of their own."""
    menu = [BotCommand(name, plain(description)) for name, description in commands]
    await bot.set_my_commands(menu, scope=BotCommandScopeAllPrivateChats(), language_code=language_code)
