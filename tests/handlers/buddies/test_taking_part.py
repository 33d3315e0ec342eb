"""Saying no, after all, going without, and a word to the other: whose it is, and until when."""

import pytest

from handlers.buttons.buddies import DeclineBuddy, GoWithout, ResumeBuddy, ShowBuddies, TakePart, WriteToBuddy
from handlers.buttons.profiles import ShowAboutMe
from handlers.buttons.signing_up import LeaveShift
from scheduling import sweeps
from tests.support.acting import at
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City, at_shift
from volunteering.rules.activities import Shift
from volunteering.rules.buddies import MOST_WORDS
from volunteering.rules.hours import Kind
from volunteering.rules.profiles import Born, Particular, Particulars
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.unit_settings import ON, UnitSetting
from volunteering.rules.volunteers import Standing


@pytest.fixture
async def mei(chat: Chat, city: City) -> PhoneInChat:
    return await chat.volunteer("Mei", city.jiaojiang)


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    return await chat.volunteer("Li", city.jiaojiang)


async def number_of(phone: PhoneInChat) -> int:
    person = await phone.known()
    assert person is not None
    return person.id


@pytest.fixture
async def shift(city: City) -> Shift:
    return await city.shift(30)


@pytest.fixture
async def pair(city: City, mei: PhoneInChat, li: PhoneInChat, shift: Shift) -> int:
    """Li looks out for Mei."""
    newcomer, buddy = await number_of(mei), await number_of(li)
    async with city.writing() as rows:
        for number in (newcomer, buddy):
            await rows.sign_ups.put(shift.id, number, SignUpState.CONFIRMED, NOW)
        return await rows.buddies.add(shift.id, newcomer, buddy, shift.period.start, NOW)


async def ended(city: City) -> list[str | None]:
    return [row["ended"] for row in await city.table("SELECT ended FROM buddies ORDER BY id")]


async def test_a_buddy_says_not_this_time_and_after_all(city: City, li: PhoneInChat, pair: int) -> None:
    await li.taps_button(ShowBuddies())
    li.sees("You look out for Mei.", "You take part")
    await li.taps("Not with Mei")
    li.sees("Not this time, then", "tell Mei")
    assert await ended(city) == ["buddy_declined"]
    await li.taps("After all")
    li.sees("✅ It stays as it was.", "You look out for Mei.")
    assert await ended(city) == [None]


async def test_a_sweep_meanwhile_gives_the_newcomer_nobody_else(
    chat: Chat, city: City, li: PhoneInChat, shift: Shift, pair: int
) -> None:
    """Neither is the newcomer told of two, nor is there anything in the way of *After all*."""
    async with city.writing() as rows:
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.BUDDIES, ON)
    old = await city.person("Old", city.jiaojiang)
    for person in (old, await li.known()):
        assert person is not None
        for hours in range(30, 35):
            await city.record(at_shift(await city.shift(-hours * 24), person), Kind.ATTENDED, 60)
    async with city.writing() as rows:
        await rows.sign_ups.put(shift.id, old.id, SignUpState.CONFIRMED, NOW)
    chat.clock.passes(minutes=10)
    await li.taps_button(DeclineBuddy(pair=pair))
    chat.clock.passes(seconds=20)
    await sweeps.choose_buddies(city.database, at(chat.clock.now()))
    await li.taps_button(ResumeBuddy(pair=pair))
    li.sees("✅ It stays as it was.")
    assert await ended(city) == [None]
    await li.taps_button(DeclineBuddy(pair=pair))
    chat.clock.passes(seconds=30)
    await sweeps.choose_buddies(city.database, at(chat.clock.now()))
    assert await ended(city) == ["buddy_declined", None]
    told = await city.table("SELECT kind FROM outbox WHERE kind LIKE 'buddy%' ORDER BY kind")
    assert [row["kind"] for row in told] == ["buddy_chosen"] * 2, "of the other one both are told, and of no gap"


async def test_once_others_were_told_it_is_too_late(chat: Chat, city: City, li: PhoneInChat, pair: int) -> None:
    await li.taps_button(DeclineBuddy(pair=pair))
    chat.clock.passes(seconds=31)
    await li.taps_button(ResumeBuddy(pair=pair))
    li.sees("You two are no pair any more")
    assert await ended(city) == ["buddy_declined"]


async def test_a_newcomer_goes_without(city: City, mei: PhoneInChat, pair: int) -> None:
    await mei.taps_button(DeclineBuddy(pair=pair))
    mei.sees("You go without a buddy", "Li is told so")
    assert await ended(city) == ["newcomer_declined"]
    assert await city.figure("SELECT COUNT(*) AS n FROM without_buddies") == 1
    await mei.taps("After all")
    assert await ended(city) == [None]
    assert await city.figure("SELECT COUNT(*) AS n FROM without_buddies") == 0


async def test_taking_part_is_one_tap_either_way(city: City, li: PhoneInChat) -> None:
    await li.taps_button(ShowBuddies())
    await li.taps("Keep out of it")
    li.sees("✅ You keep out of it from now on.", "You keep out of it.")
    await li.taps_button(GoWithout())
    assert await city.figure("SELECT COUNT(*) AS n FROM without_buddies") == 1
    await li.taps("Take part")
    li.sees("✅ You take part from now on.")
    await li.taps_button(TakePart())
    assert await city.figure("SELECT COUNT(*) AS n FROM without_buddies") == 0


async def test_the_two_write_to_each_other_and_not_for_ever(
    city: City, mei: PhoneInChat, li: PhoneInChat, pair: int
) -> None:
    await mei.taps_button(ShowBuddies())
    await mei.taps("Write to Li")
    mei.sees("What would you like to say?", "Li")
    await mei.sends("x" * 501)
    mei.sees("⚠️")
    await mei.sends("Where do we meet?")
    mei.sees("✅ Sent to Li.")
    told = await city.table("SELECT person_id FROM outbox WHERE kind = 'buddy_wrote'")
    assert [row["person_id"] for row in told] == [await number_of(li)]
    for _ in range(MOST_WORDS - 1):
        await mei.taps_button(WriteToBuddy(pair=pair))
        await mei.sends("And what do I bring?")
    await mei.taps_button(WriteToBuddy(pair=pair))
    mei.sees("Please say it when you meet")
    await li.taps_button(WriteToBuddy(pair=pair))
    li.sees("What would you like to say?")


async def test_who_is_suspended_at_night_writes_to_no_newcomer(
    chat: Chat, city: City, li: PhoneInChat, pair: int
) -> None:
    """And who is half-way through writing sends nothing: it is not left to the morning, when the pair is looked at."""
    await li.taps_button(WriteToBuddy(pair=pair))
    li.sees("What would you like to say?")
    async with city.writing() as rows:
        await rows.people.change(await number_of(li), standing=Standing.SUSPENDED)
    await li.sends("Give me your number")
    li.sees("You two are no pair any more")
    await li.taps_button(WriteToBuddy(pair=pair))
    li.sees("You two are no pair any more")
    assert await city.figure("SELECT COUNT(*) AS n FROM buddy_lines") == 0


async def test_who_has_left_the_shift_writes_to_nobody(chat: Chat, mei: PhoneInChat, shift: Shift, pair: int) -> None:
    await mei.taps_button(LeaveShift(shift=shift.id))
    chat.clock.passes(seconds=31)
    await mei.taps_button(WriteToBuddy(pair=pair))
    mei.sees("You two are no pair any more")


async def test_a_pair_is_nobody_else_s(chat: Chat, city: City, pair: int) -> None:
    eve = await chat.volunteer("Eve", city.jiaojiang)
    for button in (DeclineBuddy(pair=pair), ResumeBuddy(pair=pair), WriteToBuddy(pair=pair)):
        await eve.taps_button(button)
        eve.sees("You two are no pair any more")
    assert await ended(city) == [None]


async def test_nobody_under_age_is_written_to(city: City, mei: PhoneInChat, li: PhoneInChat, pair: int) -> None:
    async with city.writing() as rows:
        young = Particulars(born=Born.parse("2010-05-01"))
        await rows.profiles.change(await number_of(mei), young, [Particular.BORN], NOW)
    for phone in (mei, li):
        await phone.taps_button(WriteToBuddy(pair=pair))
        phone.sees("Please say it when you meet")


async def test_once_it_has_begun_nothing_is_said_any_more(chat: Chat, city: City, li: PhoneInChat, pair: int) -> None:
    chat.clock.passes(hours=31)
    await li.taps_button(WriteToBuddy(pair=pair))
    li.sees("What would you like to say?")
    await li.sends("I am at the door")
    li.sees("✅ Sent to Mei.")
    await li.taps_button(DeclineBuddy(pair=pair))
    li.sees("You two are no pair any more")
    chat.clock.passes(hours=3)
    await li.taps_button(WriteToBuddy(pair=pair))
    li.sees("You two are no pair any more")


async def test_the_way_there_is_where_a_team_wants_it(city: City, mei: PhoneInChat) -> None:
    await mei.taps_button(ShowAboutMe())
    assert "Buddies" not in mei.last.labels
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.BUDDIES, ON)
    await mei.taps_button(ShowAboutMe())
    await mei.taps("Buddies")
    mei.sees("In their first 2 shifts newcomers have somebody experienced beside them")
