"""Whoever runs Yigong hears once that the machine's clock is wrong, and once that it is right."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.ground.clock import SystemClock
from bot.ground.other_clocks import OtherClocks
from bot.serving.clock_watch import ClockWatch
from handlers.operating import screens as operating_screens
from handlers.operating.screens import Sentence
from storage.engine.connecting import is_postgres
from storage.engine.database import Database
from storage.engine.faults import Unavailable
from tests.support.city import NOW
from tests.support.frozen import Frozen


class InTheChat:
    """What admins were told, in English."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def __call__(self, sentence: Sentence) -> None:
        """It is told."""
        self.told.append(operating_screens.in_both(sentence)[0])


@pytest.mark.parametrize(
    ("ahead", "said"), [(9, "9 min ahead of Telegram's"), (-2628000, "2628000 min behind Telegram's")]
)
async def test_a_wrong_clock_is_told_once_and_its_end(
    database: Database, database_url: str, ahead: int, said: str
) -> None:
    clock, told = Frozen(NOW), InTheChat()
    clocks = OtherClocks(clock)
    watch = ClockWatch(clocks, Silent(), database_url, told)  # type: ignore[arg-type]  # only this is asked of it
    with capture_logs() as lines:
        for difference in (0, ahead, ahead, ahead, 0, 0):
            clocks.show("Telegram", clock.now() - timedelta(minutes=difference))
            with pytest.raises(Unavailable):
                await watch.look()
    wrong, right = told.told
    assert said in wrong
    assert right == "✅ This machine's clock is right again."
    assert [line["log_level"] for line in lines] == ["error", "info"]


class Silent:
    """A database that is away: Telegram's clock is told of all the same."""

    def reading(self) -> None:
        """It can't be."""
        raise Unavailable("it is away")


async def test_the_servers_clock_is_asked_and_a_files_is_this_machines(database: Database, database_url: str) -> None:
    told = InTheChat()
    clock = Frozen(SystemClock().now() + timedelta(hours=1))
    clocks = OtherClocks(clock)
    watch = ClockWatch(clocks, database, database_url, told)
    for _ in range(3):
        await watch.look()
    assert [("60 min ahead of PostgreSQL's" in one) for one in told.told] == [True] * is_postgres(database_url)


async def test_it_goes_on_after_a_fault(database_url: str) -> None:
    looks = 0

    async def sleep(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            raise asyncio.CancelledError

    watch = ClockWatch(OtherClocks(Frozen()), Silent(), database_url, InTheChat(), sleep=sleep)  # type: ignore[arg-type]
    with pytest.raises(asyncio.CancelledError):
        await watch.run()
    assert looks == 3
