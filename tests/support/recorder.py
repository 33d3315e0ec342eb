"""A Bot API that only remembers: what python-telegram-bot would have sent, held against Telegram's rules.

The real `telegram.Bot` speaks to it, so that what tests look at is what Telegram would get.
"""

import itertools
import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from telegram import Bot
from telegram.request import BaseRequest, RequestData
from typing_extensions import override

from bot.telegram.sending import TelegramMessenger
from playground.messages.html import read_html, utf16_length

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_DATA = 64
TOKEN = "1:test"
SENDS_TO_SOMEBODY = re.compile(r"\b([Pp]lease (speak to|turn to|ask|tell)|[Aa]sk (your|its|an?|the)) ")
"""Of an English sentence: it tells its reader to turn to somebody (docs/rules.md: Somebody to turn to)."""
TURNS_TO_SOMEBODY = "Ask the leader"


@dataclass(frozen=True)
class Shown:
    """A button, or a key of a keyboard: its label, and what a tap on it does."""

    label: str
    data: str | None = None
    url: str | None = None
    style: str | None = None
    asks_contact: bool = False


@dataclass(frozen=True)
class SeenMessage:
    """A message of the bot's, as a person sees it."""

    id: int
    text: str
    html: str
    rows: tuple[tuple[Shown, ...], ...] = ()
    keyboard: tuple[tuple[Shown, ...], ...] = ()
    puts_keyboard_away: bool = False
    file: tuple[str, bytes] | None = None
    resent: str = ""  # what Telegram knows a photo or file by that somebody had sent

    @property
    def labels(self) -> tuple[str, ...]:
        """Its buttons and keys, from the top."""
        return tuple(shown.label for row in (*self.rows, *self.keyboard) for shown in row)


@dataclass
class Shelf:
    """What one chat has got."""

    messages: list[SeenMessage] = field(default_factory=list)
    commands: tuple[str, ...] | None = None  # the menu, once it was set for this chat

    def put(self, message: SeenMessage) -> None:
        """A new message, or a new face of an old one."""
        for at, old in enumerate(self.messages):
            if old.id == message.id:
                self.messages[at] = message
                return
        self.messages.append(message)


class Recorder(BaseRequest):
    """Takes every call in place of the network. A call that Telegram would refuse fails the test, or is refused."""

    def __init__(self) -> None:
        self.shelves: dict[int, Shelf] = {}
        self.toasts: list[str] = []
        self.calls: list[str] = []
        self.shown: list[SeenMessage] = []  # each message as often as it was sent or edited
        self.lost_files: set[str] = set()  # what Telegram says it does not know
        self._numbers = itertools.count(1)

    def bot(self) -> Bot:
        """A bot that speaks to this."""
        return Bot(TOKEN, request=self, get_updates_request=self)

    def messenger(self) -> TelegramMessenger:
        """What the process speaks through, over that bot."""
        return TelegramMessenger(self.bot())

    def shelf(self, chat_id: int) -> Shelf:
        """What a chat has got so far."""
        return self.shelves.setdefault(chat_id, Shelf())

    @property
    @override
    def read_timeout(self) -> float | None:
        return None

    @override
    async def initialize(self) -> None:
        pass

    @override
    async def shutdown(self) -> None:
        pass

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[-1]
        given: dict[str, Any] = dict(request_data.parameters) if request_data else {}
        self.calls.append(name)
        match name:
            case "sendMessage":
                return self._sent(given, self._message(given, given["text"], LONGEST_TEXT))
            case "editMessageText" | "editMessageCaption" | "editMessageMedia":
                return self._edited(given, self._changed(given, request_data))
            case "sendDocument" | "sendPhoto":
                assert request_data is not None
                if (resent := given.get("photo") or given.get("document")) in self.lost_files:
                    return _refused("Bad Request: wrong file identifier/HTTP URL specified")
                if isinstance(resent, str):
                    assert given["protect_content"], "it could be passed on"
                    shown = self._message(given, given["caption"], LONGEST_CAPTION)
                    return self._sent(given, replace(shown, resent=resent))
                assert request_data.multipart_data is not None
                [(file_name, content, *_)] = request_data.multipart_data.values()
                assert isinstance(content, bytes)
                message = self._message(given, given.get("caption", ""), LONGEST_CAPTION)
                return self._sent(given, replace(message, file=(file_name, content)))
            case "answerCallbackQuery":
                text = given.get("text", "")
                assert len(text) <= 200, f"a toast of {len(text)} characters"
                self.toasts.append(text)
            case "setMyCommands":
                chat_id = given["scope"].get("chat_id")
                if chat_id is not None:
                    self.shelf(chat_id).commands = tuple(command["command"] for command in given["commands"])
            case _:
                raise AssertionError(f"nobody expected the bot to call {name}")
        return _ok(True)

    def _message(self, given: dict[str, Any], html: str, longest: int) -> SeenMessage:
        text, _ = read_html(html)  # raises what Telegram would say
        assert 0 < utf16_length(text) <= longest, f"{utf16_length(text)} characters: {text[:80]}…"
        markup = given.get("reply_markup") or {}
        return SeenMessage(
            id=given.get("message_id") or next(self._numbers),
            text=text,
            html=html,
            rows=tuple(tuple(map(_shown, row)) for row in markup.get("inline_keyboard", ())),
            keyboard=tuple(tuple(map(_shown, row)) for row in markup.get("keyboard", ())),
            puts_keyboard_away=bool(markup.get("remove_keyboard")),
        )

    def _sent(self, given: dict[str, Any], message: SeenMessage) -> tuple[int, bytes]:
        sends = SENDS_TO_SOMEBODY.search(message.text.replace(TURNS_TO_SOMEBODY, ""))
        assert not sends or TURNS_TO_SOMEBODY in message.labels, f"nobody to turn to: {message.text} {message.labels}"
        self.shelf(given["chat_id"]).put(message)
        self.shown.append(message)
        return _ok(_as_telegram(given["chat_id"], message))

    def _changed(self, given: dict[str, Any], request_data: RequestData | None) -> SeenMessage:
        """What an edit makes of a message: another text, another caption, or another picture with its own."""
        if "text" in given:
            return self._message(given, given["text"], LONGEST_TEXT)
        if "caption" in given:
            return self._message(given, given["caption"], LONGEST_CAPTION)
        assert request_data is not None
        assert request_data.multipart_data is not None
        [(file_name, content, *_)] = request_data.multipart_data.values()
        assert isinstance(content, bytes)
        return replace(self._message(given, given["media"]["caption"], LONGEST_CAPTION), file=(file_name, content))

    def _edited(self, given: dict[str, Any], message: SeenMessage) -> tuple[int, bytes]:
        before = [old for old in self.shelf(given["chat_id"]).messages if old.id == message.id]
        if not before:
            return _refused("Bad Request: message to edit not found")
        if (before[0].html, before[0].rows) == (message.html, message.rows):
            return _refused("Bad Request: message is not modified: specified new message content is the same")
        return self._sent(given, message)


def _shown(button: dict[str, Any]) -> Shown:
    data = button.get("callback_data")
    assert button["text"].strip(), "a button without a label"
    assert data is None or 0 < len(data.encode()) <= LONGEST_DATA, f"button data too long: {data}"
    return Shown(
        button["text"], data, button.get("url"), button.get("style"), asks_contact=bool(button.get("request_contact"))
    )


def _as_telegram(chat_id: int, message: SeenMessage) -> dict[str, Any]:
    chat = {"id": chat_id, "type": "private"}
    return {"message_id": message.id, "date": 0, "chat": chat, "text": message.text}


def _ok(result: object) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


def _refused(why: str) -> tuple[int, bytes]:
    return 400, json.dumps({"ok": False, "error_code": 400, "description": why}).encode()
