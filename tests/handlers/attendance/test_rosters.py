"""The roster as a leader lives it: who is signed up, who came, confirming, correcting."""

import pytest

from handlers.buttons.attendance import AdjustMinutes, AllCame, ConfirmRoster, ShowRoster, ShowSignedUp, TickPerson
from handlers.buttons.signing_up import SayComing, TakeShift
from tests.support.acting import told
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.hops import hops_of
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


async def _take(shift: Shift, *people: PhoneInChat) -> None:
    for person in people:
        await person.taps_button(TakeShift(shift=shift.id))


async def _hours(city: City) -> list[tuple[str, int]]:
    """What holds in the ledger."""
    rows = await city.table(
        """
        SELECT e.kind, e.minutes FROM entries e
        WHERE NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id) ORDER BY e.person_id
        """
    )
    return [(row["kind"], row["minutes"]) for row in rows]


async def test_before_the_start_it_says_who_is_signed_up(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await city.shift(20, places=2)
    wei, mei, ann = [await chat.volunteer(name) for name in ("Wei", "Mei", "Ann")]
    await _take(shift, wei, mei, ann)
    async with city.writing() as rows:
        await rows.people.change(await _number(mei), phone="+8613800000007")
    await wei.taps_button(SayComing(shift=shift.id))
    await li.taps_button(ShowRoster(shift=shift.id))
    li.sees(
        "✅ 1. Wei",
        "2. Mei +8613800000007",
        "⏳ 3. Ann",
        "👥 2 of 2: 1 coming, 0 late, 0 silent, 1 not asked · 1 waiting",
    )
    li.sees_not("All came", "Confirm")
    await li.taps_button(AllCame(shift=shift.id))
    li.sees("It has not begun")


async def test_ticking_and_confirming(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    wei, mei = await chat.volunteer("Wei"), await chat.volunteer("Mei")
    await _take(shift, wei, mei)
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id))
    li.sees("Who came to River clean-up?", "👥 0 of 2 ticked", "Tap whoever came.")
    await li.taps("Wei")
    li.sees("✅ Wei", "3 h", "👥 1 of 2 ticked")
    await li.taps("Mei")
    await li.taps("✅ Mei")
    li.sees("👥 1 of 2 ticked")
    assert await _hours(city) == []
    await li.taps("Confirm")
    li.sees("Roster confirmed: River clean-up", "✅ 1 came", "1 did not come", "🕒 3 h in all")
    assert await _hours(city) == [("attended", 180), ("no_show", 0)]
    assert len(await told(city, "hours_recorded")) == 2


async def test_all_came(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    await _take(shift, await chat.volunteer("Wei"), await chat.volunteer("Mei"))
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id))
    await li.taps("All came")
    li.sees("2 of 2 ticked")
    await li.taps("Confirm")
    li.sees("✅ 2 came", "🕒 6 h in all")
    li.sees_not("did not come")


async def test_how_long_somebody_was_there(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    await _take(shift, await chat.volunteer("Wei"))
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id))
    await li.taps("Wei")
    await li.taps("3 h")
    li.sees("How long was this person there?", "The whole shift")
    await li.sends("20")
    li.sees("it can be 7 h at the most", "How long was this person there?")
    await li.sends("a while")
    li.sees("“a while” is not a length of time.")
    await li.sends("2:30")
    li.sees("2 h 30", "1 of 1 ticked")
    await li.taps("2 h 30")
    await li.taps("The whole shift")
    li.sees("3 h")
    await li.taps("Confirm")
    assert await _hours(city) == [("attended", 180)]


async def test_a_correction_shows_what_holds(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    await _take(shift, await chat.volunteer("Wei"), await chat.volunteer("Mei"))
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id))
    await li.taps("Wei")
    await li.taps("Confirm")
    await li.taps("Correct it")
    li.sees("✅ Confirmed. Tap a name to correct it.", "did not come · Mei")
    await li.taps("did not come · Mei")
    li.sees("⚠️ 1 line differs from what was confirmed.")
    await li.taps("Confirm")
    li.sees("✅ 2 came", "🕒 6 h in all")
    assert await _hours(city) == [("attended", 180), ("attended", 180)]


async def test_that_nobody_came_is_asked_twice(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    await _take(shift, await chat.volunteer("Wei"))
    chat.clock.passes(hours=5)
    await li.taps_button(ConfirmRoster(shift=shift.id))
    li.sees("Did nobody come?", "All came")
    assert await _hours(city) == []
    await li.taps("Nobody came")
    li.sees("✅ 0 came", "1 did not come")
    assert await _hours(city) == [("no_show", 0)]


async def test_ones_own_line_is_for_another_leader(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    chen = await chat.volunteer("Chen", city.jiaojiang, role=Role.LEADER)
    await _take(shift, li, await chat.volunteer("Wei"))
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id))
    li.sees("🙋 Your own line is for another leader to confirm.")
    assert not any("Li" in label for label in li.last.labels)
    await li.taps("All came")
    await li.taps("Confirm")
    li.sees("✅ 1 came", "🕒 3 h in all", "Another leader is asked about your own line.")
    assert await told(city, "roster_due") == [await _number(chen)]
    await chen.taps_button(ShowRoster(shift=shift.id))
    chen.sees("1 of 2 ticked", "⚠️ 1 line differs")
    chen.sees_not("✅ Li")  # what Li tapped says nothing of Li
    await chen.taps("Li")
    await chen.taps("Confirm")
    chen.sees("✅ 2 came")


async def test_whoever_had_confirmed_is_no_no_show_in_passing(
    chat: Chat, city: City, li: PhoneInChat, shift: Shift
) -> None:
    chen = await chat.volunteer("Chen", city.jiaojiang, role=Role.LEADER)
    await _take(shift, li, await chat.volunteer("Wei"))
    chat.clock.passes(hours=5)
    await li.taps_button(AllCame(shift=shift.id))
    await li.taps("Confirm")
    await li.taps_button(ConfirmRoster(shift=shift.id))
    li.sees("Roster confirmed: River clean-up")  # nobody is asked about themselves
    await chen.taps_button(ConfirmRoster(shift=shift.id))
    chen.sees("Did Li come?", "Li would be told that they did not come.")
    assert await _hours(city) == [("attended", 180)]
    await chen.taps("Li came")
    chen.sees("✅ Li", "⚠️ 1 line differs")
    await chen.taps("✅ Li")
    await chen.taps("Confirm")
    await chen.taps("Li did not come")
    chen.sees("✅ 1 came", "1 did not come")
    assert sorted(await _hours(city)) == [("attended", 180), ("no_show", 0)]
    await chen.taps_button(ConfirmRoster(shift=shift.id))
    chen.sees("Roster confirmed: River clean-up")  # it was said once


async def test_a_long_roster_has_pages(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await city.shift(1, places=0)
    await city.put(shift, *await city.people(23))
    await li.taps_button(ShowSignedUp(shift=shift.id))
    li.sees("10. Volunteer 10", "Page 2")
    li.sees_not("11. Volunteer 11")
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id, page=1))
    li.sees("Volunteer 11", "Volunteer 20", "‹ Page 1", "Page 3")
    await li.taps("Volunteer 15")
    li.sees("✅ Volunteer 15", "1 of 23 ticked", "‹ Page 1")
    await li.taps_button(ShowRoster(shift=shift.id, page=9_999))
    li.sees("Volunteer 21", "‹ Page 2")
    await li.taps("Phone numbers")
    li.sees("1. Volunteer 1", "Who came?")


async def test_a_roster_costs_two_ways_to_the_database(
    chat: Chat, city: City, li: PhoneInChat, shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _take(shift, await chat.volunteer("Wei"))
    chat.clock.passes(hours=5)
    with hops_of(monkeypatch) as hops:
        await li.taps_button(ShowRoster(shift=shift.id))
    assert len(hops) == 2, hops


async def test_nobody_to_tick(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id))
    li.sees("Nobody to tick", "Somebody else came")
    await li.taps_button(AllCame(shift=shift.id))
    li.sees("Nobody to tick")
    await li.taps_button(ShowSignedUp(shift=shift.id))
    li.sees("Nobody is signed up yet.")


async def test_what_was_called_off_has_no_roster(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    await _take(shift, await chat.volunteer("Wei"))
    async with city.writing() as rows:
        await rows.activities.cancel_shift(shift.id, at=chat.clock.now())
    chat.clock.passes(hours=5)
    await li.taps_button(ConfirmRoster(shift=shift.id))
    li.sees("It was cancelled", "there is no roster")
    assert await _hours(city) == []


async def test_forged_buttons_change_nothing(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    wei = await chat.volunteer("Wei")
    huang = await chat.volunteer("Huang", city.huangyan, role=Role.LEADER)
    await _take(shift, wei)
    stranger, person = await _number(huang), await _number(wei)
    chat.clock.passes(hours=5)
    for button in (
        ShowRoster(shift=shift.id),
        ShowSignedUp(shift=shift.id),
        TickPerson(shift=shift.id, person=person, came=True),
        AdjustMinutes(shift=shift.id, person=person),
        AllCame(shift=shift.id),
        ConfirmRoster(shift=shift.id, sure=True),
    ):
        await wei.taps_button(button)
        wei.sees("Only leaders can do that")
        await huang.taps_button(button)
        huang.sees("You do not manage this")
        await li.taps_button(button.model_copy(update={"shift": 2**63 - 1}))
        li.sees("Not found")
    await li.taps_button(TickPerson(shift=shift.id, person=stranger, came=True))
    assert li.toast == "That person is not on the roster any more."
    await li.taps_button(AdjustMinutes(shift=shift.id, person=stranger))
    li.sees("Who came to River clean-up?", "0 of 1 ticked")
    assert await _hours(city) == []


async def test_ticked_once_however_often_the_update_comes(
    chat: Chat, city: City, li: PhoneInChat, shift: Shift
) -> None:
    await _take(shift, await chat.volunteer("Wei"))
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id))
    await li.taps("Wei")
    await li.repeats()
    li.sees("✅ Wei", "1 of 1 ticked")
