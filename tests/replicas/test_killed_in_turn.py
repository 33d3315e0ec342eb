"""The kill test of a province: replicas die in turn while people act, reminders fall due and a letter goes out."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from storage.records import Rows
from tests.replicas.province import LETTER, SEED, Province
from tests.support.town import ADMIN_ID
from tests.torture.audit import audit, unreminded
from tests.torture.conftest import Report
from tests.torture.crowd import Leader, Volunteer
from volunteering.actions.broadcasting import Sending, write_to_unit
from volunteering.people import Actor
from volunteering.units import Rights

PEOPLE = 40
TEAMS = 4
PLACES = 6
READERS = 60  # who only read
SHORT, LONG = 3, 60  # kills
CALLS = 150  # of the Bot API at most, between two kills
TAKEN_OVER_WITHIN = 10.0  # seconds
ANSWERED_WITHIN = 60.0  # seconds; a tap that meets two deaths waits for Telegram's second repeat
SETTLES_WITHIN = 180.0  # seconds: one message a second to a person, and some have a minute of them owed

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Killer:
    """Kills a replica at some moment, mostly the one on duty, and starts it again."""

    province: Province
    chance: random.Random
    takeovers: list[float] = field(default_factory=list)  # seconds each

    async def kills(self, times: int) -> None:
        """So many times."""
        for number in range(1, times + 1):
            await self._some_moment()
            on_duty = self.province.on_duty
            victim = self.chance.choice(self.province.others(on_duty)) if number % 4 == 0 else on_duty
            takings = len(self.province.duties)
            await self.province.kill(victim)
            if victim is on_duty:
                self.takeovers.append(await self.province.taken_over(takings))
            await self.province.begin(victim)

    async def _some_moment(self) -> None:
        calls = self.province.playground.telegram.calls
        until = calls.by_method.total() + self.chance.randrange(CALLS)
        while calls.by_method.total() < until:
            await calls.changed.wait(SETTLES_WITHIN)


class Crowd:
    """People who sign up, leave, log hours and look; each team has a shift that is too small for it."""

    def __init__(self, province: Province, chance: random.Random) -> None:
        self.province = province
        self.chance = chance
        self.volunteers: list[Volunteer] = []
        self.leaders: list[Leader] = []

    async def gather(self) -> None:
        """Leaders with a team and a shift each, and people who have never been here."""
        for number in range(TEAMS):
            name = f"Team {number}"
            await self.province.team(name)
            team = await self.province.number("SELECT id FROM units WHERE name = :name", name=name)
            phone = await self.province.leader(f"Leader {number}", team=name)
            shift = await self.province.activity(f"Activity {number}", phone, in_days=2, hours=1, places=PLACES)
            leader = Leader(self.province, phone, self.chance, team)
            leader.shifts.append(shift)
            self.leaders.append(leader)
            for person in range(number, PEOPLE, TEAMS):
                phone = self.province.phone(f"Person {person}")
                self.volunteers.append(Volunteer(self.province, phone, self.chance, team, (shift,)))

    async def act_until(self, kills: int, *, quietly: bool = False) -> None:
        """One thing after the other until there were so many kills; quietly, they only look."""

        async def goes_on(act: Callable[[], Awaitable[None]]) -> None:
            while self.province.kills < kills:
                await act()

        async with asyncio.TaskGroup() as group:
            for volunteer in self.volunteers:
                group.create_task(goes_on(volunteer.looks if quietly else volunteer.does_something))
            for leader in self.leaders:
                group.create_task(goes_on(leader.approves))

    async def confirm_rosters(self) -> None:
        """Every leader, at once."""
        async with asyncio.TaskGroup() as group:
            for leader in self.leaders:
                group.create_task(leader.confirms_rosters())


async def test_replicas_killed_in_turn_lose_nothing(
    province: Province, report: Report, monkeypatch: pytest.MonkeyPatch, *, long: bool
) -> None:
    monkeypatch.setattr("playground.phone.LIMIT", ANSWERED_WITHIN)
    kills = LONG if long else SHORT
    chance = random.Random(SEED)
    killer, crowd = Killer(province, chance), Crowd(province, chance)
    await crowd.gather()
    await province.admin()
    for number in range(READERS):
        await province.reader(f"Reader {number}")
    async with asyncio.TaskGroup() as group:
        group.create_task(killer.kills(kills))
        await crowd.act_until(kills // 3)
        await _write_to_everybody(province)
        await crowd.act_until(kills * 2 // 3)
        await _later(province, days=1, hours=2)
        await crowd.act_until(kills, quietly=True)
    await _are_reminded(province, hours=24)
    await _later(province, hours=21, minutes=15)
    await _are_reminded(province, hours=2)
    await _later(province, hours=3)
    await crowd.confirm_rosters()
    await _is_settled(province)

    await audit(province, crowd.volunteers, crowd.leaders)
    letters = province.letters()
    assert letters.keys() == province.readers, "somebody did not get the letter"
    again = {who for who, copies in letters.items() if copies > 1}
    assert again <= province.letters_unwritten, "a letter was sent twice though it was written down"
    assert killer.takeovers, "the one on duty was never killed"
    assert max(killer.takeovers) < TAKEN_OVER_WITHIN
    report(f"Replicas killed {kills} times", _table(province, crowd, killer))


async def _write_to_everybody(province: Province) -> None:
    async def write(records: Rows) -> None:
        admin = await records.people.by_telegram(ADMIN_ID)
        assert admin is not None
        actor = Actor(person=admin, rights=Rights(posts=await records.people.posts(admin.id)))
        assert isinstance(await write_to_unit(records, actor, admin.unit, LETTER, province.now), Sending)

    await province.writes(write)


async def _are_reminded(province: Province, *, hours: int) -> None:
    async with asyncio.timeout(SETTLES_WITHIN):
        while await unreminded(province, hours):
            await province.playground.telegram.calls.changed.wait(1.0)


async def _later(province: Province, **length: float) -> None:
    """Time passes when nobody's tap is on its way any more: done after that, it would be of another day."""
    async with asyncio.timeout(SETTLES_WITHIN):
        while province.playground.telegram.updates.pending():
            await province.playground.telegram.calls.changed.wait(1.0)
    await province.passes(**length)


async def _is_settled(province: Province) -> None:
    async with asyncio.timeout(SETTLES_WITHIN):
        while await province.number("SELECT COUNT(*) FROM outbox WHERE state = 'owed'"):
            await province.playground.telegram.calls.changed.wait(1.0)


def _table(province: Province, crowd: Crowd, killer: Killer) -> str:
    letters = province.letters()
    lines = {
        "kills": province.kills,
        "of the replica on duty": len(killer.takeovers),
        "slowest takeover, seconds": round(max(killer.takeovers), 2),
        "acts, all answered and in the books once": sum(
            someone.acts for someone in (*crowd.volunteers, *crowd.leaders)
        ),
        "reminders sent": province.reminders().total(),
        "reminders sent again, which the dead had not written down": province.unwritten.total(),
        "letters sent": letters.total(),
        "letters sent again, which the dead had not written down": letters.total() - len(letters),
        "requests that a replica died with, given again": province.balancer.broken,
    }
    return "\n".join(
        ("| what | how many |", "|---|---|", *(f"| {what} | {number:,} |" for what, number in lines.items()))
    )
