"""A second kind of client: plain text with numbered buttons, as on a screen of letters. It knows nothing of Telegram.

wei = PlainPhone(way, messenger, 7, "Wei")
await wei.types("/start")
await wei.types("2")  # the second button
assert "May we keep" in wei.sees
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from html import unescape

from markupsafe import Markup
from typing_extensions import override

from handlers.buttons.button import Button
from handlers.doors.way import Way
from handlers.tapping.arriving import Arrival
from handlers.tapping.commands import split
from handlers.tapping.messenger import Messenger
from handlers.tapping.replies import Reply
from handlers.tapping.screen import Invitation, Link, Press, Resent, Screen, Whisper
from handlers.tapping.tap import Organisation, Sender
from tests.support.city import ZONE
from volunteering.rules.ground.policy import Policy
from volunteering.rules.volunteers import Language
from words.words import plain


def organisation() -> Organisation:
    """The city federation of Taizhou, where people have such a client."""
    return Organisation(
        name="Taizhou",
        zone=ZONE,
        policy=Policy(),
        default_language=Language.ENGLISH,
        admin_ids=frozenset(),
        entrance=lambda to: f"plain:yigong/{to}",
    )


class PlainMessenger(Messenger):
    """Keeps what each chat shows, line by line, and which button has which number under the last screen."""

    def __init__(self) -> None:
        self.chats = defaultdict[int, list[str]](list)
        self.numbered = defaultdict[int, list[Press]](list)

    @override
    async def show(self, chat_id: int, message_id: int | None, screen: Screen) -> int:
        buttons = [button for row in screen.rows for button in row]
        presses = self.numbered[chat_id] = [button for button in buttons if isinstance(button, Press)]
        lines = [_words(screen.text), *(_line(button, presses) for button in buttons)]
        if screen.contact:
            lines.append(f"* {plain(screen.contact.skip)}")
        self.chats[chat_id].append("\n".join(lines))
        return len(self.chats[chat_id])

    @override
    async def send_file(self, chat_id: int, name: str, content: bytes, caption: Markup) -> None:
        self.chats[chat_id].append(f"{name}: {_words(caption)}")

    @override
    async def send_picture(self, chat_id: int, name: str, content: bytes, caption: Markup) -> None:
        self.chats[chat_id].append(f"[{name}] {_words(caption)}")

    @override
    async def send_again(self, chat_id: int, sent: Resent) -> None:
        self.chats[chat_id].append(f"[{sent.file_id}] {_words(sent.caption)}")

    @override
    async def put_keyboard_away(self, chat_id: int, word: Markup) -> None:
        self.chats[chat_id].append(_words(word))

    @override
    async def whisper(self, query_id: str, whisper: Whisper) -> None:
        raise AssertionError("nobody reads along")

    @override
    async def answer_tap(self, query_id: str, toast: str) -> None:
        raise AssertionError("nobody waits for an answer to a number")

    @override
    async def set_menu(self, chat_id: int, commands: Sequence[tuple[str, str]]) -> None:
        """There is no menu: people type their commands."""

    @override
    async def say_in_group(self, chat_id: int, screen: Screen, *, topic: int | None = None) -> None:
        raise AssertionError("there are no groups")


def _words(text: Markup) -> str:
    return unescape(re.sub("<[^>]*>", "", text))


def _line(button: Press | Link | Invitation, presses: list[Press]) -> str:
    match button:
        case Press(label=label):
            return f"{presses.index(button) + 1}) {plain(label)}"
        case Link(label=label, url=url):
            return f"{plain(label)}: {url}"
        case Invitation(label=label, address=address):
            return f"{plain(label)}: {address}"


class PlainPhone:
    """One person's chat in such a client."""

    _numbers = itertools.count(1)

    def __init__(self, way: Way, messenger: PlainMessenger, number: int, name: str) -> None:
        self._way = way
        self._messenger = messenger
        self._sender = Sender(number, name, "en")

    @property
    def sees(self) -> str:
        """The last that was shown."""
        return self._messenger.chats[self._sender.telegram_id][-1]

    @property
    def presses(self) -> list[Press]:
        """The numbered buttons."""
        return self._messenger.numbered[self._sender.telegram_id]

    async def types(self, text: str) -> None:
        """A button's number, a command, or anything else."""
        if text.isdigit() and 0 < int(text) <= len(self.presses):
            await self.says(button=self.presses[int(text) - 1].button)
        elif command := split(text):
            await self.says(text=text, command=command.name, arguments=command.arguments)
        else:
            await self.says(text=text)

    async def says(
        self, *, button: Button | None = None, text: str | None = None, command: str | None = None, arguments: str = ""
    ) -> None:
        """As it arrives, whatever client it comes from."""
        arrival = Arrival(
            next(self._numbers),
            self._sender,
            button=button,
            is_button=button is not None,
            text=text,
            command=command,
            arguments=arguments,
        )
        reply = await self._way.act(arrival)
        assert isinstance(reply, Reply)
        await reply.go_on(self._messenger)
