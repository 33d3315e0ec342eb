"""The kill test of a province: replicas die in turn while people act, reminders fall due and a letter goes out."""

import asyncio
import random
from dataclasses import dataclass, field

import pytest

from tests.replicas.crowd import SETTLES_WITHIN, ProvinceCrowd, are_reminded, is_settled, later, write_to_everybody
from tests.replicas.province import SEED, Province
from tests.torture.audit import audit, nobody_waits_unasked
from tests.torture.conftest import Report

READERS = 60  # who only read
SHORT, LONG = 3, 60  # kills
CALLS = 150  # of the Bot API at most, between two kills
TAKEN_OVER_WITHIN = 10.0  # seconds
ANSWERED_WITHIN = 60.0  # seconds; a tap that meets two deaths waits for Telegram's second repeat

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


async def test_replicas_killed_in_turn_lose_nothing(
    province: Province, report: Report, monkeypatch: pytest.MonkeyPatch, *, long: bool
) -> None:
    monkeypatch.setattr("playground.phones.phone.LIMIT", ANSWERED_WITHIN)
    kills = LONG if long else SHORT
    chance = random.Random(SEED)
    killer, crowd = Killer(province, chance), ProvinceCrowd(province, chance)
    await crowd.gather()
    await province.admin()
    for number in range(READERS):
        await province.reader(f"Reader {number}")
    async with asyncio.TaskGroup() as group:
        group.create_task(killer.kills(kills))
        await crowd.act_until(kills // 3)
        await write_to_everybody(province)
        await crowd.act_until(kills * 2 // 3)
        await nobody_waits_unasked(province)
        await later(province, days=1, hours=2)
        await crowd.act_until(kills, quietly=True)
    await are_reminded(province, hours=24)
    await later(province, hours=21, minutes=15)
    await are_reminded(province, hours=2)
    await later(province, hours=3)
    await crowd.confirm_rosters()
    await is_settled(province)

    await audit(province, crowd.volunteers, crowd.leaders)
    letters = province.letters()
    assert letters.keys() == province.readers, "somebody did not get the letter"
    again = {who for who, copies in letters.items() if copies > 1}
    assert again <= province.letters_unwritten, "a letter was sent twice though it was written down"
    assert killer.takeovers, "the one on duty was never killed"
    assert max(killer.takeovers) < TAKEN_OVER_WITHIN
    report(f"Replicas killed {kills} times", _table(province, crowd, killer))


def _table(province: Province, crowd: ProvinceCrowd, killer: Killer) -> str:
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
