"""Many people of one name: narrowed down by the units that they are in, a step at a time."""

import pytest

from handlers.buttons.volunteers import ListPeople, NarrowPeople
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.some import some
from volunteering.rules.tree import Role


@pytest.fixture
async def crowd(chat: Chat, city: City) -> PhoneInChat:
    """The admin of a city with thirty called 王, two thirds of them in Jiaojiang, and others who are not."""
    team = await city.unit("Team 1", city.jiaojiang)
    for number in range(30):
        await city.person(f"王{number:02}", (team, city.jiaojiang, city.huangyan)[number % 3])
    guest = await city.person("王客", city.huangyan)
    await city.person("Li", team)
    async with city.writing() as rows:
        await rows.people.set_role(guest.id, team.id, Role.LEADER, by_id=None, at=NOW)
    return await chat.volunteer("Chen", role=Role.ADMIN)


async def test_a_step_at_a_time_and_the_search_stays(crowd: PhoneInChat) -> None:
    await crowd.sends("/people 王")
    crowd.sees("People: 王 (1–5 of 31)")
    await crowd.taps("By unit")
    crowd.sees("People: 王 · Taizhou", "Jiaojiang · 21", "Huangyan · 11")
    await crowd.taps("Jiaojiang")
    crowd.sees("People: 王 · Jiaojiang (1–5 of 21)")
    await crowd.taps("By unit")
    crowd.sees("People: 王 · Jiaojiang", "👥 10 right in Jiaojiang", "Team 1 · 11")
    await crowd.taps("Team 1")
    crowd.sees("People: 王 · Team 1 (1–5 of 11)")
    await crowd.taps("In all teams")
    crowd.sees("People: 王 (1–5 of 31)")


async def test_what_a_step_says_is_what_it_opens(crowd: PhoneInChat, city: City) -> None:
    await crowd.taps_button(NarrowPeople(unit=city.top.id))
    steps = [label for label in crowd.last.labels if " · " in label]
    for label in some(steps):
        name, _, number = label.partition(" · ")
        await crowd.taps_button(NarrowPeople(unit=city.top.id))
        await crowd.taps(label)
        crowd.sees(f"People · {name} (1–5 of {number})")


async def test_the_way_back_leads_to_the_search(crowd: PhoneInChat) -> None:
    await crowd.taps_button(ListPeople(text="王", page=2))
    await crowd.taps("By unit")
    await crowd.taps("‹ People")
    crowd.sees("People: 王 (11–15 of 31)")


async def test_few_need_no_steps(crowd: PhoneInChat) -> None:
    await crowd.taps_button(ListPeople(text="王0"))
    crowd.sees("(1–5 of 10)")
    assert "By unit" not in crowd.last.labels


async def test_another_teams_people_are_not_counted(chat: Chat, crowd: PhoneInChat, city: City) -> None:
    lin = await chat.volunteer("Lin", city.huangyan, role=Role.ADMIN)
    for unit in (city.top.id, city.jiaojiang.id):
        await lin.taps_button(NarrowPeople(unit=unit, text="王"))
        lin.sees("You do not manage this")
    await lin.taps_button(NarrowPeople(text="王"))
    lin.sees("People: 王 · Huangyan", "👥 11 right in Huangyan", "Nobody is in a team below it.")
