"""A person's telephone, for tests: acts as a thumb would and sees what an eye would.

Every act returns when the bot has confirmed the update it caused; a failure shows the chat as a transcript.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from playground.ground.people import Json, Person
from playground.messages.chats import Chat, PassedOn, Toast
from playground.messages.messages import Document, Message
from playground.phones import acts, attaching, links
from playground.phones.reading import read
from playground.phones.times import clock_time
from playground.telegram.telegram import Telegram
from playground.telegram.updates import Update

Found = TypeVar("Found")

LIMIT = 60.0  # seconds that a bot may need on busy cores; one that answers is never waited for longer
TRANSCRIPT = 12  # messages shown in a failure


class NotSeenError(AssertionError):
    """What should be on the screen is not there."""


class NoAnswerError(AssertionError):
    """The bot has not confirmed an update in time."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as the person sees it."""

    id: int
    is_mine: bool
    text: str
    buttons: tuple[tuple[str, ...], ...]
    time: str
    document: Document | None = None
    holds: tuple[str, ...] = ()  # what it is instead of a text: a contact, a photo

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its buttons, row by row."""
        return tuple(label for row in self.buttons for label in row)


class Phone:
    """The telephone of one person in the playground's Telegram."""

    def __init__(self, telegram: Telegram, person: Person) -> None:
        self.telegram = telegram
        self.person = person
        self._last: Update | None = None
        telegram.add(person)

    @property
    def chat(self) -> list[Bubble]:
        """The messages on the screen, oldest first."""
        return [self._bubble(message) for message in self._chat.messages.values()]

    @property
    def screen(self) -> Bubble:
        """What the bot said last."""
        message = self._chat.newest_from_bot()
        if message is None:
            raise NotSeenError(self._complaint("has heard nothing from the bot"))
        return self._bubble(message)

    @property
    def toast(self) -> Toast | None:
        """The answer to the last tap, None while it is open."""
        return self._chat.toast

    @property
    def unread(self) -> int:
        """Messages of the bot since the person last did something."""
        return self._chat.unread

    @property
    def keyboard(self) -> tuple[tuple[str, ...], ...]:
        """The labels below the typing box, row by row."""
        rows = (self._chat.keyboard or {}).get("keyboard", [])
        return tuple(tuple(button["text"] for button in row) for row in rows)

    @property
    def menu(self) -> list[Json]:
        """The commands that Telegram offers this person."""
        return self.telegram.commands.menu(self.person)

    @property
    def transcript(self) -> str:
        """The end of the chat, to be read by whoever looks for a mistake."""
        lines = []
        for bubble in self.chat[-TRANSCRIPT:]:
            who = self.person.first_name if bubble.is_mine else "Yigong"
            text = bubble.text or (bubble.document.name if bubble.document else f"({', '.join(bubble.holds)})")
            lines.append(f"{bubble.time} {who}: {text}")
            lines.extend(f"        {' '.join(f'[ {label} ]' for label in row)}" for row in bubble.buttons)
        if self.keyboard:
            lines.append("keyboard: " + " / ".join(" ".join(f"[ {b} ]" for b in row) for row in self.keyboard))
        if self.toast is not None:
            lines.append(f"toast: {self.toast.text}")
        return "\n".join(lines) or "(an empty chat)"

    async def sends(self, text: str) -> None:
        """Type a text and send it."""
        await self._done(acts.writes(self.telegram, self.person, text), f"sent {text!r}")

    async def edits(self, text: str) -> None:
        """Change the newest text that was sent."""
        await self._done(acts.edits(self.telegram, self.person, text), f"edited its message to {text!r}")

    async def opens(self, link: str) -> None:
        """Follow a link to the bot: `t.me/…?start=a12`, `/start a12`, or what follows `start=`."""
        if "t.me/" in link:
            await self._done(links.opens(self.telegram, self.person, link), f"opened {link}")
        else:
            await self.sends(link if link.startswith("/start") else f"/start {link}")

    def passes_on(self, label: str, to: "Phone") -> None:
        """Tap the newest button of that label, which shares a link, and choose a friend."""
        for message in reversed(self._chat.messages.values()):
            for row, buttons in enumerate((message.markup or {}).get("inline_keyboard", [])):
                for column, button in enumerate(buttons):
                    if button["text"] == label:
                        links.passes_on(self.telegram, self.person, to.person, message.id, row, column)
                        return
        raise NotSeenError(self._complaint(f"finds no button {label!r}"))

    @property
    def passed_on(self) -> list[PassedOn]:
        """What friends have passed on, oldest first, and wasn't opened yet."""
        return self._chat.passed_on

    async def taps(self, label: str, within: float = LIMIT) -> None:
        """Tap the button with that label: below the newest message that has it, else below the typing box.

        It is waited for, since a bot may confirm what was done before it can say so.
        """

        def look() -> Callable[[], Awaitable[None]] | None:
            for message in reversed(self._chat.messages.values()):
                for button in _buttons(message.markup, "inline_keyboard"):
                    if button["text"] == label:
                        return partial(self._tap_inline, message, button)
            for button in _buttons(self._chat.keyboard, "keyboard"):
                if button["text"] == label:
                    return partial(self._press, button)
            return None

        tap = await self.waits(look, f"finds no button {label!r}", within)
        await tap()

    async def shares_contact(self, of: "Person | Phone | None" = None) -> None:
        """Send a contact: the person's own, or somebody else's."""
        other = of.person if isinstance(of, Phone) else of
        await self._done(acts.shares_contact(self.telegram, self.person, other), "shared a contact")

    async def sends_document(
        self, name: str, content: bytes, mime_type: str = "application/octet-stream", caption: str = ""
    ) -> None:
        """Send a file from this phone."""
        update = acts.sends_document(self.telegram, self.person, name, content, mime_type, caption)
        await self._done(update, f"sent the file {name}")

    async def sends_photo(
        self, content: bytes, *, width: int = 1200, height: int = 900, caption: str = "", album: str = ""
    ) -> None:
        """Send a photo, together with others where there is an `album`."""
        sent = attaching.sends_photo(self.telegram, self.person, content, width, height, caption=caption, album=album)
        await self._done(sent, "sent a photo")

    async def sends_sticker(self) -> None:
        """A thumb that points up."""
        await self._done(attaching.sends_sticker(self.telegram, self.person), "sent a sticker")

    async def forges(self, data: str, on: int | None = None) -> None:
        """Tap a button that the bot never showed, under its newest message or the one with the id `on`."""
        message = self._chat.messages.get(on) if on is not None else self._chat.newest_from_bot()
        if message is None:
            raise NotSeenError(self._complaint("has no message to forge a button under"))
        await self._done(acts.taps(self.telegram, self.person, message, data), f"forged {data!r}")

    async def blocks(self) -> None:
        """Block the bot: nothing it sends arrives."""
        await self._done(acts.blocks(self.telegram, self.person), "blocked the bot")

    async def unblocks(self) -> None:
        """Let the bot write again."""
        await self._done(acts.unblocks(self.telegram, self.person), "unblocked the bot")

    def reads(self) -> None:
        """Look at the chat: nothing is unread any more."""
        acts.reads(self.telegram, self.person)

    async def post(self, update: Json) -> None:
        """Put a raw update into the bot's queue; `update_id` may be left out."""
        number = update.get("update_id")
        kind, body = next((key, value) for key, value in update.items() if key != "update_id")
        queue = ("user" if kind == "callback_query" else "chat", self.person.id)
        await self._done(self.telegram.updates.add(kind, body, queue, number=number), f"caused a raw {kind}")

    async def repeats(self) -> None:
        """Let Telegram deliver this person's last update once more."""
        if self._last is None:
            raise NotSeenError(self._complaint("has done nothing that could be repeated"))
        self.telegram.updates.repeat(self._last)
        await self._done(self._last, "had the last update repeated")

    async def sees(self, text: str, within: float = LIMIT) -> Bubble:
        """Wait until some message of the bot contains the text; return the newest that does."""

        def look() -> Bubble | None:
            bubbles = (self._bubble(m) for m in reversed(self._chat.messages.values()) if m.from_bot)
            return next((bubble for bubble in bubbles if text in bubble.text), None)

        return await self.waits(look, f"does not see {text!r}", within)

    async def waits(self, look: Callable[[], Found | None], complaint: str, within: float = LIMIT) -> Found:
        """Wait until `look` finds something on this telephone, looking whenever the chat changes."""
        try:
            async with asyncio.timeout(within):
                while (found := look()) is None:
                    await self._chat.changed.wait()
        except TimeoutError:
            raise NotSeenError(self._complaint(f"{complaint} within {within} s")) from None
        return found

    @property
    def _chat(self) -> Chat:
        return self.telegram.add(self.person)

    async def _press(self, button: Json) -> None:
        await self._done(acts.presses(self.telegram, self.person, button), f"pressed {button['text']!r}")

    async def _tap_inline(self, message: Message, button: Json) -> None:
        link = button.get("url", "")
        if "?start=" in link and f"/{self.telegram.bot.username}?" in link:
            await self._follow(link)
        elif "callback_data" in button:
            await self._tap_data(message, button["callback_data"], button["text"])
        else:
            raise NotSeenError(self._complaint(f"cannot tap {button['text']!r}: it leads out of Telegram"))

    async def _follow(self, link: str) -> None:
        await self.opens(link.partition("?start=")[2])

    async def _tap_data(self, message: Message, data: str, label: str) -> None:
        await self._done(acts.taps(self.telegram, self.person, message, data), f"tapped {label!r}")

    async def _done(self, update: Update | None, what: str) -> None:
        if update is None:
            return
        self._last = update
        if not await self.telegram.updates.confirmed(update, LIMIT):
            raise NoAnswerError(self._complaint(f"{what}, and the bot has not taken it within {LIMIT} s"))

    def _bubble(self, message: Message) -> Bubble:
        keyboard = (message.markup or {}).get("inline_keyboard", [])
        return Bubble(
            id=message.id,
            is_mine=not message.from_bot,
            text=read(message, self.person, self.telegram.clock.now()),
            buttons=tuple(tuple(button["text"] for button in row) for row in keyboard),
            time=clock_time(message.date, self.person),
            document=message.document,
            holds=tuple(message.holds),
        )

    def _complaint(self, what: str) -> str:
        return f"{self.person.first_name} {what}\n{self.transcript}"


def _buttons(markup: Json | None, name: str) -> list[Json]:
    return [button for row in (markup or {}).get(name, []) for button in row]
