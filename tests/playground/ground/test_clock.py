"""The clock and those who follow it."""

import asyncio
from datetime import UTC, datetime

import aiohttp
import pytest

from playground.ground.clock import Clock
from playground.serving.server import Playground
from tests.support.timeless import timeless

NOON = datetime(2026, 12, 4, 4, 0, tzinfo=UTC)


def clock(*, frozen: bool = True) -> Clock:
    return Clock(NOON, frozen=frozen, monotonic=asyncio.get_running_loop().time)


@timeless
async def test_a_frozen_clock_moves_only_when_pushed() -> None:
    frozen = clock()
    await asyncio.sleep(100)
    assert frozen.moment() == NOON
    await frozen.advance(3600)
    assert frozen.now() == NOON.timestamp() + 3600
    frozen.start_over()
    assert frozen.moment() == NOON


@timeless
async def test_a_running_clock_runs_and_can_be_pushed() -> None:
    running = clock(frozen=False)
    await asyncio.sleep(5)
    await running.advance(100)
    assert running.now() == NOON.timestamp() + 105


@timeless
async def test_a_new_follower_is_answered_at_once_and_then_waits() -> None:
    frozen = clock()
    assert await frozen.follow(-1) == {"jump": 0, "now": NOON.timestamp(), "running": False}
    begin = asyncio.get_running_loop().time()
    assert (await frozen.follow(0))["jump"] == 0
    assert asyncio.get_running_loop().time() - begin == 25


@timeless
async def test_advance_returns_when_the_follower_has_lived_through_it() -> None:
    frozen, lived = clock(), []

    async def follower() -> None:
        seen = -1
        while True:
            told = await frozen.follow(seen, next_due=None)
            await asyncio.sleep(3)
            seen = told["jump"]
            lived.append(seen)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(follower()) for _ in range(3)]
        await asyncio.sleep(0.01)
        for jump in (1, 2):
            await frozen.advance(60)
            assert lived.count(jump) == 3
        for task in tasks:
            task.cancel()


@timeless
async def test_a_follower_that_is_gone_is_not_waited_for() -> None:
    frozen, connection = clock(), object()
    await frozen.follow(-1, connection=connection, is_gone=lambda: True)
    begin = asyncio.get_running_loop().time()
    await frozen.advance(60)
    assert asyncio.get_running_loop().time() - begin < 2


@timeless
async def test_a_follower_that_hangs_is_named_after_the_limit() -> None:
    frozen = clock()
    await frozen.follow(-1, connection=object())
    with pytest.raises(TimeoutError, match="has not lived through the jump"):
        await frozen.advance(60)
    await frozen.advance(60)  # and is not waited for twice


@timeless
async def test_to_the_next_reminder_asks_again_what_is_next() -> None:
    frozen = clock()
    due: float | None = NOON.timestamp() + 500

    async def follower() -> None:
        seen = -1
        while True:
            seen = (await frozen.follow(seen, due))["jump"]

    async with asyncio.TaskGroup() as group:
        task = group.create_task(follower())
        await asyncio.sleep(0.01)
        due = NOON.timestamp() + 300  # a sign-up since the follower last said
        assert await frozen.advance_to_next()
        assert frozen.now() == NOON.timestamp() + 300
        due = None
        assert not await frozen.advance_to_next()
        task.cancel()


@timeless
async def test_a_pause_ends_by_either_clock() -> None:
    frozen, loop = clock(), asyncio.get_running_loop()
    await frozen.pause(10)
    assert loop.time() == pytest.approx(10)
    async with asyncio.TaskGroup() as group:
        group.create_task(frozen.pause(1000))
        await asyncio.sleep(0)
        await frozen.advance(1000)
    assert loop.time() == pytest.approx(10)


async def test_the_contract_over_http(playground: Playground, session: aiohttp.ClientSession) -> None:
    address, due = f"{playground.url}/playground/clock", NOON.timestamp() + 7200
    async with session.get(address, params={"seen": "-1", "next": ""}) as response:
        assert await response.json() == {"jump": 0, "now": NOON.timestamp(), "running": False}
    async with asyncio.TaskGroup() as group:
        pushing = group.create_task(playground.clock.advance(3600))
        async with session.get(address, params={"seen": "0", "next": str(due)}) as response:
            assert await response.json() == {"jump": 1, "now": NOON.timestamp() + 3600, "running": False}
        assert not pushing.done()
        waiting = group.create_task(session.get(address, params={"seen": "1", "next": str(due)}))
        await pushing
        assert playground.clock.next_due == due
        playground.clock.start_over()
        (await waiting).release()


@pytest.mark.parametrize("query", [{"seen": "x"}, {"seen": "1", "next": "soon"}])
async def test_a_follower_that_mumbles(
    playground: Playground, session: aiohttp.ClientSession, query: dict[str, str]
) -> None:
    async with session.get(f"{playground.url}/playground/clock", params=query) as response:
        assert response.status == 400
