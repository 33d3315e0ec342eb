"""People at their telephones, all at once or at a steady pace, and how long it takes to answer them."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from handlers.buttons.signing_up import TakeShift
from playground.ground.people import Person
from playground.messages.messages import Message
from playground.phones import acts
from playground.serving.server import Playground

_LIMIT: Final = 300.0  # seconds

CARD: Final = {"inline_keyboard": [[{"text": "Sign up", "callback_data": TakeShift(shift=0).pack()}]]}


@dataclass(frozen=True, slots=True)
class Asking:
    """What one person does, and the calls that answer it."""

    act: Callable[[], object]
    person: Person
    card: Message | None = None  # that is tapped; None: something is written

    @property
    def is_tap(self) -> bool:
        """Whether a button is tapped, which is answered in its own message."""
        return self.card is not None


class PlaygroundCrowd:
    """The people of a playground."""

    def __init__(self, playground: Playground) -> None:
        self.telegram = playground.telegram

    def writes(self, person: Person, text: str) -> Asking:
        """Somebody writes; the answer is a message."""
        return Asking(lambda: acts.writes(self.telegram, person, text), person)

    def taps(self, person: Person, data: str) -> Asking:
        """Somebody taps a button under a message that is there; the answer is that message's edit and a toast."""
        card = self.telegram.say(person.id, "A card", [], CARD)
        return Asking(lambda: acts.taps(self.telegram, person, card, data), person, card)

    async def rush(self, askings: Sequence[Asking], answered_by: Sequence[str]) -> float:
        """Everybody at once: the seconds from when it all waits to the last call that answers.

        `answered_by` are the methods, in lower case, that answer each of them. Raises RuntimeError if one was refused.
        """
        calls = self.telegram.calls
        enough = {method: calls.by_method[method] + len(askings) for method in answered_by}
        for asking in askings:
            asking.act()
        began = time.monotonic()
        await calls.changed.until(lambda: all(calls.by_method[method] >= n for method, n in enough.items()), _LIMIT)
        took = time.monotonic() - began
        if calls.errors:
            raise RuntimeError(f"calls were refused: {dict(calls.errors)}")
        return took

    async def pace(self, askings: Sequence[Asking], a_second: float) -> list[float]:
        """One after the other at a steady pace: for each the seconds until it was answered."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with asyncio.TaskGroup() as group:
            waits = []
            for number, asking in enumerate(askings):
                await asyncio.sleep(began + number / a_second - loop.time())
                waits.append(group.create_task(self._answered(asking)))
        return [wait.result() for wait in waits]

    async def in_turn(self, askings: Sequence[Asking]) -> list[float]:
        """Each as soon as the one before was answered: for each the seconds it took."""
        return [await self._answered(asking) for asking in askings]

    async def _answered(self, asking: Asking) -> float:
        chat, card = self.telegram.chats[asking.person.id], asking.card
        # Reminders and other notices may come at any moment: they are the newest then, and answer nothing.
        before = card.version if card else _number(chat.newest_from_bot())
        began = time.monotonic()
        asking.act()

        def is_answered() -> bool:
            if card is None:
                return _number(chat.newest_from_bot()) != before
            return card.version != before and chat.toast is not None

        await chat.changed.until(is_answered, _LIMIT)
        return time.monotonic() - began


def _number(message: Message | None) -> int | None:
    return message.id if message else None
