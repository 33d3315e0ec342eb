"""How many people a shift served, as its leader says it after the roster, and as an admin reads it."""

import pytest

from handlers.buttons.attendance import AllCame, ConfirmRoster, CountServed, ShowRoster
from handlers.buttons.reports import CompareTotals, ListServed, ShowTotals
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
async def shift(chat: Chat, city: City) -> Shift:
    """Over, with Wei in it."""
    shift = await city.shift(1)
    wei = await chat.volunteer("Wei")
    await wei.taps_button(TakeShift(shift=shift.id))
    chat.clock.passes(hours=5)
    return shift


async def _kept(city: City) -> tuple[int | None, int | None]:
    [row] = await city.table("SELECT served_people, handed_out FROM shifts")
    return row["served_people"], row["handed_out"]


async def test_both_numbers_are_asked_for_once_it_is_confirmed(
    chat: Chat, city: City, li: PhoneInChat, shift: Shift
) -> None:
    await li.taps_button(AllCame(shift=shift.id))
    await li.taps("Confirm")
    li.sees("Roster confirmed: River clean-up", "How many people were served", "Skip")
    assert li.last.labels[0] == "Count people served"
    await li.taps("Count people served")
    li.sees("How many people were served?", "Skip")
    await li.sends("a lot")
    li.sees("“a lot” is not a whole number.", "How many people were served?")
    await li.sends("about 40 people")
    await li.sends("一百二十份")
    li.sees("✅ Saved.", "40 people served · 120 things handed out")
    assert li.last.text.count("40 people served") == 1
    assert await _kept(city) == (40, 120)
    admin = await chat.volunteer("Admin", role=Role.ADMIN)
    await admin.taps_button(ShowTotals())
    admin.sees("People served 40", "Handed out 120")
    await admin.taps("People served")
    admin.sees("👥 40 people served · 120 things handed out", "River clean-up")
    await admin.taps_button(CompareTotals(span="2026-12", unit=city.top.id))
    admin.sees("People served 40")


async def test_either_may_be_left_out(city: City, li: PhoneInChat, shift: Shift) -> None:
    await li.taps_button(AllCame(shift=shift.id))
    await li.taps("Confirm")
    await li.taps("Count people served")
    await li.taps("Skip")
    await li.sends("30")
    li.sees("✅ Saved.", "30 things handed out")
    assert await _kept(city) == (None, 30)


@pytest.mark.parametrize("typed", ["35人，发了120份", "35 people, 120 bottles"])
async def test_both_may_be_said_in_one_answer(city: City, li: PhoneInChat, shift: Shift, typed: str) -> None:
    await li.taps_button(AllCame(shift=shift.id))
    await li.taps("Confirm")
    await li.taps("Count people served")
    await li.sends(typed)
    li.sees("✅ Saved.", "35 people served · 120 things handed out")
    assert await _kept(city) == (35, 120)


async def test_they_are_changed_from_the_roster_with_the_other_kept(city: City, li: PhoneInChat, shift: Shift) -> None:
    await li.taps_button(AllCame(shift=shift.id))
    await li.taps("Confirm")
    await li.taps("Count people served")
    await li.sends("40")
    await li.sends("120")
    await li.taps_button(ShowRoster(shift=shift.id))
    await li.taps("People served")
    li.sees("40", "120", "Save it")
    await li.taps("Change people served")
    await li.sends("45")
    await li.taps("Save it")
    assert await _kept(city) == (45, 120)
    await li.taps_button(ConfirmRoster(shift=shift.id))
    li.sees_not("How many people were served")


async def test_who_leads_elsewhere_or_nowhere_counts_nothing(
    chat: Chat, city: City, li: PhoneInChat, shift: Shift
) -> None:
    mei = await chat.volunteer("Mei")
    huang = await chat.volunteer("Huang", city.huangyan, role=Role.ADMIN)
    for stranger in (mei, huang):
        await stranger.taps_button(CountServed(shift=shift.id))
        stranger.sees_not("How many people were served?")
    await huang.taps_button(ListServed(span="2026-12", unit=city.jiaojiang.id))
    huang.sees_not("People served")
    ahead = await city.shift(30)
    await li.taps_button(CountServed(shift=ahead.id))
    li.sees("It has not begun")
    assert await _kept_of(city, shift) == (None, None)


async def _kept_of(city: City, shift: Shift) -> tuple[int | None, int | None]:
    [row] = await city.table(f"SELECT served_people, handed_out FROM shifts WHERE id = {shift.id}")
    return row["served_people"], row["handed_out"]
