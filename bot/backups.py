"""Backups: by hand, every night, and put back.

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
from typing import Final, Literal

import structlog
from tqdm import tqdm

from bot.errors import CommandError
from bot.forgetting import remembered
from bot.settings import Settings
from handlers.screens import operating
from storage.backup import BackupFault, Progress, back_up, opened
from storage.city import zone_at
from storage.files import private_folder
from storage.restoring import check_version, has_people, is_served, restore
from volunteering.clock import Clock

NIGHT: Final = 3  # o'clock; not before
Outcome = Literal["made", "failed"]

_DATED: Final = re.compile(r"yigong-\d{4}-\d\d-\d\d\.zip")

log = structlog.stdlib.get_logger(__name__)


async def make_backup(url: str, file: Path, now: datetime) -> str:
    """Back up into the file; a sentence on what it holds. Raises CommandError."""
    try:
        with _bar("backing up") as progress:
            manifest = await back_up(url, file, now=now, progress=progress)
    except BackupFault as fault:
        raise CommandError(f"No backup was made: {fault}") from fault
    return f"{file}: {manifest.rows} rows of {len(manifest.tables)} tables, checked"


async def put_back(
    url: str,
    file: Path,
    now: datetime,
    *,
    even_over_people: bool,
    zone: str | None = None,
    folder: Path | None = None,
) -> str:
    """Restore from the file; a sentence on what there is now, also where its zone isn't the settings' `zone`.

    Whoever was erased since stays erased, as it is written down beside the backup, and in the `folder` of the others.
    Raises CommandError, and nothing is changed then.
    """
    try:
        with opened(file) as archive:
            check_version(archive.manifest)
            if await is_served(url):
                raise CommandError("A server is running on this database. Stop it first, then restore.")
            if not even_over_people and await has_people(url):
                raise CommandError(
                    "There are people in this database, and restoring replaces all of it. Back it up first "
                    "(python -m bot backup FILE), then say --yes."
                )
            with _bar("checking") as progress:
                archive.check(progress)
            with _bar("restoring") as progress:
                gone = remembered(file.parent) | (remembered(folder) if folder else frozenset())
                again = await restore(url, archive, progress, gone=gone, now=now)
    except BackupFault as fault:
        raise CommandError(f"Nothing was restored: {fault}") from fault
    made = archive.manifest.made_at
    told = f"restored {archive.manifest.rows} rows as they were on {made:%Y-%m-%d at %H:%M} UTC"
    if again:
        told += f"; {again} who had asked to be forgotten since {'is' if again == 1 else 'are'} erased again"
    kept = await zone_at(url)
    if zone is None or kept is None or kept == zone:
        return told
    return f"{told}. {operating.in_one_line(lambda words: operating.restored_zone(words, zone, kept))}"


def see_that_backups_can_be_made(folder: Path) -> None:
    """Raise CommandError where nothing can be written into the folder, which is made where it is missing."""
    try:
        private_folder(folder)
        with TemporaryFile(dir=folder):
            pass
    except OSError as fault:
        raise CommandError(f"BACKUP_DIR: nothing can be written into {folder}: {fault.strerror}") from fault


@contextmanager
def _bar(what: str) -> Iterator[Progress]:
    with tqdm(desc=what, unit="row", unit_scale=True, disable=None) as bar:

        def show(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

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

    def __init__(self, settings: Settings, clock: Clock, *, observe: Callable[[Outcome], None]) -> None:
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
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "backup", str(file),
            env={**os.environ, "DATABASE_URL": self._url, "LOG_FORMAT": "text"},
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
