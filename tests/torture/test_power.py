"""The power goes, at any moment: what people were told is there, and Yigong goes on from what is left."""

import asyncio
import random
import signal
import sqlite3
import sys
from collections.abc import Coroutine, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from storage.keeping.backup import opened
from tests.support.quick_bots import QuickBots
from tests.support.town import ROOT
from tests.support.visitor import Visitor
from tests.torture.conftest import Report
from tests.torture.disk import NEEDS_A_COMPILER, Call, Disk, Record
from tests.torture.power import put, resets
from tests.torture.told import TownOnDisk, check, settled, town_on_disk

SHORT, LONG = 16, 500  # resets
SEED = 20261129
ACTIVITIES = 3


@dataclass
class Backups:
    """What a visitor backed up: how many rows, from which moment on."""

    file: Path
    made: list[tuple[int, int]] = field(default_factory=list)

    async def one(self, place: TownOnDisk, visitor: Visitor) -> None:
        """One more, under the same name."""
        rows = await visitor.backs_up(place.database_url, self.file)
        self.made.append((place.disk.now, rows))

    def check(self, found: Path, moment: int) -> None:
        """It is whole, and no older than the last one that was told as made; or not there, if none was."""
        rows = max((rows for told, rows in self.made if told <= moment), default=0)
        if not found.exists():
            assert not rows, "a backup that was told as made is gone"
            return
        with opened(found) as archive:
            archive.check(lambda *_: None)
            assert archive.manifest.rows >= rows, "an older backup has come back"


async def _lives(place: TownOnDisk, visitor: Visitor, backups: Backups, people: int) -> None:
    """A town's life, from its first start: with others who look in, a stop, and a death."""
    await place.begins()
    _, phones = await settled(place, people, ACTIVITIES)
    await backups.one(place, visitor)
    await _all(place.takes(phone, 1) for phone in phones)
    await visitor.writes_back(place.database_url)
    await _all(place.takes(phone, 2) for phone in phones)
    await _is_started_anew(place, signal.SIGTERM)
    await _all(place.logs_hours(phone, f"Errand of {phone.person.first_name}") for phone in phones)
    await backups.one(place, visitor)
    await _is_started_anew(place, signal.SIGKILL)
    await visitor.looks(place.database_url)
    await _all(place.takes(phone, 3) for phone in phones)
    await place.ends(signal.SIGTERM)


async def _all(acts: Iterable[Coroutine[Any, Any, None]]) -> None:
    async with asyncio.TaskGroup() as group:
        for act in acts:
            group.create_task(act)


async def _is_started_anew(place: TownOnDisk, how: signal.Signals) -> None:
    await place.ends(how)
    await place.begins()


def _moments(records: Sequence[Record], place: TownOnDisk, number: int, chance: random.Random) -> list[int]:
    """When somebody was just told something, when something rare was just done, and just any."""
    told = [fact.told for fact in place.facts]
    rare = [one.end for one in records if one.call is not Call.WRITE and not one.path.endswith("-wal")]
    ends = [one.end for one in records]
    return [chance.choice(kind) for kind, _ in zip(cycle((told, rare, ends)), range(number), strict=False)]


class Survivors:
    """Bots that are started on what was left, one after the other, on a disk that works."""

    def __init__(self, place: TownOnDisk, quick_bots: QuickBots, folder: Path) -> None:
        self._place = place
        self._quick_bots = quick_bots
        self._folder = folder
        self._number = 0
        self._passerby = place.phone("Passer-by")

    async def goes_on_from(
        self, found: dict[Path, bytes], moment: int, backups: Backups, chance: random.Random
    ) -> None:
        """A bot starts on these files, answers, and has what people were told before that moment."""
        self._number += 1
        root = put(found, self._folder / f"{self._number}")
        file = root / self._place.file.relative_to(self._place.disk.root)
        if file.exists() and chance.random() < 0.5:  # the index of the log is not kept, but may lie about
            file.with_name(f"{file.name}-shm").write_bytes(chance.randbytes(32768))
        backups.check(root / backups.file.relative_to(self._place.disk.root), moment)
        settings = {"DATABASE_URL": f"sqlite:///{file}"}
        log = root.with_suffix(".jsonl")
        await self._quick_bots.start(self._place.environment(settings), log)
        await self._passerby.sends("/start")
        assert self._passerby.screen.text
        assert await self._quick_bots.end(signal.SIGTERM) == 0, log.read_text()
        check(file, self._place.told_before(moment))


@NEEDS_A_COMPILER
async def test_nothing_that_was_told_goes_with_the_power(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: Report, *, long: bool
) -> None:
    chance = random.Random(SEED)
    number, people = (LONG, 40) if long else (SHORT, 6)
    disk = Disk(tmp_path)
    backups = Backups(disk.root / "backups" / "city.zip")
    async with town_on_disk(disk, tmp_path, monkeypatch) as (place, visitor), QuickBots() as quick_bots:
        await _lives(place, visitor, backups, people)
        records = list(disk.records())
        survivors, tried = Survivors(place, quick_bots, tmp_path / "found"), 0
        for moment, found in resets(disk.root, records, _moments(records, place, number, chance), chance):
            try:
                await survivors.goes_on_from(found, moment, backups, chance)
                tried += 1
            except Exception as fault:
                fault.add_note(f"The power went at {moment} of the journal (seed {SEED}).")
                raise
        assert tried == number
        report(f"The power went {number} times", _table(place, records, backups, number))


@NEEDS_A_COMPILER
async def test_a_restore_that_was_told_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(tmp_path)
    async with town_on_disk(disk, tmp_path, monkeypatch) as (place, visitor):
        backup = disk.root / "city.zip"
        await place.begins()
        await place.registers(place.phone("In the backup"))
        await visitor.backs_up(place.database_url, backup)
        told = place.told_before(disk.now)
        await place.registers(place.phone("Came later"))
        await place.ends(signal.SIGTERM)
        await _is_restored(place, backup)
        for seed in range(8):
            [(_, found)] = resets(disk.root, disk.records(), [disk.now], random.Random(seed))
            file = put(found, tmp_path / f"{seed}") / place.file.relative_to(disk.root)
            check(file, told)
            with closing(sqlite3.connect(file)) as database:
                assert database.execute("SELECT name FROM people").fetchall() == [("In the backup",)]


async def _is_restored(place: TownOnDisk, backup: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "restore", str(backup), "--yes",
        cwd=ROOT, env={**place.environment(), **place.disk.environment}, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await process.wait() == 0


def _table(place: TownOnDisk, records: Sequence[Record], backups: Backups, number: int) -> str:
    lines = {
        "resets": number,
        "calls that wrote, synced, renamed or removed": len(records),
        "things that people were told": len(place.facts),
        "of these lost": 0,
        "backups made meanwhile, each whole or not there": len(backups.made),
    }
    return "\n".join(
        ("| what | how many |", "|---|---|", *(f"| {what} | {number:,} |" for what, number in lines.items()))
    )
