"""One person at a time, many people at once, nobody in anybody's way."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.receiving.lanes import LaneFull, Lanes
from tests.support.timeless import run, timeless


async def nothing(_: object) -> None:
    """Comes after it."""


class Diary:
    """Works that write down when they begin and end."""

    def __init__(self, lanes: Lanes, *, afterwards: float = 0.0) -> None:
        self.lanes = lanes
        self.afterwards = afterwards
        self.order: list[tuple[int, int]] = []
        self.running: Counter[int] = Counter()
        self.most = 0

    async def work(self, person: int, number: int, seconds: float = 1.0) -> None:
        async def act() -> None:
            assert not self.running[person], f"two at once for {person}"
            self.running[person] += 1
            self.most = max(self.most, self.running.total())
            self.order.append((person, number))
            try:
                await asyncio.sleep(seconds)
            finally:
                self.running[person] -= 1

        await self.lanes.run(person, act, self.after)

    async def after(self, _: object) -> None:
        if self.afterwards:
            await asyncio.sleep(self.afterwards)


@timeless
async def test_one_persons_order_is_kept() -> None:
    diary = Diary(Lanes(8))
    async with asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(diary.work(1, number, 1 / (number + 1)))
    assert diary.order == [(1, number) for number in range(20)]


@timeless
async def test_many_people_at_once_but_no_more_than_the_limit() -> None:
    diary = Diary(Lanes(5))
    async with asyncio.TaskGroup() as group:
        for person in range(50):
            group.create_task(diary.work(person, 0))
    assert diary.most == 5
    assert asyncio.get_running_loop().time() == pytest.approx(10.0)


@timeless
async def test_a_thousand_waiting_of_one_person_delay_nobody() -> None:
    diary = Diary(Lanes(2, waiting=1000))
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        for number in range(1000):
            group.create_task(diary.work(1, number))
        await asyncio.sleep(0.5)
        await diary.work(2, 0)
        assert loop.time() == pytest.approx(1.5)
        await asyncio.gather(*(diary.work(person, 0) for person in range(3, 13)))
        # Ten others share the second slot; the thousand keep one, and give that one up for each turn of another.
        assert loop.time() <= 8.5


@timeless
async def test_slots_go_round_between_the_lanes() -> None:
    diary = Diary(Lanes(1))
    async with asyncio.TaskGroup() as group:
        for person in (1, 2, 3):
            for number in range(2):
                group.create_task(diary.work(person, number))
    assert diary.order == [(1, 0), (2, 0), (3, 0), (1, 1), (2, 1), (3, 1)]


@timeless
async def test_a_lane_holds_so_many_and_no_more() -> None:
    lanes = Lanes(1, waiting=3)
    diary = Diary(lanes)
    async with asyncio.TaskGroup() as group:
        for number in range(4):
            group.create_task(diary.work(1, number))
        await asyncio.sleep(0)
        with pytest.raises(LaneFull):
            await diary.work(1, 4)
        assert len(lanes) == 1
    assert len(diary.order) == 4
    assert len(lanes) == 0


@timeless
async def test_a_fault_ends_its_own_work_only() -> None:
    lanes = Lanes(1)
    diary = Diary(lanes)

    async def fails() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await lanes.run(1, fails, nothing)
    await diary.work(1, 0)
    assert len(lanes) == 0


steps = st.lists(st.tuples(st.integers(1, 4), st.floats(0, 3), st.one_of(st.none(), st.floats(0, 5))), max_size=40)


@timeless
async def test_what_comes_after_an_act_holds_the_lane_and_no_slot() -> None:
    lanes, loop = Lanes(1), asyncio.get_running_loop()
    seen: list[tuple[str, float]] = []

    def acting(name: str) -> Callable[[], Awaitable[str]]:
        async def act() -> str:
            await asyncio.sleep(1.0)
            seen.append((name, loop.time()))
            return name

        return act

    async def waits(_: str) -> None:
        await asyncio.sleep(10.0)

    async with asyncio.TaskGroup() as group:
        for person, name in ((1, "Anna's first"), (1, "Anna's second"), (2, "Bo's"), (3, "Chen's")):
            group.create_task(lanes.run(person, acting(name), waits))
    assert seen == [("Anna's first", 1.0), ("Bo's", 2.0), ("Chen's", 3.0), ("Anna's second", 12.0)]
    assert (len(lanes), lanes._free) == (0, 1)


@settings(max_examples=100, deadline=None)
@given(steps, st.integers(1, 3))
def test_whoever_gives_up_at_whatever_moment_no_slot_is_lost(
    steps: list[tuple[int, float, float | None]], limit: int
) -> None:
    async def live() -> None:
        lanes = Lanes(limit)
        diary = Diary(lanes, afterwards=0.5)

        async def one(person: int, number: int, seconds: float, gives_up: float | None) -> None:
            with suppress(TimeoutError):
                async with asyncio.timeout(gives_up):
                    await diary.work(person, number, seconds)

        async with asyncio.TaskGroup() as group:
            for number, (person, seconds, gives_up) in enumerate(steps):
                group.create_task(one(person, number, seconds, gives_up))
        for person in {person for person, _ in diary.order}:
            numbers = [number for other, number in diary.order if other == person]
            assert numbers == sorted(numbers)
        assert diary.most <= limit
        assert (len(lanes), lanes._free) == (0, limit)

    run(live())
