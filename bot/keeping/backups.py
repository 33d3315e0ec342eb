"""Backups: by hand, and every night.

The nightly one is made by a process of its own, so that no tap waits while a whole database is read and packed.
"""

import asyncio
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

import structlog
from tqdm import tqdm

from bot.ground.errors import CommandError
from bot.ground.outcomes import BackupOutcome
from bot.ground.settings import Settings
from storage.engine.files import private_folder
from storage.keeping.backup import BackupFault, Progress, back_up, opened
from volunteering.rules.ground.clock import Clock

NIGHT: Final = 3  # o'clock; not before

_DATED: Final = re.compile(r"yigong-\d{4}-\d\d-\d\d\.zip")

log = structlog.stdlib.get_logger(__name__)


async def make_backup(url: str, file: Path, now: datetime) -> str:
    """Back up into the file; a sentence on what it holds. Raises CommandError."""
    try:
        with bar("backing up") as progress:
            manifest = await back_up(url, file, now=now, progress=progress)
    except BackupFault as fault:
        raise CommandError(f"No backup was made: {fault}") from fault
    return f"{file}: {manifest.rows} rows of {len(manifest.tables)} tables, checked"


def see_that_backups_can_be_made(folder: Path) -> None:
    """Raise CommandError where nothing can be written into the folder, which is made where it is missing."""
    try:
        private_folder(folder)
        with TemporaryFile(dir=folder):
            pass
    except OSError as fault:
        raise CommandError(f"BACKUP_DIR: nothing can be written into {folder}: {fault.strerror}") from fault


@contextmanager
def bar(what: str) -> Iterator[Progress]:
    """Shows how far it is, in rows, to whoever looks on."""
    with tqdm(desc=what, unit="row", unit_scale=True, disable=None) as shown:

        def show(done: int, of: int) -> None:
            shown.total = of
            shown.update(done - shown.n)

        yield show


def newest_of_a_city(folder: Path) -> Path | None:
    """The newest backup in the folder of a city that people had registered in, or that can't be read any more."""
    files = sorted(folder.glob("*.zip"), key=lambda file: file.stat().st_mtime, reverse=True) if folder.is_dir() else []
    return next(filter(_has_a_city, files), None)


def _has_a_city(file: Path) -> bool:
    try:
        with opened(file) as archive:
            return any(table.name == "people" and table.rows for table in archive.manifest.tables)
    except BackupFault:
        return _DATED.fullmatch(file.name) is not None


class Nightly:
    """Today's backup, once the night has come, and not one more of them than are to be kept."""

    def __init__(self, settings: Settings, clock: Clock, *, observe: Callable[[BackupOutcome], None]) -> None:
        self._folder = settings.backup_dir
        self._kept = settings.backups_kept
        self._zone = settings.timezone
        self._url = settings.database_url
        self._clock = clock
        self._observe = observe

    def newest_at(self) -> float | None:
        """When the last one was made, in seconds since 1970."""
        return next((file.stat().st_mtime for file in self._made()), None)

    async def make_if_due(self) -> None:
        """Make today's, unless it is there or the night hasn't come. A failure is logged; the next call tries again."""
        now = self._clock.now().astimezone(self._zone)
        file = self._folder / f"yigong-{now.date().isoformat()}.zip"
        if now.hour < NIGHT or file.exists():
            return
        self._clear_away()
        trouble = await self._make(file)
        if trouble is not None:
            self._observe("failed")
            log.error("the nightly backup failed", why=trouble)
            return
        if _has_a_city(file):  # seven nights of an empty database would take every backup of the city away
            for old in self._made()[self._kept :]:
                old.unlink(missing_ok=True)
        self._observe("made")
        log.info("the nightly backup is made", file=file.name, bytes=file.stat().st_size)

    async def _make(self, file: Path) -> str | None:
        """What went wrong, if something did."""
        around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL_FILE"}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "backup", str(file),
            env={**around, "DATABASE_URL": self._url, "LOG_FORMAT": "text"},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            _, told = await process.communicate()
        except asyncio.CancelledError:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)  # it clears its half-written file away
            await process.wait()
            raise
        if process.returncode == 0:
            return None
        lines = told.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"it ended with {process.returncode}"

    def _clear_away(self) -> None:
        """What a backup left that died with its machine: half of it, and for ever."""
        for half in self._folder.glob(".yigong-*.part"):
            half.unlink(missing_ok=True)

    def _made(self) -> list[Path]:
        """The nightly backups, the newest first."""
        if not self._folder.is_dir():
            return []
        return sorted((file for file in self._folder.iterdir() if _DATED.fullmatch(file.name)), reverse=True)
