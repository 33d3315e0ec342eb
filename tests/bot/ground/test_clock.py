"""The process's time: the machine's, or a playground's that jumps."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.ground.clock import PlaygroundClock, SystemClock

START = datetime(2026, 12, 1, 8, tzinfo=UTC)


class FakePlayground:
    """The playground's side of the clock: answers as soon as the jump isn't the one seen."""

    def __init__(self) -> None:
        self.time = START.timestamp()
        self.running = False
        self.jump = 0
        self.changed = asyncio.Condition()
        self.asked: asyncio.Queue[tuple[int, str]] = asyncio.Queue()
        self.broken = 0
        self.url = ""
        self.connections: set[object] = set()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.connections.add(request.transport)
        seen = int(request.query["seen"])
        self.asked.put_nowait((seen, request.query["next"]))
        if self.broken:
            self.broken -= 1
            return web.Response(status=502, text="not now")
        async with self.changed:
            await self.changed.wait_for(lambda: self.jump != seen)
        return web.json_response({"jump": self.jump, "now": self.time, "running": self.running})

    async def jumps(self, seconds: float) -> None:
        async with self.changed:
            self.time += seconds
            self.jump += 1
            self.changed.notify_all()


@pytest.fixture
async def playground() -> AsyncIterator[FakePlayground]:
    playground = FakePlayground()
    app = web.Application()
    app.router.add_get("/playground/clock", playground.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    playground.url = f"http://127.0.0.1:{runner.addresses[0][1]}/playground/clock"
    yield playground
    await runner.cleanup()


@pytest.fixture
async def follower(playground: FakePlayground) -> AsyncIterator["Follower"]:
    """A process that is about to follow."""
    follower = Follower(playground.url)
    async with follower.clock:
        yield follower


class Follower:
    """A process that follows: notes what time it was when it did what became due."""

    def __init__(self, url: str) -> None:
        self.passed = 0.0
        self.slept: list[float] = []
        self.clock = PlaygroundClock(
            url, start=START - timedelta(days=1), monotonic=lambda: self.passed, sleep=self.sleep
        )
        self.lived: asyncio.Queue[datetime] = asyncio.Queue()
        self.fails = False
        self.due: datetime | None = None

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)

    async def on_jump(self) -> None:
        self.lived.put_nowait(self.clock.now())
        if self.fails:
            raise ZeroDivisionError

    async def next_due(self) -> datetime | None:
        return self.due


@asynccontextmanager
async def following(follower: Follower) -> AsyncIterator[None]:
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        task = group.create_task(follower.clock.follow(follower.on_jump, follower.next_due))
        yield
        task.cancel()


def test_the_machines_time_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


async def test_it_takes_the_playgrounds_time_over(playground: FakePlayground, follower: Follower) -> None:
    assert follower.clock.now() == START - timedelta(days=1)
    await follower.clock.catch_up()
    assert follower.clock.now() == START
    follower.passed = 100.0
    assert follower.clock.now() == START, "it stands still with it"


async def test_it_runs_on_with_a_running_clock(playground: FakePlayground, follower: Follower) -> None:
    playground.running = True
    follower.passed = 50.0
    await follower.clock.catch_up()
    follower.passed = 53.5
    assert follower.clock.now() == START + timedelta(seconds=3.5)


async def test_each_jump_is_lived_through_before_the_next_question(
    playground: FakePlayground, follower: Follower
) -> None:
    async with following(follower):
        assert await playground.asked.get() == (-1, "")
        assert await follower.lived.get() == START
        assert await playground.asked.get() == (0, "")
        follower.due = START + timedelta(hours=3)
        await playground.jumps(3600)
        assert await follower.lived.get() == START + timedelta(hours=1)
        assert await playground.asked.get() == (1, str(follower.due.timestamp()))


async def test_what_was_caught_up_with_is_lived_through(playground: FakePlayground, follower: Follower) -> None:
    await follower.clock.catch_up()
    assert await playground.asked.get() == (-1, "")
    async with following(follower):
        assert await follower.lived.get() == START
        assert await playground.asked.get() == (0, "")


async def test_a_fault_of_what_became_due_stops_nothing(playground: FakePlayground, follower: Follower) -> None:
    follower.fails = True
    async with following(follower):
        await follower.lived.get()
        await playground.asked.get()
        assert await playground.asked.get() == (0, "")
        await playground.jumps(60)
        assert await follower.lived.get() == START + timedelta(minutes=1)


async def test_a_playground_that_was_away_counts_anew(playground: FakePlayground, follower: Follower) -> None:
    async with following(follower):
        await follower.lived.get()
        playground.broken = 2
        playground.time = START.timestamp() + 500
        await playground.jumps(0)
        await follower.lived.get()
        while (await playground.asked.get())[0] != -1:
            pass
        await playground.jumps(0)
        assert await follower.lived.get() == START + timedelta(seconds=500)
    assert follower.slept


async def test_catching_up_waits_until_the_playground_is_there(playground: FakePlayground, follower: Follower) -> None:
    playground.broken = 3
    await follower.clock.catch_up()
    assert len(follower.slept) == 3
    assert follower.clock.now() == START


async def test_it_is_there_from_the_first_question_on(playground: FakePlayground, follower: Follower) -> None:
    await follower.clock.catch_up()
    async with following(follower):
        await follower.lived.get()
        await playground.asked.get()
        await playground.asked.get()
    assert len(playground.connections) == 1, "whoever pushes the clock would take it for gone in between"


async def test_it_stays_there_while_much_became_due(
    playground: FakePlayground, follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    await follower.clock.catch_up()
    later = time.monotonic() + 600
    monkeypatch.setattr("aiohttp.connector.monotonic", lambda: later)
    async with following(follower):
        await playground.asked.get()
        await playground.asked.get()
    assert len(playground.connections) == 1, "whoever pushes the clock would not wait for it, and it would lag behind"
