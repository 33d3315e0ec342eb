"""Telegram is told of nothing that isn't finished, and asked for nothing that can't be new."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import Conflict, InvalidToken, NetworkError, TimedOut

from bot.calling.transport import AiohttpRequest
from bot.ground.errors import AskedToWait, TokenRefused
from bot.receiving.lanes import Lanes
from bot.receiving.receiver import Receiver, asking
from tests.support.timeless import run, timeless

Raw = dict[str, Any]


async def nothing(_: object) -> None:
    """Comes after it."""


class Killed(Exception):  # noqa: N818
    """The process ends here."""


class UpdatesOfTelegram:
    """getUpdates (docs/telegram.md: Receiving): confirmed by offset, a hundred at most, waiting for the first."""

    def __init__(self, people: list[int], first: int = 100) -> None:
        self.pending = {first + index: self.update(first + index, person) for index, person in enumerate(people)}
        self.news = asyncio.Event()
        self.faults: list[Exception] = []
        self.asked: list[tuple[float, int]] = []
        self._answered: tuple[int, float] = (-1, 0.0)

    @staticmethod
    def update(number: int, person: int) -> Raw:
        return {"update_id": number, "message": {"from": {"id": person}}}

    def adds(self, number: int, person: int) -> None:
        self.pending[number] = self.update(number, person)
        self.news.set()

    async def get_updates(self, *, offset: int, limit: int, wait: int) -> list[Raw]:
        now = asyncio.get_running_loop().time
        if self.asked and self.asked[-1][1] == offset and now() < self.asked[-1][0] + 3:
            wait = max(wait, 3)
        self.asked.append((now(), offset))
        if self.faults:
            raise self.faults.pop(0)
        for number in [number for number in self.pending if number < offset]:
            del self.pending[number]
        if offset == self._answered[0] and now() < self._answered[1] + 0.5:
            limit = 1
        if not self.pending and wait:
            self.news.clear()
            try:
                async with asyncio.timeout(wait):
                    await self.news.wait()
            except TimeoutError:
                return []
        self._answered = (offset, now())
        return [self.pending[number] for number in sorted(self.pending)][: min(limit, 100)]


class Service:
    """A receiver at work on lanes, which stops when everything expected is done."""

    def __init__(
        self, telegram: UpdatesOfTelegram, seconds: Callable[[int], float] = lambda _: 0.01, slots: int = 64
    ) -> None:
        self.telegram = telegram
        self.done: list[int] = []
        self.begun: list[int] = []
        self.by_person: dict[int, list[int]] = defaultdict(list)
        self.done_at: dict[int, float] = {}
        self._seconds = seconds
        self._lanes = Lanes(slots)
        self.receiver = Receiver(telegram.get_updates, self.take)
        self.until: Callable[[], bool] = lambda: False

    async def take(self, raw: Raw) -> None:
        person, number = raw["message"]["from"]["id"], raw["update_id"]

        async def work() -> None:
            self.begun.append(number)
            assert number in self.telegram.pending, f"{number} was confirmed before it was begun"
            await asyncio.sleep(self._seconds(number))
            assert number in self.telegram.pending, f"{number} was confirmed before it was finished"
            self.done.append(number)
            self.by_person[person].append(number)
            self.done_at[number] = asyncio.get_running_loop().time()

        await self._lanes.run(person, work, nothing)
        if self.until():
            self.receiver.stop()

    async def runs_until(self, until: Callable[[], bool]) -> None:
        self.until = until
        async with asyncio.timeout(3600):
            await self.receiver.run()


async def alongside(running: Awaitable[None], acts: Callable[[], Awaitable[None]]) -> None:
    async def run_it() -> None:
        await running

    async with asyncio.TaskGroup() as group:
        group.create_task(run_it())
        await acts()


@timeless
async def test_everything_is_done_once_in_order_and_confirmed() -> None:
    telegram = UpdatesOfTelegram([number % 40 for number in range(1000)])
    service = Service(telegram)
    await service.runs_until(lambda: len(service.done) == 1000)
    assert sorted(service.done) == list(range(100, 1100))
    assert all(numbers == sorted(numbers) for numbers in service.by_person.values())
    assert not telegram.pending


@timeless
async def test_killed_in_the_middle_nothing_unfinished_is_confirmed() -> None:
    telegram = UpdatesOfTelegram([number % 40 for number in range(300)])
    service = Service(telegram, lambda number: (number * 7 % 13) / 100)

    def kill() -> bool:
        if len(service.done) == 79:
            raise Killed
        return False

    with pytest.RaisesGroup(Killed):
        await service.runs_until(kill)
    lost = set(range(100, 400)) - set(telegram.pending) - set(service.done)
    assert not lost
    again = Service(telegram)
    await again.runs_until(lambda: not set(telegram.pending) - set(again.done))
    assert set(service.done) | set(again.done) == set(range(100, 400))


@timeless
async def test_one_slow_person_holds_up_nobody() -> None:
    telegram = UpdatesOfTelegram([1, *range(2, 60)])
    service = Service(telegram, lambda number: 15.0 if number == 100 else 0.01)

    async def others_write() -> None:
        for number in range(158, 190):
            await asyncio.sleep(0.1)
            telegram.adds(number, number)

    await alongside(service.runs_until(lambda: len(service.done) == 90), others_write)
    assert service.done[-1] == 100
    arrived = {number: 0.1 * (number - 157) for number in range(158, 190)}
    assert max(service.done_at[number] - at for number, at in arrived.items()) < 0.7
    assert len(service.begun) == len(set(service.begun)), "none was run twice at once"
    assert len(telegram.asked) < 50, "but Telegram wasn't asked all the time"


@timeless
async def test_a_full_batch_behind_a_slow_one_is_not_asked_for_again() -> None:
    telegram = UpdatesOfTelegram(list(range(150)))
    service = Service(telegram, lambda number: 10.0 if number == 100 else 0.01)
    await service.runs_until(lambda: len(service.done) == 150)
    assert [offset for at, offset in telegram.asked if at < 10] == [0]


@timeless
async def test_most_of_a_batch_finished_is_enough_to_ask_for_more() -> None:
    telegram = UpdatesOfTelegram(list(range(199)))
    service = Service(telegram, lambda number: 5.0 if number == 199 else 0.01)
    await service.runs_until(lambda: len(service.done) == 199)
    assert sorted(service.done_at.values())[-2] < 1.0


@timeless
async def test_idle_it_waits_for_news_and_hears_it_at_once() -> None:
    telegram = UpdatesOfTelegram([])
    service = Service(telegram, lambda _: 0.0)

    async def somebody_writes() -> None:
        await asyncio.sleep(60.0)
        telegram.adds(500, 1)

    await alongside(service.runs_until(lambda: bool(service.done)), somebody_writes)
    assert service.done_at[500] == pytest.approx(60.0)
    assert [at for at, _ in telegram.asked][:3] == pytest.approx([0, 25, 50])


@timeless
async def test_after_a_quiet_week_telegram_counts_anew() -> None:
    telegram = UpdatesOfTelegram([1, 2, 3], first=900_000)
    service = Service(telegram)

    async def a_week_later() -> None:
        await asyncio.sleep(600.0)
        telegram.adds(17, 1)

    await alongside(service.runs_until(lambda: 17 in service.done), a_week_later)
    assert not telegram.pending


@timeless
async def test_stopping_finishes_what_is_in_flight_and_confirms_it() -> None:
    telegram = UpdatesOfTelegram([1, 2, 3])
    service = Service(telegram, lambda _: 5.0)

    async def stop() -> None:
        await asyncio.sleep(1.0)
        service.receiver.stop()

    await alongside(service.receiver.run(), stop)
    assert (sorted(service.done), telegram.pending) == ([100, 101, 102], {})


@timeless
async def test_stopping_waits_no_longer_than_ten_seconds() -> None:
    telegram = UpdatesOfTelegram([1, 2, 3])
    service = Service(telegram, lambda number: 100.0 if number == 101 else 0.1)

    async def stop() -> None:
        await asyncio.sleep(1.0)
        service.receiver.stop()

    await alongside(service.receiver.run(), stop)
    assert asyncio.get_running_loop().time() <= 11.0
    assert list(telegram.pending) == [101, 102], "the unfinished one comes again, and what came after it"


@timeless
async def test_stopping_with_nothing_to_do_takes_no_time() -> None:
    telegram = UpdatesOfTelegram([1])
    service = Service(telegram)

    async def stop() -> None:
        await asyncio.sleep(1.0)
        service.receiver.stop()

    await alongside(service.receiver.run(), stop)
    assert asyncio.get_running_loop().time() == pytest.approx(1.0)
    assert not telegram.pending


@timeless
async def test_stopping_while_telegram_is_away() -> None:
    telegram = UpdatesOfTelegram([1])
    service = Service(telegram, lambda _: 5.0)

    async def stop() -> None:
        await asyncio.sleep(1.0)
        telegram.faults = [NetworkError("away")] * 10
        service.receiver.stop()

    await alongside(service.receiver.run(), stop)
    assert service.done == [100]
    assert telegram.pending, "it comes again at the next start"


@pytest.mark.parametrize(
    ("faults", "pause"),
    [
        ([TimedOut(), TimedOut(), NetworkError("away")], 0.5 + 1.0 + 2.0),
        ([AskedToWait(9)], 9.0),
        ([Conflict("terminated by other getUpdates request")], 5.0),
        ([KeyError("result")], 0.5),
    ],
)
def test_trouble_passes(faults: list[Exception], pause: float) -> None:
    async def live() -> None:
        telegram = UpdatesOfTelegram([1, 2])
        telegram.faults = list(faults)
        service = Service(telegram, lambda _: 0.0)
        await service.runs_until(lambda: len(service.done) == 2)
        assert service.done_at[100] == pytest.approx(pause)

    run(live())


@timeless
async def test_a_refused_token_ends_it_with_one_clear_sentence() -> None:
    telegram = UpdatesOfTelegram([1])
    telegram.faults = [InvalidToken("the token 1:a was rejected")]
    with pytest.raises(TokenRefused, match="check TELEGRAM_BOT_TOKEN") as refused:
        await Service(telegram).receiver.run()
    assert "1:a" not in str(refused.value)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_the_speeds_and_orders_nothing_is_lost_or_run_twice(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 250))
    people = data.draw(st.lists(st.integers(1, 5), min_size=count, max_size=count))
    speeds = data.draw(st.lists(st.floats(0, 3), min_size=7, max_size=7))
    slots = data.draw(st.integers(1, 8))

    async def live() -> None:
        telegram = UpdatesOfTelegram(people)
        service = Service(telegram, lambda number: speeds[number % 7], slots)
        await service.runs_until(lambda: len(service.done) == count)
        assert sorted(service.begun) == list(range(100, 100 + count))
        assert all(numbers == sorted(numbers) for numbers in service.by_person.values())
        assert not telegram.pending

    run(live())


async def test_asking_over_http_gives_raw_updates() -> None:
    asked: dict[str, str] = {}

    async def answer(request: web.Request) -> web.Response:
        asked.update(request.query)
        return web.json_response({"ok": True, "result": [{"update_id": 7, "strange": 1}, {"no": "number"}]})

    app = web.Application()
    app.router.add_route("*", "/bot1:a/getUpdates", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        async with AiohttpRequest() as request:
            port = runner.addresses[0][1]
            get_updates = asking(request, f"http://127.0.0.1:{port}/bot1:a", ["message", "callback_query"])
            assert await get_updates(offset=5, limit=100, wait=0) == [{"update_id": 7, "strange": 1}]
    finally:
        await runner.cleanup()
    expected = {"offset": "5", "limit": "100", "timeout": "0", "allowed_updates": '["message", "callback_query"]'}
    assert asked == expected
