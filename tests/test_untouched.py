"""The rule that nobody opens a database's files beside SQLite is noticed where it is broken (decision 21)."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.engine.sqlite.database import make_private
from tests.support.untouched import Touched

WAYS: dict[str, Callable[[Path], object]] = {
    "reading": Path.read_bytes,
    "without a word": lambda file: os.close(os.open(file, os.O_RDWR)),
    "copying": lambda file: shutil.copyfile(file, file.with_name("copy.db")),
    "writing": lambda file: file.open("ab"),
    "by another name": lambda file: (file.parent / ".." / file.parent.name / file.name).read_bytes(),
}


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_sqlite_has_open_is_opened_by_nobody_else(tmp_path: Path, way: str, ending: str) -> None:
    file = tmp_path / "yigong.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE some (thing BIGINT)")
        with pytest.raises(Touched, match=r"yigong\.db"):
            WAYS[way](file.with_name(file.name + ending))
        make_private(file)
    WAYS["reading"](file)
