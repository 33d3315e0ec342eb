"""Taking back a change: nobody hears of it who has not heard of it, and everything is as it was."""

from datetime import datetime, timedelta

import pytest

from tests.support.acting import NOW, appoint, at, owed, sign_up
from tests.support.city import City
from volunteering.actions.leading.editing import Edit, edit
from volunteering.actions.leading.undoing import ChangedSince, ToldAlready, Undoing, Undone, undo
from volunteering.rules.changes import SETTLES
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.volunteers import Actor


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


def after(seconds: float) -> datetime:
    """So many seconds after NOW."""
    return NOW + timedelta(seconds=seconds)


async def newest(city: City) -> int:
    return await city.figure("SELECT COALESCE(MAX(id), 0) AS n FROM changes")


async def taken_back(city: City, leader: Actor, change: int, seconds: float = 10) -> Undoing | None:
    async with city.writing() as rows:
        return await undo(rows, leader, change, at(after(seconds)))


async def renamed(city: City, leader: Actor, title: str, activity_id: int, *, seconds: float = 0) -> int:
    """The activity by another title; the number of that change."""
    async with city.writing() as rows:
        await edit(rows, leader, activity_id, Edit(title=title), at(after(seconds)))
    return await newest(city)


async def title_of(city: City, activity_id: int) -> str:
    async with city.looking() as rows:
        found = await rows.activities.get(activity_id)
    assert found is not None
    return found.title


async def test_a_title_is_taken_back_one_after_the_other(city: City, leader: Actor) -> None:
    shift = await city.shift(48)
    await sign_up(city, shift, await city.person("Wang"))
    first = await renamed(city, leader, "Lake", shift.activity_id)
    second = await renamed(city, leader, "Sea", shift.activity_id)
    assert await taken_back(city, leader, first) == ChangedSince(), "it would take the other with it"
    assert await taken_back(city, leader, second) == Undone(told=0)
    assert await title_of(city, shift.activity_id) == "Lake"
    assert isinstance(await taken_back(city, leader, first), Undone)
    assert await title_of(city, shift.activity_id) == "River clean-up"
    assert await taken_back(city, leader, first) == Unchanged()


async def test_after_half_a_minute_it_is_told(city: City, leader: Actor) -> None:
    shift = await city.shift(48)
    await sign_up(city, shift, await city.person("Wang"))
    change = await renamed(city, leader, "Lake", shift.activity_id)
    assert await taken_back(city, leader, change, SETTLES.total_seconds()) == ToldAlready()
    assert await title_of(city, shift.activity_id) == "Lake"
    assert await taken_back(city, leader, 999) == ToldAlready(), "days later nobody knows how it was"


async def test_whoever_came_to_know_it_otherwise_meanwhile_is_told(city: City, leader: Actor) -> None:
    shift = await city.shift(48)
    await sign_up(city, shift, await city.person("Wang"))
    change = await renamed(city, leader, "Lake", shift.activity_id)
    zhao = await city.person("Zhao")
    await sign_up(city, shift, zhao, hours=7 / 3600)
    assert await taken_back(city, leader, change, 12) == Undone(told=1)
    assert [person for person, facts in await owed(city, "changed") if facts["title_before"] == "Lake"] == [zhao.id]
