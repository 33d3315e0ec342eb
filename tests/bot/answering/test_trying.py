"""A file that can't be made or sent: its person hears so once, gets all else there is, and nobody waits behind it."""

import asyncio
import errno
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from markupsafe import Markup, escape
from telegram.error import BadRequest, NetworkError, TimedOut
from typing_extensions import override

from bot.answering.answers import Answers
from bot.answering.trying import DOUBTS, TRIES
from bot.calling.pace import Pace
from bot.ground.errors import AskedToWait, NotSent, TelegramFailed
from bot.telegram.reading import read
from handlers.buttons.home import Help, Home
from handlers.tapping.replies import Reply
from handlers.tapping.screen import Answer, File, Press, Screen
from storage.engine.database import Database
from tests.bot.answering.answers_desk import Kept
from tests.bot.answering.test_leftovers import opened
from tests.support.chat import USERNAME, Chat
from tests.support.city import NOW, City
from tests.support.hall import tap
from tests.support.ledger import Ledger
from tests.support.plain import PlainMessenger
from words.composer import Composer, NotComposed, NotInTime

MEI = 7
MISSING = Screen(Markup("A file is missing"), ((Press("Try again", Help()),),))
SAID = "A file is missing\n1) Try again"


class Clerk(PlainMessenger):
    """Has trouble with files, as often as is said."""

    def __init__(self, trouble: Callable[[], Exception | None] = lambda: None) -> None:
        super().__init__()
        self.trouble = trouble
        self.attempts = 0

    @override
    async def send_file(self, chat_id: int, name: str, content: bytes, caption: Markup) -> None:
        self.attempts += 1
        if (fault := self.trouble()) is not None:
            raise fault
        await super().send_file(chat_id, name, content, caption)


class Maker:
    """Makes a file, or can't."""

    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.attempts = 0

    def __call__(self) -> bytes:
        self.attempts += 1
        if self.faults:
            raise self.faults.pop(0)
        return b"written"


def reply(number: int, *writes: Callable[[], bytes]) -> Reply:
    files = tuple(File(f"{at}.pdf", write, Markup("here")) for at, write in enumerate(writes, 1))
    answer = Answer(Screen(escape(f"Screen {number}")), files=files, without_files=MISSING if files else None)
    return Reply(number, MEI, answer, Home(), is_recorded=True)


async def soon(_: float) -> None:
    await asyncio.sleep(0)


@asynccontextmanager
async def answers_open(clerk: Clerk, books: Kept) -> AsyncIterator[Answers]:
    answers = Answers(clerk, clerk, books, Pace(), sleep=soon)
    async with asyncio.TaskGroup() as group:
        group.create_task(answers.run())
        await asyncio.sleep(0)
        yield answers
        answers.stop()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.01)


NO_ROOM = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("fault", "attempts"),
    [(NotComposed("the process ended"), TRIES), (NO_ROOM, TRIES), (MemoryError(), TRIES), (NotInTime("60 s"), 1)],
)
async def test_a_file_that_cannot_be_made_is_said_to_be_missing_once(fault: Exception, attempts: int) -> None:
    clerk, books, maker = Clerk(), Kept(), Maker(*[fault] * 20)
    async with answers_open(clerk, books) as answers:
        await answers.say(reply(1, maker, Maker()))
        await until(lambda: books.done == [1])
    assert clerk.chats[MEI] == ["Screen 1", "2.pdf: here", SAID], "what there is, and what is missing"
    assert maker.attempts == attempts


async def test_of_two_files_that_cannot_be_made_it_is_said_once() -> None:
    clerk, books = Clerk(), Kept()
    async with answers_open(clerk, books) as answers:
        await answers.say(reply(1, Maker(*[NO_ROOM] * 20), Maker(*[NO_ROOM] * 20)))
        await until(lambda: books.done == [1])
    assert clerk.chats[MEI] == ["Screen 1", SAID]


async def test_a_file_that_is_made_at_the_last_attempt_is_sent_and_nothing_is_said() -> None:
    clerk, books = Clerk(), Kept()
    async with answers_open(clerk, books) as answers:
        await answers.say(reply(1, Maker(*[NO_ROOM] * (TRIES - 1))))
        await until(lambda: books.done == [1])
    assert clerk.chats[MEI] == ["Screen 1", "1.pdf: here"]


@pytest.mark.parametrize(
    ("fault", "attempts"),
    [
        (BadRequest("Request Entity Too Large"), TRIES),
        (TelegramFailed("Internal Server Error: file upload failed"), DOUBTS),
        (TimedOut(), DOUBTS),
        (NetworkError("the connection broke, the call may have arrived"), DOUBTS),
    ],
)
async def test_a_file_that_is_never_taken_does_not_come_for_ever(fault: Exception, attempts: int) -> None:
    """Each attempt that is not answered may have arrived all the same."""
    clerk, books = Clerk(lambda: fault), Kept()
    async with answers_open(clerk, books) as answers:
        await answers.say(reply(1, Maker()))
        await until(lambda: books.done == [1])
    assert clerk.chats[MEI] == ["Screen 1", SAID]
    assert clerk.attempts == attempts


@pytest.mark.parametrize("fault", [NotSent("no route"), AskedToWait(1.0)])
async def test_a_file_that_has_never_left_is_sent_however_long_telegram_is_away(fault: Exception) -> None:
    faults = [fault] * 40 if isinstance(fault, NotSent) else [fault]
    clerk, books = Clerk(lambda: faults.pop() if faults else None), Kept()
    async with answers_open(clerk, books) as answers:
        await answers.say(reply(1, Maker()))
        await until(lambda: books.done == [1])
    assert clerk.chats[MEI] == ["Screen 1", "1.pdf: here"]


async def test_whoever_waits_for_a_file_is_shown_what_they_tap_meanwhile() -> None:
    """It hangs, or Telegram doesn't take it: their next screens are nobody's file."""
    lets = asyncio.Event()
    clerk, books = Clerk(lambda: None if lets.is_set() else NotSent("no route")), Kept()
    async with answers_open(clerk, books) as answers, asyncio.TaskGroup() as group:
        group.create_task(answers.say(reply(1, Maker())))
        await until(lambda: clerk.attempts > 0)
        async with asyncio.timeout(1.0):
            await answers.say(reply(2))
        assert clerk.chats[MEI] == ["Screen 1", "Screen 2"]
        lets.set()
        await until(lambda: 1 in books.done)
    assert clerk.chats[MEI] == ["Screen 1", "Screen 2", "1.pdf: here"]


async def test_whose_certificate_cannot_be_made_hears_so_once_and_has_it_at_the_next_tap(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that sets it dies each time."""
    monkeypatch.setattr("words.typesetting._composer", Composer((sys.executable, "-c", "")))
    city = await City.founded(database)
    chat = Chat(database)
    mei = await chat.volunteer("Mei")
    person = await mei.known()
    assert person is not None
    await Ledger(city).logged(person, NOW.date() - timedelta(days=1), 60)
    async with opened(chat) as shop:
        shop.answers._sleep = soon
        reply = await chat.way.act(read(tap(1, mei.id), USERNAME))
        assert isinstance(reply, Reply)
        await shop.answers.say(reply)
        async with asyncio.timeout(30):
            while await shop.owed():  # noqa: ASYNC110 - nobody is told
                await asyncio.sleep(0.01)
        assert mei.files == []
        mei.sees("A file could not be sent")
        shown = len(mei.messages)
        await shop.leftovers.sweep()
        assert len(mei.messages) == shown, "it is told once"
    monkeypatch.undo()
    await mei.taps("Try again")
    assert [name.rpartition(".")[2] for name, _ in mei.files] == ["pdf", "png"]
    assert await city.figure("SELECT COUNT(*) AS n FROM certificates") == 1
