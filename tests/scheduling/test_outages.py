"""Nobody is there, or Telegram is away, for hours: nobody loses by it what they were never asked."""

from datetime import timedelta

import pytest
from telegram.error import NetworkError

from scheduling.moves import see_to_moves
from scheduling.offering import see_to_offers
from scheduling.sweeps import move_up
from storage.engine.database import Database
from tests.support.acting import at, hours_later, offers, places, sign_up
from tests.support.delivering import PostOffice
from volunteering.actions.signing_up.places import leave_shift
from volunteering.rules.activities import Shift
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Person


@pytest.fixture
async def office(database: Database) -> PostOffice:
    """A post office."""
    return await PostOffice.opened(database)


async def _leaves(office: PostOffice, shift: Shift, person: Person) -> None:
    async with office.city.writing() as rows:
        await leave_shift(rows, person, shift.id, at(office.clock.now()))


async def _passes(office: PostOffice, hours: float) -> None:
    """Hour by hour, as a bot lives through it."""
    until = office.clock.now() + timedelta(hours=hours)
    while office.clock.now() < until:
        office.clock.passes(hours=min(1.0, (until - office.clock.now()).total_seconds() / 3600))
        for sweep in (see_to_offers, see_to_moves, move_up):
            await sweep(office.city.database, at(office.clock.now()))
        await office.passes(hours=0)


async def test_the_hours_of_an_offer_count_from_when_it_arrived(office: PostOffice) -> None:
    """Telegram takes nothing from noon on: the first in line reads it the next morning, and has the whole day."""
    city = office.city
    bo, ana, jun = [await office.reader(name) for name in ("Bo", "Ana", "Jun")]
    shift = await city.shift(96, places=1)
    await sign_up(city, shift, bo, ana, jun)
    for person in (ana, jun):
        office.telegram.faults[person.telegram_id or 0] = [NetworkError("cut")] * 1000
    await _leaves(office, shift, bo)
    await _passes(office, 21)
    assert await offers(city, shift) == [ana.id], "nobody lets pass what they were never asked"
    office.telegram.faults.clear()
    await _passes(office, 1)
    assert office.texts(ana) == ["A place for you: River clean-up"]
    assert "22:00" in office.messages(ana)[0].text
    await _passes(office, 11)
    assert await offers(city, shift) == [ana.id]
    await _passes(office, 12)
    assert office.texts(ana)[1:] == ["A place went on: River clean-up"]
    assert await offers(city, shift) == [jun.id]
    assert (await places(city, shift))[SignUpState.CONFIRMED] == []


async def test_an_offer_that_arrives_too_late_is_not_told(office: PostOffice) -> None:
    """By then it is for whoever asks first, and that is what people read."""
    city = office.city
    bo, ana = [await office.reader(name) for name in ("Bo", "Ana")]
    shift = await city.shift(8, places=1)
    await sign_up(city, shift, bo, ana)
    office.telegram.faults[ana.telegram_id or 0] = [NetworkError("cut")] * 1000
    await _leaves(office, shift, bo)
    await _passes(office, 5.5)
    office.telegram.faults.clear()
    await _passes(office, 0.25)
    assert office.texts(ana) == ["A place is free: River clean-up"]
    assert office.clock.now() < hours_later(8)
