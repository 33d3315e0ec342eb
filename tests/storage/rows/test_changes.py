"""Changes that are taken back while somebody else changes the same."""

import asyncio
from datetime import timedelta

from tests.support.acting import NOW, appoint, at, sign_up
from tests.support.city import City
from volunteering.actions.leading.editing import Edit, edit
from volunteering.actions.leading.undoing import undo

ROUNDS = 5


async def test_what_somebody_else_says_of_it_at_the_same_moment_stays(city: City) -> None:
    leader = await appoint(city, city.leader, city.jiaojiang)
    shift = await city.shift(48)
    await sign_up(city, shift, await city.person("Wang"))

    async def says(title: str, seconds: int) -> None:
        async with city.writing() as rows:
            await edit(rows, leader, shift.activity_id, Edit(title=title), at(NOW + timedelta(seconds=seconds)))

    async def takes_back(change: int) -> None:
        async with city.writing() as rows:
            await undo(rows, leader, change, at(NOW + timedelta(seconds=10)))

    for number in range(ROUNDS):
        await says(f"A slip {number}", 0)
        slip = await city.figure("SELECT MAX(id) AS n FROM changes")
        await asyncio.gather(takes_back(slip), says(f"Meant {number}", 10))
        [activity] = await city.table("SELECT title FROM activities WHERE id = :id", id=shift.activity_id)
        assert activity["title"] == f"Meant {number}"
