"""What is to be said to somebody after the act: whole, or what is left of it once a part was said (decision 26)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from handlers.buttons.button import Button
from handlers.tapping.messenger import Messenger
from handlers.tapping.screen import Answer, File, Resent, Screen

Writes = Callable[[File], Awaitable[bytes]]
"""Writes a file, when its turn has come, and gives what is in it."""


async def on_a_thread(file: File) -> bytes:
    """Write it at once, where it keeps nobody's tap waiting."""
    return await asyncio.to_thread(file.write)


_Part = Callable[[Messenger, Writes], Awaitable[object]]


@dataclass(slots=True)
class Reply:
    """The answer to one update. What was done is done: nothing that happens to its answer changes that."""

    update_id: int
    chat_id: int
    answer: Answer
    at: Button | None
    """The button that shows this screen; None where nothing was done that anybody has to hear of."""
    message_id: int | None = None  # that is edited; None: the screen is a message of its own
    query_id: str | None = None  # of the tap
    is_recorded: bool = False  # whether the inbox has it as owed
    owed_at: int | None = None
    """The `at` of its row as this process knows it: what it claims it by, where others may take it up."""
    menu: Sequence[tuple[str, str]] | None = None  # of commands, where it changed
    misses_a_file: bool = False  # which could not be made or sent
    _said: int = 0  # parts

    @property
    def is_one_screen(self) -> bool:
        """Whether a later screen in the same message is all that its person has to see."""
        answer = self.answer
        parts = (answer.files, answer.puts_keyboard_away, answer.screen.contact, self.menu)
        return self.message_id is not None and not any(parts)

    @property
    def is_at_its_files(self) -> bool:
        """Whether files are all that is left of it, and what is said in place of one."""
        return len(self._words()) <= self._said < len(self._parts())

    async def go_on(self, messenger: Messenger, writes: Writes = on_a_thread, *, up_to_files: bool = False) -> None:
        """Say what is left of it. Raises the messenger's faults; what was said before that isn't said again."""
        parts = self._words() if up_to_files else self._parts()
        while self._said < len(parts):
            await parts[self._said](messenger, writes)
            self._said += 1

    @property
    def is_at_a_file(self) -> bool:
        """Whether what is next is a file."""
        return 0 <= self._said - len(self._words()) < len(self.answer.files)

    def leave_file_out(self) -> bool:
        """Go on without the file that is next: its person is told once, behind the others. False where none is next."""
        if not self.is_at_a_file:
            return False
        self._said += 1
        self.misses_a_file = True
        return True

    def _parts(self) -> Sequence[_Part]:
        files = [partial(_send, self.chat_id, file) for file in self.answer.files]
        return [*self._words(), *files, *([self._say_what_is_missing] if self.misses_a_file else [])]

    def _words(self) -> Sequence[_Part]:
        parts: list[_Part] = [self._show]
        if self.answer.puts_keyboard_away:
            parts.insert(0, self._put_keyboard_away)
        if self.menu:
            parts.append(self._set_menu)
        return parts

    async def _put_keyboard_away(self, messenger: Messenger, _: Writes) -> None:
        await messenger.put_keyboard_away(self.chat_id, self.answer.puts_keyboard_away or self.answer.screen.text)

    def _show(self, messenger: Messenger, _: Writes) -> Awaitable[int]:
        return messenger.show(self.chat_id, self.message_id, self.answer.screen)

    async def _say_what_is_missing(self, messenger: Messenger, _: Writes) -> None:
        if self.answer.without_files is not None:
            await messenger.show(self.chat_id, None, self.answer.without_files)

    async def _set_menu(self, messenger: Messenger, _: Writes) -> None:
        await messenger.set_menu(self.chat_id, self.menu or ())


async def _send(chat_id: int, file: File | Resent, messenger: Messenger, writes: Writes) -> None:
    if isinstance(file, Resent):
        await messenger.send_again(chat_id, file)
        return
    content = await writes(file)
    send = messenger.send_picture if file.is_picture else messenger.send_file
    await send(chat_id, file.name, content, file.caption)


@dataclass(frozen=True, slots=True)
class Aside:
    """A word in a group. Nothing was done there: where it can't be said, nobody misses it."""

    chat_id: int
    screen: Screen
    topic: int | None = None

    async def say(self, messenger: Messenger) -> None:
        """Say it once. Raises the messenger's faults."""
        await messenger.say_in_group(self.chat_id, self.screen, topic=self.topic)
