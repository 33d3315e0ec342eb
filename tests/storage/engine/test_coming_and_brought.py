"""Somebody registers with the number that a list brings in the same second: they are one person, whoever is first."""

import asyncio

import pytest

from storage.engine.faults import Conflict
from tests.support.acting import at
from tests.support.city import NOW, City
from volunteering.actions.volunteers.registering import Registration, register
from volunteering.rules.importing.asking import Asks
from volunteering.rules.volunteers import Language, Standing


async def _comes(city: City, number: int) -> None:
    registration = Registration(
        telegram_id=9000 + number,
        name=f"Somebody {number}",
        phone=_phone(number),
        language=Language.ENGLISH,
        unit=city.top,
    )
    for _ in range(20):
        try:
            async with city.writing() as rows:
                await register(rows, registration, at(NOW))
                return
        except Conflict:
            continue


async def _is_brought(city: City, number: int) -> None:
    """As a list does it, in pieces: numbers are looked up, and whoever isn't known is expected."""
    asks = Asks(phone=_phone(number), name=f"Listed {number}")
    for _ in range(20):
        try:
            async with city.writing() as rows:
                if asks.phone not in await rows.importing.known([asks.phone]):
                    await rows.importing.expect([asks], [city.top], Language.ENGLISH, NOW)
                return
        except Conflict:
            continue


def _phone(number: int) -> str:
    return f"+8613800{number:06}"


@pytest.mark.parametrize("is_brought_first", [False, True])
async def test_they_are_one_person(city: City, is_brought_first: bool) -> None:
    for number in range(12):
        both = (_comes(city, number), _is_brought(city, number))
        await asyncio.gather(*(both[::-1] if is_brought_first else both))
        people = await city.table("SELECT state, telegram_id FROM people WHERE phone = :phone", phone=_phone(number))
        assert [(row["state"], row["telegram_id"]) for row in people] == [(Standing.ACTIVE, 9000 + number)]


async def test_who_is_brought_in_two_pieces_at_once_is_expected_once(city: City) -> None:
    for number in range(12):
        await asyncio.gather(_is_brought(city, number), _is_brought(city, number))
        assert await city.figure("SELECT COUNT(*) AS n FROM people WHERE phone = :phone", phone=_phone(number)) == 1
