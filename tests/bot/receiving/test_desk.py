"""Many who ask for a file at once stand in line: everybody else passes them, and each is answered, whatever happens."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from markupsafe import Markup

from bot.ground.errors import NotNow
from bot.receiving.desk import FileDesk
from bot.telegram.reading import RawUpdate, read
from handlers.buttons.certificates import OpenCertificate
from handlers.buttons.volunteers import DownloadData
from handlers.tapping.replies import Reply
from handlers.tapping.screen import Answer, Screen
from storage.engine.database import Database
from storage.engine.faults import Unavailable
from tests.support.chat import USERNAME, Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.hall import GET, Hall, tap
from tests.support.ledger import Ledger

MANY = 12


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


@pytest.fixture
def hall(city: City) -> Hall:
    return Hall(city.database, Chat(city.database))


async def crowd(hall: Hall) -> None:
    """Everybody taps in one moment; all of them have been taken."""
    await asyncio.gather(*(hall.comes(tap(number, 1000 + number)) for number in range(1, MANY + 1)))


async def test_whoever_is_alone_is_served_at_once_and_nothing_is_noted(hall: Hall) -> None:
    async with hall.open():
        coming = asyncio.ensure_future(hall.comes(tap(1, 1001)))
        again = asyncio.ensure_future(hall.comes(tap(1, 1001)))  # Telegram gives it once more
        await asyncio.sleep(0.05)
        assert hall.directly == [1]
        assert not coming.done()
        assert not again.done()
        assert await hall.owed() == []
        hall.lets.set()
        await asyncio.gather(coming, again)


async def test_what_goes_wrong_with_whoever_is_alone_is_told_to_whoever_brought_them(hall: Hall) -> None:
    """Telegram brings it again then."""
    async with hall.open():
        hall.faults = [NotNow()]
        hall.lets.set()
        with pytest.raises(NotNow):
            await hall.comes(tap(1, 1001))


async def test_telegram_may_forget_all_of_a_crowd_before_anything_is_done(hall: Hall) -> None:
    """It gives nobody else's taps before: and so what is wanted is in the database first."""
    async with hall.open():
        await crowd(hall)
        assert (hall.directly, hall.served) == ([1], [])
        assert [(one.update_id, one.shows) for one in await hall.owed()] == [
            (number, GET) for number in range(1, MANY + 1)
        ]


async def test_the_line_is_served_in_order_one_act_at_a_time_and_waits_for_no_file(hall: Hall) -> None:
    async with hall.open():
        await crowd(hall)
        hall.opens.set()
        async with asyncio.timeout(30):
            while len(hall.served) < MANY - 1:  # noqa: ASYNC110 - nobody is told
                await asyncio.sleep(0.01)
        assert not hall.lets.is_set(), "the files are still being written"
        assert hall.served == list(range(2, MANY + 1))
        assert hall.most_acting == 1


async def test_whoever_taps_again_while_they_stand_there_is_answered_once(hall: Hall) -> None:
    async with hall.open():
        await crowd(hall)
        for again in range(3):
            await hall.comes(tap(100 + again, 1000 + MANY))
        await hall.comes(tap(MANY, 1000 + MANY))  # and Telegram gives the first one again
    assert hall.served == list(range(2, MANY + 1))
    assert hall.told_to_wait == ["100", "101", "102"], "each tap is answered, and Telegram's own repeat is none"


async def test_whoever_is_alone_and_taps_twice_is_answered_once(hall: Hall) -> None:
    """Impatience is no second wish: the file would come twice."""
    async with hall.open():
        coming = asyncio.ensure_future(hall.comes(tap(1, 1001)))
        await asyncio.sleep(0.05)
        for again in range(20):
            await hall.comes(tap(100 + again, 1001))
        hall.lets.set()
        await coming
        assert await hall.owed() == []
    assert (hall.directly, hall.served) == ([1], [])
    assert hall.told_to_wait == [str(100 + again) for again in range(20)]


async def test_whoever_came_first_is_done_once_more_where_that_went_wrong_after_it_was_noted(hall: Hall) -> None:
    """Telegram has forgotten it."""
    async with hall.open():
        await crowd(hall)
        hall.faults = [NotNow()]
    assert sorted(hall.served) == list(range(1, MANY + 1))


async def test_whoever_is_being_told_when_others_come_is_owed_it(hall: Hall) -> None:
    """The act is done: Telegram may forget it, and the books have it."""
    reply = Reply(1, 1001, Answer(Screen(Markup("here"))), OpenCertificate())

    async def tells() -> None:
        await hall.desk.marked(reply)
        await hall.lets.wait()

    async with hall.open():
        first = asyncio.ensure_future(hall.comes(tap(1, 1001), tells))
        await asyncio.sleep(0)
        await hall.comes(tap(2, 1002))
        await first
        assert hall.late == [reply]
        assert [one.update_id for one in await hall.owed()] == [2]


async def test_without_a_database_it_is_done_as_every_tap_is(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """And Telegram forgets none before."""

    def away(*_: Any, **__: Any) -> Any:
        raise Unavailable("away")

    monkeypatch.setattr(type(hall.database), "transaction", away)
    async with hall.open():
        coming = asyncio.ensure_future(crowd(hall))
        await asyncio.sleep(0.05)
        assert not coming.done()
        hall.opens.set()
        hall.lets.set()
        await coming
    assert hall.served == list(range(2, MANY + 1))


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
    async with hall.open(hall.does):
        await hall.has_noted(tap(50, mei.id))
        assert await certificates(city) == 0
    assert hall.served == [50]
    assert await certificates(city) == 1
    assert await hall.owed() == []
    assert [name.rpartition(".")[2] for name, _ in mei.files] == ["pdf", "png"]
    await hall.chat.goes_through(tap(50, mei.id))  # Telegram never heard that it may forget it
    assert await certificates(city) == 1


async def test_one_that_is_noted_while_it_is_done_is_done_once(city: City, hall: Hall) -> None:
    """The act has begun when others come, and finds the note in its way."""
    mei = await served_for(city, hall)

    async def acts() -> None:
        coming = asyncio.ensure_future(hall.comes(tap(51, 999)))
        hall.opens.set()
        await hall.does(tap(50, mei.id), lambda: None)
        await coming

    async with hall.open():
        await hall.comes(tap(50, mei.id), acts)
    assert await certificates(city) == 1
    assert [one.update_id for one in await hall.owed()] == [51], "which nobody does here"


async def test_a_process_that_dies_before_leaves_it_to_the_next(city: City, hall: Hall) -> None:
    mei = await served_for(city, hall)
    async with hall.open(hall.does):
        await hall.has_noted(tap(50, mei.id))
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
    async with hall.open(hall.does):
        await hall.has_noted(tap(50, mei.id))
        [owed] = await hall.owed()
        raw = read(tap(50, mei.id), USERNAME)
        replies = await asyncio.gather(hall.chat.way.retell(owed), hall.chat.way.act(raw), hall.chat.way.retell(owed))
    assert all(isinstance(reply, Reply) and len(reply.answer.files) == 2 for reply in replies)
    assert await certificates(city) == 1


async def test_what_stood_there_for_long_is_claimed_first(
    city: City, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another replica may have taken it up."""
    slow = Hall(city.database, hall.chat, shared=True)
    async with slow.open():
        await slow.has_noted(tap(49, 5000))  # and is being served
        await slow.comes(tap(50, 5001))
        await slow.comes(tap(51, 5002))
        monkeypatch.setattr("bot.receiving.desk.OURS", -1.0)
        async with city.database.transaction() as transaction:
            await transaction.execute("UPDATE inbox SET at = at + 20 WHERE update_id = 50")
    assert slow.served == [49, 51]


async def test_a_database_that_is_away_is_not_asked_a_hundred_times_a_second(
    city: City, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept = list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(0)
        if len(slept) == 6:
            monkeypatch.undo()  # it is back

    def away(*_: Any, **__: Any) -> Any:
        raise Unavailable("away")

    slow = Hall(city.database, hall.chat, shared=True)
    slow.desk._sleep = sleep
    async with slow.open():
        await slow.has_noted(tap(49, 5000))
        await slow.comes(tap(50, 5001))
        monkeypatch.setattr("bot.receiving.desk.OURS", -1.0)
        monkeypatch.setattr(type(slow.database), "transaction", away)
    assert slow.served == [49, 50]
    assert sum(slept) >= 3.0


async def test_what_cant_be_done_is_parked_and_owed_no_more(hall: Hall) -> None:
    async with hall.open(hall.does):
        await hall.has_noted(tap(50, 5001))
        hall.poison = [ValueError()]
    assert -50 in hall.directly
    assert await hall.owed() == []


async def test_their_data_is_sent_to_whoever_stood_for_it(city: City, hall: Hall) -> None:
    """What only reads is noted as it is, and told as things are."""
    mei = await served_for(city, hall)
    async with hall.open(hall.does):
        await hall.has_noted(tap(50, mei.id, DownloadData().pack()))
        [owed] = await hall.owed()
        retold = await hall.chat.way.retell(owed)
        assert retold is not None
        assert len(retold.answer.files) == 2
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
