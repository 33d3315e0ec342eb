"""Answers owed: found until they are told, taken up by one, and naming nobody afterwards."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import MyShifts
from storage.engine.database import Database
from storage.process import answers, inbox
from storage.process.answers import OwedAnswer
from tests.support.city import NOW, City

CARD = ShowShift(shift=3).pack()
MINE = MyShifts().pack()


async def owed(database: Database, before: datetime = NOW, limit: int = 100) -> Sequence[OwedAnswer]:
    async with database.reading() as reader:
        return await answers.owed(reader, limit, before=before, beyond=NOW + timedelta(days=1))


async def record(database: Database, *numbers: int, at: datetime = NOW) -> None:
    async with database.transaction() as tx:
        for number in numbers:
            inbox.record(tx, number, telegram_id=1000 + number, message_id=7, shows=CARD, now=at)


async def test_what_was_done_is_owed_until_it_is_told(database: Database) -> None:
    await record(database, *range(1, 101))
    assert (await owed(database))[0] == OwedAnswer(1, 1001, 7, CARD, int(NOW.timestamp()))
    async with database.transaction() as tx:
        answers.told(tx, range(1, 100))
    assert [answer.update_id for answer in await owed(database)] == [100]
    async with database.reading() as reader:
        assert await answers.count_owed(reader) == 1
        row = await reader.one("SELECT * FROM inbox WHERE update_id = 1")
        assert row is not None
        assert (row["telegram_id"], row["message_id"], row["told"], row["shows"]) == (None, None, 1, CARD)


async def test_what_is_owed_since_an_instant_that_has_not_come_is_old_too(database: Database) -> None:
    await record(database, 1, at=NOW + timedelta(days=2))
    await record(database, 2, at=NOW)
    await record(database, 3, at=NOW + timedelta(minutes=1))
    assert [answer.update_id for answer in await owed(database)] == [2, 1]


async def test_what_is_owed_longest_comes_first_and_what_is_new_not_at_all(database: Database) -> None:
    for minutes in (3, 1, 2, -1):
        await record(database, minutes + 10, at=NOW - timedelta(minutes=minutes))
    assert [answer.update_id for answer in await owed(database)] == [13, 12, 11]
    assert [answer.update_id for answer in await owed(database, limit=1)] == [13]


async def test_only_one_takes_it_up(database: Database) -> None:
    await record(database, 1)
    [answer] = await owed(database)
    async with database.transaction() as tx:
        mine = await answers.take_up(tx, 1, answer.at, NOW)
    assert mine is not None
    async with database.transaction() as tx:
        assert await answers.take_up(tx, 1, answer.at, NOW) is None, "also where the clock stands still"
    async with database.transaction() as tx:
        later = await answers.take_up(tx, 1, mine, NOW + timedelta(minutes=5))
    assert later is not None
    assert not await owed(database), "whoever is at it keeps others from it by taking it up anew"
    [again] = await owed(database, NOW + timedelta(minutes=5))
    assert again.at == later, "and may be dead"
    async with database.transaction() as tx:
        answers.told(tx, [1])
        assert await answers.take_up(tx, 1, later, NOW) is None, "it is told"


async def test_what_only_showed_something_is_owed_when_it_could_not_be_told(database: Database) -> None:
    await record(database, 1)
    async with database.transaction() as tx:
        for number in (1, 2):
            answers.owe(tx, number, telegram_id=5, message_id=None, shows=MINE, now=NOW)
    assert [answer[:4] for answer in await owed(database)] == [(1, 1001, 7, CARD), (2, 5, None, MINE)]


async def test_nobody_is_owed_anything_once_they_are_erased(city: City) -> None:
    wang, li = await city.person("Wang"), await city.person("Li")
    assert wang.telegram_id
    assert li.telegram_id
    async with city.changing() as tx:
        for number, person in ((1, wang), (2, li)):
            inbox.record(tx, number, telegram_id=person.telegram_id, message_id=7, shows=CARD, now=NOW)
    async with city.writing() as rows:
        await rows.people.erase(wang.id)
    assert [answer.update_id for answer in await owed(city.database)] == [2]
    assert await city.figure("SELECT COUNT(*) AS n FROM inbox WHERE telegram_id = :wang", wang=wang.telegram_id) == 0
