"""What does it take: a leader asks something of the people of a shift, and takes it back."""

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.leading import AddShift, ChangePlaces, CopyActivity, ManageShift
from handlers.buttons.needs import (
    ChangeLeastAge,
    ChooseRequired,
    ChooseRequiredLevel,
    RequireInduction,
    RequireKind,
    RequireLanguage,
    SetAnyOf,
    ShowNeeds,
)
from handlers.buttons.signing_up import TakeShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.activities import Shift
from volunteering.rules.needs import Needs
from volunteering.rules.profiles import Spoken
from volunteering.rules.roles import RoleRoom
from volunteering.rules.tree import Role


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader of Jiaojiang."""
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def shift(city: City) -> Shift:
    """A shift of Jiaojiang's, two days ahead, like any other."""
    return await city.shift(48, places=10)


async def rooms(city: City, shift: Shift) -> tuple[RoleRoom, ...]:
    async with city.looking() as rows:
        return await rows.roles.of(shift.id)


async def test_a_shift_like_any_other_asks_something_of_everybody(
    chat: Chat, city: City, li: PhoneInChat, shift: Shift
) -> None:
    wang = await city.person("Wang")
    await city.put(shift, wang)
    await li.taps_button(ManageShift(shift=shift.id))
    await li.taps("What does it take?")
    li.sees("Anybody may come.", "Whoever has a place keeps it")
    await li.taps("Ask for a qualification")
    li.sees("Which qualification?")
    li.sees_not("Induction")
    await li.taps("First aid")
    li.sees("✅ Saved.", "First aid")
    await li.taps("Least age")
    await li.sends("from 18 years")
    li.sees("✅ Saved.", "from 18")
    [room] = await rooms(city, shift)
    assert (room.role.name, room.capacity.limit, room.capacity.taken) == ("", 10, 1), "Wang keeps the place"
    mei = await chat.volunteer("Mei", city.jiaojiang)
    await mei.taps_button(ShowShift(shift=shift.id))
    mei.sees("👥 1 of 10 places taken", "It takes: First aid, from 18")
    await mei.taps_button(TakeShift(shift=shift.id))
    mei.sees("Not this time", "It takes a qualification: First aid.", "people from 18 on")


async def test_what_is_asked_no_more_leaves_the_shift_as_it_was(city: City, li: PhoneInChat, shift: Shift) -> None:
    await city.put(shift, await city.person("Wang"))
    await li.taps_button(RequireInduction(shift=shift.id, asked=True))
    li.sees("induction")
    await li.taps("Without the induction")
    li.sees("Anybody may come.")
    async with city.looking() as rows:
        found = await rows.activities.shift(shift.id)
    assert await rooms(city, shift) == ()
    assert found is not None
    assert (found[1].roles, found[1].limit) == (0, 10)
    assert await city.table("SELECT 1 FROM role_kinds") == []


async def test_of_several_kinds_one_is_enough_or_all_are_needed(city: City, li: PhoneInChat, shift: Shift) -> None:
    await li.taps_button(ChooseRequired(shift=shift.id))
    await li.taps("Social work")
    li.sees("From which level on?")
    await li.taps("Social worker")
    await li.taps("Ask for a qualification")
    await li.taps("First aid")
    li.sees("Social work (from Social worker)", "First aid")
    await li.taps("One of them is enough")
    li.sees("Social work (from Social worker) or First aid")
    await li.taps("All of them are needed")
    li.sees_not(" or First aid")
    await li.taps("Without Social work")
    li.sees_not("All of them", "Social work")
    [room] = await rooms(city, shift)
    assert [(one.kind.code, one.level) for one in room.role.needs.kinds] == [("first_aid", 0)]


async def test_each_role_asks_for_its_own(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    await city.roles(shift, Helpers=8, First_aid=2)
    await li.taps_button(ShowNeeds(shift=shift.id))
    li.sees("Helpers: nothing is asked", "First aid: nothing is asked")
    await li.taps("First aid")
    li.sees("What does it take: First aid")
    await li.taps("Languages")
    await li.taps("Wu")
    await li.taps("Sign language")
    await li.taps("• Wu")
    await li.taps("‹ Back")
    li.sees("speaks Sign language")
    await li.taps("‹ Back")
    li.sees("Helpers: nothing is asked", "First aid: speaks Sign language")
    mei = await chat.volunteer("Mei", city.jiaojiang)
    await mei.taps_button(ShowShift(shift=shift.id))
    mei.sees("For First aid it takes: speaks Sign language")
    mei.sees_not("For Helpers")


async def test_an_age_is_a_number_and_may_be_left_open(city: City, li: PhoneInChat, shift: Shift) -> None:
    await li.taps_button(ChangeLeastAge(shift=shift.id))
    await li.sends("grown up")
    li.sees("From what age on may people come?")
    await li.taps("16")
    li.sees("from 16")
    await li.taps("Least age")
    await li.taps("Any age")
    li.sees("Anybody may come.")
    assert await rooms(city, shift) == ()


async def test_buttons_of_others_and_of_other_shifts_change_nothing(
    chat: Chat, city: City, li: PhoneInChat, shift: Shift
) -> None:
    other = await city.shift(72)
    [elsewhere] = await city.roles(other, Drivers=2)
    async with city.writing() as rows:
        theirs = await rows.kinds.add(city.huangyan, name="Boats", levels=(), months=0, needs_evidence=False)
        social = next(kind for kind in await rows.kinds.all_for(city.top) if kind.code == "social_work")
        induction = next(kind for kind in await rows.kinds.all_for(city.top) if kind.code == "induction")
    await li.taps_button(RequireKind(shift=shift.id, kind=theirs))
    li.sees("Anybody may come.")
    await li.taps_button(ChooseRequiredLevel(shift=shift.id, kind=theirs))
    li.sees("Anybody may come.")
    await li.taps_button(RequireKind(shift=shift.id, kind=induction.id))
    li.sees("Anybody may come.")
    await li.taps_button(RequireKind(shift=shift.id, kind=social.id, level=9))
    li.sees("That kind of qualification is not there any more.")
    await li.taps_button(RequireInduction(shift=shift.id, role=elsewhere.id, asked=True))
    await li.taps_button(ShowNeeds(shift=shift.id, role=elsewhere.id))
    hua = await chat.volunteer("Hua", city.huangyan, role=Role.LEADER)
    mei = await chat.volunteer("Mei", city.jiaojiang)
    for phone in (hua, mei):
        for button in (
            ShowNeeds(shift=shift.id),
            RequireInduction(shift=shift.id, asked=True),
            RequireLanguage(shift=shift.id, language=Spoken.WU, asked=True),
            SetAnyOf(shift=shift.id, any_of=True),
            ChangeLeastAge(shift=shift.id),
        ):
            await phone.taps_button(button)
            phone.sees_not("What does it take", "What age")
    assert await rooms(city, shift) == ()
    [room] = await rooms(city, other)
    assert room.role.needs == Needs()


async def test_a_shift_that_has_begun_or_was_given_roles_meanwhile(
    chat: Chat, city: City, li: PhoneInChat, shift: Shift
) -> None:
    await city.roles(shift, Helpers=8, First_aid=2)
    await li.taps_button(RequireInduction(shift=shift.id, asked=True))
    li.sees("Helpers: nothing is asked", "First aid: nothing is asked")
    chat.clock.passes(hours=49)
    await li.taps_button(RequireInduction(shift=shift.id, asked=True))
    li.sees("It has begun")
    await li.taps_button(ShowNeeds(shift=shift.id))
    li.sees("It has begun")


async def test_places_a_further_shift_and_a_copy_keep_what_is_asked(city: City, li: PhoneInChat, shift: Shift) -> None:
    await li.taps_button(RequireInduction(shift=shift.id, asked=True))
    await li.taps_button(ChangePlaces(shift=shift.id))
    await li.sends("20")
    [room] = await rooms(city, shift)
    assert (room.role.name, room.role.limit, room.role.needs.induction) == ("", 20, True)
    await li.taps_button(AddShift(activity=shift.activity_id))
    await li.sends("next week Sunday 9-12")
    li.sees("Is this right?", "It takes: induction")
    await li.taps("Add it")
    await li.taps_button(CopyActivity(activity=shift.activity_id))
    await li.sends("next week Saturday 9-12")
    li.sees("Is this right?", "It takes: induction")
    await li.taps("Post it")
    asked = await city.table("SELECT name, places, induction FROM shift_roles ORDER BY id")
    assert [tuple(dict(row).values()) for row in asked] == [("", 20, 1)] * 3
