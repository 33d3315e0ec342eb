"""What is sent is claimed first, many in one hop, and nothing is sent when the claim has run out."""

import asyncio
from collections.abc import Sequence

import pytest
from telegram.error import TimedOut
from typing_extensions import override

from bot.delivering.claims import SENT_WITHIN, Claims
from bot.delivering.duty import Duty
from bot.delivering.gathering import Gathering
from storage.engine.database import Database
from storage.engine.faults import Unavailable
from storage.engine.way_in import WayIn
from storage.process.duty import CLAIMED, DutyLock
from tests.support.city import City
from tests.support.delivering import PostOffice
from volunteering.rules.notices.letters import Letter


class Lock(DutyLock):
    """Grants what a test says; nothing is sent over a wire."""

    def __init__(self) -> None:
        super().__init__(WayIn("postgresql://nowhere/nothing"))
        self.granted: frozenset[int] = frozenset()
        self.is_away = False
        self.hops: list[list[int]] = []

    @override
    async def beat(self) -> bool:
        return True

    @override
    async def claim(self, messages: Sequence[int]) -> frozenset[int]:
        self.hops.append(list(messages))
        await asyncio.sleep(0)
        if self.is_away:
            raise Unavailable("cut")
        return self.granted & frozenset(messages)


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_many_are_claimed_in_one_hop(database: Database) -> None:
    lock = Lock()
    lock.granted = frozenset({1, 3, 4})
    claims = Claims(database, Duty(lock))
    answers = await asyncio.gather(*(claims.claim(number) for number in (1, 2, 3, 4)))
    assert [answer is not None for answer in answers] == [True, False, True, True]
    assert lock.hops == [[1], [2, 3, 4]], "while one hop is under way the others gather"


async def test_a_claim_that_is_not_answered_lays_the_duty_down(database: Database) -> None:
    lock = Lock()
    duty = Duty(lock)
    await duty.ask()
    assert duty.is_ours()
    lock.is_away = True
    with pytest.raises(Unavailable):
        await Claims(database, duty).claim(1)
    assert not duty.is_ours()


async def test_what_was_claimed_before_a_process_hung_is_not_sent_when_it_wakes(database: Database) -> None:
    lock, hands = Lock(), Hands()
    lock.granted = frozenset({1})
    grant = await Claims(database, Duty(lock, clock=hands)).claim(1)
    assert grant is not None
    async with grant.lasting():
        pass
    hands.now = SENT_WITHIN
    with pytest.raises(TimedOut):
        async with grant.lasting():
            raise AssertionError("it was sent")
    assert SENT_WITHIN < CLAIMED, "what is left is for writing down that it was sent"


async def test_what_takes_longer_than_its_claim_is_given_up(database: Database) -> None:
    lock, hands = Lock(), Hands()
    lock.granted = frozenset({1})
    grant = await Claims(database, Duty(lock, clock=hands)).claim(1)
    assert grant is not None
    hands.now = SENT_WITHIN - 0.01
    with pytest.raises(TimedOut):
        async with grant.lasting():
            await asyncio.Event().wait()


async def test_a_process_that_is_alone_writes_no_claim(database: Database) -> None:
    office = await PostOffice.opened(database)
    wang, zhao = await office.reader(), await office.reader("Zhao")
    for person in (wang, zhao):
        await office.owe(person, Letter(from_id=1, text="Bring gloves"))
    [first, second] = [row["id"] for row in await office.city.table("SELECT id FROM outbox ORDER BY id")]
    async with office.city.changing() as tx:
        await tx.execute("UPDATE people SET reachable = 0 WHERE id = :id", id=zhao.id)
    claims = Claims(database, Duty(None))
    assert await claims.claim(first)
    assert not await claims.claim(second)
    assert await _claimed(office.city) == 0


async def _claimed(city: City) -> int:
    return await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE claimed_by IS NOT NULL")


async def test_whoever_is_cancelled_leaves_the_hop_to_the_next() -> None:
    hops: list[list[int]] = []
    may_go = asyncio.Event()

    async def hop(numbers: list[int]) -> int:
        hops.append(list(numbers))
        await may_go.wait()
        return sum(numbers)

    gathering = Gathering(hop)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(gathering.add(1))
        await asyncio.sleep(0)
        others = [group.create_task(gathering.add(number)) for number in (2, 3)]
        await asyncio.sleep(0)
        first.cancel()
        may_go.set()
    assert [task.result() for task in others] == [5, 5]
    assert hops == [[1], [2, 3]]
