"""What other processes do with the database of a bot that serves takes nothing from it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.keeping.exporting import export
from playground.phones.phone import Phone
from playground.serving.server import Playground
from storage.engine.connecting import connect
from storage.engine.migrating import migrate, opened_up_to_date, up_to_date
from storage.keeping.backup import back_up
from storage.keeping.restoring import has_people, is_in_use
from storage.keeping.snapshots import snapshot
from tests.bot.keeping.test_backups import Night
from tests.support.city import NOW, ZONE, City
from tests.support.open_files import SEEN_BY_THE_KERNEL, HeldLog
from tests.support.quick_bots import QuickBots
from tests.support.shell import Shell
from tests.support.town import MONDAY_MORNING, Town

PEOPLE = 12
# What a person with SQLite's shell does, or any tool that looks into a file.
LOOK = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT COUNT(*) FROM people'); c.close()"


class NewTown(Town):
    """A town on a file that isn't there yet; nobody but its bot has it open."""

    def __init__(self, playground: Playground, file: Path, quick_bots: QuickBots) -> None:
        url = f"sqlite:///{file}"
        super().__init__(playground, url, connect(url))  # never opened: it would hold what the bot has to hold itself
        self.file = file
        self.quick_bots = quick_bots
        self.pid = 0

    async def begins(self) -> None:
        """Start the bot; what people do until it serves waits for it."""
        self.pid = await self.quick_bots.start(self.environment(), self.file.with_name("log.jsonl"))

    async def is_killed(self) -> None:
        """As if its machine had been reset."""
        await self.quick_bots.end(signal.SIGKILL)

    async def registered(self, name: str) -> Phone:
        """Somebody who registers, and is told so."""
        phone = self.phone(name)
        await phone.sends("/start")
        for label in ("English", "I agree", name, "Skip"):
            await phone.taps(label)
        return phone

    async def names(self) -> set[str]:
        """Who is in the database."""
        async with snapshot(self.database_url) as moment:
            return {row[0] for row in await moment.all("SELECT name FROM people")}

    async def is_looked_into(self) -> None:
        """Another process opens the database, looks, and closes it."""
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", LOOK, str(self.file))
        assert await process.wait() == 0


@pytest.fixture
async def new_town(tmp_path: Path) -> AsyncIterator[NewTown]:
    """Its bot has just made its tables, and goes on to the end."""
    async with Playground(frozen=True, now=MONDAY_MORNING) as playground, QuickBots() as quick_bots:
        place = NewTown(playground, tmp_path / "yigong.db", quick_bots)
        await place.begins()
        await place.registered("Early")
        yield place
        await place.registered("Late")
        assert await quick_bots.end(signal.SIGTERM) == 0, place.file.with_name("log.jsonl").read_text()


@SEEN_BY_THE_KERNEL
async def test_who_registered_is_there_whoever_looked_and_however_the_bot_died(
    shell: Shell, new_town: NewTown, tmp_path: Path
) -> None:
    backup = tmp_path / "city.zip"
    first = [(await new_town.registered(f"Person {number}")).person.first_name for number in range(PEOPLE)]
    before = HeldLog.by(new_town.pid, new_town.file)
    before.check()
    await new_town.is_looked_into()
    assert await shell("backup", backup, url=new_town.database_url) == (
        0, f"{backup}: {await _rows(new_town)} rows of {await _tables(new_town)} tables, checked\n",
    )  # fmt: skip
    assert HeldLog.by(new_town.pid, new_town.file) == before, "looking at the database has changed something"
    later = [(await new_town.registered(f"Later {number}")).person.first_name for number in range(PEOPLE)]
    code, told = await shell("restore", backup, "--yes", url=new_town.database_url)
    assert (code, told) == (1, "A server is running on this database. Stop it first, then restore.\n")
    await new_town.is_killed()
    assert await new_town.names() == {"Early", *first, *later}, "people were told that they are registered, and are not"
    await new_town.begins()


async def _rows(town: NewTown) -> int:
    async with snapshot(town.database_url) as moment:
        return sum([await moment.count(table.name) for table in await moment.tables()])


async def _tables(town: NewTown) -> int:
    async with snapshot(town.database_url) as moment:
        return len(await moment.tables())


async def test_a_second_bot_on_the_same_file_says_so_and_leaves_it_alone(new_town: NewTown) -> None:
    async with QuickBots() as other:
        log = new_town.file.with_name("other.jsonl")
        await other.start(new_town.environment(), log)
        async with asyncio.timeout(20):
            while "Another Yigong is running" not in (log.read_text() if log.exists() else ""):
                await new_town.playground.telegram.calls.changed.wait(0.05)
        assert await other.end(signal.SIGKILL) == 1


async def test_no_backup_takes_the_place_of_the_database(shell: Shell, new_town: NewTown) -> None:
    for command, ending in (("backup", ""), ("backup", "-wal"), ("export", "")):
        file = new_town.file.with_name(new_town.file.name + ending)
        code, told = await shell(command, file, url=new_town.database_url)
        assert (code, "is the database itself" in told) == (1, True), told


@SEEN_BY_THE_KERNEL
async def test_nothing_that_a_serving_process_does_loses_its_locks(tmp_path: Path) -> None:
    file = tmp_path / "yigong.db"
    url = f"sqlite:///{file}"
    async with opened_up_to_date(url, lambda: None) as database:
        await City.founded(database)
        before = HeldLog.by(os.getpid(), file)
        before.check()
        await migrate(url)
        await Night(url, tmp_path, apart=True).nightly.make_if_due()
        await back_up(url, tmp_path / "by-hand.zip", now=NOW, progress=lambda *_: None)
        await export(url, tmp_path / "sheets.zip", ZONE)
        assert await has_people(url)
        assert await is_in_use(url)
        async with connect(url, patience=1) as another:
            assert await up_to_date(another)
        assert HeldLog.by(os.getpid(), file) == before
