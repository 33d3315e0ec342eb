"""What an earlier process owed is told once, as things are now; what this one is told about is written down."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import cast

import pytest
from markupsafe import Markup

from bot.answering.answers import Answers
from bot.answering.books import Books
from bot.answering.leftovers import A_SECOND, AT_ONCE, Leftovers
from bot.calling.pace import Pace
from bot.ground.pauses import Sleep
from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import MyShifts
from handlers.tapping.replies import Reply
from handlers.tapping.screen import Answer, Screen
from storage.engine.database import Database, Transaction
from storage.engine.faults import Unavailable
from storage.process import answers, inbox
from storage.process.answers import OwedAnswer
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City


class Shop:
    """A process's answers over a database, and the phones at the other end."""

    def __init__(self, chat: Chat, *, alone: bool = True, sleep: Sleep = asyncio.sleep) -> None:
        self.chat = chat
        self.books = Books(chat.database, chat.clock)
        self.answers = Answers(chat.messenger, chat.messenger, self.books, Pace())
        self.retells: Callable[[OwedAnswer], Awaitable[Reply | None]] = chat.way.retell
        self.leftovers = Leftovers(
            chat.database, chat.clock, self._retell, self.answers, self.books, alone=alone, sleep=sleep
        )

    async def _retell(self, owed: OwedAnswer) -> Reply | None:
        return await self.retells(owed)

    async def owed(self) -> int:
        await self.books.write()
        async with self.chat.database.reading() as reader:
            row = await reader.one("SELECT COUNT(*) AS n FROM inbox WHERE told = 0")
        return int(row["n"]) if row else 0


@asynccontextmanager
async def opened(chat: Chat, *, alone: bool = True, sleep: Sleep = asyncio.sleep) -> AsyncIterator[Shop]:
    shop = Shop(chat, alone=alone, sleep=sleep)
    async with asyncio.TaskGroup() as group:
        group.create_task(shop.answers.run())
        await asyncio.sleep(0)
        await shop.leftovers.look_back()
        yield shop
        shop.answers.stop()


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


@pytest.fixture
def chat(city: City) -> Chat:
    return Chat(city.database)


@pytest.fixture
async def mei(chat: Chat, city: City) -> PhoneInChat:
    phone = await chat.volunteer("Mei", city.jiaojiang)
    await phone.sends("/start")
    return phone


async def done_before(chat: Chat, phone: PhoneInChat, number: int, *, shows: str, on: int | None = None) -> None:
    """A process did it, and died."""
    async with chat.database.transaction() as tx:
        inbox.record(tx, number, telegram_id=phone.id, message_id=on, shows=shows, now=chat.clock.now())


async def test_what_an_earlier_process_owed_is_told_as_things_are_now(chat: Chat, city: City, mei: PhoneInChat) -> None:
    shift = await city.shift(24.0)
    await done_before(chat, mei, 1, shows=ShowShift(shift=shift.id).pack(), on=mei.last.id)
    await done_before(chat, mei, 2, shows=MyShifts().pack())
    async with opened(chat) as shop:
        await shop.leftovers.sweep()
        assert len(mei.messages) == 2
        assert "Sign up" in " ".join(mei.messages[0].labels), "the message that was tapped shows where the tap led"
        mei.sees("My shifts")
        assert await shop.owed() == 0
        await shop.leftovers.sweep()
        assert len(mei.messages) == 2


async def test_a_screen_whose_message_shows_a_later_one_is_told_no_more(
    chat: Chat, city: City, mei: PhoneInChat
) -> None:
    shift = await city.shift(24.0)
    for number, shows in ((1, ShowShift(shift=shift.id).pack()), (2, MyShifts().pack())):
        await done_before(chat, mei, number, shows=shows, on=mei.last.id)
        chat.clock.passes(seconds=1)
    async with opened(chat) as shop:
        await shop.leftovers.sweep()
        mei.sees("My shifts")
        assert chat.recorder.calls.count("editMessageText") == 1
        assert await shop.owed() == 0


async def test_where_others_write_only_what_is_old_is_taken_up(chat: Chat, mei: PhoneInChat) -> None:
    await done_before(chat, mei, 1, shows=MyShifts().pack())
    async with opened(chat, alone=False) as shop:
        await shop.leftovers.sweep()
        assert len(mei.messages) == 1, "another replica is at it"
        chat.clock.passes(seconds=20)
        await asyncio.gather(shop.leftovers.sweep(), shop.leftovers.sweep())
        assert len(mei.messages) == 2


@pytest.mark.parametrize("alone", [True, False])
async def test_what_was_owed_by_a_clock_that_has_been_put_back_since_is_told(
    chat: Chat, mei: PhoneInChat, *, alone: bool
) -> None:
    right = chat.clock.now()
    chat.clock.passes(days=30)
    await done_before(chat, mei, 1, shows=MyShifts().pack())
    chat.clock.at = right
    async with opened(chat, alone=alone) as shop:
        await shop.leftovers.sweep()
        assert len(mei.messages) == 2
        await shop.leftovers.sweep()
        assert len(mei.messages) == 2
        assert await shop.owed() == 0


async def test_thousands_owed_are_told_one_after_the_other(chat: Chat, mei: PhoneInChat) -> None:
    """Else they are more than Telegram takes, and whoever writes now waits behind them."""
    for number in range(2 * AT_ONCE):
        async with chat.database.transaction() as tx:
            shows = MyShifts().pack()
            inbox.record(tx, number, telegram_id=number + 1, message_id=None, shows=shows, now=chat.clock.now())
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async with opened(chat, sleep=pause) as shop:
        await shop.leftovers.sweep()
        assert pauses == [1 / A_SECOND] * (AT_ONCE - 1)
        assert chat.recorder.calls.count("sendMessage") == 1 + AT_ONCE
        await shop.leftovers.sweep()
        assert await shop.owed() == 0


async def test_two_replicas_never_tell_the_same(chat: Chat, mei: PhoneInChat) -> None:
    await done_before(chat, mei, 1, shows=MyShifts().pack())
    chat.clock.passes(seconds=20)
    async with opened(chat, alone=False) as one, opened(chat, alone=False) as other:
        await asyncio.gather(one.leftovers.sweep(), other.leftovers.sweep())
        assert len(mei.messages) == 2


async def test_what_this_process_is_at_is_no_leftover(chat: Chat, mei: PhoneInChat) -> None:
    async with opened(chat) as shop:
        await done_before(chat, mei, 1, shows=MyShifts().pack())
        await shop.leftovers.sweep()
        assert len(mei.messages) == 1, "its own answer is about to be said"


async def test_what_comes_again_after_it_was_told_is_not_told_again(chat: Chat, mei: PhoneInChat) -> None:
    await done_before(chat, mei, 77, shows=MyShifts().pack())
    async with opened(chat) as shop:
        await shop.leftovers.sweep()
        reply = await chat.way.retell(OwedAnswer(77, mei.id, None, MyShifts().pack(), 0))
        assert reply is not None
        await shop.answers.say(reply)
        assert len(mei.messages) == 2


async def test_who_cannot_be_reached_and_what_cannot_be_written_is_owed_no_longer(chat: Chat, mei: PhoneInChat) -> None:
    async with chat.database.transaction() as tx:
        await tx.execute("UPDATE people SET reachable = 0")
    await done_before(chat, mei, 1, shows=MyShifts().pack())
    async with opened(chat) as shop:
        await shop.leftovers.sweep()
        assert len(mei.messages) == 1
        assert await shop.owed() == 0

    async def fails(_: OwedAnswer) -> Reply | None:
        raise ZeroDivisionError

    await done_before(chat, mei, 2, shows=MyShifts().pack())
    async with opened(chat) as shop:
        shop.retells = fails
        await shop.leftovers.sweep()
        assert await shop.owed() == 0


async def test_a_database_that_is_away_loses_no_leftover(chat: Chat, mei: PhoneInChat) -> None:
    async def is_away(_: OwedAnswer) -> Reply | None:
        raise Unavailable

    await done_before(chat, mei, 1, shows=MyShifts().pack())
    async with opened(chat) as shop:
        usual, shop.retells = shop.retells, is_away
        await shop.leftovers.sweep()
        shop.retells = usual
        await shop.leftovers.sweep()
        assert len(mei.messages) == 2


async def test_a_stranger_in_the_middle_of_registering_finds_their_own_name_again(chat: Chat, city: City) -> None:
    await city.unit("Baiyun")
    wei = chat.person(7, "Wei")
    await wei.sends("/start u1")
    for label in ("English", "I agree"):
        await wei.taps(label)
    async with chat.database.transaction() as tx:
        await tx.execute("UPDATE inbox SET told = 0, telegram_id = 7")
    async with opened(chat) as shop:
        await shop.leftovers.sweep()
        await wei.taps("Wei")
        wei.sees("Register (2 of 2)")


# What is written down


class Broken:
    """A database that is away as often as a test wants."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.faults: list[Exception] = []

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """The database's."""
        if self.faults:
            raise self.faults.pop()
        return self._database.transaction()


async def reply_of(chat: Chat, mei: PhoneInChat, number: int, *, is_recorded: bool) -> Reply:
    if is_recorded:
        await done_before(chat, mei, number, shows=MyShifts().pack())
    reply = await chat.way.retell(OwedAnswer(number, mei.id, None, MyShifts().pack(), 0))
    assert reply is not None
    reply.is_recorded = is_recorded
    return reply


async def rows_of(chat: Chat) -> dict[int, tuple[int | None, int]]:
    async with chat.database.reading() as reader:
        rows = await reader.all("SELECT update_id, telegram_id, told FROM inbox WHERE update_id >= 900 ORDER BY 1")
    return {row["update_id"]: (row["telegram_id"], row["told"]) for row in rows}


async def test_what_became_of_answers_is_written_when_the_database_is_there_again(chat: Chat, mei: PhoneInChat) -> None:
    broken = Broken(chat.database)
    books = Books(cast("Database", broken), chat.clock)
    told, late = [await reply_of(chat, mei, number, is_recorded=number == 901) for number in (901, 902)]
    books.told(told)
    books.owe(late)
    broken.faults = [Unavailable(), Unavailable()]
    for _ in range(3):
        await books.write()
    assert await rows_of(chat) == {901: (None, 1), 902: (mei.id, 0)}
    books.told(late)
    await books.write()
    assert await rows_of(chat) == {901: (None, 1), 902: (None, 1)}


async def test_what_was_told_before_it_was_written_as_owed_leaves_no_row(chat: Chat, mei: PhoneInChat) -> None:
    books = Books(chat.database, chat.clock)
    reply = await reply_of(chat, mei, 903, is_recorded=False)
    books.owe(reply)
    books.told(reply)
    await books.write()
    assert not await rows_of(chat)


async def test_who_is_out_of_reach_is_marked_unless_they_were_heard_of_since(chat: Chat, mei: PhoneInChat) -> None:
    books = Books(chat.database, chat.clock)
    for number, is_heard in ((904, True), (905, False)):
        reply = await reply_of(chat, mei, number, is_recorded=True)
        books.out_of_reach(reply)
        if is_heard:
            books.told(reply)
        await books.write()
        known = await mei.known()
        assert known is not None
        assert known.reachable is is_heard


async def test_of_two_replicas_one_says_what_is_late(chat: Chat, city: City, mei: PhoneInChat) -> None:
    await done_before(chat, mei, 1, shows=MyShifts().pack())
    ours, theirs = (Books(chat.database, chat.clock, shared=True) for _ in range(2))
    async with chat.database.reading() as reader:
        [owed] = await answers.owed(reader, 10, before=chat.clock.now(), beyond=chat.clock.now())
    mine, other = (
        Reply(1, mei.id, Answer(Screen(Markup("hello"))), MyShifts(), is_recorded=True, owed_at=owed.at)
        for _ in range(2)
    )
    ours.renew([mine])
    await ours.write()
    assert not await theirs.is_ours(other), "somebody is at it"
    assert await ours.is_ours(mine)
    chat.clock.passes(minutes=1)  # they are cut off, or stopped, and another takes it up
    async with chat.database.transaction() as tx:
        assert mine.owed_at is not None
        other.owed_at = await answers.take_up(tx, 1, mine.owed_at, chat.clock.now())
    ours.renew([mine])
    await ours.write()
    assert not await ours.is_ours(mine)
    assert await theirs.is_ours(other), "a sign of life that came too late takes nothing from them"
    theirs.told(other)
    await theirs.write()
    assert not await theirs.is_ours(other), "it is told"


async def test_who_is_alone_asks_nobody(chat: Chat, mei: PhoneInChat) -> None:
    alone = Books(chat.database, chat.clock)
    assert await alone.is_ours(Reply(404, mei.id, Answer(Screen(Markup("hello"))), MyShifts(), is_recorded=True))
