"""The roles of a posted shift written anew: what its leader sees before, and what its people are told."""

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.leading import ChangePlaces, ManageShift, SetPlaces
from handlers.buttons.signing_up import TakeInRole, TakeShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.activities import Shift
from volunteering.rules.roles import ShiftRole
from volunteering.rules.tree import Role


@pytest.fixture
async def fair(city: City) -> Shift:
    return await city.shift(48, activity=await city.activity("Fair"))


async def in_role(shift: Shift, role: ShiftRole, *people: PhoneInChat) -> None:
    for person in people:
        await person.taps_button(TakeInRole(shift=shift.id, role=role.id))


async def card(phone: PhoneInChat, shift: Shift) -> PhoneInChat:
    await phone.taps_button(ShowShift(shift=shift.id))
    return phone


async def told_of_roles(city: City) -> int:
    return await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'other_role' AND state = 'owed'")


async def test_one_place_more_is_a_tap(chat: Chat, city: City, li: PhoneInChat, fair: Shift) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    _, first_aid = await city.roles(fair, Helpers=8, First_aid=1)
    await in_role(fair, first_aid, wei, mei)
    await li.taps_button(ManageShift(shift=fair.id))
    await li.taps("Change places")
    li.sees("👥 Helpers 0 of 8 · First aid 1 of 1, 1 waiting")
    li.sees("How many people for each role?", "Helpers 9", "First aid 2")
    await li.taps("First aid 2")
    li.sees("👥 Helpers 8 · First aid 2", "⏳ First aid: a free place goes to whoever waits")
    await li.taps("Make the change")
    li.sees("1 place is offered to those who wait", "👥 Helpers 0 of 8 · First aid 1 of 2, 1 offered, 1 waiting")
    (await card(mei, fair)).sees("A place is held for you until", "Your role: First aid")
    assert await told_of_roles(city) == 0


async def test_no_fewer_places_than_people(chat: Chat, city: City, li: PhoneInChat, fair: Shift) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    helpers, _ = await city.roles(fair, Helpers=8, First_aid=1)
    await in_role(fair, helpers, wei, mei)
    await li.taps_button(ChangePlaces(shift=fair.id))
    await li.sends("1 helper, 1 first aid")
    await li.taps("Make the change")
    li.sees("Helpers: 2 places are spoken for already.", "How many people for each role?")
    await li.sends("2 helpers, 1 first aid")
    await li.taps("Make the change")
    li.sees("Saved", "👥 Helpers 2 of 2 · First aid 0 of 1")


async def test_a_role_is_renamed_and_its_people_are_told(chat: Chat, city: City, li: PhoneInChat, fair: Shift) -> None:
    wei = await chat.volunteer()
    _, first_aid = await city.roles(fair, Helpers=8, First_aid=1)
    await in_role(fair, first_aid, wei)
    await li.taps_button(ChangePlaces(shift=fair.id))
    await li.sends("8 helpers, 2 nurses")
    li.sees("First aid is called Nurses then.")
    await li.taps("Make the change")
    li.sees("1 person is told of their role", "👥 Helpers 0 of 8 · Nurses 1 of 2")
    (await card(wei, fair)).sees("Your role: Nurses")
    assert await told_of_roles(city) == 1


async def test_the_people_of_a_role_that_is_gone_go_where_their_leader_says(
    chat: Chat, city: City, li: PhoneInChat, fair: Shift
) -> None:
    wei, mei, jun = [await chat.volunteer(name) for name in ("Wei", "Mei", "Jun")]
    _, drivers, first_aid = await city.roles(fair, Helpers=8, Drivers=1, First_aid=1)
    await in_role(fair, first_aid, wei, mei)
    await in_role(fair, drivers, jun)
    await li.taps_button(ChangePlaces(shift=fair.id))
    await li.sends("8 helpers, 2 driver, 3 cooks, 1 nurse")
    li.sees("People are in a role that is left out.", "Helpers", "Cooks")
    await li.taps("Helpers")
    li.sees("First aid is taken away: 2 people go on in Helpers, and are told.")
    await li.taps("Make the change")
    li.sees("2 people are told", "👥 Helpers 1 of 8, 1 offered, 1 waiting · Drivers 1 of 2 · Cooks 0 of 3")
    (await card(jun, fair)).sees("Your role: Drivers")
    (await card(wei, fair)).sees("You are in", "Your role: Helpers")
    (await card(mei, fair)).sees("A place is held for you until", "Your role: Helpers")


async def test_nobody_loses_a_place_where_no_other_role_has_room(
    chat: Chat, city: City, li: PhoneInChat, fair: Shift
) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    helpers, first_aid = await city.roles(fair, Helpers=1, First_aid=1)
    await in_role(fair, helpers, wei)
    await in_role(fair, first_aid, mei)
    await li.taps_button(ChangePlaces(shift=fair.id))
    await li.sends("1 helpers")
    await li.taps("Make the change")
    li.sees("1 place of a role that is left out is spoken for, and no other has room.")
    (await card(mei, fair)).sees("Your role: First aid")


async def test_a_shift_gets_its_first_roles_and_loses_them(
    chat: Chat, city: City, li: PhoneInChat, fair: Shift
) -> None:
    wei = await chat.volunteer()
    await wei.taps_button(TakeShift(shift=fair.id))
    await li.taps_button(ChangePlaces(shift=fair.id))
    await li.sends("8 helpers, 2 first aid")
    li.sees("👥 Helpers 8 · First aid 2", "1 person who is in already goes on in Helpers, and is told.")
    await li.taps("Make the change")
    li.sees("👥 Helpers 1 of 8 · First aid 0 of 2")
    (await card(wei, fair)).sees("Your role: Helpers")
    await li.taps_button(ChangePlaces(shift=fair.id))
    await li.sends("12")
    li.sees("There are no roles any more. Everybody keeps their place.")
    await li.taps("Make the change")
    li.sees("1 of 12 places taken")
    (await card(wei, fair)).sees("You are in")
    wei.sees_not("Your role")


async def test_a_button_of_before_changes_no_role(city: City, li: PhoneInChat, fair: Shift) -> None:
    await city.roles(fair, Helpers=8, First_aid=2)
    await li.taps_button(SetPlaces(shift=fair.id, places=50))
    li.sees("👥 Helpers 0 of 8 · First aid 0 of 2")


async def test_who_leads_elsewhere_changes_nothing(chat: Chat, city: City, fair: Shift) -> None:
    huang = await chat.volunteer("Huang", city.huangyan, role=Role.LEADER)
    await city.roles(fair, Helpers=8, First_aid=2)
    await huang.taps_button(ChangePlaces(shift=fair.id))
    huang.sees("do not")
