"""What is known of a running Yigong when somebody looks: asked of the database, the disks and the parts themselves.

There is no series where something can't be found out: a 0 would be taken for the truth.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from typing_extensions import override

from bot.ground.outcomes import Folder, Loop, Proof
from bot.ground.pulse import Pulse
from handlers.operating.screens import Trouble
from storage.engine.database import Database
from storage.process import answers, city
from storage.rows import outbox
from storage.rows import parked as parked_rows
from storage.rows.outbox import Owing


class Sight(Collector):
    """What was found at one look."""

    def __init__(self) -> None:
        self._families: dict[str, GaugeMetricFamily] = {}

    @override
    def collect(self) -> Iterable[GaugeMetricFamily]:
        return self._families.values()

    def shows(self, name: str, what: str, value: float | None) -> None:
        """One figure; None where it isn't known."""
        self.shows_each(name, what, "", {} if value is None else {"": value})

    def shows_each(self, name: str, what: str, label: str, values: Mapping[Any, float | None]) -> None:
        """A figure for each value of a label, as far as they are known."""
        family = self._families[name] = GaugeMetricFamily(name, what, labels=[label] if label else [])
        for of, value in values.items():
            if value is not None:
                family.add_metric([of] if label else [], value)


class Looking:
    """Knows whom to ask; the parts tell of themselves as they come to be."""

    def __init__(self) -> None:
        self.on_duty: Callable[[], bool] = lambda: False
        self.updates_waiting: Callable[[], int | None] = lambda: None
        self.newest_backup: Callable[[], float | None] = lambda: None  # seconds since 1970
        self.last_drills: Callable[[], Mapping[Proof, float]] = dict  # the same
        self.loops: dict[Loop, Pulse] = {}
        self.folders: dict[Folder, Path] = {}

    async def look(self, database: Database | None, troubles: Iterable[Trouble], now: datetime) -> Sight:
        """Ask everything that is this loop's to ask. Raises `DatabaseFault`: ask again without the database then."""
        sight = Sight()
        self._at_the_parts(sight, frozenset(troubles), now)
        await _at_the_database(sight, database, now)
        return sight

    def look_at_the_disks(self, sight: Sight) -> None:
        """Ask what may take a while, in a thread."""
        sight.shows("yigong_backup_timestamp_seconds", "When the newest nightly backup was made", self.newest_backup())
        sight.shows_each(
            "yigong_backup_drill_timestamp_seconds", "When a backup was last found good", "proof", self.last_drills()
        )
        disks = {what: _disk_of(folder) for what, folder in self.folders.items()}
        free = {what: disk.free if disk else None for what, disk in disks.items()}
        size = {what: disk.total if disk else None for what, disk in disks.items()}
        sight.shows_each("yigong_disk_free_bytes", "Room for Yigong on the disk it is kept on", "what", free)
        sight.shows_each("yigong_disk_size_bytes", "The whole of that disk", "what", size)

    def _at_the_parts(self, sight: Sight, troubles: frozenset[Trouble], now: datetime) -> None:
        sight.shows("yigong_on_duty", "1 where this process delivers and sweeps", float(self.on_duty()))
        sight.shows("yigong_updates_waiting", "Updates that Telegram has and can't post", self.updates_waiting())
        wrong = {trouble.value: float(trouble in troubles) for trouble in Trouble}
        sight.shows_each("yigong_trouble", "1 for what keeps taps from being served now", "trouble", wrong)
        turned = {
            name: None if pulse.age is None else now.timestamp() - pulse.age for name, pulse in self.loops.items()
        }
        sight.shows_each("yigong_loop_timestamp_seconds", "When each loop turned last, or waited", "loop", turned)


async def _at_the_database(sight: Sight, database: Database | None, now: datetime) -> None:
    owing: dict[str, Owing] = {}
    parked = untold = size = begun = None
    if database is not None:
        async with database.reading() as reader:
            owing = {
                "direct": await outbox.owing(reader, bulk=False),
                "bulk": await outbox.owing(reader, bulk=True),
            }
            parked = await parked_rows.count(reader)
            untold = await answers.count_owed(reader)
            begun = await city.begun_at(reader)
        size = await database.size()
    owed: dict[str, float | None] = {urgency: some.messages for urgency, some in owing.items()}
    late: dict[str, float | None] = {urgency: _late(some, now) for urgency, some in owing.items()}
    sight.shows_each("yigong_outbox_owed", "Messages owed, due or not", "urgency", owed)
    sight.shows_each(
        "yigong_outbox_late_seconds", "How long it is since the longest-due message was due first", "urgency", late
    )
    sight.shows("yigong_parked_updates", "Updates put aside because they failed", parked)
    sight.shows("yigong_answers_owed", "Updates done whose people are still to be told", untold)
    sight.shows("yigong_database_bytes", "What the database takes on its disk", size)
    sight.shows(
        "yigong_city_begun_timestamp_seconds", "When this city began", None if begun is None else begun.timestamp()
    )


def _late(owing: Owing, now: datetime) -> float:
    return 0.0 if owing.due_since is None else max(0.0, (now - owing.due_since).total_seconds())


def _disk_of(folder: Path) -> "shutil._ntuple_diskusage | None":
    try:
        return shutil.disk_usage(folder) if folder.is_dir() else None
    except OSError:
        return None  # it can't be asked, so that it says nothing
