"""Checking in as people live it: what is scanned, typed and tapped, and what comes of it."""

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.checking_in import AtDoor, CheckMeIn, ListToTick, OpenCheckIn, ShowCode
from handlers.buttons.leading import ManageShift
from tests.support.acting import sign_up
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.activities import Shift
from volunteering.rules.checking_in import code_in, link_to, minute_of
from volunteering.rules.tree import Role


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader of Jiaojiang."""
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def wei(chat: Chat) -> PhoneInChat:
    return await chat.volunteer("Wei")


@pytest.fixture
async def shift(city: City, li: PhoneInChat, wei: PhoneInChat) -> Shift:
    """In half an hour, with Wei in it; its code is shown."""
    shift = await city.shift(0.5)
    person = await wei.known()
    assert person is not None
    await sign_up(city, shift, person)
    await li.taps_button(ShowCode(shift=shift.id))
    li.sees("the code under it")
    return shift


async def digits(chat: Chat, city: City, shift: Shift) -> str:
    """What the leader's telephone shows now."""
    async with city.looking() as rows:
        door = await rows.check_ins.door(shift.id)
    assert door is not None
    return code_in(door, minute_of(shift.id, chat.clock.now()))


def wrong(right: str) -> str:
    return f"{(int(right) + 1) % 1_000_000:06}"


async def here(city: City) -> list[str]:
    rows = await city.table(
        "SELECT p.name FROM signups g JOIN people p ON p.id = g.person_id WHERE g.came = 1 ORDER BY p.id"
    )
    return [row["name"] for row in rows]


@pytest.mark.parametrize(
    "form", ["012 345", "012345", "012-345", " 012345 ", "01 23 45", "0 1 2 3 4 5", "012\u3000345"]
)
async def test_six_digits_are_enough(chat: Chat, city: City, shift: Shift, wei: PhoneInChat, form: str) -> None:
    code = await digits(chat, city, shift)
    await wei.sends("".join(code[int(at)] if at.isdecimal() else at for at in form))
    wei.sees("You are here: River clean-up", "Checked in at")
    assert await here(city) == ["Wei"]


async def test_digits_as_a_chinese_keyboard_has_them(chat: Chat, city: City, shift: Shift, wei: PhoneInChat) -> None:
    wide = (await digits(chat, city, shift)).translate({ord("0") + n: ord("０") + n for n in range(10)})
    await wei.sends(wide)
    wei.sees("You are here: River clean-up")


async def test_scanned_it_is_one_tap_and_when_one_goes_another(
    chat: Chat, city: City, shift: Shift, wei: PhoneInChat
) -> None:
    await wei.sends(f"/start {link_to(shift.id, await digits(chat, city, shift))}")
    await wei.taps("Check in")
    wei.sees("You are here: River clean-up")
    await wei.taps("Check out")
    wei.sees("Scan the code that the leader shows now")
    chat.clock.passes(hours=3)
    await wei.sends(f"/start {link_to(shift.id, await digits(chat, city, shift))}")
    wei.sees("You are here")
    await wei.taps("Check out")
    wei.sees("Thank you: River clean-up", "From 11:59 to 14:59")


async def test_the_way_is_on_the_card_on_the_shift_and_in_the_menu(
    city: City, shift: Shift, wei: PhoneInChat, li: PhoneInChat
) -> None:
    await wei.taps_button(ShowShift(shift=shift.id))
    await wei.taps("Check in")
    wei.sees("River clean-up: not checked in")
    await wei.sends("/checkin")
    wei.sees("River clean-up: not checked in", "send its six digits here")
    await li.sends("/checkin")
    assert "Show the code: River clean-up" in li.last.labels
    await li.taps_button(ManageShift(shift=shift.id))
    await li.taps("Show the code")
    li.sees("the code under it")


async def test_a_wrong_code_says_how_many_more(chat: Chat, city: City, shift: Shift, wei: PhoneInChat) -> None:
    code = await digits(chat, city, shift)
    await wei.sends(wrong(code))
    wei.sees("That code is not right", "4 more times")
    for _ in range(4):
        chat.clock.passes(minutes=1)
        await wei.taps_button(CheckMeIn(shift=shift.id, shown=wrong(code)))
    wei.sees("That code is not right", "try again from")
    until = next(line for line in wei.last.text.splitlines() if "try again from" in line)
    await wei.sends(code)
    wei.sees("Too many wrong codes", until)
    assert "Ask the leader" in wei.last.labels
    assert await here(city) == []
    chat.clock.passes(minutes=11)
    await wei.sends(await digits(chat, city, shift))
    wei.sees("You are here")


async def test_a_stranger_registers_and_comes_back_to_it(chat: Chat, city: City, shift: Shift) -> None:
    code = await digits(chat, city, shift)
    ann = chat.person(77, "Ann")
    await ann.sends(f"/start {link_to(shift.id, code)}")
    ann.sees("You came for River clean-up")
    await ann.taps("English")
    await ann.taps("I agree")
    for answer in ("Ann", "Skip", "Jiaojiang"):
        await ann.sends(answer)
    ann.sees("You are in: River clean-up")
    await ann.sends(await digits(chat, city, shift))
    ann.sees("You are here: River clean-up")
    assert await here(city) == ["Ann"]


async def test_a_form_that_was_left_is_in_nobodys_way(chat: Chat, city: City, shift: Shift, wei: PhoneInChat) -> None:
    await wei.sends("/hours")
    await wei.sends("/checkin")
    await wei.sends(await digits(chat, city, shift))
    wei.sees("You are here: River clean-up")


async def test_a_leader_ticks_whoever_has_no_phone(chat: Chat, city: City, shift: Shift, li: PhoneInChat) -> None:
    await li.taps_button(ListToTick(shift=shift.id))
    await li.taps("Wei")
    assert await here(city) == ["Wei"]
    assert "✅ Wei" in li.last.labels
    await li.taps("✅ Wei")
    assert await here(city) == []


async def test_for_a_leader_of_others_it_is_nothing(chat: Chat, city: City, shift: Shift) -> None:
    ann = await chat.volunteer("Ann", city.huangyan, role=Role.LEADER)
    for button in (ShowCode(shift=shift.id), ListToTick(shift=shift.id)):
        await ann.taps_button(button)
        ann.sees_not("Wei", "See below")


async def test_too_early_it_says_from_when_on(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await city.shift(20)
    await li.taps_button(ShowCode(shift=shift.id))
    li.sees("Too early to check in", "The code can be shown from")


async def test_at_the_door_of_nothing_it_is_not_found(wei: PhoneInChat, shift: Shift) -> None:
    await wei.taps_button(AtDoor(shift=999, shown="123456"))
    wei.sees("Not found")
    await wei.taps_button(OpenCheckIn())
    wei.sees("Check in")
