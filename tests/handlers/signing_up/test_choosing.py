"""Choosing a role of a shift and changing it, as people meet it on their phones."""

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import ChooseRole, LeaveShift, MyShifts, TakeInRole, TakeShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.hops import hops_of
from volunteering.rules.activities import Shift
from volunteering.rules.roles import ShiftRole
from volunteering.rules.volunteers import Standing


@pytest.fixture
async def fair(city: City) -> Shift:
    return await city.shift(48, activity=await city.activity("Fair"))


async def in_role(shift: Shift, role: ShiftRole, *people: PhoneInChat) -> None:
    for person in people:
        await person.taps_button(TakeInRole(shift=shift.id, role=role.id))


async def test_a_role_is_chosen_with_one_more_tap(chat: Chat, city: City, fair: Shift) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    helpers, _ = await city.roles(fair, Helpers=8, First_aid=2)
    await in_role(fair, helpers, mei)
    await wei.sends("/activities")
    wei.sees("9 places left")
    await wei.taps("Fair")
    wei.sees("👥 Helpers 1 of 8 · First aid 0 of 2")
    await wei.taps("Choose a role")
    wei.sees("👥 Helpers · 7 places left", "👥 First aid · 2 places left")
    await wei.taps("First aid")
    wei.sees("You are in: Fair", "🙋 Your role: First aid")
    await wei.taps("My shifts")
    wei.sees("Fair · First aid")
    await wei.taps("Fair")
    wei.sees("👥 Helpers 1 of 8 · First aid 1 of 2", "🙋 Your role: First aid")


async def test_where_there_is_no_choice_there_is_no_further_tap(chat: Chat, city: City, fair: Shift) -> None:
    wei = await chat.volunteer()
    await city.roles(fair, Helpers=1)
    await wei.taps_button(ShowShift(shift=fair.id))
    wei.sees("👥 Helpers 0 of 1")
    await wei.taps("Sign up")
    wei.sees("You are in: Fair", "Your role: Helpers")


async def test_a_button_of_before_there_were_roles_leads_to_the_choice(chat: Chat, city: City, fair: Shift) -> None:
    wei = await chat.volunteer()
    await city.roles(fair, Helpers=1, First_aid=2)
    await wei.taps_button(TakeShift(shift=fair.id))
    wei.sees("Choose a role", "Helpers")
    wei.sees_not("You are in")


async def test_each_role_has_its_own_waiting_list(chat: Chat, city: City, fair: Shift) -> None:
    wei, mei, lan, jun = [await chat.volunteer(name) for name in ("Wei", "Mei", "Lan", "Jun")]
    helpers, first_aid = await city.roles(fair, Helpers=1, First_aid=1)
    await in_role(fair, helpers, wei)
    await in_role(fair, first_aid, mei)
    await in_role(fair, helpers, jun)
    assert jun.toast == "You are number 1 on the list."
    await lan.taps_button(ShowShift(shift=fair.id))
    lan.sees("👥 Helpers 1 of 1, 1 waiting · First aid 1 of 1")
    await lan.taps("Choose a role")
    lan.sees("Helpers · full, 1 waiting", "First aid · full")
    await lan.taps("First aid")
    lan.sees("On the waiting list: Fair", "You are number 1", "Your role: First aid")
    await wei.taps_button(LeaveShift(shift=fair.id))
    wei.sees("1 person waits")
    await wei.taps("Yes, leave")
    await lan.taps_button(ShowShift(shift=fair.id))
    lan.sees(
        "You are number 1 on the waiting list", "Helpers 0 of 1, 1 offered, 1 waiting · First aid 1 of 1, 1 waiting"
    )
    await jun.taps_button(ShowShift(shift=fair.id))
    jun.sees("You are number 1 on the waiting list", "⏳ A place is held for you until")
    await jun.taps("Take it")
    await jun.taps_button(ShowShift(shift=fair.id))
    jun.sees("You are in", "Your role: Helpers")


async def test_changing_keeps_the_place_where_the_other_role_is_full(chat: Chat, city: City, fair: Shift) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    helpers, first_aid = await city.roles(fair, Helpers=2, First_aid=1)
    await in_role(fair, helpers, wei)
    await in_role(fair, first_aid, mei)
    await wei.taps_button(ShowShift(shift=fair.id))
    await wei.taps("Another role")
    wei.sees("Your role: Helpers", "You keep your place until another one is yours.", "First aid · full")
    await wei.taps("First aid")
    wei.sees("Not this time: Fair", "First aid: the 1 place is taken.", "You keep your place: Helpers.")
    await mei.taps_button(TakeInRole(shift=fair.id, role=helpers.id))
    mei.sees("You are in: Fair", "Your role: Helpers")
    await in_role(fair, first_aid, wei)
    wei.sees("You are in: Fair", "Your role: First aid")
    await wei.taps_button(ShowShift(shift=fair.id))
    wei.sees("Helpers 1 of 2 · First aid 1 of 1")


async def test_the_place_that_somebody_changes_from_goes_to_the_next(chat: Chat, city: City, fair: Shift) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    helpers, first_aid = await city.roles(fair, Helpers=1, First_aid=1)
    await in_role(fair, helpers, wei, mei)
    await in_role(fair, first_aid, wei)
    wei.sees("Change to First aid?", "Your role: Helpers", "1 person waits, and your place goes to them at once.")
    await wei.taps("Yes, change")
    wei.sees("You are in: Fair", "Your role: First aid", "Your place goes to somebody who waited: Helpers.")
    assert "Undo" not in wei.last.labels
    await mei.taps_button(ShowShift(shift=fair.id))
    mei.sees("A place is held for you until", "Your role: Helpers")


async def test_a_change_of_role_has_its_way_back_until_the_place_is_somebody_elses(
    chat: Chat, city: City, fair: Shift
) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    helpers, first_aid = await city.roles(fair, Helpers=1, First_aid=2)
    await in_role(fair, helpers, wei)
    await in_role(fair, first_aid, wei)
    await wei.taps("Undo")
    wei.sees("✅ Undone.", "Your role: Helpers")
    await in_role(fair, first_aid, wei)
    await in_role(fair, helpers, mei)
    await wei.taps("Undo")
    wei.sees(
        "Not undone: Fair",
        "Your place from before has gone on to somebody else: Helpers.",
        "You keep your place: First aid.",
    )


async def test_whoever_waits_may_wait_for_another_role(chat: Chat, city: City, fair: Shift) -> None:
    wei, mei, lan = [await chat.volunteer(name) for name in ("Wei", "Mei", "Lan")]
    helpers, first_aid = await city.roles(fair, Helpers=1, First_aid=1)
    await in_role(fair, helpers, wei, lan)
    await in_role(fair, first_aid, mei, lan)
    lan.sees("On the waiting list: Fair", "Your role: First aid")
    await lan.taps_button(MyShifts())
    lan.sees("Fair · First aid · number 1 on the waiting list")


async def test_tapped_twice_it_says_where_one_stands(chat: Chat, city: City, fair: Shift) -> None:
    wei = await chat.volunteer()
    helpers, _ = await city.roles(fair, Helpers=8, First_aid=2)
    await in_role(fair, helpers, wei, wei)
    assert wei.toast == "You are signed up for it already: Helpers."
    wei.sees("You are in, Teacher Li is expecting you")


async def test_a_role_that_is_gone_leads_to_those_that_are_there(chat: Chat, city: City, fair: Shift) -> None:
    wei = await chat.volunteer()
    other = await city.shift(72)
    helpers, _ = await city.roles(fair, Helpers=8, First_aid=2)
    [elsewhere] = await city.roles(other, Drivers=1)
    for gone in (elsewhere.id, 404):
        await wei.taps_button(TakeInRole(shift=fair.id, role=gone))
        wei.sees("Choose a role", "Helpers", "First aid")
    await wei.taps_button(TakeInRole(shift=404, role=helpers.id))
    wei.sees("not here any more")


async def test_a_shift_without_roles_any_more_has_its_card(chat: Chat, city: City, fair: Shift) -> None:
    wei = await chat.volunteer()
    await wei.taps_button(ChooseRole(shift=fair.id))
    wei.sees("Fair", "0 of 10 places taken", "Sign up")
    await wei.taps_button(TakeInRole(shift=fair.id, role=7))
    wei.sees("You are in: Fair")


async def test_only_a_shift_with_roles_asks_about_them(
    chat: Chat, city: City, fair: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    wei = await chat.volunteer()
    with_roles = await city.shift(72)
    helpers, _ = await city.roles(with_roles, Helpers=1, First_aid=1)
    await wei.taps_button(MyShifts())
    asked = []
    looks = (ShowShift(shift=fair.id), ShowShift(shift=with_roles.id))
    takes = (TakeShift(shift=fair.id), TakeInRole(shift=with_roles.id, role=helpers.id))
    for button in (*looks, *takes):
        with hops_of(monkeypatch) as hops:
            await wei.taps_button(button)
        asked.append(len(hops))
    plain_look, look, plain_take, take = asked
    assert look - plain_look == 1
    assert (plain_take, take - plain_take) == (2, 0)


async def test_who_may_take_none_of_them_can_ask_right_there(chat: Chat, city: City, fair: Shift) -> None:
    wei = await chat.volunteer()
    person = await wei.known()
    assert person is not None
    await city.roles(fair, Helpers=1, First_aid=2)
    async with city.writing() as rows:
        await rows.people.change(person.id, standing=Standing.SUSPENDED)
    await wei.taps_button(ChooseRole(shift=fair.id))
    wei.sees("Helpers: Your sign-ups are on hold", "Ask the leader")
