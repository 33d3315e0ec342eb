"""What a messenger has to be able to do, for people to chat with Yigong in it: Telegram is one (`bot/telegram`).

A chat, a message and a tap that waits for its answer have the numbers and names that the messenger gave them.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from markupsafe import Markup

from handlers.tapping.screen import Resent, Screen, Whisper

Entrance = Callable[[str], str]
"""The address that opens a chat with Yigong, for a poster or a friend: at what is named, or where one begins for ''."""


class Messenger(Protocol):
    """Shows what is to be shown, as people see it there. Each raises its messenger's faults where it can't."""

    async def show(self, chat_id: int, message_id: int | None, screen: Screen) -> int:
        """Show a screen in a message sent before, or in one of its own. Gives the number of the message it is in."""
        ...

    async def send_file(self, chat_id: int, name: str, content: bytes, caption: Markup) -> None:
        """Send a document with its name and its caption."""
        ...

    async def send_picture(self, chat_id: int, name: str, content: bytes, caption: Markup) -> None:
        """Send a picture that is seen in the chat, with its caption."""
        ...

    async def send_again(self, chat_id: int, sent: Resent) -> None:
        """Send what was sent to Yigong before, so that its reader can't pass it on; where it is gone, say that."""
        ...

    async def put_keyboard_away(self, chat_id: int, word: Markup) -> None:
        """Take the question for a contact back, with a word."""
        ...

    async def answer_tap(self, query_id: str, toast: str) -> None:
        """Let a telephone know that its tap has arrived, with a few words that pass if there are any."""
        ...

    async def whisper(self, query_id: str, whisper: Whisper) -> None:
        """Answer a tap so that whoever tapped has to see it, and nobody else can; or open an address for them."""
        ...

    async def set_menu(self, chat_id: int, commands: Sequence[tuple[str, str]]) -> None:
        """The commands of one person: names with what they are for."""
        ...

    async def say_in_group(self, chat_id: int, screen: Screen, *, topic: int | None = None) -> None:
        """Say it where others listen, or in one topic there. A group that doesn't let us speak is no fault."""
        ...
