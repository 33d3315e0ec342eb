"""A further shift is one line and a tap; how many can come is taken over from the one before."""

import pytest

from handlers.buttons.forms import Resume
from handlers.buttons.leading import AddShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.tree import Role


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader with an activity of one shift for ten."""
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await city.shift(places=10)
    await li.taps_button(AddShift(activity=await city.figure("SELECT id AS n FROM activities")))
    return li


async def _places(city: City) -> list[object]:
    return [row["places"] for row in await city.table("SELECT places FROM shifts ORDER BY id")]


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("Sat 9-12", 10),
        ("Sat 9-12, 25", 25),
        ("Sat 9-12 25", 25),
        ("周六9点到12点，25人", 25),
        ("週六早上9點到12點 不限", 0),
        ("Saturday 9am to noon, no limit", 0),
    ],
)
async def test_it_takes_one_line_and_a_tap(city: City, li: PhoneInChat, line: str, places: int) -> None:
    li.sees("Add a shift\n", "When is it, from when to when?")
    await li.sends(line)
    li.sees(
        "Is this right?",
        "River clean-up",
        "Sat 5 Dec, 09:00–12:00 (3 h)",
        f"👥 {places} places" if places else "welcome",
    )
    await li.taps("Add it")
    li.sees("✅ Saved.")
    assert await _places(city) == [10, places]


async def test_what_is_unclear_is_asked_and_the_places_are_kept(city: City, li: PhoneInChat) -> None:
    await li.sends("next Saturday 9am-12pm, 25")
    await li.taps("Sat 12 Dec 09:00–12:00")
    li.sees("Is this right?", "Sat 12 Dec, 09:00–12:00 (3 h)", "👥 25 places")
    await li.taps("Change places")
    await li.taps("20")
    await li.taps("Change time")
    await li.sends("tomorrow 3pm")
    await li.taps("2 h")
    li.sees("tomorrow, 15:00–17:00 (2 h)")
    await li.taps("Add it")
    assert await _places(city) == [10, 20]


async def test_a_form_of_before_asks_for_the_places_as_it_did(city: City, li: PhoneInChat) -> None:
    async with city.database.transaction() as transaction:
        transaction.later("UPDATE drafts SET answers = '{}'")
    await li.taps_button(Resume())
    await li.sends("Sat 9-12")
    li.sees("How many people can come?")
    await li.taps("5")
    await li.taps("Add it")
    assert await _places(city) == [10, 5]
