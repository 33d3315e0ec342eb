"""How many people a shift takes, as a leader says it: typed where places are asked for, copied, changed."""

import pytest

from handlers.buttons.leading import AddShift, ChooseOld, ManageShift
from handlers.buttons.signing_up import TakeInRole, TakeShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City

LINE = "/new Fair | 2026-12-05 09:00-12:00 | East Gate | 10, at least 6"


async def kept(city: City, shift: int = 1) -> tuple[int, int]:
    """How many places the shift says it has, and how many people it takes."""
    [row] = await city.table("SELECT places, minimum FROM shifts WHERE id = :shift", shift=shift)
    return row["places"], row["minimum"]


async def test_all_of_it_in_one_line_and_everybody_sees_what_is_missing(
    chat: Chat, city: City, li: PhoneInChat
) -> None:
    await li.sends(LINE)
    li.sees("👥 10 places", "🙋 It takes at least 6 people")
    await li.taps("Post it")
    assert await kept(city) == (10, 6)
    wei = await chat.volunteer("Wei")
    await wei.sends("/activities")
    await wei.taps("Fair")
    wei.sees("👥 0 of 10 places taken", "🙋 It takes at least 6: 6 are still missing")
    await wei.taps("Sign up")
    await li.taps_button(ManageShift(shift=1))
    li.sees("🙋 It takes at least 6: 5 are still missing")


async def test_once_there_are_enough_nobody_is_missing(chat: Chat, li: PhoneInChat) -> None:
    await li.sends("/new Fair | 2026-12-05 09:00-12:00 | East Gate | 10，至少1人")
    await li.taps("Post it")
    wei = await chat.volunteer("Wei")
    await wei.sends("/activities")
    await wei.taps("Fair")
    wei.sees("It takes at least 1: 1 is still missing")
    await wei.taps("Sign up")
    await li.taps_button(ManageShift(shift=1))
    li.sees("👥 1 of 10 places taken")
    li.sees_not("still missing")


async def test_asked_for_it_may_be_typed_and_more_than_can_come_is_not_taken(city: City, li: PhoneInChat) -> None:
    await li.sends("/new")
    for answer in ("义卖", "Saturday 9-12", "东门"):
        await li.sends(answer)
    li.sees("10, at least 6")
    await li.sends("5, at least 6")
    li.sees("It can't take more people than can come.")
    await li.sends("8名帮手，2名急救，至少5人")
    li.sees("👥 帮手 8 · 急救 2", "🙋 It takes at least 5 people")
    await li.taps("Post it")
    assert await kept(city) == (10, 5)


async def test_a_further_shift_takes_as_many_as_the_latest(city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    await li.taps("Post it")
    await li.taps("Add a shift")
    await li.sends("Sunday 9-12")
    li.sees("🙋 It takes at least 6 people")
    await li.taps("Add it")
    assert await kept(city, 2) == (10, 6)
    await li.taps_button(AddShift(activity=1))
    await li.sends("12 Dec 9-12, 20")
    li.sees("👥 20 places", "🙋 It takes at least 6 people")
    await li.taps("Add it")
    assert await kept(city, 3) == (20, 6)
    await li.taps_button(AddShift(activity=1))
    await li.sends("13 Dec 9-12, 20, at least 8")
    await li.taps("Add it")
    assert await kept(city, 4) == (20, 8)


async def test_a_copy_takes_as_many(city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    await li.taps("Post it")
    await li.taps_button(ChooseOld())
    await li.taps("Sat 5 Dec · Fair")
    await li.sends("2026-12-12 09:00-12:00")
    await li.taps("Post it")
    assert await kept(city, 2) == (10, 6)


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("at least 3", (10, 3)),
        ("20, at least 3", (20, 3)),
        ("20", (20, 6)),
        ("4", (4, 6)),  # as many as there are places, until there are more
        ("10, no minimum", (10, 0)),
        ("不限，至少3人", (0, 3)),
    ],
)
async def test_it_is_changed_where_places_are(city: City, li: PhoneInChat, typed: str, then: tuple[int, int]) -> None:
    await li.sends(LINE)
    await li.taps("Post it")
    await li.taps_button(ManageShift(shift=1))
    await li.taps("Change places")
    await li.sends(typed)
    li.sees("✅ Saved.")
    assert await kept(city) == then


async def test_with_roles_it_is_changed_beside_them_or_alone(city: City, li: PhoneInChat) -> None:
    await li.sends("/new Fair | 2026-12-05 09:00-12:00 | East Gate | 8 helpers, 2 first aid")
    await li.taps("Post it")
    for typed, then in (("at least 4", (10, 4)), ("9 helpers, 2 first aid, at least 5", (11, 5))):
        await li.taps_button(ManageShift(shift=1))
        await li.taps("Change places")
        await li.sends(typed)
        li.sees(f"🙋 It takes at least {then[1]} people")
        await li.taps("Make the change")
        assert await kept(city) == then


async def test_of_fewer_places_it_takes_as_many_as_can_come(chat: Chat, li: PhoneInChat) -> None:
    await li.sends(LINE)
    await li.taps("Post it")
    await li.taps_button(ManageShift(shift=1))
    await li.taps("Change places")
    await li.sends("4")
    li.sees("🙋 It takes at least 4: 4 are still missing")


async def test_what_is_refused_or_asked_about_first_says_nothing_yet(chat: Chat, city: City, li: PhoneInChat) -> None:
    """Places and how many it takes are said in one go: both are so, or neither."""
    await li.sends("/new Fair | 2026-12-05 09:00-12:00 | East Gate | 2, at least 1")
    await li.taps("Post it")
    for name in ("Wei", "Mei", "Lan"):
        await (await chat.volunteer(name)).taps_button(TakeShift(shift=1))
    await li.taps_button(ManageShift(shift=1))
    await li.taps("Change places")
    await li.sends("1, no minimum")
    li.sees("2 places are spoken for already.")
    assert await kept(city) == (2, 1)
    await li.sends("3, at least 3")
    li.sees("Change the places of Fair?")
    assert await kept(city) == (2, 1)
    await li.taps("Yes, change it")
    assert await kept(city) == (3, 3)


async def test_with_roles_it_is_both_or_neither_too(chat: Chat, city: City, li: PhoneInChat) -> None:
    await li.sends("/new Fair | 2026-12-05 09:00-12:00 | East Gate | 2 helpers, 2 first aid, at least 1")
    await li.taps("Post it")
    [helpers, _] = await city.table("SELECT id FROM shift_roles ORDER BY ordinal")
    for name in ("Wei", "Mei"):
        await (await chat.volunteer(name)).taps_button(TakeInRole(shift=1, role=helpers["id"]))
    await li.taps_button(ManageShift(shift=1))
    await li.taps("Change places")
    await li.sends("1 helpers, 2 first aid, at least 3")
    await li.taps("Make the change")
    li.sees("2 places are spoken for already")
    assert await kept(city) == (4, 1)
