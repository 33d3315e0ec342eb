"""Having one's calendar read at an address, another one or none, and one shift as a file."""

import re

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.calendars import (
    AddToCalendar,
    OpenCalendar,
    RenewCalendar,
)
from tests.support.acting import acting, at
from tests.support.calendars import by_icalendar
from tests.support.chat import Chat, organisation
from tests.support.city import NOW, City
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.rules.tree import Role

PUBLIC = "https://help.example.org/city"
ADDRESS = re.compile(rf"{re.escape(PUBLIC)}/calendar/[a-z2-7]{{40}}\.ics")


@pytest.fixture
def public_chat(city: City) -> Chat:
    """Where there are pages."""
    return Chat(city.database, organisation(public_url=PUBLIC, calendar_key=b"the bot's"))


async def test_an_address_is_shown_as_often_as_one_likes_renewed_and_switched_off(public_chat: Chat) -> None:
    wei = await public_chat.volunteer("Wei")
    await wei.sends("/calendar")
    wei.sees("My calendar", "Get my address", "Keep it to yourself")
    await wei.taps("Get my address")
    [first] = ADDRESS.findall(wei.last.text)
    await wei.sends("/calendar")
    assert first in wei.last.text
    await wei.taps("New address")
    wei.sees("Another address?")
    await wei.taps("‹ Keep it")
    assert first in wei.last.text
    await wei.taps("New address")
    await wei.taps("Yes, a new one")
    [second] = ADDRESS.findall(wei.last.text)
    assert second != first
    await wei.taps("Switch off")
    await wei.taps("Yes, switch off")
    wei.sees("Switched off", "Get my address")
    assert not ADDRESS.search(wei.last.text)


async def test_with_another_token_it_works_on_and_is_shown_no_more(city: City, public_chat: Chat) -> None:
    wei = await public_chat.volunteer("Wei")
    await wei.taps_button(OpenCalendar())
    person = await wei.known()
    assert person is not None
    assert person.telegram_id is not None
    another = Chat(city.database, organisation(public_url=PUBLIC, calendar_key=b"another token"))
    again = another.person(person.telegram_id)
    await again.sends("/calendar")
    again.sees("works as before", "New address")
    assert not ADDRESS.search(again.last.text)
    await again.taps_button(RenewCalendar())
    assert ADDRESS.search(again.last.text)


async def test_where_there_are_no_pages_it_is_said_and_nothing_is_made(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei")
    await wei.sends("/calendar")
    wei.sees("can't be kept up to date by itself here", "Add to calendar")
    for button in (OpenCalendar(), RenewCalendar()):
        await wei.taps_button(button)
        wei.sees("can't be kept up to date by itself here")
    assert not await city.table("SELECT * FROM calendars")


async def test_a_shift_as_a_file_is_one_event_whatever_becomes_of_it(chat: Chat, city: City) -> None:
    wei, li = await chat.volunteer("Wei"), await chat.volunteer("Li", role=Role.LEADER)
    person, leader = await wei.known(), await li.known()
    assert person is not None
    assert leader is not None
    shift = await city.shift(48)
    await city.put(shift, person)
    await wei.taps_button(ShowShift(shift=shift.id))
    await wei.taps("Add to calendar")
    assert "has it only once" in wei.messages[-2].text
    [(name, content)] = wei.files
    assert name == "River-clean-up.ics"
    async with city.writing() as rows:
        await cancel_shift(rows, await acting(city, leader), shift.id, at(NOW), because="storm")
    await wei.taps_button(ShowShift(shift=shift.id))
    await wei.taps("Take it out of my calendar")
    assert "marks the shift as cancelled" in wei.messages[-2].text
    [before], [after] = by_icalendar(content), by_icalendar(wei.files[-1][1])
    assert before.is_on
    assert not after.is_on
    assert after.uid == before.uid
    assert after.sequence >= before.sequence
    assert "storm" in after.description


async def test_of_a_shift_one_was_never_in_there_is_no_file(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei")
    shift = await city.shift(48)
    await wei.taps_button(AddToCalendar(shift=shift.id))
    await wei.taps_button(AddToCalendar(shift=999_999))
    assert not wei.files
    await wei.taps_button(ShowShift(shift=shift.id))
    wei.sees_not("Add to calendar")
