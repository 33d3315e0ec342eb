"""What could not be done lies there until somebody looks at it, and is taken up once."""

import asyncio
from datetime import datetime, timedelta

from storage.engine.database import Transaction
from storage.engine.retrying import written
from storage.process import drafts
from storage.rows import parked
from tests.support.city import NOW, City


def lies(tx: Transaction, update_id: int, *, whose: int | None = 5, at: datetime = NOW) -> None:
    """Somebody's update is put aside."""
    payload = '{"text": "?"}'
    parked.park(tx, update_id=update_id, telegram_id=whose, kind="text", error="ValueError", payload=payload, now=at)


async def asks(city: City, number: int | None) -> int:
    return await written(city.database, lambda tx: parked.ask_for(tx, number, NOW))


async def numbers(city: City) -> list[int]:
    return [row["update_id"] for row in await city.table("SELECT update_id FROM parked ORDER BY update_id")]


async def test_putting_one_aside_twice_keeps_the_first(city: City) -> None:
    async with city.changing() as tx:
        lies(tx, 3, whose=None)
        lies(tx, 3, at=NOW + timedelta(hours=1))
    [row] = await city.table("SELECT * FROM parked")
    assert dict(row) == {
        "update_id": 3, "telegram_id": None, "kind": "text", "error": "ValueError", "payload": '{"text": "?"}',
        "question": None, "at": int(NOW.timestamp()), "replay_at": None, "told": 0,
    }  # fmt: skip


async def test_the_question_that_was_open_is_noted_with_it(city: City) -> None:
    async with city.changing() as tx:
        for person, left in ((5, timedelta(hours=1)), (6, timedelta(0))):
            await drafts.begin_draft(
                tx, telegram_id=person, form="hours", about={}, answers={}, step="what", message_id=1,
                expires_at=NOW + left,
            )  # fmt: skip
            lies(tx, person, whose=person)
    rows = await city.table("SELECT p.question, d.id FROM parked p JOIN drafts d ON d.telegram_id = p.telegram_id")
    by_draft = {row["id"]: row["question"] for row in rows}
    first, expired = sorted(by_draft)
    assert by_draft == {first: f"{first}:what", expired: None}


async def test_of_two_who_ask_for_it_one_does(city: City) -> None:
    async with city.changing() as tx:
        for number in (7, 8, 9):
            lies(tx, number)
    asked = await asyncio.gather(*(asks(city, number) for number in (8, 8, None, 8)))
    assert sum(asked) == 3, "each of the three was asked for once"
    async with city.database.reading() as reader:
        assert [number for number, _ in await parked.all_asked_for(reader, 2)] == [7, 8], "as they came"


async def test_what_failed_again_lies_there_and_what_was_dropped_does_not_come_back(city: City) -> None:
    async with city.changing() as tx:
        lies(tx, 7)
        lies(tx, 8)
        assert await parked.ask_for(tx, None, NOW) == 2
        assert await parked.drop(tx, 8) == 1
        parked.park_again(tx, 7, "KeyError")
        parked.park_again(tx, 8, "KeyError")
    [row] = await city.table("SELECT update_id, error, replay_at FROM parked")
    assert tuple(dict(row).values()) == (7, "KeyError", None)
    async with city.database.reading() as reader:
        assert await parked.asked_for(reader, 7) is None
    async with city.changing() as tx:
        assert await parked.drop(tx, 8) == 0
        assert await parked.drop(tx, None) == 1


async def test_what_is_too_old_is_forgotten(city: City) -> None:
    async with city.changing() as tx:
        lies(tx, 1)
        lies(tx, 2, at=NOW + timedelta(days=2))
        parked.prune(tx, NOW + timedelta(days=2))
    assert await numbers(city) == [2]
