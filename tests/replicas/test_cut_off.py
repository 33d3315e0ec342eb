"""Replicas that are cut off from PostgreSQL in turn, in every way a network knows; nobody dies, and nothing goes twice.

As Jepsen does it: a seeded schedule of faults, people who act meanwhile, and at the end what Telegram received and what
people were told, held against the books.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import asyncpg
import pytest
import pytest_asyncio

from tests.replicas.crowd import SETTLES_WITHIN, ProvinceCrowd, are_reminded, is_settled, later, write_to_everybody
from tests.replicas.province import LETTER, ROLE, SEED, Province, Replica, province
from tests.support.databases import Databases
from tests.support.wire import Direction
from tests.torture.audit import audit, nobody_waits_unasked
from tests.torture.conftest import Report

READERS = 90  # who only read; a letter to them takes three seconds
PEOPLE = 12  # who act
SHORT, LONG = 4, 100  # cuts
TAKEN_OVER_WITHIN = 5.0  # seconds
UNHEARD = "Bring gloves"
LONGEST_CUT = {False: 2.0, True: 8.0}  # seconds
ANSWERED_WITHIN = 60.0  # seconds

_END = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = $1 AND usename = $2 AND datname = current_database()
"""
_LETTERS_OWED = "SELECT COUNT(*) FROM outbox WHERE kind = 'letter' AND state = 'owed'"
_OVERTAKEN = """
    SELECT COUNT(*) FROM signups w JOIN signups c ON c.shift_id = w.shift_id
    WHERE w.state = 'waiting' AND w.passed IS NULL AND c.state = 'confirmed' AND c.ticket > w.ticket
        AND c.role_id IS NOT DISTINCT FROM w.role_id
"""

pytestmark = pytest.mark.asyncio(loop_scope="module")

Fault = Callable[["Surgeon", Replica], Awaitable[None]]


@pytest_asyncio.fixture(name="wired", scope="module", loop_scope="module")
async def a_wired_province(databases: Databases) -> AsyncIterator[Province]:
    """Three replicas with a wire each, and people who only read."""
    with databases.fresh("postgresql", migrated=False) as url:
        async with province(url, wired=True) as place:
            await place.admin()
            for number in range(READERS):
                await place.reader(f"Reader {number}")
            yield place


@dataclass
class Surgeon:
    """Cuts replicas off, mostly the one on duty, and mends what was cut."""

    province: Province
    chance: random.Random
    longest: float  # seconds
    done: Counter[str] = field(default_factory=Counter)

    async def cut(self, times: int) -> None:
        """So many times, in ways drawn by chance, with a little time in between."""
        known = list(WAYS)[:times]
        ways: list[str] = []
        for number in range(1, times + 1):
            ways = ways or self.chance.sample(known, len(known))
            on_duty = self.province.on_duty
            victim = on_duty if number % 4 else self.chance.choice(self.province.others(on_duty))
            way = ways.pop()
            self.done[way] += 1
            await WAYS[way](self, victim)
            victim.wire.mend()
            await asyncio.sleep(self.chance.uniform(0.1, 1))

    async def ends_its_connections(self, replica: Replica) -> None:
        """They are reset, and made anew at once."""
        replica.wire.cut()

    async def ends_the_duty_s_session(self, _: Replica) -> None:
        """The server does, as an operator's or a fail-over's word would have it."""
        await ended_by_the_server(self.province, "yigong duty")

    async def ends_the_other_sessions(self, _: Replica) -> None:
        """The server does, in the middle of whatever they are at."""
        await ended_by_the_server(self.province, "yigong")

    async def silences_the_server(self, replica: Replica) -> None:
        """What the replica says is done, and it never hears of it, or late."""
        await self._holds_up(replica, Direction.BACK)

    async def silences_the_replica(self, replica: Replica) -> None:
        """The server hears nothing of it."""
        await self._holds_up(replica, Direction.THERE)

    async def separates(self, replica: Replica) -> None:
        """Neither hears the other; in the end the connections are gone."""
        await self._holds_up(replica, *Direction)
        replica.wire.cut()

    async def slows_down(self, replica: Replica) -> None:
        """Everything takes longer than a sign of life may."""
        replica.wire.slow_down(delay=self.chance.uniform(0.1, 2.5))
        await asyncio.sleep(self.chance.uniform(0.5, self.longest))

    async def narrows(self, replica: Replica) -> None:
        """Everything arrives in small pieces."""
        replica.wire.slow_down(piece=64)
        await asyncio.sleep(self.chance.uniform(0.5, self.longest))

    async def _holds_up(self, replica: Replica, *ways: Direction) -> None:
        replica.wire.hold_up(*ways)
        await asyncio.sleep(self.chance.uniform(0.3, self.longest))


async def ended_by_the_server(province: Province, application: str) -> None:
    """The server ends the sessions of that name, whichever replica's they are."""
    connection = await asyncpg.connect(province.database_url)
    try:
        await connection.execute(_END, application, ROLE)
    finally:
        await connection.close()


WAYS: dict[str, Fault] = {
    "the duty's session ended by the server": Surgeon.ends_the_duty_s_session,
    "connections reset": Surgeon.ends_its_connections,
    "neither heard": Surgeon.separates,
    "other sessions ended by the server": Surgeon.ends_the_other_sessions,
    "the server not heard": Surgeon.silences_the_server,
    "the replica not heard": Surgeon.silences_the_replica,
    "slow": Surgeon.slows_down,
    "narrow": Surgeon.narrows,
}
"""The first ones are the short form."""


async def test_a_duty_that_ends_unheard_is_taken_over_and_no_letter_goes_twice(wired: Province) -> None:
    await write_to_everybody(wired, UNHEARD)
    await _letters_arrive(wired, READERS // 5)
    unaware, takings = wired.on_duty, len(wired.duties)
    unaware.wire.hold_up(Direction.BACK, of="yigong duty")
    await ended_by_the_server(wired, "yigong duty")
    taken_over = await wired.taken_over(takings)
    assert wired.on_duty is not unaware
    assert taken_over < TAKEN_OVER_WITHIN
    await _letters_arrive(wired, READERS)
    unaware.wire.mend()
    await is_settled(wired)
    letters = _copies(wired, UNHEARD)
    twice = {letter for letter, copies in letters.items() if copies > 1}
    assert not twice, f"{len(twice)} of {len(letters)} letters arrived twice, and nobody had died"


async def _letters_arrive(wired: Province, number: int) -> None:
    async with asyncio.timeout(SETTLES_WITHIN):
        while len(_copies(wired, UNHEARD)) < number:
            await wired.playground.telegram.calls.changed.wait(1.0)


async def test_replicas_cut_off_in_turn_say_nothing_twice(
    wired: Province, report: Report, monkeypatch: pytest.MonkeyPatch, *, long: bool
) -> None:
    monkeypatch.setattr("playground.phones.phone.LIMIT", ANSWERED_WITHIN)
    cuts = LONG if long else SHORT
    chance = random.Random(SEED)
    surgeon, crowd = Surgeon(wired, random.Random(SEED), LONGEST_CUT[long]), ProvinceCrowd(wired, chance)
    await crowd.gather(PEOPLE)
    letters = 0
    async with asyncio.TaskGroup() as group:
        cutting = group.create_task(surgeon.cut(cuts))
        # On busy cores the cuts are over before anybody has a place, and then nobody is owed a reminder.
        group.create_task(crowd.act_while(lambda: not cutting.done() or not crowd.have_places()))
        while not cutting.done():
            if not await wired.number(_LETTERS_OWED):  # one is always on its way
                letters += 1
                await write_to_everybody(wired, f"{LETTER}: {letters} m")
            await asyncio.wait([cutting], timeout=0.2)
    await is_settled(wired)  # the bots see a new day when they have lived through the one before
    await nobody_waits_unasked(wired)
    await later(wired, days=1, hours=2)
    await are_reminded(wired, hours=24)
    await later(wired, hours=21, minutes=15)
    await are_reminded(wired, hours=2)
    await later(wired, hours=3)
    await crowd.confirm_rosters()
    await is_settled(wired)

    copies = _copies(wired, f"{LETTER}: ")
    assert len(copies) == len(wired.readers) * letters, "somebody did not get a letter"
    twice = {letter: times for letter, times in copies.items() if times > 1}
    assert not twice, (
        f"{len(twice)} of {len(copies)} letters arrived more than once, and nobody had died: {surgeon.done}"
    )
    await audit(wired, crowd.volunteers, crowd.leaders)
    assert await wired.number(_OVERTAKEN) == 0, "somebody who came later has the place of one who waits"
    report(f"Replicas cut off from PostgreSQL {cuts} times", _table(wired, crowd, surgeon, copies))


def _copies(wired: Province, text: str) -> Counter[tuple[int, str]]:
    """How often each reader's phone shows each letter with that text."""
    chats = wired.playground.telegram.chats
    return Counter(
        (who, message.text) for who in wired.readers for message in chats[who].messages.values() if text in message.text
    )


def _table(wired: Province, crowd: ProvinceCrowd, surgeon: Surgeon, copies: Counter[tuple[int, str]]) -> str:
    lines = {
        **{f"cuts: {way}": times for way, times in sorted(surgeon.done.items())},
        "times the duty was taken": len(wired.duties),
        "acts, all answered and in the books once": sum(
            someone.acts for someone in (*crowd.volunteers, *crowd.leaders)
        ),
        "letters owed": len(copies),
        "letters sent": copies.total(),
        "reminders sent": wired.reminders().total(),
    }
    return "\n".join(
        ("| what | how many |", "|---|---|", *(f"| {what} | {number:,} |" for what, number in lines.items()))
    )
