"""Many who ask for a file at once stand in line: everybody else passes them, and each is answered, whatever happens."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.receiving.desk import MOST, FileDesk
from bot.receiving.intake import End
from bot.telegram.reading import RawUpdate, read
from handlers.buttons.certificates import GetCertificate, OpenCertificate
from handlers.buttons.volunteers import DownloadData
from handlers.tapping.replies import Reply
from storage.engine.database import Database, Transaction
from storage.engine.faults import Unavailable
from storage.process import answers
from storage.process.answers import OwedAnswer
from tests.support.chat import USERNAME, Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.ledger import Ledger

GET = GetCertificate().pack()
MANY = 12


def tap(number: int, person: int, data: str = GET) -> RawUpdate:
    whose = {"id": person, "is_bot": False, "first_name": "Mei", "language_code": "en"}
    message = {"message_id": 7, "date": 1, "chat": {"id": person, "type": "private"}, "text": "…"}
    query = {"id": str(number), "from": whose, "chat_instance": "1", "message": message, "data": data}
    return {"update_id": number, "callback_query": query}


class Hall:
    """A desk over a database, and whoever comes to it."""

    def __init__(self, database: Database, chat: Chat, *, shared: bool = False) -> None:
        self.database = database
        self.chat = chat
        self.desk = FileDesk(database, chat.clock, partial(read, bot_username=USERNAME), shared=shared)
        self.directly: list[int] = []
        self.served: list[int] = []
        self.lets = asyncio.Event()
        self.faults: list[Exception] = []
        self.acting = self.most_acting = 0

    async def comes(self, raw: RawUpdate) -> None:
        async def directly() -> None:
            self.directly.append(raw["update_id"])
            await self.lets.wait()

        await self.desk.take(raw, directly)

    async def serve(self, raw: RawUpdate, acted: Callable[[], None]) -> None:
        self.acting += 1
        self.most_acting = max(self.most_acting, self.acting)
        await asyncio.sleep(0)
        self.served.append(raw["update_id"])
        self.acting -= 1
        acted()
        await self.lets.wait()  # its file takes long

    async def does(self, raw: RawUpdate, acted: Callable[[], None]) -> None:
        """As the running bot does it."""
        if self.faults:
            await self.desk.park(raw, self.faults.pop(0), self.parks)
            return
        saying = self.desk.marked(await self.chat.way.act(read(raw, USERNAME)))
        acted()
        assert isinstance(saying, Reply)
        assert saying.is_recorded
        assert saying.owed_at is not None
        await saying.go_on(self.chat.messenger)
        async with self.database.transaction() as transaction:
            answers.told(transaction, [saying.update_id])
        self.served.append(raw["update_id"])

    async def parks(self, raw: RawUpdate, _: Exception) -> End:
        self.directly.append(-raw["update_id"])
        return End("parked")

    async def owed(self) -> list[OwedAnswer]:
        async with self.database.reading() as reader:
            later = self.chat.clock.now() + timedelta(days=1)
            return await answers.owed(reader, MOST, before=later, beyond=later)

    @asynccontextmanager
    async def open(self, serve: Any = None) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            running = group.create_task(self.desk.run(serve or self.serve))
            yield
            self.lets.set()
            async with asyncio.timeout(30):
                while any(self.desk.has(number) for number in range(1, 200)):  # noqa: ASYNC110 - nobody is told
                    await asyncio.sleep(0.01)
            running.cancel()


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


@pytest.fixture
def hall(city: City) -> Hall:
    return Hall(city.database, Chat(city.database))


async def crowd(hall: Hall) -> None:
    """Everybody taps in one moment; all of them have been taken."""
    await asyncio.gather(*(hall.comes(tap(number, 1000 + number)) for number in range(1, MANY + 1)))


async def test_telegram_may_forget_them_before_anything_is_done(hall: Hall) -> None:
    """It gives nobody else's taps before: and so what is wanted is in the database first."""
    await crowd(hall)
    assert (hall.directly, hall.served) == ([], [])
    assert [(one.update_id, one.shows) for one in await hall.owed()] == [(number, GET) for number in range(1, MANY + 1)]


async def test_the_line_is_served_in_order_one_act_at_a_time_and_waits_for_no_file(hall: Hall) -> None:
    async with hall.open():
        await crowd(hall)
        async with asyncio.timeout(30):
            while len(hall.served) < MANY:  # noqa: ASYNC110 - nobody is told
                await asyncio.sleep(0.01)
        assert not hall.lets.is_set(), "the files are still being written"
        assert hall.served == list(range(1, MANY + 1))
        assert hall.most_acting == 1


async def test_whoever_taps_again_while_they_stand_there_is_answered_once(hall: Hall) -> None:
    await crowd(hall)
    for again in range(3):
        await hall.comes(tap(100 + again, 1000 + MANY))
    await hall.comes(tap(MANY, 1000 + MANY))  # and Telegram gives the first one again
    async with hall.open():
        pass
    assert hall.served == list(range(1, MANY + 1))


async def test_without_a_database_it_is_done_as_every_tap_is(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> Any:
        raise Unavailable("away")

    monkeypatch.setattr(type(hall.database), "transaction", away)
    comings = [asyncio.ensure_future(hall.comes(tap(number, 1000 + number))) for number in range(1, MANY + 1)]
    async with asyncio.timeout(30):
        while len(hall.directly) < MANY:  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.01)
    hall.lets.set()
    await asyncio.gather(*comings)


# What was noted is done once


async def served_for(city: City, hall: Hall, name: str = "Mei") -> PhoneInChat:
    phone = await hall.chat.volunteer(name)
    person = await phone.known()
    assert person is not None
    await Ledger(city).logged(person, NOW.date() - timedelta(days=1), 60)
    return phone


async def certificates(city: City) -> int:
    return await city.figure("SELECT COUNT(*) AS n FROM certificates")


async def test_a_certificate_that_was_noted_is_made_once_and_owed_no_more(city: City, hall: Hall) -> None:
    mei = await served_for(city, hall)
    await hall.comes(tap(50, mei.id))
    assert await certificates(city) == 0
    async with hall.open(hall.does):
        pass
    assert hall.served == [50]
    assert await certificates(city) == 1
    assert await hall.owed() == []
    assert [name.rpartition(".")[2] for name, _ in mei.files] == ["pdf", "png"]
    await hall.chat.goes_through(tap(50, mei.id))  # Telegram never heard that it may forget it
    assert await certificates(city) == 1


async def test_a_process_that_dies_before_leaves_it_to_the_next(city: City, hall: Hall) -> None:
    mei = await served_for(city, hall)
    await hall.comes(tap(50, mei.id))
    [owed] = await hall.owed()
    retold = await hall.chat.way.retell(owed)
    assert retold is not None
    assert (retold.message_id, retold.owed_at) == (7, owed.at)
    assert len(retold.answer.files) == 2
    assert await certificates(city) == 1
    [led_to] = await hall.owed()
    assert led_to.shows != owed.shows, "it is done, and shows where that led"
    again = await hall.chat.way.retell(led_to)  # it dies again, before that was told
    assert again is not None
    assert len(again.answer.files) == 2
    assert await certificates(city) == 1


async def test_two_replicas_at_the_same_moment_make_one(city: City, hall: Hall) -> None:
    mei = await served_for(city, hall)
    await hall.comes(tap(50, mei.id))
    [owed] = await hall.owed()
    raw = read(tap(50, mei.id), USERNAME)
    replies = await asyncio.gather(hall.chat.way.retell(owed), hall.chat.way.act(raw), hall.chat.way.retell(owed))
    assert all(isinstance(reply, Reply) and len(reply.answer.files) == 2 for reply in replies)
    assert await certificates(city) == 1


async def test_what_stood_there_for_long_is_claimed_first(
    city: City, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another replica may have taken it up."""
    monkeypatch.setattr("bot.receiving.desk.OURS", -1.0)
    slow = Hall(city.database, hall.chat, shared=True)
    await slow.comes(tap(50, 5001))
    await slow.comes(tap(51, 5002))
    async with city.database.transaction() as transaction:
        await _taken_by_another(transaction, 50)
    async with slow.open():
        pass
    assert slow.served == [51]


async def _taken_by_another(transaction: Transaction, number: int) -> None:
    await transaction.execute("UPDATE inbox SET at = at + 20 WHERE update_id = :number", number=number)


async def test_what_cant_be_done_is_parked_and_owed_no_more(city: City, hall: Hall) -> None:
    await hall.comes(tap(50, 5001))
    hall.faults = [ValueError()]
    async with hall.open(hall.does):
        pass
    assert -50 in hall.directly
    assert await hall.owed() == []


async def test_their_data_is_sent_to_whoever_stood_for_it(city: City, hall: Hall) -> None:
    """What only reads is noted as it is, and told as things are."""
    mei = await served_for(city, hall)
    await hall.comes(tap(50, mei.id, DownloadData().pack()))
    [owed] = await hall.owed()
    retold = await hall.chat.way.retell(owed)
    assert retold is not None
    assert len(retold.answer.files) == 2
    async with hall.open(hall.does):
        pass
    assert hall.served == [50]
    assert await hall.owed() == []


# Who stands in line


@pytest.mark.parametrize(
    ("raw", "stands"),
    [
        (tap(1, 1), True),
        (tap(1, 1, f"{GET}|x:1"), True),
        (tap(1, 1, OpenCertificate().pack()), False),
        (tap(1, 1, ""), False),
        ({"update_id": 1, "callback_query": {"data": None}}, False),
        ({"update_id": 1, "callback_query": []}, False),
        ({"update_id": 1, "message": {"text": GET}}, False),
    ],
)
def test_only_what_makes_a_file_stands_in_line(raw: RawUpdate, stands: bool) -> None:
    assert FileDesk.wants(raw) is stands
