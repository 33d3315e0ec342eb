"""Everybody in a province: people who sign up, leave, log hours and look, their leaders, and who only read."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

from storage.rows import Rows
from tests.replicas.province import LETTER, Province
from tests.support.acting import at
from tests.support.town import ADMIN_ID
from tests.torture.audit import unreminded
from tests.torture.crowd import BusyLeader, Volunteer
from volunteering.actions.letters import WrittenToUnit, write_to_unit
from volunteering.rules.volunteers import Actor

PEOPLE = 40
TEAMS = 4
PLACES = 6
SETTLES_WITHIN = 180.0  # seconds: one message a second to a person, and some have a minute of them owed

_OWED = """
    SELECT (SELECT COUNT(*) FROM outbox WHERE state = 'owed') + (SELECT COUNT(*) FROM inbox WHERE told = 0) AS owed
"""


class ProvinceCrowd:
    """People who sign up, leave, log hours and look; each team has a shift that is too small for it."""

    def __init__(self, province: Province, chance: random.Random) -> None:
        self.province = province
        self.chance = chance
        self.volunteers: list[Volunteer] = []
        self.leaders: list[BusyLeader] = []

    async def gather(self, people: int = PEOPLE) -> None:
        """Leaders with a team and a shift each, and people who have never been here."""
        for number in range(TEAMS):
            name = f"Team {number}"
            await self.province.team(name)
            team = await self.province.number("SELECT id FROM units WHERE name = :name", name=name)
            phone = await self.province.leader(f"Leader {number}", team=name)
            shift = await self.province.activity(f"Activity {number}", phone, in_days=2, hours=1, places=PLACES)
            leader = BusyLeader(self.province, phone, self.chance, team)
            leader.shifts.append(shift)
            roles = await self.province.roles(shift, Helpers=PLACES - 1, First_aid=1) if number % 2 else ()
            leader.divided.extend([shift] if roles else [])
            self.leaders.append(leader)
            for person in range(number, people, TEAMS):
                phone = self.province.phone(f"Person {person}")
                self.volunteers.append(Volunteer(self.province, phone, self.chance, team, {shift: roles}))

    async def act_until(self, kills: int, *, quietly: bool = False) -> None:
        """One thing after the other until there were so many kills; quietly, they only look."""
        await self.act_while(lambda: self.province.kills < kills, quietly=quietly)

    async def act_while(self, goes_on: Callable[[], bool], *, quietly: bool = False) -> None:
        """One thing after the other as long as that holds."""

        async def act_again(act: Callable[[], Awaitable[None]]) -> None:
            while goes_on():
                await act()

        async with asyncio.TaskGroup() as group:
            for volunteer in self.volunteers:
                group.create_task(act_again(volunteer.looks if quietly else volunteer.does_something))
            for leader in self.leaders:
                group.create_task(act_again(leader.approves if quietly else leader.leads))

    def have_places(self) -> bool:
        """Whether some are in a shift, and more than one, who may be about to leave it."""
        return sum(bool(volunteer.is_in) for volunteer in self.volunteers) > 2

    async def confirm_rosters(self) -> None:
        """Every leader, at once."""
        async with asyncio.TaskGroup() as group:
            for leader in self.leaders:
                group.create_task(leader.confirms_rosters())


async def write_to_everybody(province: Province, text: str = LETTER) -> None:
    """The admin's letter to everybody."""

    async def write(records: Rows) -> None:
        admin = await records.people.by_telegram(ADMIN_ID)
        assert admin is not None
        actor = Actor(person=admin, rights=await records.people.rights(admin.id))
        assert isinstance(await write_to_unit(records, actor, admin.unit, text, at(province.now)), WrittenToUnit)

    await province.writes(write)


async def are_reminded(province: Province, *, hours: int) -> None:
    """Wait until everybody with a place has that reminder."""
    async with asyncio.timeout(SETTLES_WITHIN):
        while await unreminded(province, hours):
            await province.playground.telegram.calls.changed.wait(1.0)


async def later(province: Province, **length: float) -> None:
    """Time passes when nobody's tap is on its way any more: done after that, it would be of another day."""
    async with asyncio.timeout(SETTLES_WITHIN):
        while province.playground.telegram.updates.pending():
            await province.playground.telegram.calls.changed.wait(1.0)
    await province.playground.clock.advance(timedelta(**length).total_seconds(), within=SETTLES_WITHIN)


async def is_settled(province: Province) -> None:
    """Wait until all that is owed is sent, answers too; some of it keeps itself up to date by the town's clock."""
    async with asyncio.timeout(SETTLES_WITHIN):
        while await province.number(_OWED):
            await province.playground.telegram.calls.changed.wait(1.0)
            with suppress(TimeoutError):
                await province.passes(seconds=4)
