"""The way of a tap: what it promises, and whom it rouses, whatever the handlers do."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.button import Button
from handlers.buttons.signing_up import LeaveSurely, TakeShift
from handlers.doors.way import Way
from storage.engine.connecting import connect
from storage.engine.faults import Conflict
from storage.process import inbox
from tests.support.chat import Chat
from tests.support.city import City
from tests.support.databases import Databases


async def test_a_repeat_is_committed_anew_before_it_is_answered(databases: Databases) -> None:
    """The standby may have missed the first one: whoever is told now goes by this commit."""
    with databases.fresh("sqlite") as url, closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as beside:
        async with connect(url) as database:
            city, chat = await City.founded(database), Chat(database)
            wei, shift = await chat.volunteer(), await city.shift()
            await wei.taps_button(TakeShift(shift=shift.id))
            [before] = beside.execute("PRAGMA data_version").fetchone()
            await wei.repeats()
            [after] = beside.execute("PRAGMA data_version").fetchone()
    assert after != before, "it is said again, and nothing promises that it is so"


@pytest.mark.parametrize("kind", [ShowShift, TakeShift], ids=["looks", "acts"])
async def test_whoever_was_out_of_reach_and_is_back_is_looked_for_where_they_wait(
    chat: Chat, city: City, kind: type[ShowShift | TakeShift]
) -> None:
    wei, shift = await chat.volunteer(), await city.shift()
    person = await wei.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.change(person.id, reachable=False)
    looks: list[Button] = []
    button = kind(shift=shift.id)
    chat.way = Way(city.database, chat.organisation, chat.clock, look=lambda: looks.append(button))
    for _ in range(2):
        await wei.taps_button(button)
    assert looks == [button], "once they are within reach, nothing has changed"


async def test_the_post_is_woken_where_something_is_to_be_delivered_and_only_there(chat: Chat, city: City) -> None:
    wei, mei, shift = await chat.volunteer(), await chat.volunteer("Mei"), await city.shift(places=1)
    woken: list[str] = []
    chat.way = Way(city.database, chat.organisation, chat.clock, wake=lambda: woken.append("woken"))
    await wei.taps_button(TakeShift(shift=shift.id))
    await mei.taps_button(TakeShift(shift=shift.id))
    assert not woken
    await wei.taps_button(LeaveSurely(shift=shift.id))
    assert woken, "Mei has a place, and hears of it half a minute later"


async def test_whoever_gets_in_somebody_s_way_is_served_all_the_same(
    chat: Chat, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taps that a database lets only one of be true are done one after the other, and nobody is told of it."""
    record, quicker = inbox.record, ["somebody", "somebody else"]

    def in_the_way(*args: Any, **values: Any) -> None:
        record(*args, **values)
        if quicker:
            raise Conflict(f"{quicker.pop()} was quicker")

    monkeypatch.setattr(inbox, "record", in_the_way)
    wei, shift = await chat.volunteer(), await city.shift()
    await wei.taps_button(TakeShift(shift=shift.id))
    wei.sees("You are in")
    assert await city.figure("SELECT COUNT(*) AS n FROM signups") == 1
