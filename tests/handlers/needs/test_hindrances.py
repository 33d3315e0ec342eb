"""Why can't they: a leader reads of somebody what that person would be told."""

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.enquiries import ListAsked
from handlers.buttons.leading import ManageShift
from handlers.buttons.needs import FindHindered, ShowHindrances
from handlers.buttons.signing_up import ChooseRole
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.activities import Shift
from volunteering.rules.needs import Needs, Required
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Standing


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader of Jiaojiang."""
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def shift(city: City) -> Shift:
    """A shift of Jiaojiang's, two days ahead: anybody helps, first aid takes a certificate."""
    shift = await city.shift(48)
    _, first_aid = await city.roles(shift, Helpers=8, First_aid=2)
    async with city.writing() as rows:
        kind = next(kind for kind in await rows.kinds.all_for(city.top) if kind.code == "first_aid")
        rows.roles.ask(first_aid.id, Needs(kinds=(Required(kind=kind),), least_age=18))
    return shift


async def test_what_is_in_the_way_of_each_role(city: City, li: PhoneInChat, shift: Shift) -> None:
    await city.person("Mei")
    await li.taps_button(ManageShift(shift=shift.id))
    await li.taps("Why can't they?")
    li.sees("Who is it that can't sign up?")
    await li.sends("mei")
    li.sees(
        "Why can't Mei sign up?",
        "Helpers",
        "✅ Nothing is in the way: they can sign up.",
        "First aid",
        "It is for people from 18 on; their birth date is not known.",
        "They do not have the qualification: First aid.",
    )
    await li.taps("Somebody else")
    li.sees("Who is it that can't sign up?")
    await li.sends("mei")
    await li.taps("Their qualifications")
    li.sees("Qualifications of Mei")


async def test_what_is_in_the_way_everywhere_is_said_once(city: City, li: PhoneInChat, shift: Shift) -> None:
    mei = await city.person("Mei")
    async with city.writing() as rows:
        await rows.people.change(mei.id, standing=Standing.SUSPENDED)
    await li.taps_button(ShowHindrances(shift=shift.id, person=mei.id))
    assert li.last.text.count("Their sign-ups are on hold.") == 1
    li.sees("First aid", "They do not have the qualification")
    li.sees_not("Helpers")


async def test_whom_a_walk_in_would_not_be_found_as_is_nobody_s_to_ask_about(
    chat: Chat, city: City, li: PhoneInChat, shift: Shift
) -> None:
    far = await city.person("Mei", city.huangyan, phone="+8613800001234")
    await li.taps_button(FindHindered(shift=shift.id))
    await li.sends("Mei")
    li.sees("Nobody in Jiaojiang is called “Mei”.")
    await li.sends("1234")
    li.sees("Why can't Mei sign up?")
    for forged in (
        ShowHindrances(shift=shift.id, person=far.id),
        ShowHindrances(shift=shift.id, person=far.id, digits="4321"),
        ShowHindrances(shift=shift.id, person=999, digits="1234"),
    ):
        await li.taps_button(forged)
        li.sees_not("Why can't")
    hua = await chat.volunteer("Hua", city.huangyan, role=Role.LEADER)
    await hua.taps_button(ShowHindrances(shift=shift.id, person=far.id))
    hua.sees_not("Why can't")
    await hua.taps_button(FindHindered(shift=shift.id))
    hua.sees_not("Who is it")


async def test_of_several_the_leader_taps_one(city: City, li: PhoneInChat, shift: Shift) -> None:
    for name in ("Mei East", "Mei West"):
        await city.person(name)
    await li.taps_button(FindHindered(shift=shift.id))
    await li.sends("Mei")
    li.sees("Tap the one you mean.")
    await li.taps("Mei West")
    li.sees("Why can't Mei West sign up?")


async def test_of_a_shift_like_any_other(city: City, li: PhoneInChat) -> None:
    shift = await city.shift(48, places=1)
    mei, wang = await city.person("Mei"), await city.person("Wang")
    await city.put(shift, wang)
    await li.taps_button(ShowHindrances(shift=shift.id, person=mei.id))
    li.sees("⏳ They would be number 1 on the waiting list.")
    await li.taps_button(ShowHindrances(shift=shift.id, person=wang.id))
    li.sees("They are signed up for it already.")


async def test_whoever_asked_about_it_is_a_tap_away(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    far = await chat.volunteer("Mei", city.huangyan)
    await far.taps_button(ShowShift(shift=shift.id))
    await far.taps("Ask the leader")
    await far.sends("May I come?")
    await li.taps_button(ListAsked())
    await li.taps("Mei")
    li.sees("May I come?")
    await li.taps("Why can't they?")
    li.sees("Why can't Mei sign up?", "They do not have the qualification: First aid.")
    await city.put(shift, *[person for person in [await far.known()] if person])
    await li.taps_button(ListAsked())
    await li.taps("Mei")
    li.sees_not("Why can't they?")


async def test_of_whom_a_list_brought_along_it_is_said_that_they_are_not_here_yet(
    city: City, li: PhoneInChat, shift: Shift
) -> None:
    mei = await city.person("Mei")
    async with city.writing() as rows:
        await rows.people.change(mei.id, standing=Standing.EXPECTED)
    await li.taps_button(FindHindered(shift=shift.id))
    await li.sends("mei")
    li.sees("Why can't Mei sign up?", "From a list, and not here yet.")
    li.sees_not("on hold")


async def test_what_is_full_says_so_once_below_its_role(city: City, li: PhoneInChat, shift: Shift) -> None:
    """For the leader, and for whoever chooses a role and lacks something for the one that is full besides."""
    wei = await li.chat.volunteer("Wei", city.jiaojiang)
    async with city.looking() as rows:
        first_aid = (await rows.roles.of(shift.id))[1].role
    for name in ("Ann", "Bo"):
        await city.put(shift, await city.person(name), role=first_aid)
    await wei.taps_button(ChooseRole(shift=shift.id))
    wei.sees("⚠️ For First aid it takes: First aid, from 18 · full")
    number = await city.figure("SELECT id AS n FROM people WHERE name = :name", name="Wei")
    await li.taps_button(ShowHindrances(shift=shift.id, person=number))
    li.sees("All 2 places are taken.")
    li.sees_not("First aid: all 2 places are taken.")
