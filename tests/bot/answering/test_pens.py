"""Files are written a few at a time, and nobody else waits for them, however many are asked for at once."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from markupsafe import Markup

from bot.answering.answers import AT_ONCE as QUICK
from bot.answering.answers import SLOW, Answers
from bot.answering.pens import AT_ONCE
from bot.calling.pace import Pace
from handlers.buttons.home import Home
from handlers.tapping.replies import Reply
from handlers.tapping.screen import Answer, File, Screen
from tests.bot.answering.answers_desk import Kept
from tests.support.plain import PlainMessenger

MANY = QUICK + SLOW + 44  # more than have room on their way


class SlowPrinter:
    """Writes files when it is let, and counts how many at once."""

    def __init__(self) -> None:
        self.lets = threading.Event()
        self.at_once = 0
        self.most = 0
        self.written = 0
        self._lock = threading.Lock()

    def write(self) -> bytes:
        with self._lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        assert self.lets.wait(60)
        with self._lock:
            self.at_once -= 1
            self.written += 1
        return b"written"


def reply(number: int, *files: File) -> Reply:
    return Reply(number, number, Answer(Screen(Markup("Here it is")), files=files), Home(), is_recorded=True)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.01)


@asynccontextmanager
async def answers_open(messenger: PlainMessenger, books: Kept) -> AsyncIterator[Answers]:
    answers = Answers(messenger, messenger, books, Pace())
    async with asyncio.TaskGroup() as group:
        group.create_task(answers.run())
        await asyncio.sleep(0)
        yield answers
        answers.stop()


async def test_whoever_taps_never_waits_for_the_files_of_others() -> None:
    messenger, books, printer = PlainMessenger(), Kept(), SlowPrinter()
    file = File("roster.pdf", printer.write, Markup("The roster"))
    async with answers_open(messenger, books) as answers, asyncio.TaskGroup() as asking:
        for number in range(1, MANY + 1):
            asking.create_task(answers.say(reply(number, file)))
        await until(lambda: printer.at_once == AT_ONCE and len(messenger.chats) == MANY)
        assert len(books.owes) >= MANY - AT_ONCE, "their lanes are held up"
        async with asyncio.timeout(1.5):
            await answers.say(reply(MANY + 1))
        assert books.done == [MANY + 1]
        assert printer.most == AT_ONCE
        assert all(len(messenger.chats[number]) == 1 for number in range(1, MANY + 1)), "a screen waits for a file"
        printer.lets.set()
        await until(lambda: len(books.done) == MANY + 1)
    assert printer.written == MANY
    assert printer.most == AT_ONCE
    assert sorted(books.done) == list(range(1, MANY + 2))


async def test_what_waits_for_a_pen_when_the_process_stops_stays_owed() -> None:
    messenger, books, printer = PlainMessenger(), Kept(), SlowPrinter()
    file = File("roster.pdf", printer.write, Markup("The roster"))
    async with answers_open(messenger, books) as answers, asyncio.TaskGroup() as asking:
        for number in range(1, AT_ONCE + 3):
            asking.create_task(answers.say(reply(number, file)))
        await until(lambda: printer.at_once == AT_ONCE and len(messenger.chats) == AT_ONCE + 2)
        answers.stop()
        printer.lets.set()
    assert len(books.done) == AT_ONCE, "what was being written is sent, too"
    assert {1, 2, 3, 4} - set(books.done) <= set(books.owes)
