"""What comes in the way of a message: readers who left, refusals, pauses, faults of others and of ours."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram.error import NetworkError, TimedOut
from typing_extensions import override

from bot.delivering.courier import MOST_ATTEMPTS, Courier
from bot.delivering.errands import TRIES
from storage.engine.faults import Conflict, DatabaseFault, NotMigrated, Unavailable
from storage.rows import outbox
from tests.bot.delivering.test_delivery import WITHIN, letter, row_of
from tests.support.city import NOW
from tests.support.delivering import Fault, PostOffice, Quick
from volunteering.rules.volunteers import Standing

# Gone, or brought up to date by another replica in this moment.
AWAY = [Unavailable("gone"), Conflict("another plan"), NotMigrated("another table")]


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.ERASED])
async def test_whoever_has_left_gets_nothing(office: PostOffice, standing: Standing) -> None:
    wang = await office.reader()
    await office.owe(wang, letter())
    async with office.city.writing() as rows:
        if standing is Standing.ERASED:
            await rows.people.erase(wang.id)
        else:
            await rows.people.change(wang.id, standing=standing)
    await office.delivery.drain_once()
    assert not office.messages(wang)
    assert await office.states() == ["dropped"]


@pytest.mark.parametrize(
    "fault",
    [(403, "Forbidden: bot was blocked by the user"), (400, "Bad Request: chat not found")],
    ids=["blocked", "chat gone"],
)
async def test_whoever_is_out_of_reach_is_left_alone(office: PostOffice, fault: Fault) -> None:
    wang = await office.reader()
    assert wang.telegram_id is not None
    office.telegram.faults[wang.telegram_id] = [fault]
    await office.owe(wang, letter("one"))
    await office.owe(wang, letter("two"))
    await office.delivery.drain_once()
    assert not office.messages(wang)
    assert await office.states() == ["failed", "dropped"]
    async with office.city.looking() as rows:
        person = await rows.people.get(wang.id)
    assert person is not None
    assert not person.reachable


async def test_what_telegram_refuses_is_not_tried_again(office: PostOffice) -> None:
    wang = await office.reader()
    assert wang.telegram_id is not None
    office.telegram.faults[wang.telegram_id] = [(400, "Bad Request: can't parse entities")]
    await office.owe(wang, letter())
    await office.delivery.drain_once()
    row = await row_of(office, wang)
    assert (row["state"], row["error"]) == ("failed", "Can't parse entities")


async def test_a_pause_that_telegram_asks_for_is_kept_and_the_message_sent(office: PostOffice) -> None:
    wang = await office.reader()
    assert wang.telegram_id is not None
    office.telegram.faults[wang.telegram_id] = [(429, "Too Many Requests: retry after 7", 7)]
    await office.owe(wang, letter())
    pace = Quick()
    await office.another(pace=pace).drain_once()
    assert pace.pauses == [7]
    assert len(office.messages(wang)) == 1


@pytest.mark.parametrize(
    "fault", [TimedOut(), NetworkError("cut"), (502, "Bad Gateway")], ids=["slow", "cut", "bad gateway"]
)
async def test_trouble_on_the_way_is_tried_again(office: PostOffice, fault: Fault) -> None:
    wang = await office.reader()
    assert wang.telegram_id is not None
    office.telegram.faults[wang.telegram_id] = [fault, fault]
    await office.owe(wang, letter())
    await office.delivery.drain_once()
    assert len(office.messages(wang)) == 1
    assert office.pauses == [0.5, 1.0]


async def test_lasting_trouble_is_never_a_reason_to_give_a_message_up(office: PostOffice) -> None:
    """How it waits meanwhile is test_outage.py's."""
    wang = await office.reader()
    assert wang.telegram_id is not None
    office.telegram.faults[wang.telegram_id] = [TimedOut() for _ in range(TRIES + 2 * MOST_ATTEMPTS - 1)]
    await office.owe(wang, letter())
    await office.delivery.drain_once()
    for _ in range(2 * MOST_ATTEMPTS):
        assert (await row_of(office, wang))["state"] == "owed", "Telegram has refused nothing"
        await office.passes(hours=1)
    assert len(office.messages(wang)) == 1


async def test_what_we_cannot_write_is_given_up_in_the_end(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(Courier, "_write", broken)
    wang = await office.reader()
    await office.owe(wang, letter())
    await office.delivery.drain_once()
    for _ in range(MOST_ATTEMPTS - 1):
        assert (await row_of(office, wang))["state"] == "owed"
        await office.passes(hours=1)
    assert (await row_of(office, wang))["state"] == "failed"


async def test_what_this_version_does_not_understand_fails(office: PostOffice) -> None:
    wang = await office.reader()
    await office.owe(wang, letter())
    async with office.city.changing() as tx:
        await tx.execute("UPDATE outbox SET facts = '{}'")
    await office.delivery.drain_once()
    assert await office.states() == ["failed"]


async def test_a_fault_of_ours_stops_nobody_else(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    wang, zhao = await office.reader(), await office.reader("Zhao")
    await office.owe(wang, letter("breaks"))
    await office.owe(zhao, letter())
    whole: Callable[..., Any] = Courier._write

    async def broken(courier: Any, reader: Any, row: Any) -> Any:
        if row.person_id == wang.id:
            raise ZeroDivisionError
        return await whole(courier, reader, row)

    monkeypatch.setattr(Courier, "_write", broken)
    await office.delivery.drain_once()
    assert len(office.messages(zhao)) == 1
    row = await row_of(office, wang)
    assert (row["state"], row["error"]) == ("owed", "ZeroDivisionError")


@pytest.mark.parametrize("fault", AWAY, ids=repr)
async def test_a_database_that_is_away_is_waited_for(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch, fault: DatabaseFault
) -> None:
    wang = await office.reader()
    await office.owe(wang, letter())
    whole = outbox.due
    away = [fault]

    async def due(*values: Any, **named: Any) -> Any:
        if away:
            office.delivery.wake()
            raise away.pop()
        return await whole(*values, **named)

    monkeypatch.setattr(outbox, "due", due)
    async with asyncio.timeout(WITHIN):
        await office.delivery.drain_once()
    assert len(office.messages(wang)) == 1


@pytest.mark.parametrize("fault", AWAY, ids=repr)
async def test_what_was_sent_is_not_sent_again_when_it_could_not_be_written_down(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch, fault: DatabaseFault
) -> None:
    wang = await office.reader()
    await office.owe(wang, letter())
    whole = outbox.done
    away = [fault, fault]

    def done(*values: Any) -> None:
        if away:
            raise away.pop()
        whole(*values)

    monkeypatch.setattr(outbox, "done", done)
    await office.delivery.drain_once()
    assert len(office.messages(wang)) == 1
    assert await office.states() == ["sent"]


async def test_what_was_dropped_in_the_meantime_is_not_sent(office: PostOffice) -> None:
    wang = await office.reader()
    await office.owe(wang, letter())

    class Slow(Quick):
        @override
        async def turn(self, chat_id: int | str) -> float:
            [row] = await office.city.table("SELECT id FROM outbox")
            async with office.city.changing() as tx:
                outbox.dropped(tx, row["id"], NOW)
            return 0.0

    await office.another(pace=Slow()).drain_once()
    assert not office.messages(wang)
    assert await office.states() == ["dropped"]
