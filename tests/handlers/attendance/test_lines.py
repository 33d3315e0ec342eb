"""What a leader can say of somebody on a roster besides that they came."""

import pytest

from handlers.buttons.attendance import Excuse, SendHome, ShowLine, ShowLines, ShowRoster
from handlers.buttons.hours import MyHours
from handlers.buttons.signing_up import TakeShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.activities import Shift
from volunteering.rules.tree import Role


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader of Jiaojiang."""
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def shift(city: City) -> Shift:
    """Three hours long, in an hour, with ten places."""
    return await city.shift(1)


async def _number(phone: PhoneInChat) -> int:
    person = await phone.known()
    assert person is not None
    return person.id


async def test_excused_and_sent_home(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    wei, mei = await chat.volunteer("Wei"), await chat.volunteer("Mei")
    for phone in (wei, mei):
        await phone.taps_button(TakeShift(shift=shift.id))
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id))
    await li.taps("Excused or sent home")
    li.sees("Excused or sent home", "It counts nowhere", "Wei", "Mei")
    await li.taps("Wei")
    li.sees("Not ticked: counts as absent.", "Came", "Sent home", "Excused")
    await li.taps("Excused")
    li.sees("Who came to River clean-up?", "👥 0 of 2 ticked · 1 excused", "excused · Wei")
    await li.taps("Excused or sent home")
    await li.taps("Mei")
    await li.taps("Sent home")
    li.sees("How long were they there before they were sent home?", "30 min", "1 h", "2 h")
    await li.sends("4 h")
    li.sees("it can be 3 h at the most")
    await li.taps("1 h 30")
    li.sees("✅ Mei · sent home", "1 h 30")
    await li.taps("Confirm")
    li.sees("✅ 1 came", "1 excused", "🕒 1 h 30 in all")
    li.sees_not("did not come")
    await wei.taps_button(MyHours())
    wei.sees("River clean-up · excused")
    await mei.taps_button(MyHours())
    mei.sees("1 h 30, sent home before the end")


async def test_one_tap_makes_an_excuse_a_tick_again(chat: Chat, li: PhoneInChat, shift: Shift) -> None:
    wei = await chat.volunteer("Wei")
    await wei.taps_button(TakeShift(shift=shift.id))
    chat.clock.passes(hours=5)
    await li.taps_button(Excuse(shift=shift.id, person=await _number(wei)))
    await li.taps("excused · Wei")
    li.sees("✅ Wei", "👥 1 of 1 ticked")
    li.sees_not("excused")


async def test_forged_buttons_say_nothing_of_anybody(chat: Chat, li: PhoneInChat, shift: Shift) -> None:
    wei, mei = await chat.volunteer("Wei"), await chat.volunteer("Mei")
    await wei.taps_button(TakeShift(shift=shift.id))
    chat.clock.passes(hours=5)
    ours, theirs = await _number(wei), await _number(mei)
    for button in (
        ShowLine(shift=shift.id, person=ours),
        ShowLines(shift=shift.id),
        Excuse(shift=shift.id, person=ours),
        SendHome(shift=shift.id, person=ours),
    ):
        await mei.taps_button(button)
        mei.sees_not("Who came", "How long", "Excused or sent home")
    for button in (
        ShowLine(shift=shift.id, person=theirs),
        Excuse(shift=shift.id, person=theirs),
        SendHome(shift=shift.id, person=theirs),
    ):
        await li.taps_button(button)
        li.sees("Who came to River clean-up?", "👥 0 of 1 ticked")


async def test_ones_own_line_is_for_another_leader(chat: Chat, li: PhoneInChat, shift: Shift) -> None:
    await li.taps_button(TakeShift(shift=shift.id))
    chat.clock.passes(hours=5)
    await li.taps_button(SendHome(shift=shift.id, person=await _number(li)))
    li.sees("Your own line is for another leader")
