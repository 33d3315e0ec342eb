"""Somebody came without having signed up, as a leader in a hurry puts them on the roster."""

import pytest

from handlers.buttons.attendance import AddWalkIn, AllCame, FindWalkIn, ShowRoster
from handlers.buttons.signing_up import LeaveShift, TakeShift
from tests.support.acting import told
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.activities import Shift
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Standing


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader of Jiaojiang."""
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def over(chat: Chat, city: City) -> Shift:
    """A shift of three hours with one place, which Wang has; it is over."""
    shift = await city.shift(1, places=1)
    await city.put(shift, await city.person("Wang"))
    chat.clock.passes(hours=5)
    return shift


async def _holds(city: City) -> list[tuple[str, int]]:
    rows = await city.table("SELECT kind, minutes FROM entries ORDER BY id")
    return [(row["kind"], row["minutes"]) for row in rows]


async def test_one_name_and_they_are_on_it(chat: Chat, city: City, li: PhoneInChat, over: Shift) -> None:
    await city.person("Mei")
    await li.taps_button(AllCame(shift=over.id))
    await li.taps("Somebody else came")
    li.sees("Who came without having signed up?", "the last 4 digits of the phone number")
    await li.sends("me")
    li.sees("✅ Added: Mei · Jiaojiang", "✅ Mei", "👥 2 of 2 ticked")
    await li.taps("Confirm")
    li.sees("✅ 2 came", "🕒 6 h in all")
    assert await _holds(city) == [("attended", 180), ("attended", 180)]
    assert len(await told(city, "hours_recorded")) == 2


async def test_somebody_of_another_team_by_the_end_of_the_number(city: City, li: PhoneInChat, over: Shift) -> None:
    for name, phone in (("Mei East", "+8613800001234"), ("Mei West", "+8613900001234")):
        await city.person(name, city.huangyan, phone=phone)
    await li.taps_button(FindWalkIn(shift=over.id))
    await li.sends("Mei")
    li.sees("Nobody in Jiaojiang is called “Mei”.", "Who came without having signed up?")
    await li.sends("1234")
    li.sees("Tap the one you mean.", "Mei East · Huangyan")
    li.sees_not("13800001234")
    await li.taps("Mei West · Huangyan")
    li.sees("✅ Added: Mei West · Huangyan", "✅ Mei West")
    await li.repeats()
    assert await city.figure("SELECT COUNT(*) AS n FROM signups WHERE state = 'walked_in'") == 1


async def test_those_who_waited_are_offered(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await city.shift(1, places=1)
    wang, wei, mei = [await chat.volunteer(name) for name in ("Wang", "Wei", "Mei")]
    for phone in (wang, wei, mei):
        await phone.taps_button(TakeShift(shift=shift.id))
    await mei.taps_button(LeaveShift(shift=shift.id))
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id))
    await li.taps("Somebody else came")
    li.sees("Who else came to River clean-up?", "Mei · Taizhou")
    await li.taps("Wei · Taizhou")
    li.sees("✅ Added: Wei · Taizhou", "👥 1 of 2 ticked")
    await li.taps("Somebody else came")
    li.sees_not("Wei · Taizhou")
    li.sees("Or type another name, or the end of a number.")
    await li.taps("Search")
    await li.sends("Wei")
    li.sees("✅ Wei was on it already, and is ticked.")
    await li.taps("✅ Wei")
    li.sees("left out · Wei")
    await wei.taps_button(LeaveShift(shift=shift.id))
    assert await city.figure("SELECT COUNT(*) AS n FROM signups WHERE state = 'walked_in'") == 1


async def test_where_nobody_had_signed_up(chat: Chat, city: City, li: PhoneInChat) -> None:
    await city.person("Mei")
    shift = await city.shift(1)
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id))
    li.sees("Nobody to tick")
    await li.taps("Somebody else came")
    await li.sends("Mei")
    li.sees("✅ Added: Mei", "👥 1 of 1 ticked")
    person = await li.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.activities.change(shift.activity_id, leader_id=person.id)
    await li.sends("/start")
    li.sees("1 roster to confirm")
    await li.sends("/manage")
    li.sees("River clean-up")


async def test_a_slip_after_it_was_confirmed_changes_nothing(city: City, li: PhoneInChat, over: Shift) -> None:
    mei = await city.person("Mei")
    await li.taps_button(AllCame(shift=over.id))
    await li.taps("Confirm")
    await li.taps_button(AddWalkIn(shift=over.id, person=mei.id))
    li.sees("⚠️ 1 line differs")
    await li.taps("✅ Mei")
    li.sees("✅ Confirmed. Tap a name to correct it.", "left out · Mei")
    await li.taps("Confirm")
    assert await _holds(city) == [("attended", 180)]


async def test_leaving_the_search_leads_to_the_roster(li: PhoneInChat, over: Shift) -> None:
    await li.taps_button(FindWalkIn(shift=over.id))
    await li.taps("Cancel")
    await li.taps("Go on")
    li.sees("Who came to River clean-up?")


async def test_on_a_long_roster_they_are_seen_at_once(city: City, li: PhoneInChat, over: Shift) -> None:
    await city.put(over, *await city.people(12))
    mei = await city.person("Mei")
    await li.taps_button(AddWalkIn(shift=over.id, person=mei.id))
    li.sees("✅ Mei", "‹ Page 1")


async def test_who_cannot_be_added(chat: Chat, city: City, li: PhoneInChat, over: Shift) -> None:
    mei, person = await city.person("Mei"), await li.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.change(mei.id, standing=Standing.SUSPENDED)
    await li.taps_button(AddWalkIn(shift=over.id, person=mei.id))
    li.sees("⚠️ Mei's sign-ups are on hold. An admin can end that; then add them here.", "Who came to River clean-up?")
    await li.taps_button(AddWalkIn(shift=over.id, person=person.id))
    li.sees("⚠️ You can't add yourself: it takes another leader.")
    async with city.writing() as rows:
        await rows.people.change(mei.id, standing=Standing.ACTIVE)
    long = await city.shift(-12, lasts=12)
    await city.put(long, mei)
    await li.taps_button(AllCame(shift=long.id))
    await li.taps("Confirm")
    day = await city.shift(0.5, lasts=23.5)
    chat.clock.passes(hours=24)
    await li.taps_button(AddWalkIn(shift=day.id, person=mei.id))
    li.sees("⚠️ They have 12 h on that day already", "Nobody to tick")


async def test_forged_buttons_find_no_stranger(chat: Chat, city: City, li: PhoneInChat, over: Shift) -> None:
    stranger = await city.person("Stranger", city.huangyan, phone="+8613800001234")
    huang = await chat.volunteer("Huang", city.huangyan, role=Role.LEADER)
    wei = await chat.volunteer("Wei")
    for digits in ("", "234", "9999"):
        await li.taps_button(AddWalkIn(shift=over.id, person=stranger.id, digits=digits))
        li.sees("⚠️ That person is not registered any more.")
        li.sees_not("Stranger")
    for button in (FindWalkIn(shift=over.id), AddWalkIn(shift=over.id, person=stranger.id, digits="1234")):
        await wei.taps_button(button)
        wei.sees("Only leaders can do that")
        await huang.taps_button(button)
        huang.sees("You do not manage this")
        await li.taps_button(button.model_copy(update={"shift": 2**63 - 1}))
        li.sees("Not found")
    ahead = await city.shift(30)
    await li.taps_button(AddWalkIn(shift=ahead.id, person=stranger.id, digits="1234"))
    li.sees("It has not begun")
    assert await city.figure("SELECT COUNT(*) AS n FROM signups WHERE state = :state", state=SignUpState.WALKED_IN) == 0


async def test_where_more_are_found_than_shown_it_says_so(city: City, li: PhoneInChat, over: Shift) -> None:
    for number in range(9):
        await city.person(f"Mei {number}")
    await li.taps_button(FindWalkIn(shift=over.id))
    await li.sends("mei")
    li.sees("Tap the one you mean.", "There are more: a longer part of the name finds fewer.", "Mei 7")
    li.sees_not("Mei 8")
    await city.person("Mei after all")
    await li.sends("mei after")
    li.sees("✅ Added: Mei after all")
