"""The folder of backups: each is known by what it holds, and neither by its name nor by how old the file looks.

A clock that was wrong for a night leaves a file that would be the newest for years, by its name and by its time.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from bot.ground.other_clocks import OFF
from storage.keeping.backup import BackupFault, label_of
from storage.keeping.labels import Label

_Mark = tuple[int, int, int]
"""By which a file is told from another that takes its place: its number, its size in bytes, and when it changed."""

_NIGHTLY: Final = re.compile(r"yigong-\d{4}-\d\d-\d\d(-\d+)?\.zip")


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that can be read, and what it says of itself."""

    file: Path
    label: Label


class BackupFolder:
    """What lies in a folder; a file is opened once, and again when it is another. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: Mapping[Path, tuple[_Mark, Label | None]] = {}

    def newest(self, now: datetime) -> Backup | None:
        """Of all that can be read and aren't from the future, those made by hand included."""
        return next(iter(self._past(now)), None)

    def nightly(self, now: datetime) -> list[Backup]:
        """The nightly ones that can be read and aren't from the future, the newest first."""
        return [backup for backup in self._past(now) if _is_nightly(backup.file)]

    def from_the_future(self, now: datetime) -> list[Path]:
        """Those that a wrong clock has made, the latest first."""
        return [backup.file for backup in self._readable() if backup.label.made_at > now + OFF]

    def newest_of_a_city(self) -> Path | None:
        """The newest of a city that people had registered in, whatever clock it was made by.

        Or else a nightly one that can't be read any more.
        """
        broken = (file for file, label in self._look().items() if label is None and _is_nightly(file))
        return next((backup.file for backup in self._readable() if backup.label.people), next(broken, None))

    def free_name(self, day: str) -> Path:
        """For the backup of a local date: one that can be read isn't written over, whatever day it really holds."""
        taken = {backup.file for backup in self._readable()}
        names = (f"yigong-{day}.zip" if number == 1 else f"yigong-{day}-{number}.zip" for number in count(1))
        return next(file for file in map(self._folder.joinpath, names) if file not in taken)

    def _past(self, now: datetime) -> list[Backup]:
        return [backup for backup in self._readable() if backup.label.made_at <= now + OFF]

    def _readable(self) -> list[Backup]:
        found = [Backup(file, label) for file, label in self._look().items() if label is not None]
        return sorted(found, key=lambda backup: backup.label.made_at, reverse=True)

    def _look(self) -> dict[Path, Label | None]:
        """What each file that may be a backup says of itself; None for one that is none, or broken."""
        known = self._read
        self._read = read = {
            file: known[file] if file in known and known[file][0] == mark else (mark, _label_or_none(file))
            for file, mark in sorted(_zips_in(self._folder))
        }
        return {file: label for file, (_, label) in read.items()}


def _zips_in(folder: Path) -> Iterator[tuple[Path, _Mark]]:
    """Nothing where there is no such folder, or it can't be read."""
    for file in folder.glob("*.zip"):
        with suppress(OSError):  # it was just taken away, or leads nowhere
            stat = file.stat()
            yield file, (stat.st_ino, stat.st_size, stat.st_mtime_ns)


def _is_nightly(file: Path) -> bool:
    """Whether a nightly backup gets such a name: these are cleared away in time, and no others."""
    return _NIGHTLY.fullmatch(file.name) is not None


def _label_or_none(file: Path) -> Label | None:
    try:
        return label_of(file)
    except BackupFault:
        return None
