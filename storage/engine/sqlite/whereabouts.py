"""Whether the files of an open SQLite database are still those that were opened.

A file that was deleted, moved or replaced lives on for who has it open: SQLite goes on writing, tells everybody that it
is done, and all of it is gone with the process. SQLite itself looks for that only where it has no write-ahead log.

They are looked at by their path, and never opened: closing any descriptor of a file takes the locks away that SQLite
holds on it (decision 21).
"""

import os
import time
from pathlib import Path
from typing import Final

from storage.engine.faults import DiskFull, Misplaced
from storage.engine.files import has_room

_FRESH: Final = 0.1
"""Seconds for which a look is soon enough for a screen."""

_NEVER: Final = float("-inf")
_Identity = tuple[int, int]


class Whereabouts:
    """Of one database's files, from when `note` was called with all of them open."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._paths: tuple[str, ...] = ()
        self._opened: tuple[_Identity | None, ...] = ()
        self._fresh_until = _NEVER

    def note(self) -> None:
        """These are the ones that were opened."""
        # A link may be pointed elsewhere; what SQLite keeps beside the file is where the link led to.
        self._paths = (str(self._file), f"{self._file.resolve()}-wal", f"{self._file.resolve()}-shm")
        self._opened = _identities(self._paths)

    def check(self) -> None:
        """Raise Misplaced where the file or its log is no longer at its place: two looks, some microseconds."""
        if _identities(self._paths[:2]) != self._opened[:2]:
            self._fresh_until = _NEVER
            raise self._misplaced()
        self._fresh_until = time.monotonic() + _FRESH

    def check_lately(self) -> None:
        """The same, for who only reads: a moment ago is soon enough."""
        if time.monotonic() > self._fresh_until:
            self.check()

    def check_all(self) -> None:
        """The same, and that other processes find what they share with this one."""
        if _identities(self._paths) != self._opened:
            raise self._misplaced()

    def _misplaced(self) -> Misplaced:
        return Misplaced(f"{self._file} was deleted, moved or replaced while it was open")

    def size(self) -> int:
        """Bytes of the file and of its log. Raises Misplaced."""
        try:
            return sum(os.stat(path).st_size for path in self._paths[:2])  # noqa: PTH116 - as below
        except OSError as fault:
            raise self._misplaced() from fault

    def check_room(self) -> None:
        """Raise DiskFull where there is no room for a few taps more."""
        if not has_room(self._file.parent):  # of a folder that is gone, the file is missed
            raise DiskFull(f"The disk of {self._file} is full")


def _identities(paths: tuple[str, ...]) -> tuple[_Identity | None, ...]:
    return tuple(map(_identity, paths))


def _identity(path: str) -> _Identity | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - at every commit: a Path takes as long again
    except OSError:
        return None
    return found.st_dev, found.st_ino
