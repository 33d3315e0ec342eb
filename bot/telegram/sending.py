"""What is shown becomes Telegram's: messages, keyboards, answered taps, files, menus."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote, urlencode

import structlog
from markupsafe import Markup
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, InputFile, InputMediaPhoto
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter
from typing_extensions import override

from bot.telegram.markup import LONGEST_CAPTION, LONGEST_MESSAGE, written
from bot.telegram.refusals import REFUSALS, is_out_of_reach, is_settled_by_a_new_message, says_nothing_new
from handlers.tapping.messenger import Entrance, Messenger
from handlers.tapping.screen import AskContact, Invitation, Link, Press, Resent, Screen, WayBack, Whisper
from handlers.tapping.trail import NOWHERE, Trail
from volunteering.rules.volunteers import Language
from words.words import cut, plain

LONGEST_TOAST: Final = 200  # Telegram's limit

# Telegram knows two letters only: Chinese of both scripts is one to it until the person has chosen.
TELEGRAM_LANGUAGES: Final = {"zh": Language.SIMPLIFIED, "en": Language.ENGLISH}

PICTURE: Final = "picture.png"

Json = dict[str, Any]

log = structlog.stdlib.get_logger(__name__)


class TelegramMessenger(Messenger):
    """Telegram, over one of its bots. All but what says otherwise raise TelegramError."""

    __slots__ = ("_bot",)

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    @override
    async def show(self, chat_id: int, message_id: int | None, screen: Screen) -> int:
        """Show it in the message, or in a new one where there is none or Telegram doesn't edit that.

        Raises what refuses the new one: a text that Telegram takes in neither is a mistake of ours.
        """
        if message_id is None or screen.contact:
            return await self._show_anew(chat_id, screen)
        try:
            await self._edit(chat_id, message_id, screen)
        except REFUSALS as error:
            if says_nothing_new(error):
                return message_id
            if not is_settled_by_a_new_message(error):
                raise
            log.info("a message can't be edited, so a new one is sent", error=error.message)
            return await self._show_anew(chat_id, screen)
        return message_id

    async def _edit(self, chat_id: int, message_id: int, screen: Screen) -> None:
        where = {"chat_id": chat_id, "message_id": message_id, "reply_markup": _buttons(screen)}
        if screen.picture is not None:
            drawn = await asyncio.to_thread(screen.picture)
            caption = written(screen.text, LONGEST_CAPTION)
            media = InputMediaPhoto(drawn, caption=caption, parse_mode=ParseMode.HTML, filename=PICTURE)
            await self._call("editMessageMedia", media=media, **where)
        elif screen.is_below_picture:
            caption = written(screen.text, LONGEST_CAPTION)
            await self._call("editMessageCaption", caption=caption, parse_mode=ParseMode.HTML, **where)
        else:
            text = written(screen.text, LONGEST_MESSAGE)
            await self._call("editMessageText", text=text, parse_mode=ParseMode.HTML, **where)

    async def _show_anew(self, chat_id: int, screen: Screen) -> int:
        if screen.picture is not None:
            drawn = await asyncio.to_thread(screen.picture)
            photo = InputFile(drawn, filename=PICTURE)
            return await self._send_along("sendPhoto", chat_id, screen.text, photo=photo, reply_markup=_buttons(screen))
        return await self._send(chat_id, screen.text, _keys(screen.contact) if screen.contact else _buttons(screen))

    @override
    async def send_file(self, chat_id: int, name: str, content: bytes, caption: Markup) -> None:
        await self._send_along("sendDocument", chat_id, caption, document=InputFile(content, filename=name))

    @override
    async def send_picture(self, chat_id: int, name: str, content: bytes, caption: Markup) -> None:
        await self._send_along("sendPhoto", chat_id, caption, photo=InputFile(content, filename=name))

    async def _send_along(self, method: str, chat_id: int, caption: Markup, **what: Any) -> int:
        said = written(caption, LONGEST_CAPTION)
        return _number_of(await self._call(method, chat_id=chat_id, **what, caption=said, parse_mode=ParseMode.HTML))

    @override
    async def send_again(self, chat_id: int, sent: Resent) -> None:
        method, name = ("sendPhoto", "photo") if sent.is_picture else ("sendDocument", "document")
        what: dict[str, Any] = {name: sent.file_id, "protect_content": True, "reply_markup": _buttons(sent)}
        try:
            await self._send_along(method, chat_id, sent.caption, **what)
        except BadRequest as error:
            if is_out_of_reach(error):
                raise
            log.info("what was sent before can't be shown", error=error.message)
            await self._send(chat_id, sent.otherwise, _buttons(sent))

    @override
    async def put_keyboard_away(self, chat_id: int, word: Markup) -> None:
        await self._send(chat_id, word, {"remove_keyboard": True})

    @override
    async def answer_tap(self, query_id: str, toast: str) -> None:
        """Refused, as when it comes too late or for the second time, it is left out."""
        try:
            text = cut(toast, LONGEST_TOAST) if toast else None
            await self._call("answerCallbackQuery", callback_query_id=query_id, text=text)
        except REFUSALS as error:
            log.info("a tap's answer is not shown: the person sees the screen all the same", error=error.message)

    @override
    async def whisper(self, query_id: str, whisper: Whisper) -> None:
        what = (
            {"url": whisper.address}
            if whisper.address
            else {"text": cut(whisper.text, LONGEST_TOAST), "show_alert": True}
        )
        await self._call("answerCallbackQuery", callback_query_id=query_id, **what)

    @override
    async def set_menu(self, chat_id: int, commands: Sequence[tuple[str, str]]) -> None:
        """Refused, it stays as it is: every command works without being in the menu."""
        try:
            await self._bot.set_my_commands(_menu(commands), scope=BotCommandScopeChat(chat_id))
        except REFUSALS as error:
            log.info("a menu of commands could not be set", error=error.message)

    @override
    async def say_in_group(self, chat_id: int, screen: Screen, *, topic: int | None = None) -> None:
        """A group that doesn't let us speak is no error: nobody is owed it."""
        try:
            await self._send(chat_id, screen.text, _buttons(screen), topic)
        except ChatMigrated as moved:
            log.info("a group has become a supergroup")
            try:
                await self._send(moved.new_chat_id, screen.text, _buttons(screen))
            except REFUSALS as error:
                log.info("a group doesn't let us answer", error=error.message)
        except REFUSALS as error:
            log.info("a group doesn't let us answer", error=error.message)

    async def keep_in_group(self, chat_id: int, message_id: int | None, screen: Screen) -> int:
        """Show it in a group, in a message of before where there is one. The number of the message that shows it now.

        Unlike `show`, it never sends a second one in place of one that is gone: somebody took it away. Raises
        TelegramError.
        """
        if message_id is None:
            return await self._send(chat_id, screen.text, _buttons(screen))
        try:
            await self._call(
                "editMessageText",
                chat_id=chat_id,
                message_id=message_id,
                text=written(screen.text, LONGEST_MESSAGE),
                parse_mode=ParseMode.HTML,
                reply_markup=_buttons(screen),
            )
        except REFUSALS as error:
            if not says_nothing_new(error):
                raise
        return message_id

    async def _send(self, chat_id: int, text: Markup, markup: Json | None, topic: int | None = None) -> int:
        return _number_of(
            await self._call(
                "sendMessage",
                chat_id=chat_id,
                message_thread_id=topic,
                text=written(text, LONGEST_MESSAGE),
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
            )
        )

    async def _call(self, method: str, **parameters: object) -> Any:
        return await _call(self._bot, method, **parameters)


async def set_menu_for_all(bot: Bot, language_code: str | None, commands: Sequence[tuple[str, str]]) -> None:
    """The menu for everybody whose app speaks this language (None: any other) and who has no menu of their own."""
    await bot.set_my_commands(_menu(commands), scope=BotCommandScopeAllPrivateChats(), language_code=language_code)


async def describe(bot: Bot, language_code: str | None, description: str, short: str) -> None:
    """What stands in an empty chat and beside the name, for those whose app speaks this language (None: any other).

    Telegram doesn't like them changed often, so each is told only where it is another.
    """
    for method, name, text in (
        ("Description", "description", description),
        ("ShortDescription", "short_description", short),
    ):
        said = await _call(bot, f"getMy{method}", language_code=language_code)
        if not isinstance(said, dict) or said.get(name) != text:
            await _call(bot, f"setMy{method}", **{name: text}, language_code=language_code)


def entrance_of(username: str) -> Entrance:
    """The addresses that open a chat with the bot of that name."""
    return lambda to: f"https://t.me/{username}?start={to}" if to else f"https://t.me/{username}"


async def _call(bot: Bot, method: str, **parameters: object) -> Any:
    """What every tap ends in, as it goes over the wire (decision 18). None is left out."""
    data = RequestData([_parameter(name, value) for name, value in parameters.items()])
    return await bot.request.post(f"{bot.base_url}/{method}", data)


def _menu(commands: Sequence[tuple[str, str]]) -> list[BotCommand]:
    return [BotCommand(name, plain(description)) for name, description in commands]


def _number_of(message: Any) -> int:
    """The number of what was sent. Raises NetworkError where none is told: that wasn't Telegram."""
    number = message.get("message_id") if isinstance(message, dict) else None
    if type(number) is not int:
        raise NetworkError("The answer isn't Telegram's: it tells of no message")
    return number


def _parameter(name: str, value: object) -> RequestParameter:
    return (
        RequestParameter.from_input(name, value)
        if isinstance(value, InputFile | InputMediaPhoto)
        else RequestParameter(name, value, None)
    )


def _buttons(shown: Screen | Resent) -> Json | None:
    if not shown.rows:
        return None
    trail = shown.trail if isinstance(shown, Screen) else NOWHERE
    return {"inline_keyboard": [[_button(press, trail) for press in row] for row in shown.rows]}


def _button(press: Press | Link | Invitation, trail: Trail) -> Json:
    label = plain(press.label)
    if isinstance(press, Link):
        return {"text": label, "url": press.url}
    if isinstance(press, Invitation):
        return {"text": label, "url": _sharing(press)}
    data = trail.along(trail.back(press.button) if isinstance(press, WayBack) else press.button)
    if press.style is None:
        return {"text": label, "callback_data": data}
    return {"text": label, "callback_data": data, "style": press.style}


def _sharing(invitation: Invitation) -> str:
    """The address of Telegram's own list of chats."""
    query = {"url": invitation.address} | ({"text": invitation.saying} if invitation.saying else {})
    return f"https://t.me/share/url?{urlencode(query, quote_via=quote)}"


def _keys(contact: AskContact) -> Json:
    rows = [[{"text": plain(contact.share), "request_contact": True}], [{"text": plain(contact.skip)}]]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}
