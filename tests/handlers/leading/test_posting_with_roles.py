"""A shift with roles as a leader posts it: typed where places are asked for, in one line, copied."""

import pytest

from handlers.buttons.leading import AddShift, ChooseOld
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City

LINE = "/new Fair | 2026-12-05 09:00-12:00 | East Gate | 8 helpers, 2 first aid"


async def roles_of(city: City, shift: int = 1) -> list[tuple[str, int]]:
    rows = await city.table(
        "SELECT name, places FROM shift_roles WHERE shift_id = :shift ORDER BY ordinal", shift=shift
    )
    return [(row["name"], row["places"]) for row in rows]


async def kept(city: City, shift: int = 1) -> tuple[int, int]:
    """How many roles the shift says it has, and how many places."""
    [row] = await city.table("SELECT roles, places FROM shifts WHERE id = :shift", shift=shift)
    return row["roles"], row["places"]


async def test_all_of_it_in_one_line(chat: Chat, city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    li.sees("Is this right?", "Fair", "📍 East Gate", "👥 Helpers 8 · First aid 2")
    await li.taps("Post it")
    li.sees("Posted: Fair")
    assert await roles_of(city) == [("Helpers", 8), ("First aid", 2)]
    assert await kept(city) == (2, 10)
    wei = await chat.volunteer("Wei")
    await wei.sends("/activities")
    wei.sees("10 places left")
    await wei.taps("Fair")
    wei.sees("👥 Helpers 0 of 8 · First aid 0 of 2", "Choose a role")


async def test_typed_where_places_are_asked_for_it_may_be_changed(city: City, li: PhoneInChat) -> None:
    await li.sends("/new")
    for answer in ("义卖", "Saturday 9-12", "东门"):
        await li.sends(answer)
    li.sees("8 helpers, 2 first aid")
    await li.sends("8, 2 first aid")
    li.sees("“8”: to do what?")
    await li.sends("8名帮手，2名急救，清洁不限")
    li.sees("👥 帮手 8 · 急救 2 · 清洁, no limit")
    await li.taps("Change places")
    await li.sends("8名帮手，2名急救")
    await li.taps("Post it")
    assert await roles_of(city) == [("帮手", 8), ("急救", 2)]


async def test_a_number_is_a_number_of_places_as_ever(city: City, li: PhoneInChat) -> None:
    await li.sends("/new River | 2026-12-05 09:00-12:00 | East Gate | 10 people")
    await li.taps("Post it")
    assert (await roles_of(city), await kept(city)) == ([], (0, 10))


async def test_a_role_without_a_limit_leaves_the_shift_without_one(city: City, li: PhoneInChat) -> None:
    await li.sends("/new Fair | 2026-12-05 09:00-12:00 | East Gate | helpers no limit, 2 first aid")
    await li.taps("Post it")
    assert await kept(city) == (2, 0)


async def test_a_further_shift_has_the_roles_of_the_latest_or_others(city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    await li.taps("Post it")
    await li.taps("Add a shift")
    await li.sends("Sunday 9-12")
    li.sees("👥 Helpers 8 · First aid 2")
    await li.taps("Add it")
    assert await roles_of(city, 2) == [("Helpers", 8), ("First aid", 2)]
    await li.taps_button(AddShift(activity=1))
    await li.sends("12 Dec 9-12, 3 drivers, 1 nurse")
    li.sees("👥 Drivers 3 · Nurse 1")
    await li.taps("Add it")
    assert await roles_of(city, 3) == [("Drivers", 3), ("Nurse", 1)]


async def test_a_copy_has_the_same_roles(city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    await li.taps("Post it")
    await li.taps_button(ChooseOld())
    await li.taps("Sat 5 Dec · Fair")
    await li.sends("2026-12-12 09:00-12:00")
    li.sees("👥 Helpers 8 · First aid 2")
    await li.taps("Post it")
    assert await roles_of(city, 2) == [("Helpers", 8), ("First aid", 2)]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("8 helpers, 3 Helpers", "Two roles are called “Helpers”."),
        ("helpers, 2 first aid", "“helpers”: how many people?"),
        ("20000 helpers, 2 first aid", "There can be 1 to 9,999 places, or no limit."),
        ("1 a, 2 b, 3 c, 4 d, 5 e, 6 f, 7 g, 8 h, 9 i", "A shift can have 8 roles at most."),
        ("2 people who carry the tables and the chairs", "is too long for a button"),
    ],
)
async def test_what_cannot_be_is_said_and_the_rest_is_kept(city: City, li: PhoneInChat, typed: str, says: str) -> None:
    await li.sends(f"/new Fair | 2026-12-05 09:00-12:00 | East Gate | {typed}")
    li.sees("How many people can come?", says)
    await li.sends("8 helpers")
    li.sees("Is this right?", "Fair", "📍 East Gate", "👥 Helpers 8")
