"""The alarms of what would take hours, or real seconds, as `test_alarms_ring.py` has the others: here time is a number.

It is the front of a bot as it is built for a real one, without its process.
"""

from collections.abc import AsyncIterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from bot.ground.pulse import Pulse
from bot.ground.settings import Settings
from bot.keeping.drill_record import keep_record
from bot.serving.ground import Front, front_of
from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.retrying import written
from storage.keeping.backup import back_up
from storage.process import city
from tests.support.alarmed import CITY, alarm
from tests.support.frozen import Frozen
from tests.support.prometheus import WITH_PROMTOOL, Recording, read, ringing
from tests.support.town import MONDAY_MORNING

pytestmark = WITH_PROMTOOL


class Fronted:
    """A bot's front over a city that began on Monday morning, and its clock."""

    def __init__(self, database: Database, url: str, backups: Path) -> None:
        self.clock = Frozen(MONDAY_MORNING)
        self.front: Front = front_of(Settings(database_url=url, backup_dir=backups), self.clock)
        self.front.opens(database)
        self.front.metrics.looking.on_duty = lambda: True
        self.database = database
        self.url = url
        self.backups = backups

    async def scrapes(self, minutes: int, recording: Recording) -> None:
        """Let so many minutes pass, as a bot that is well; it is scraped as often as that recording is."""
        for _ in range(minutes // recording.every):
            self.clock.passes(minutes=recording.every)
            self.front.metrics.sweep("remind", "done")
            page = await self.front.metrics.page(self.database, (), self.clock.now())
            figures = {name: figure for name, figure in read(page.decode()).items() if not name.startswith("process_")}
            recording.keeps(figures, self.clock.now().timestamp())  # the process is the tests', with all they remember


@pytest.fixture
async def fronted(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Fronted]:
    async with connect(sqlite_url) as database:
        await written(database, lambda transaction: city.begin(transaction, "Asia/Shanghai", MONDAY_MORNING))
        yield Fronted(database, sqlite_url, tmp_path / "backups")


async def backed_up(fronted: Fronted) -> Path:
    """The nightly backup of this day."""
    file = fronted.backups / f"yigong-{fronted.clock.now().date()}.zip"
    await back_up(fronted.url, file, now=fronted.clock.now(), progress=lambda *_: None)
    return file


async def test_no_backup_is_made(fronted: Fronted, tmp_path: Path) -> None:
    young, old, saved, stale = (Recording(CITY, every=10) for _ in range(4))
    await fronted.scrapes(70, young)
    fronted.clock.passes(hours=30)
    await fronted.scrapes(70, old)
    await backed_up(fronted)
    await fronted.scrapes(70, saved)
    fronted.clock.passes(hours=30)
    await fronted.scrapes(70, stale)
    rings = [alarm("YigongNoBackup", "critical")]
    for recording, expected in ((young, []), (old, rings), (saved, []), (stale, rings)):
        ringing(tmp_path, [recording], {recording.minute: expected})


async def test_an_old_city_in_a_new_folder_has_an_hour_for_its_first_backup(fronted: Fronted, tmp_path: Path) -> None:
    fronted.clock.passes(days=400)
    without = Recording(CITY)
    await fronted.scrapes(59, without)
    expected: dict[int, list[Mapping[str, str]]] = {without.minute: []}
    await fronted.scrapes(2, without)
    expected[without.minute] = [alarm("YigongNoBackup", "critical")]
    await backed_up(fronted)
    await fronted.scrapes(1, without)
    expected[without.minute] = []
    ringing(tmp_path, [without], expected)


async def test_no_backup_is_tried(fronted: Fronted, tmp_path: Path) -> None:
    recording = Recording(CITY, every=10)
    fronted.clock.passes(days=8)
    file = await backed_up(fronted)
    await fronted.scrapes(20, recording)
    expected: dict[int, list[Mapping[str, str]]] = {recording.minute: []}
    await fronted.scrapes(30 * 60, recording)
    expected[recording.minute] = [alarm("YigongBackupUntried", "warning")]
    keep_record(fronted.backups, file, "restored", fronted.clock.now())
    await fronted.scrapes(10, recording)
    expected[recording.minute] = []
    ringing(tmp_path, [recording], expected)


async def test_taps_take_their_time(fronted: Fronted, tmp_path: Path) -> None:
    recording = Recording(CITY)
    await fronted.scrapes(5, recording)
    expected: dict[int, list[Mapping[str, str]]] = {recording.minute: []}
    for _ in range(14):
        fronted.front.metrics.tap(2.2)
        await fronted.scrapes(1, recording)
    expected[recording.minute] = [alarm("YigongTapsSlow", "warning")]
    for _ in range(12):
        fronted.front.metrics.tap(0.2)
        await fronted.scrapes(1, recording)
    expected[recording.minute] = []
    ringing(tmp_path, [recording], expected)


async def test_a_loop_hangs(fronted: Fronted, tmp_path: Path) -> None:
    recording, turned = Recording(CITY), Pulse(clock=lambda: fronted.clock.now().timestamp())
    fronted.front.metrics.looking.loops["delivery"] = turned
    for _ in range(3):
        turned.beat()
        await fronted.scrapes(1, recording)
    expected: dict[int, list[Mapping[str, str]]] = {recording.minute: []}
    await fronted.scrapes(7, recording)
    expected[recording.minute] = [alarm("YigongLoopStands", "critical", loop="delivery")]
    turned.beat()
    await fronted.scrapes(1, recording)
    expected[recording.minute] = []
    ringing(tmp_path, [recording], expected)


async def test_telegram_can_not_post(fronted: Fronted, tmp_path: Path) -> None:
    recording, expected = Recording(CITY), dict[int, list[Mapping[str, str]]]()
    waits: tuple[tuple[int | None, int, list[Mapping[str, str]]], ...] = (
        (0, 5, []),
        (3, 12, [alarm("YigongUpdatesWait", "critical")]),
        (None, 2, []),  # Telegram is away, which has an alarm of its own
        (0, 2, []),
    )
    for waiting, minutes, rings in waits:
        fronted.front.metrics.looking.updates_waiting = partial(int, waiting) if waiting is not None else lambda: None
        await fronted.scrapes(minutes, recording)
        expected[recording.minute] = rings
    ringing(tmp_path, [recording], expected)
