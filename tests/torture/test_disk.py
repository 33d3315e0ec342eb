"""A disk that fails, or is full, at any call: what people were told is there, and the bot goes on when it is mended."""

import asyncio
import errno
import random
import signal
from itertools import cycle, islice, product
from pathlib import Path

import pytest

from playground.phones.phone import Phone
from storage.keeping.backup import opened
from tests.support.visitor import VisitFailed, Visitor
from tests.torture.conftest import Report
from tests.torture.disk import NEEDS_A_COMPILER, Call, Disk
from tests.torture.power import put, resets
from tests.torture.told import TownOnDisk, check, settled, town_on_disk

SEED = 20261130
PEOPLE = 4
LONG = 500  # faults
# A call that fails, and how many of its kind go well before it at most: in a tap there are some ten writes and a sync.
CALLS = {Call.WRITE: 30, Call.SYNC: 4, Call.TRUNCATE: 1, Call.RENAME: 1}
ERRORS = (errno.EIO, errno.ENOSPC)
FAILURES = 3  # after so many the disk is mended, or when everybody was answered in spite of it
WITHIN = 60.0  # seconds


class FullDisk:
    """People who use their phones, and somebody who backs up and writes the log back, while the disk fails."""

    def __init__(self, place: TownOnDisk, visitor: Visitor, people: list[Phone]) -> None:
        self.place = place
        self.visitor = visitor
        self.people = people
        self.backup = place.disk.root / "backups" / "city.zip"
        self.failures = 0
        self.refused = 0  # visits that could not be done
        self._acts = 0

    async def comes(self, call: Call, error: int, after: int) -> None:
        """The disk fails from that call on, and is mended; everybody is answered in the end."""
        disk = self.place.disk
        disk.fails(call, error, after=after)
        async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
            acting = [group.create_task(self._acts_once(phone)) for phone in self.people]
            acting.append(group.create_task(self._is_visited()))
            while disk.failures < FAILURES and not all(task.done() for task in acting):
                await self.place.playground.telegram.calls.changed.wait(0.05)
            self.failures += disk.failures
            disk.is_mended()
        await self._is_visited()  # and now it can be done
        with opened(self.backup) as archive:
            archive.check(lambda *_: None)

    async def _acts_once(self, phone: Phone) -> None:
        self._acts += 1
        await self.place.logs_hours(phone, f"Errand {self._acts}", days_ago=self._acts)

    async def _is_visited(self) -> None:
        for visit in (self.visitor.writes_back(self.place.database_url), self._backs_up()):
            try:
                await visit
            except VisitFailed:
                self.refused += 1

    async def _backs_up(self) -> None:
        await self.visitor.backs_up(self.place.database_url, self.backup)


def _troubles(chance: random.Random, number: int) -> list[tuple[Call, int, int]]:
    kinds = islice(cycle(product(CALLS, ERRORS)), number)
    return [(call, error, chance.randint(0, CALLS[call])) for call, error in kinds]


@NEEDS_A_COMPILER
async def test_nothing_that_was_told_is_lost_on_a_disk_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: Report, *, long: bool
) -> None:
    chance = random.Random(SEED)
    troubles = _troubles(chance, LONG if long else len(CALLS) * len(ERRORS))
    disk = Disk(tmp_path)
    async with town_on_disk(disk, tmp_path, monkeypatch) as (place, visitor):
        await place.begins()
        _, people = await settled(place, PEOPLE, 0)
        trouble = FullDisk(place, visitor, people)
        for call, error, after in troubles:
            try:
                await trouble.comes(call, error, after)
            except BaseException as fault:
                log = place.log_file.read_text()[-3000:]
                fault.add_note(f"{call.name} failed with {errno.errorcode[error]} after {after}. The log ends:\n{log}")
                raise
        await place.ends(signal.SIGKILL)
        check(place.file, place.facts)
        [(_, found)] = resets(disk.root, disk.records(), [disk.now], chance)
        check(put(found, tmp_path / "found") / place.file.relative_to(disk.root), place.facts)
        report(f"A disk that failed {len(troubles)} times", _table(trouble, len(troubles)))


@NEEDS_A_COMPILER
@pytest.mark.parametrize("call", [Call.WRITE, Call.SYNC])
async def test_a_first_start_that_fails_leaves_nothing_in_the_way_of_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    disk = Disk(tmp_path)
    async with town_on_disk(disk, tmp_path, monkeypatch) as (place, _):
        for after in range(5):
            disk.fails(call, errno.EIO, after=after)
            await place.begins()
            async with asyncio.timeout(WITHIN):
                while not disk.failures:
                    await place.playground.telegram.calls.changed.wait(0.02)
            await place.ends(signal.SIGTERM)
            disk.is_mended()
        assert "Traceback" not in place.log_file.read_text(), place.log_file.read_text()[-5000:]
        await place.begins()
        await place.registers(place.phone("Mei"))
        await place.ends(signal.SIGKILL)
        check(place.file, place.facts)


def _table(trouble: FullDisk, number: int) -> str:
    lines = {
        "times that a write, a sync, a cut or a rename began to fail": number,
        "calls that failed": trouble.failures,
        "things that people were told": len(trouble.place.facts),
        "of these lost, also when the power went afterwards": 0,
        "backups and the like that were refused, and done when it was mended": trouble.refused,
    }
    return "\n".join(
        ("| what | how many |", "|---|---|", *(f"| {what} | {number:,} |" for what, number in lines.items()))
    )
