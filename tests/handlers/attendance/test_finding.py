"""One of hundreds on a roster, found by name or number, and ticked there."""

import pytest

from handlers.buttons.attendance import FindOnRoster, ShowFound, ShowRoster, ShowSignedUp, TickPerson
from handlers.buttons.leading import ManageShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.activities import Shift
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role

MANY = 60


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader of Jiaojiang."""
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def crowded(city: City) -> Shift:
    """A shift of sixty-three, in an hour: two are called Wang Fang, and somebody of that name waits."""
    shift = await city.shift(1, places=MANY + 2)
    await city.put(shift, *await city.people(MANY))
    for phone in ("+8613800001111", "+8613800002222"):
        await city.put(shift, await city.person("王芳", phone=phone))
    await city.put(shift, await city.person("王芳", city.huangyan), state=SignUpState.WAITING)
    return shift


async def test_namesakes_are_told_apart_and_ticked(chat: Chat, li: PhoneInChat, crowded: Shift) -> None:
    chat.clock.passes(hours=2)
    await li.taps_button(ShowRoster(shift=crowded.id, page=3))
    await li.taps("Search")
    li.sees("Who is it?", "River clean-up")
    await li.sends("王 芳")
    li.sees("Roster: 王 芳", "61. 王芳 +8613800001111", "62. 王芳 +8613800002222", "⏳ 63. 王芳")
    assert li.last.labels.count("王芳") == 2, "who waits has no line to tick"
    await li.taps("王芳")
    li.sees("Roster: 王 芳", "✅ 王芳", "3 h")
    await li.taps("Search again")
    await li.sends("2222")
    li.sees("Roster: 2222", "62. 王芳")
    await li.taps("王芳")
    li.sees("Roster: 2222", "✅ 王芳")
    await li.taps("‹ Roster")
    li.sees("Who came to River clean-up? (1–10 of 62)", "👥 2 of 62 ticked")


async def test_minutes_of_somebody_found_lead_back_to_their_page(chat: Chat, li: PhoneInChat, crowded: Shift) -> None:
    """A search may be a name, so no draft keeps it: the page that they stand on is the next best."""
    chat.clock.passes(hours=2)
    await li.taps_button(ShowFound(shift=crowded.id, text="1111"))
    await li.taps("王芳")
    await li.taps("3 h")
    await li.sends("2:30")
    li.sees("Who came to River clean-up? (61–62 of 62)", "✅ 王芳", "2 h 30")


async def test_before_the_start_it_says_who_and_how_to_call(li: PhoneInChat, crowded: Shift) -> None:
    await li.taps_button(ShowSignedUp(shift=crowded.id))
    await li.taps("Search")
    await li.sends("volunteer 1")
    li.sees("Roster: volunteer 1 (1–10 of 11)", "1. Volunteer 1", "10. Volunteer 10")
    li.sees_not("Tap whoever came.", "Somebody else came")
    await li.taps("Page 2 ›")
    li.sees("Roster: volunteer 1 (11 of 11)", "19. Volunteer 19")
    await li.taps("Search again")
    await li.sends("nobody")
    li.sees("Nobody in this shift is found by “nobody”. A part of the name", "Who is it?")
    await li.sends("volunteer 19")
    li.sees("19. Volunteer 19")


async def test_a_search_in_the_middle_of_typing_can_be_left(li: PhoneInChat, crowded: Shift) -> None:
    await li.taps_button(FindOnRoster(shift=crowded.id))
    await li.taps("Cancel")
    await li.taps("Go on")
    li.sees("River clean-up (1–10 of 63)")


async def test_whoever_is_not_on_it_may_have_come_all_the_same(chat: Chat, li: PhoneInChat, crowded: Shift) -> None:
    chat.clock.passes(hours=2)
    await li.taps_button(ShowFound(shift=crowded.id, text="nobody"))
    await li.taps("Somebody else came")
    li.sees("Who else came to River clean-up?")


async def test_a_short_roster_needs_no_search(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await city.shift(1)
    await city.put(shift, *await city.people(3))
    for hours in (0, 2):
        chat.clock.passes(hours=hours)
        await li.taps_button(ShowRoster(shift=shift.id))
        assert "Search" not in li.last.labels


async def test_the_readers_own_line_is_for_another_leader(chat: Chat, city: City, crowded: Shift) -> None:
    await city.put(crowded, city.leader)
    assert city.leader.telegram_id
    async with city.writing() as rows:
        await rows.people.set_role(city.leader.id, city.jiaojiang.id, Role.LEADER, by_id=None, at=chat.clock.now())
    chat.clock.passes(hours=2)
    me = chat.person(city.leader.telegram_id, city.leader.name)
    await me.taps_button(ShowFound(shift=crowded.id, text=city.leader.name[:4]))
    me.sees(city.leader.name)
    assert city.leader.name not in me.last.labels


async def test_who_leads_elsewhere_finds_nobody(chat: Chat, city: City, crowded: Shift) -> None:
    huang = await chat.volunteer("Huang", city.huangyan, role=Role.LEADER)
    for button in (
        FindOnRoster(shift=crowded.id),
        ShowFound(shift=crowded.id, text="王"),
        ShowFound(shift=2**62),
        ManageShift(shift=crowded.id),
        TickPerson(shift=crowded.id, person=1, came=True),
    ):
        await huang.taps_button(button)
        huang.sees_not("王芳", "+86")
