"""Backups: by hand, and every night."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

import structlog
from tqdm import tqdm

from bot.ground.errors import CommandError
from bot.ground.outcomes import BackupOutcome, Proof
from bot.ground.settings import Settings
from bot.keeping.apart import Apart, apart
from bot.keeping.backup_folder import BackupFolder
from bot.keeping.drill_record import is_due, last_drills
from storage.engine.files import private_folder
from storage.engine.revisions import head
from storage.engine.unfinished import clear_away, clear_away_scratch
from storage.keeping.backup import BackupFault, Progress, back_up
from volunteering.rules.ground.clock import Clock

NIGHT: Final = 3  # o'clock; not before, unless the last is a day old
DAY: Final = timedelta(days=1)

log = structlog.stdlib.get_logger(__name__)


async def make_backup(url: str, file: Path, now: datetime, key: str | None = None) -> str:
    """Back up into the file, sealed for a public `key` if there is one; a sentence on what it holds.

    Raises CommandError.
    """
    try:
        with bar("backing up") as progress:
            manifest = await back_up(url, file, now=now, progress=progress, key=key)
    except BackupFault as fault:
        raise CommandError(f"No backup was made: {fault}") from fault
    told = f"{file}: {manifest.rows} rows of {len(manifest.tables)} tables, checked"
    if key:
        told += f", and sealed for {key}"
    if manifest.revision > head():
        told += (
            f". They are a newer Yigong's ({manifest.revision}, this one has {head()}): only that one can restore them"
        )
    return told


def see_that_backups_can_be_made(folder: Path) -> None:
    """Raise CommandError where nothing can be written into the folder, which is made where it is missing.

    What was left there, and among the temporary files, by whoever was killed is taken away.
    """
    clear_away_scratch()
    try:
        private_folder(folder)
        clear_away(folder)
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


class Nightly:
    """One backup a day, made at night or when the last is a day old, and not one more of them than are to be kept."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        observe: Callable[[BackupOutcome], None],
        may_be_wrong: Callable[[], bool] = lambda: False,
        in_process: Apart | None = None,
    ) -> None:
        """`may_be_wrong` says it of the clock; `in_process` does what takes long, outside of this one."""
        self._folder = settings.backup_dir
        self._kept = settings.backups_kept
        self._zone = settings.timezone
        self._clock = clock
        self._may_be_wrong = may_be_wrong
        self._observe = observe
        key = {"BACKUP_KEY": settings.backup_key} if settings.backup_key else {}
        self._apart = in_process or apart({"DATABASE_URL": settings.database_url, **key})
        self._backups = BackupFolder(settings.backup_dir)
        self._making = asyncio.Lock()

    def newest_at(self) -> float | None:
        """When the newest that can be read was made, in seconds since 1970; one from the future is none."""
        made = self._backups.nightly(self._clock.now())
        return made[0].label.made_at.timestamp() if made else None

    def tried_at(self) -> dict[Proof, float]:
        """When one was last found good by a drill, in seconds since 1970, by what was tried."""
        return {proof: at.timestamp() for proof, at in last_drills(self._folder, self._clock.now()).items()}

    async def make_if_due(self) -> None:
        """Make today's, unless it is there or the night hasn't come. A failure is logged; the next call tries again."""
        async with self._making:
            now = self._clock.now()
            if not await asyncio.to_thread(self._is_due, now):
                return
            file = self._backups.free_name(now.astimezone(self._zone).date().isoformat())
            try:
                await self._apart("backup", str(file))
            except CommandError as fault:
                self._observe("failed")
                log.error("the nightly backup failed", why=str(fault))  # noqa: TRY400
                return
            await asyncio.to_thread(self._keep_so_many, file, now)
            self._observe("made")
            log.info("the nightly backup is made", file=file.name, bytes=file.stat().st_size)
            if is_due(self._folder, now):
                await self._try_out(file)

    async def _try_out(self, file: Path) -> None:
        """Once a week: a backup that can't be restored is none, and is better known of before it is needed."""
        try:
            told = await self._apart("backup", "--verify", str(file))
        except CommandError as fault:
            log.error("the drill failed: the newest backup may be none", why=str(fault))  # noqa: TRY400
        else:
            log.info("the drill went well", told=told)

    def _is_due(self, now: datetime) -> bool:
        made = self._backups.nightly(now)
        if not made or now - made[0].label.made_at >= DAY:
            return True
        here, last = now.astimezone(self._zone), made[0].label.made_at.astimezone(self._zone)
        return here.hour >= NIGHT and last.date() < here.date()

    def _keep_so_many(self, new: Path, now: datetime) -> None:
        """Take the oldest away; what a wrong clock made counts for none of those that are kept, and stays."""
        if ahead := self._backups.from_the_future(now):
            log.warning(
                "backups from the future are left alone: a wrong clock made them, or the clock is wrong now",
                files=[file.name for file in ahead],
            )
        made = self._backups.nightly(now)
        if not any(backup.file == new and backup.label.people for backup in made):
            return  # seven nights of an empty database would take every backup of the city away
        too_many = made[self._kept :]
        if too_many and self._may_be_wrong():
            log.warning("no old backup is deleted: the clock may be wrong, and with it what is old")
            return
        for old in too_many:
            old.file.unlink(missing_ok=True)
