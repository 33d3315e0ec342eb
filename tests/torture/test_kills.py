"""The kill test: whatever the moment at which the bot dies, nothing that was answered is lost or done twice."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Self

import pytest

from playground.phones.phone import Phone
from storage.engine.connecting import is_postgres
from storage.rows import Rows
from tests.support.databases import Databases
from tests.support.town import ZONE
from tests.torture.audit import audit, nobody_waits_unasked, unreminded
from tests.torture.conftest import Report
from tests.torture.crowd import BusyLeader, Somebody, Volunteer
from tests.torture.fragile import FragileTown
from tests.torture.visited import VisitedTown, visited_town
from volunteering.rules.activities import Category
from volunteering.rules.ground.periods import Period, local_day, readings
from volunteering.rules.tree import Role

PEOPLE = 40
TEAMS = 8
PLACES = 4
MINUTES = 10  # a shift: all begin within two hours, so that everybody's reminders are due together
SHORT, LONG = 50, 500  # kills
SEED = 20261123
SETTLES_WITHIN = 120.0  # seconds
_OWED = """
    SELECT (SELECT COUNT(*) FROM outbox WHERE state = 'owed') + (SELECT COUNT(*) FROM inbox WHERE told = 0)
"""
LOOKS_EVERY = 0.05  # seconds at most: what a call led to is written down a little later


@dataclass
class Everybody:
    """Everybody in the town."""

    town: FragileTown
    chance: random.Random
    volunteers: list[Volunteer] = field(default_factory=list)
    leaders: list[BusyLeader] = field(default_factory=list)

    @classmethod
    async def gathered(cls, town: FragileTown, chance: random.Random) -> Self:
        """Leaders with a team and a shift each, and people who have never been here."""
        crowd = cls(town, chance)
        shifts: dict[int, tuple[int, ...]] = {}
        for number in range(TEAMS):
            name = f"Team {number}"
            await town.team(name)
            team = await town.number("SELECT id FROM units WHERE name = :name", name=name)
            phone = await town.member(f"Leader {number}", team=name, role=Role.LEADER)
            leader = BusyLeader(town, phone, chance, team)
            shift = await _shift(town, phone, number)
            shifts[shift] = await town.roles(shift, Helpers=PLACES - 1, First_aid=1) if number % 2 else ()
            leader.shifts.append(shift)
            leader.divided.extend([shift] if shifts[shift] else [])
            crowd.leaders.append(leader)
        for number in range(PEOPLE):
            team = crowd.leaders[number % TEAMS].team
            crowd.volunteers.append(Volunteer(town, town.phone(f"Person {number}"), chance, team, shifts))
        return crowd

    @property
    def everybody(self) -> Sequence[Somebody]:
        """Volunteers and leaders."""
        return (*self.volunteers, *self.leaders)

    async def is_busy(self, kills: int) -> None:
        """Everybody does one thing after the other until the bot has been killed so often."""
        volunteers = [volunteer.does_something for volunteer in self.volunteers]
        await self._until(kills, *volunteers, *(leader.leads for leader in self.leaders))

    async def is_reminded(self, kills: int, *, hours: int) -> None:
        """Everybody with a place has that reminder; until so many kills the leaders look at their shifts."""
        await self._until(kills, *(leader.looks for leader in self.leaders))
        await self.town.gives_the_dead_up()
        await _are_reminded(self.town, hours=hours)

    async def confirms_rosters(self, kills: int) -> None:
        """Every leader, again and again until so many kills."""
        await self._until(kills, *(leader.confirms_rosters for leader in self.leaders))

    async def _until(self, kills: int, *acts: Callable[[], Awaitable[None]]) -> None:
        async def goes_on(act: Callable[[], Awaitable[None]]) -> None:
            while self.town.kills < kills:
                await act()

        async with asyncio.TaskGroup() as group:
            for act in acts:
                group.create_task(goes_on(act))


async def _shift(town: FragileTown, leader: Phone, number: int) -> int:
    [nine] = readings(local_day(town.now, ZONE) + timedelta(days=2), time(9), ZONE)
    period = Period(
        start=nine + number * timedelta(minutes=MINUTES), end=nine + (number + 1) * timedelta(minutes=MINUTES)
    )

    async def post(records: Rows) -> int:
        person = await records.people.by_telegram(leader.person.id)
        assert person is not None
        activity = await records.activities.add(
            unit=person.unit,
            leader_id=person.id,
            title=f"Activity {number}",
            description="",
            category=Category.COMMUNITY,
            venue="East Gate",
            details="",
            at=town.now,
        )
        return await records.activities.add_shift(
            activity, person.unit.id, period, PLACES, day=local_day(period.start, ZONE), at=town.now
        )

    return await town.writes(post)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A database without tables: the first bot makes them."""
    with databases.fresh(request.param, migrated=False) as url:
        yield url


async def test_whatever_the_moment_it_dies_and_whoever_looks_in_nothing_answered_is_lost(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: Report, *, long: bool
) -> None:
    kills = LONG if long else SHORT
    async with visited_town(empty_url, tmp_path, monkeypatch, seed=SEED) as town:
        crowd = await Everybody.gathered(town, random.Random(SEED))
        await _while_killed(town, kills * 20 // 100, crowd.is_busy)  # after which everybody is registered
        await _while_killed(town, kills * 60 // 100, crowd.is_busy)
        await nobody_waits_unasked(town)
        await town.jumps(days=1, hours=2)
        await _while_killed(town, kills * 75 // 100, lambda until: crowd.is_reminded(until, hours=24))
        await town.jumps(hours=21, minutes=15)
        await _while_killed(town, kills * 85 // 100, lambda until: crowd.is_reminded(until, hours=2))
        await town.jumps(hours=3)
        await _while_killed(town, kills, crowd.confirms_rosters)
        await crowd.volunteers[0].looks()  # so that the last one started has seen what the others left
        await _is_settled(town)
        code = await town.stop()
        assert code == 0, f"the bot ended with {code}:\n{town.log[-5000:]}"
        await audit(town, crowd.volunteers, crowd.leaders)
        kind = "PostgreSQL" if is_postgres(empty_url) else "SQLite"
        report(f"Killed {kills} times on {kind}", _table(town, crowd))


async def _while_killed(town: FragileTown, kills: int, acts: Callable[[int], Awaitable[None]]) -> None:
    """They act until the bot has been killed so often in all."""
    async with asyncio.TaskGroup() as group:
        group.create_task(town.is_killed(kills - town.kills))
        await acts(kills)


async def _are_reminded(town: FragileTown, *, hours: int) -> None:
    """Everybody with a place has that reminder, however often the bot dies meanwhile."""
    async with asyncio.timeout(SETTLES_WITHIN):
        while await unreminded(town, hours):
            await town.playground.telegram.calls.changed.wait(LOOKS_EVERY)
    unknown = await town.reminder_rows("sent") - town.reminders()
    assert not unknown, f"reminders that are not known as such on the phones, so that none is counted twice: {unknown}"


async def _is_settled(town: FragileTown) -> None:
    """Everything that is owed is sent, answers too: what a dead replica owes is old after a while."""
    await town.gives_the_dead_up()
    await town.passes(minutes=1)
    async with asyncio.timeout(SETTLES_WITHIN):
        while await town.number(_OWED):
            await town.playground.telegram.calls.changed.wait(LOOKS_EVERY)


def _table(town: VisitedTown, crowd: Everybody) -> str:
    lines = {
        "kills": town.kills,
        "visits by other processes, one at each kill": town.visitor.visits,
        **({"looks at its files, all of them and their locks its own": town.looks} if town.looks else {}),
        "people": len(crowd.everybody),
        "acts": sum(someone.acts for someone in crowd.everybody),
        "acts answered": sum(someone.answered for someone in crowd.everybody),
        "acts lost, or done twice": 0,
        "updates that Telegram gave more than once": sum(times > 1 for times in town.given.values()),
        "reminders owed": (town.reminders() - town.unwritten).total(),
        "reminders sent": town.reminders().total(),
        "reminders sent again, because the bot died before it could write them down": town.unwritten.total(),
    }
    return "\n".join(
        ("| what | how many |", "|---|---|", *(f"| {what} | {number:,} |" for what, number in lines.items()))
    )
