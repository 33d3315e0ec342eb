"""The Stop button of a letter that is on its way to a unit's people."""

import pytest

from handlers.buttons.letters import StopLetter
from storage.engine.database import Database
from tests.support.chat import Chat
from tests.support.city import NOW, City
from volunteering.rules.tree import Role


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


@pytest.fixture
def chat(city: City) -> Chat:
    return Chat(city.database)


@pytest.fixture
async def number(city: City) -> int:
    """A letter of Teacher Li's to the whole city that nobody has got yet."""
    await city.people(3)
    async with city.writing() as rows:
        number, _ = await rows.unit_letters.begin(city.top, "Thank you", by_id=city.leader.id, at=NOW)
    return number


async def test_an_admin_stops_it(chat: Chat, number: int) -> None:
    chen = await chat.volunteer("Chen", role=Role.ADMIN)
    await chen.taps_button(StopLetter(letter=number))
    chen.sees("Message to Taizhou: stopped", "0 of 3 sent", "‹ Home")


@pytest.mark.parametrize("role", [None, Role.LEADER])
async def test_nobody_else_does(chat: Chat, city: City, number: int, role: Role | None) -> None:
    wang = await chat.volunteer("Wang", role=role)
    await wang.taps_button(StopLetter(letter=number))
    wang.sees("Only admins can do that")
    await _goes_on(city, number)


async def test_an_admin_of_another_unit_does_not(chat: Chat, city: City, number: int) -> None:
    chen = await chat.volunteer("Chen", city.jiaojiang, role=Role.ADMIN)
    await chen.taps_button(StopLetter(letter=number))
    chen.sees("Only admins can do that")
    await _goes_on(city, number)


async def _goes_on(city: City, number: int) -> None:
    async with city.looking() as rows:
        letter = await rows.unit_letters.get(number)
    assert letter is not None
    assert not letter.is_over


async def test_what_is_not_there_cannot_be_stopped(chat: Chat, city: City) -> None:
    chen = await chat.volunteer("Chen", role=Role.ADMIN)
    await chen.taps_button(StopLetter(letter=999))
    chen.sees("Not found")
