"""A full disk is called full wherever SQLite comes upon it: whoever reads "unavailable" looks for another trouble."""

import sqlite3
from pathlib import Path

import pytest

from storage.engine.connecting import connect
from storage.engine.faults import DiskFull, Unavailable
from storage.engine.migrating import migrate
from storage.engine.sqlite.connection import kind_of
from tests.support.disks import fill, small_disk


def complaint(code: int) -> sqlite3.OperationalError:
    """What SQLite raises with that code."""
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode = code
    return fault


async def test_at_the_start_and_at_the_first_start(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kib=2048) as disk:
        await migrate(f"sqlite:///{disk}/city.db")
        fill(disk)
        with pytest.raises(DiskFull):
            async with connect(f"sqlite:///{disk}/city.db"):
                pass
        with pytest.raises(DiskFull):
            await migrate(f"sqlite:///{disk}/new.db")


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_CANTOPEN])
def test_where_what_lies_beside_the_file_finds_no_room(tmp_path: Path, code: int) -> None:
    with small_disk(tmp_path / "disk", kib=1024) as disk:
        assert kind_of(complaint(code), disk / "city.db") is Unavailable, "there is room"
        fill(disk)
        assert kind_of(complaint(code), disk / "city.db") is DiskFull


def test_a_lock_is_none_on_a_full_disk_either(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kib=1024) as disk:
        fill(disk)
        assert kind_of(complaint(sqlite3.SQLITE_BUSY), disk / "city.db") is Unavailable
