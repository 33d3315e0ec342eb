"""What stories need of a phone besides tapping by label."""

from collections.abc import Iterator
from typing import Final

from playground.messages.messages import Document
from playground.phones.phone import Phone

PATIENCE: Final = 180.0
"""Seconds that a process of its own may take on busy cores, such as one for a list: longer than a running bot."""


async def signs_up(phone: Phone, title: str) -> None:
    """For the only shift of that title."""
    await phone.sends("/activities")
    await phone.taps(title)
    await phone.taps("Sign up")


async def waits(phone: Phone, title: str) -> None:
    """On the list of the only shift of that title, which is full."""
    await phone.sends("/activities")
    await phone.taps(title)
    await phone.taps("Join waiting list")


def button_with(phone: Phone, part: str) -> str:
    """The label of the first button on the screen that has this in it (dates and counts stand around titles)."""
    found = next((label for label in phone.screen.labels if part in label), None)
    assert found is not None, f"{phone.person.first_name} finds no button with {part!r}\n{phone.transcript}"
    return found


def data_of(phone: Phone, label: str) -> str:
    """What the newest button with that label tells the bot: for tapping it later, or on somebody else's phone."""
    found = next((data for seen, data in _buttons(phone) if seen == label), None)
    assert found is not None, f"{phone.person.first_name} finds no button {label!r}\n{phone.transcript}"
    return found


async def document_of(phone: Phone) -> Document:
    """The newest file that the bot sent; the first is waited for: what is set on paper comes after a screen."""

    def newest() -> Document | None:
        return next(
            (bubble.document for bubble in reversed(phone.chat) if bubble.document and not bubble.is_mine), None
        )

    return await phone.waits(newest, "was sent no file")


def times_told(phone: Phone, text: str) -> int:
    """How many of the bot's messages have this in them."""
    return sum(text in bubble.text for bubble in phone.chat if not bubble.is_mine)


def _buttons(phone: Phone) -> Iterator[tuple[str, str]]:
    for message in reversed(phone.telegram.chats[phone.person.id].messages.values()):
        for row in (message.markup or {}).get("inline_keyboard", []):
            for button in row:
                yield button["text"], button.get("callback_data", "")
