"""Pages of what a search offers in a form: none of what is found is kept from whoever searches."""

import pytest

from handlers.buttons.leading import HandOver
from handlers.buttons.tree import FindUnit
from handlers.forms.turning import Sought
from tests.support.chat import Chat
from tests.support.city import NOW, City
from volunteering.rules.tree import Role


async def test_a_search_for_teams_leads_to_all_that_it_finds(chat: Chat, city: City) -> None:
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    for number in range(23):
        await city.unit(f"Library {number:02}", city.jiaojiang)
    await admin.taps_button(FindUnit())
    await admin.sends("library")
    admin.sees("Library 00", "Library 09", "More › 11–20 of 23")
    await admin.taps("More ›")
    admin.sees("Library 10", "Library 19", "More › 21–23 of 23", "‹ Earlier 1–10 of 23")
    await admin.taps("More ›")
    admin.sees("Library 22", "‹ Earlier 11–20 of 23")
    admin.sees_not("More ›")
    await admin.taps("‹ Earlier")
    await admin.taps("Library 13")
    admin.sees("Library 13", "In Jiaojiang")


async def test_whoever_takes_over_may_be_on_any_page(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    activity = await city.activity()
    for number in range(20):
        person = await city.person(f"Leader {number:02}")
        async with city.writing() as rows:
            for unit in (city.jiaojiang, city.top):
                await rows.people.set_role(person.id, unit.id, Role.LEADER, by_id=None, at=NOW)
    await li.taps_button(HandOver(activity=activity))
    li.sees("Leader 07", "More › 9–16 of 21")
    await li.sends("leader")
    li.sees("Leader 00", "More › 9–16 of 20")
    await li.taps("More ›")
    li.sees("Leader 15", "More › 17–20 of 20", "‹ Earlier 1–8 of 20")


@pytest.mark.parametrize("typed", ["?1.x", "?99999.x", "?x", "a:b|c", "", " ", "汉" * 60])
def test_whatever_is_typed_is_looked_for(typed: str) -> None:
    found = Sought.read(typed)
    assert Sought.read(found.turned(7)) == Sought(found.text, 7)
    assert len(found.text.encode()) <= 30
