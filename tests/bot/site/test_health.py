"""Health asks what a tap needs: the file where it was, room on the disk, sound pages, a write that arrives."""

import asyncio
import json
import secrets
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.receiving.webhook import SECRET_HEADER
from bot.site.health import WRITES_EVERY, Health
from handlers.operating import screens as operating_screens
from handlers.operating.screens import Trouble
from playground.phones.phone import Phone
from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.faults import Damaged, DiskFull, LockedOut, Misplaced, Unavailable
from tests.bot.site.test_site import SECRET, said
from tests.support.databases import Databases
from tests.support.disks import copied, fill, small_disk, spoiled
from tests.support.ports import free_port
from tests.support.town import Town, town

WITHIN = 40.0  # seconds, on a machine that has other things to do


def chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


# Asked


@pytest.fixture
def health() -> Health:
    """Of a bot that Telegram knows."""
    health = Health(clock=Seconds())
    health.telegram = None
    return health


class Seconds:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_nothing_is_missing_where_a_tap_can_be_written(health: Health, database: Database) -> None:
    health.database = database
    await health.look_through()
    assert await health.troubles() == []


async def test_a_probe_a_second_writes_no_more_than_every_five(health: Health, database: Database) -> None:
    health.database = database
    clock, committed = health._clock, []
    assert isinstance(clock, Seconds)
    database.observer = lambda _, what: committed.append(what) if what == "transaction" else None
    for _ in range(60):
        await health.troubles()
        clock.now += 1.0
    assert len(committed) == pytest.approx(60 / WRITES_EVERY, abs=2)


async def test_many_who_ask_at_once_write_once(health: Health, database: Database) -> None:
    health.database = database
    committed: list[str] = []
    database.observer = lambda _, what: committed.append(what) if what == "transaction" else None
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(health.troubles()) for _ in range(50)]
    assert all(task.result() == [] for task in asked)
    assert len(committed) == 1


FAULTS = [
    (DiskFull("full"), Trouble.FULL),
    (LockedOut("no"), Trouble.LOCKED_OUT),
    (Misplaced("gone"), Trouble.MISPLACED),
    (Damaged("malformed"), Trouble.DAMAGED),
    (Unavailable("read only"), Trouble.NOT_WRITABLE),
    (TimeoutError(), Trouble.NOT_WRITABLE),
]


@pytest.mark.parametrize(("fault", "trouble"), FAULTS, ids=[trouble for _, trouble in FAULTS])
async def test_what_keeps_a_tap_from_being_written_is_told(
    health: Health, database: Database, monkeypatch: pytest.MonkeyPatch, fault: Exception, trouble: Trouble
) -> None:
    health.database = database

    async def fail(_: Database) -> None:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr("bot.site.health.try_writing", fail)
        assert await health.troubles() == [trouble]
    assert await health.troubles() == [], "what failed is tried again at the next look"


async def test_a_database_that_may_only_be_read_is_not_ready(health: Health, databases: Databases) -> None:
    with databases.fresh("postgresql") as url:
        async with connect(f"{url}&options=-c%20default_transaction_read_only%3Don") as database:
            health.database = database
            assert await health.troubles() == [Trouble.NOT_WRITABLE]


async def test_a_right_that_is_missing_is_a_trouble_as_on_a_file(health: Health, databases: Databases) -> None:
    role = f"limited_{secrets.token_hex(4)}"
    with databases.fresh("postgresql") as url:
        async with connect(url) as owner:
            await _does(owner, f"CREATE ROLE {role}", f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}")
            async with connect(f"{url}&options=-c%20role%3D{role}") as database:
                health.database = database
                assert await health.troubles() == [Trouble.NOT_WRITABLE]
                await _does(owner, f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
                assert await health.troubles() == [Trouble.SILENT]
            await _does(owner, f"DROP ROLE {role}")


async def _does(database: Database, *statements: str) -> None:
    async with database.transaction() as transaction:
        for statement in statements:
            await transaction.execute(statement)


@pytest.mark.parametrize(
    ("revision", "trouble"),
    [("0001", Trouble.OTHER_TABLES), ("9999", Trouble.NEWER_TABLES)],
    ids=["an older Yigong's", "a newer Yigong's"],
)
async def test_tables_of_another_version_are_a_trouble(
    health: Health, databases: Databases, revision: str, trouble: Trouble
) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            await _does(database, f"UPDATE alembic_version SET version_num = '{revision}'")
            health.database = database
            assert await health.troubles() == [trouble]


async def test_a_full_database_is_not_ready(health: Health, databases: Databases, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kib=4096) as disk, databases.fresh("sqlite") as url:
        file = Path(shutil.copy(url.removeprefix("sqlite:///"), disk / "yigong.db"))
        async with connect(f"sqlite:///{file}") as database:
            health.database = database
            filler = fill(disk)
            assert await health.troubles() == [Trouble.FULL]
            filler.unlink()
            assert await health.troubles() == []


async def test_damaged_pages_are_a_trouble(health: Health, databases: Databases) -> None:
    with databases.fresh("sqlite") as url:
        spoil(Path(url.removeprefix("sqlite:///")))
        async with connect(url) as database:
            health.database = database
            await health.look_through()
            assert await health.troubles() == [Trouble.DAMAGED]


def spoil(file: Path) -> None:
    """Write nonsense over a page that no start and no tap of these tests looks at."""
    with closing(sqlite3.connect(file)) as connection:
        [page] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'journal_by_activity'").fetchone()
    spoiled(file, page)


# Told


@pytest.mark.parametrize("trouble", Trouble)
def test_whatever_is_missing_is_said_in_english_and_chinese(trouble: Trouble) -> None:
    for sentence in (operating_screens.of_trouble, operating_screens.in_trouble):
        english, in_chinese = operating_screens.in_both(partial(sentence, trouble=trouble))
        assert not chinese(english)
        assert chinese(in_chinese)
        assert "\n" not in english + in_chinese


# With the real process


class PostedTown:
    """A town whose bot has a webhook: what it is posted, and how it says it is."""

    def __init__(self, town: Town, mei: Phone, session: aiohttp.ClientSession, port: int) -> None:
        self.town = town
        self._mei = mei
        self._session = session
        self._url = f"http://127.0.0.1:{port}"
        self._next = 900_000_000
        self.answered: dict[int, int] = {}

    async def post(self) -> int:
        """What is answered to a message that has something written: hours that somebody logs."""
        self._next += 1
        day = f"2026-{self._next // 28 % 8 + 1:02}-{self._next % 28 + 1:02}"
        update = {"update_id": self._next, "message": said(self._mei.person.id, f"/hours 1 {day} Library help")}
        headers = {SECRET_HEADER: SECRET}
        async with self._session.post(f"{self._url}/telegram", json=update, headers=headers) as answer:
            self.answered[self._next] = answer.status
            return answer.status

    async def posts_until_done(self) -> None:
        """Telegram posts again what was not answered with 200: on a busy machine a look back may come after a post."""
        async with asyncio.timeout(WITHIN):
            while await self.post() != 200:
                await self.readiness()

    async def readiness(self) -> tuple[int, dict[str, Any]]:
        async with self._session.get(f"{self._url}/readyz") as answer:
            return answer.status, await answer.json()

    async def until(self, status: int) -> list[str]:
        """Wait until that is the readiness; what is missing then, in both languages."""
        async with asyncio.timeout(WITHIN):
            while True:
                try:
                    found, told = await self.readiness()
                except aiohttp.ClientError:
                    found, told = 0, {}
                if found == status:
                    return [*told["missing"], *told.get("zh", [])]
                await asyncio.sleep(0.05)

    def said(self, of: str) -> int:
        """How many lines of the log say so."""
        return sum(of in json.loads(line)["event"] for line in self.town.log.splitlines())


@asynccontextmanager
async def house(url: str) -> AsyncIterator[PostedTown]:
    port = free_port()
    settings = {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "WEBHOOK_SECRET": SECRET,
        "HTTP_PORT": str(port),
        "LOG_LEVEL": "info",
    }
    async with aiohttp.ClientSession() as session, town(url, settings) as place:
        yield PostedTown(place, await place.member("Mei"), session, port)


@pytest.fixture
def file(databases: Databases, tmp_path: Path) -> Path:
    """A database's file, in a folder of its own."""
    with databases.fresh("sqlite") as url:
        return Path(shutil.copy(url.removeprefix("sqlite:///"), tmp_path / "yigong.db"))


def deleted(file: Path) -> None:
    file.unlink()


def replaced(file: Path) -> None:
    copied(file, file.with_name("other.db")).replace(file)


@pytest.mark.parametrize("gone", [deleted, replaced])
async def test_nobody_is_told_that_it_is_done_in_a_file_without_a_name(
    file: Path, gone: Callable[[Path], None]
) -> None:
    async with house(f"sqlite:///{file}") as place:
        admin = await place.town.admin()
        await place.until(200)
        assert await place.post() == 200
        gone(file)
        assert [await place.post() for _ in range(3)] == [503] * 3
        english, in_chinese = await place.until(503)
        assert "deleted, moved or replaced" in english
        assert "数据库文件" in in_chinese
        await admin.sees("deleted, moved or replaced", within=WITHIN)
        await admin.sees("数据库文件")
        await place.until(503)
        await place.town.stop()
        assert place.said("deleted, moved or replaced") == 1


def moved(file: Path, to: Path) -> None:
    file.rename(to)


async def test_it_goes_on_when_the_file_is_back(file: Path, tmp_path: Path) -> None:
    away = tmp_path / "away.db"
    async with house(f"sqlite:///{file}") as place:
        await place.until(200)
        moved(file, away)
        assert await place.post() == 503
        await place.until(503)
        moved(away, file)
        await place.until(200)
        await place.posts_until_done()


async def test_a_full_disk_is_told_and_nothing_is_said_that_is_not_so(databases: Databases, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kib=8192) as disk, databases.fresh("sqlite") as url:
        file = Path(shutil.copy(url.removeprefix("sqlite:///"), disk / "yigong.db"))
        async with house(f"sqlite:///{file}") as place:
            await place.until(200)
            filler = fill(disk)
            english, in_chinese = await place.until(503)
            assert "the disk is full" in english
            assert "磁盘满了" in in_chinese
            statuses = [await place.post() for _ in range(40)]
            assert set(statuses) <= {200, 503}
            assert 503 in statuses
            filler.unlink()
            await place.until(200)
            await place.posts_until_done()
        assert numbers_in(file) >= {number for number, status in place.answered.items() if status == 200}


def numbers_in(file: Path) -> set[int]:
    """The updates that were recorded."""
    with closing(sqlite3.connect(file)) as connection:
        return {number for (number,) in connection.execute("SELECT update_id FROM inbox")}


async def test_a_start_on_damaged_pages_is_found_out(file: Path) -> None:
    spoil(file)
    async with house(f"sqlite:///{file}") as place:
        async with asyncio.timeout(WITHIN):
            while "the database is damaged" not in (said := " ".join(await place.until(503))):
                pass
        assert "数据库损坏了" in said
