"""A trouble is told once, and its end is: to the log, to whoever started the bot, and to admins."""

import asyncio
import itertools

import pytest
from structlog.testing import capture_logs

from bot.serving.watch import MAKES_WAY_AFTER, Watch, telling_admins
from bot.site.health import Health
from handlers.operating import screens as operating_screens
from handlers.operating.screens import Sentence, Trouble
from tests.bot.site.test_health import Seconds, chinese
from tests.support.delivering import Moody


class Watched:
    """A watch over a health that is what a test says."""

    def __init__(self) -> None:
        self.now: list[Trouble] = []
        self.clock = Seconds()
        self.told: list[str] = []
        self.said: list[str] = []  # to the service manager
        self.watch = Watch(self, self._tell, say=self.said.append, clock=self.clock)  # type: ignore[arg-type]

    async def troubles(self) -> list[Trouble]:
        return self.now

    async def _tell(self, sentence: Sentence) -> None:
        self.told.append(operating_screens.in_one_line(sentence))

    async def looks(self, *troubles: Trouble, seconds: float = 0.0) -> list[str]:
        """What is logged when it looks after so many seconds, as serious as it is."""
        self.now = list(troubles)
        self.clock.now += seconds
        with capture_logs() as lines:
            await self.watch.look()
        assert self.said == [line["event"] for line in lines], "whoever asks systemd reads what the log says"
        self.said.clear()
        return [f"{line['log_level']}: {line['event']}" for line in lines]


@pytest.fixture
async def watched() -> Watched:
    return Watched()


@pytest.mark.parametrize("trouble", [Trouble.MISPLACED, Trouble.FULL, Trouble.DAMAGED, Trouble.OTHER_TABLES])
async def test_a_trouble_is_told_once_and_its_end_is(watched: Watched, trouble: Trouble) -> None:
    assert await watched.looks() == []
    [line] = await watched.looks(trouble, seconds=5)
    assert line.startswith("error: ")
    assert chinese(line)
    assert await watched.looks(trouble, seconds=5) == []
    [line] = await watched.looks(seconds=5)
    assert line == "info: ✅ Yigong serves again. · ✅ 系统恢复正常了。"
    assert await watched.looks(seconds=5) == []
    assert len(watched.told) == 2


async def test_two_troubles_are_told_each_once(watched: Watched) -> None:
    assert len(await watched.looks(Trouble.FULL)) == 1
    assert len(await watched.looks(Trouble.FULL, Trouble.DAMAGED, seconds=5)) == 1
    assert await watched.looks(Trouble.DAMAGED, seconds=5) == []
    assert len(await watched.looks(seconds=5)) == 1


async def test_what_passes_by_itself_is_told_where_it_does_not(watched: Watched) -> None:
    assert await watched.looks(Trouble.SILENT) == []
    assert await watched.looks(seconds=5) == []
    assert watched.told == []
    for _ in range(12):
        assert await watched.looks(Trouble.SILENT, seconds=5) == []
    assert len(await watched.looks(Trouble.SILENT, seconds=5)) == 1


async def test_starting_and_stopping_is_no_trouble(watched: Watched) -> None:
    assert await watched.looks(Trouble.NOT_OPEN, Trouble.NO_TELEGRAM, Trouble.STOPPING, seconds=3600) == []


async def test_a_newer_program_is_made_way_for_without_an_alarm(watched: Watched) -> None:
    for tables in ((), (Trouble.NEWER_TABLES,), (), (Trouble.NEWER_TABLES,), (Trouble.NEWER_TABLES,)):
        assert await watched.looks(*tables, seconds=MAKES_WAY_AFTER / 2) == []
        assert not watched.watch.overtaken.is_set(), "nobody might serve yet: it may still wait for Telegram"
    assert await watched.looks(Trouble.NEWER_TABLES, seconds=MAKES_WAY_AFTER / 2) == []
    assert watched.watch.overtaken.is_set()
    assert watched.told == []


async def test_a_watch_that_fails_ends_nothing_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    health = Health(clock=Seconds())
    looks = itertools.count(1)
    goes_on = asyncio.Event()

    async def fails() -> list[Trouble]:
        if next(looks) == 6:
            goes_on.set()
        raise RuntimeError("nobody has thought of it")

    async def tells(_: Sentence) -> None: ...

    monkeypatch.setattr(health, "troubles", fails)
    monkeypatch.setattr(health, "look_through", fails)
    with capture_logs() as lines:
        async with asyncio.TaskGroup() as group:
            watching = group.create_task(Watch(health, tells, sleep=lambda _: asyncio.sleep(0)).run())
            await goes_on.wait()
            watching.cancel()
    assert {line["log_level"] for line in lines} == {"error"}


async def test_every_admin_who_can_be_reached_is_told_in_both_languages() -> None:
    telegram = Moody()
    telegram.faults[1] = [(403, "Forbidden: bot was blocked by the user")]
    await telling_admins(telegram.messenger(), (1, 2, 3), lambda: True)(operating_screens.out_of_trouble)
    told = {admin: [message.text for message in telegram.shelf(admin).messages] for admin in (1, 2, 3)}
    sentence = "✅ 系统恢复正常了。\n\n✅ Yigong serves again."
    assert told == {1: [], 2: [sentence], 3: [sentence]}


async def test_of_replicas_the_one_on_duty_tells_also_when_the_duty_is_lost_with_the_database() -> None:
    on_duty = False
    telegram = Moody()
    tell = telling_admins(telegram.messenger(), (2,), lambda: on_duty)
    await tell(operating_screens.out_of_trouble)
    assert telegram.calls == []
    on_duty = True
    await tell(operating_screens.out_of_trouble)
    on_duty = False
    await tell(operating_screens.out_of_trouble)
    assert len(telegram.shelf(2).messages) == 2
