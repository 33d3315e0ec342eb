"""Every one of a series at once, as volunteers live it: conflicts are said, and lists stay short."""

import pytest

from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.tree import Role

LINE = "/new Reading circle | every Wed 15:00-17:00 until 2027-06-30 | Library | {places}"


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


async def posts(li: PhoneInChat, line: str) -> None:
    await li.sends(line)
    await li.taps("Post it")


async def places_of(city: City, name: str) -> int:
    return await city.figure(
        "SELECT COUNT(*) AS n FROM signups g JOIN people p ON p.id = g.person_id "
        "WHERE p.name = :name AND g.state = 'confirmed'", name=name,
    )  # fmt: skip


async def test_every_one_is_taken_and_my_list_shows_the_next_with_how_many_more(
    chat: Chat, city: City, li: PhoneInChat
) -> None:
    await posts(li, LINE.format(places=6))
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.sends("/activities")
    await wei.taps("Reading circle")
    await wei.taps("Sign up for every one")
    wei.sees("You are in: Reading circle", "tomorrow, 15:00–17:00", "and 2 more", "Leave every one")
    wei.sees("More will be posted. Please sign up for those then.")
    assert wei.toast == "You are in."
    assert await places_of(city, "Wei") == 8
    await wei.taps("My shifts")
    wei.sees("My shifts", "📅 tomorrow, 15:00 · Reading circle · every Wednesday · and 7 more times")
    assert wei.last.text.count("Reading circle") == 1
    assert "Leave" not in wei.last.labels, "it doesn't say which one"
    await wei.taps("Reading circle")
    wei.sees("Leave every one", "7 other times")
    wei.sees_not("Sign up for every one")
    await wei.taps("Leave every one")
    wei.sees("Left: Reading circle", "Sign up again")
    assert await places_of(city, "Wei") == 0
    await wei.taps("Sign up again")
    assert await places_of(city, "Wei") == 8


async def test_of_one_that_is_left_it_says_which(chat: Chat, city: City, li: PhoneInChat) -> None:
    await posts(li, LINE.format(places=6))
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.sends("sign up for reading")
    await wei.taps("Sign up for every one")
    await wei.taps("My shifts")
    await wei.taps("Reading circle")
    await wei.taps("Leave")
    wei.sees("Left: Reading circle", "📅 tomorrow, 15:00–17:00")
    assert await places_of(city, "Wei") == 7


async def test_of_one_that_has_come_to_its_end_nothing_more_is_promised(
    chat: Chat, city: City, li: PhoneInChat
) -> None:
    await posts(li, "/new Reading circle | every Wed 15:00-17:00, 4 times | Library | 6")
    li.sees("4 shifts are posted.")
    li.sees_not("The others")
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.sends("sign up for reading")
    await wei.taps("Sign up for every one")
    wei.sees("You are in: Reading circle")
    wei.sees_not("More will be posted")


async def test_what_is_against_some_of_them_is_said_and_the_others_are_taken(
    chat: Chat, city: City, li: PhoneInChat
) -> None:
    await posts(li, LINE.format(places=1))
    await posts(li, "/new Choir | 2026-12-16 14:00-16:00 | Hall | 6")
    wei, ann = await chat.volunteer("Wei", city.jiaojiang), await chat.volunteer("Ann", city.jiaojiang)
    await wei.sends("/activities choir")
    await wei.sends("sign up for choir")
    await wei.taps("Sign up")
    first = await city.figure("SELECT id AS n FROM shifts WHERE recurrence = '2026-12-09T15:00'")
    async with city.changing() as transaction:
        transaction.later("UPDATE shifts SET places = 3 WHERE id <> :full AND series_id IS NOT NULL", full=first)
    await ann.sends("sign up for reading")
    await ann.taps("Sign up for every one")
    await wei.sends("sign up for reading")
    await wei.taps("Sign up for every one")
    wei.sees("You are in: Reading circle", "number 1 on the waiting list", "You are at Choir then")
    assert await places_of(city, "Wei") == 7
    await wei.taps("My shifts")
    wei.sees(
        "Reading circle · number 1 on the waiting list", "Reading circle · every Wednesday · and 5 more times", "Choir"
    )


async def test_what_is_asked_about_is_shown_by_itself(chat: Chat, city: City, li: PhoneInChat) -> None:
    await posts(li, LINE.format(places=6))
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.sends("sign up for reading")
    await wei.taps("Sign up for every one")
    second = await city.figure("SELECT id AS n FROM shifts ORDER BY starts_at LIMIT 1 OFFSET 1")
    async with city.changing() as transaction:
        transaction.later("UPDATE signups SET to_confirm = at WHERE shift_id = :shift", shift=second)
    await wei.sends("/my")
    wei.sees("and 6 more times", "⚠️ Wed 9 Dec, 15:00 · Reading circle · please confirm")
