"""Notices code that opens a database's file beside SQLite, at the line that does it.

Closing any descriptor of a file takes away the locks that SQLite holds on it for the whole process (decision 21).
"""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

_ENDINGS = ("", "-wal", "-shm", "-journal")
_databases: set[str] = set()  # every file that SQLite was asked for
_names: set[str] = set()  # of these, and of what is beside them


class Touched(BaseException):
    """A database's file was to be opened while SQLite has it open. No `except Exception` makes it pass."""


def watch() -> None:
    """From now on, until this process ends."""
    sys.addaudithook(_hear)


def _hear(event: str, about: tuple[Any, ...]) -> None:
    if event == "open":
        _opens(about[0])
    elif event == "sqlite3.connect":
        _connects(about[0])


def _connects(database: Any) -> None:
    name = os.fsdecode(database)
    if name.startswith("file:"):
        name = unquote(name.removeprefix("file:").partition("?")[0])
    _databases.add(os.path.realpath(name))
    _names.update(Path(name).name + ending for ending in _ENDINGS)


def _opens(path: Any) -> None:
    if isinstance(path, int) or path is None:
        return
    name = os.fsdecode(path)
    if name.rpartition("/")[2] in _names and _is_a_database_s(os.path.realpath(name)) and _has_open(name):
        raise Touched(f"{name} is opened beside SQLite, which loses its locks on it when that is closed")


def _is_a_database_s(file: str) -> bool:
    return any(file.removesuffix(ending) in _databases for ending in _ENDINGS)


def _has_open(name: str) -> bool:
    """Whether this process has a descriptor of that file already."""
    try:
        file = os.stat(name)  # noqa: PTH116 - whatever this calls is heard as well
    except OSError:
        return False
    for descriptor in map(int, os.listdir("/dev/fd")):  # noqa: PTH208
        try:
            if os.path.samestat(file, os.fstat(descriptor)):
                return True
        except OSError:  # the listing's own
            continue
    return False
