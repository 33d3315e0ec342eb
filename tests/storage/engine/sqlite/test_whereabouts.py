"""A database whose file went away under it says so, and tells nobody that something was done."""

import os
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.faults import Damaged, DiskFull, Misplaced
from storage.process.city import try_writing
from tests.support.databases import Databases
from tests.support.disks import copied, spoiled

ADD = "INSERT INTO inbox (update_id, shows, at) VALUES (:id, '', 0)"


@pytest.fixture
def file(databases: Databases, tmp_path: Path) -> Path:
    """A database's file, in a folder of its own."""
    folder = tmp_path / "data"
    folder.mkdir()
    with databases.fresh("sqlite") as url:
        return Path(shutil.copy(url.removeprefix("sqlite:///"), folder / "yigong.db"))


@pytest.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    """It is open."""
    async with connect(f"sqlite:///{file}") as database:
        yield database


def deleted(file: Path) -> None:
    file.unlink()


def moved(file: Path) -> None:
    file.rename(file.with_name("elsewhere.db"))


def replaced(file: Path) -> None:
    copied(file, file.with_name("other.db")).replace(file)


def made_anew(file: Path) -> None:
    file.unlink()
    file.touch()


def made_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def without_its_log(file: Path) -> None:
    file.with_name("yigong.db-wal").unlink()


def with_another_log(file: Path) -> None:
    without_its_log(file)
    file.with_name("yigong.db-wal").touch()


def with_all_its_folder_moved(file: Path) -> None:
    file.parent.rename(file.parent.with_name("old"))


def with_all_its_folder_replaced(file: Path) -> None:
    with_all_its_folder_moved(file)
    shutil.copytree(file.parent.with_name("old"), file.parent)


WAYS = [
    deleted,
    moved,
    replaced,
    made_anew,
    made_a_folder,
    without_its_log,
    with_another_log,
    with_all_its_folder_moved,
    with_all_its_folder_replaced,
]


@pytest.mark.parametrize("gone", WAYS)
@pytest.mark.parametrize("person", [7, None])
async def test_nothing_is_told_as_done_in_a_file_without_a_name(
    database: Database, file: Path, gone: Callable[[Path], None], person: int | None
) -> None:
    async with database.transaction(person=person) as transaction:
        transaction.later(ADD, id=1)
    gone(file)
    for number in (2, 3):
        with pytest.raises(Misplaced):
            async with database.transaction(person=person) as transaction:
                transaction.later(ADD, id=number)
    with pytest.raises(Misplaced):
        database.look()
    with pytest.raises(Misplaced):
        async with database.reading() as reader:
            await reader.one("SELECT 1 AS one")


@pytest.mark.parametrize("gone", WAYS)
async def test_what_was_begun_before_is_not_told_as_done_either(
    database: Database, file: Path, gone: Callable[[Path], None]
) -> None:
    with pytest.raises(Misplaced):
        async with database.transaction() as transaction:
            await transaction.execute(ADD, id=1)
            gone(file)


async def test_what_other_processes_share_is_missed_too(database: Database, file: Path) -> None:
    file.with_name("yigong.db-shm").unlink()
    with pytest.raises(Misplaced):
        database.look()


async def test_a_link_that_is_pointed_elsewhere_is_noticed(file: Path, tmp_path: Path) -> None:
    link, other = tmp_path / "link.db", tmp_path / "other.db"
    shutil.copy(file, other)
    link.symlink_to(file)
    async with connect(f"sqlite:///{link}") as database:
        await try_writing(database)
        link.unlink()
        link.symlink_to(other)
        with pytest.raises(Misplaced):
            await try_writing(database)


async def test_it_goes_on_when_the_file_is_put_back(database: Database, file: Path) -> None:
    moved(file)
    with pytest.raises(Misplaced):
        await try_writing(database)
    file.with_name("elsewhere.db").rename(file)
    async with database.transaction() as transaction:
        transaction.later(ADD, id=1)
    database.look()
    async with database.reading() as reader:
        assert await reader.one("SELECT 1 AS one FROM inbox WHERE update_id = 1")


def touched(file: Path) -> None:
    copied(file, file.with_name("copy.db"))
    os.utime(file)
    file.chmod(0o640)


async def test_a_copy_beside_it_is_nobodys_business(database: Database, file: Path) -> None:
    touched(file)
    await try_writing(database)
    database.look()
    async with database.transaction() as transaction:
        transaction.later(ADD, id=1)
    async with database.reading() as reader:
        assert await reader.one("SELECT 1 AS one FROM inbox WHERE update_id = 1"), "it goes on in the same file"


async def test_a_disk_without_room_is_full(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    class FullVolume:
        f_bavail, f_frsize = 1, 4096

    monkeypatch.setattr(os, "statvfs", lambda _: FullVolume)
    with pytest.raises(DiskFull):
        database.look()


async def test_trying_to_write_leaves_nothing(database: Database, file: Path) -> None:
    before = file.with_name("yigong.db-wal").stat().st_size
    await try_writing(database)
    assert file.with_name("yigong.db-wal").stat().st_size > before, "it has not reached the file"
    async with database.reading() as reader:
        assert not await reader.all("SELECT at FROM trials")


@pytest.mark.parametrize("page", [2, 4, 6, 9])
async def test_damaged_pages_are_found(file: Path, page: int) -> None:
    async with connect(f"sqlite:///{file}") as database:
        await database.look_through()
        spoiled(file, page)
        with pytest.raises(Damaged):
            await database.look_through()


async def test_a_file_cut_short_is_damaged(file: Path) -> None:
    async with connect(f"sqlite:///{file}") as database:
        os.truncate(file, 8192)
        with pytest.raises(Damaged):
            await database.look_through()


async def test_looking_through_postgres_asks_the_server(databases: Databases) -> None:
    with databases.fresh("postgresql") as url:
        async with connect(url) as database:
            database.look()
            await database.look_through()
            await try_writing(database)
            assert await database.size()
