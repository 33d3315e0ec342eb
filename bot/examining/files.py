"""The files of an installation: whose they are, who else can read them, and whether their disk has room."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.examining.remarks import Remark, note, ok, wrong
from bot.ground.counting import counted
from bot.ground.given import nobodys, origins, read_by_others
from bot.ground.outcomes import Proof
from bot.ground.settings import Settings
from bot.ground.users import name_of
from bot.keeping.backup_folder import BackupFolder
from bot.keeping.drill_record import last_drills
from bot.keeping.forgetting import LIST
from storage.engine.connecting import files_of

OLD: Final = timedelta(hours=30)
"""A backup that is older means that last night's failed."""

FIRST: Final = timedelta(hours=1)
"""The first is made as the bot first starts; a folder that is empty for longer is none that it writes into."""

UNTRIED: Final = timedelta(days=8)
"""A backup that was tried longer ago means that last week's drill failed, as the alarm has it."""

_FOUND: Final[Mapping[Proof, str]] = {
    "restored": "a backup was restored into a scratch database",
    "whole": "an encrypted one was found whole",
}
_ROOM: Final = 200 * 1024 * 1024  # bytes


async def settings_given(_: Settings) -> Sequence[Remark]:
    """Names that are set and are none."""
    odd = [wrong(said) if "did you mean" in said else note(said) for said in nobodys()]
    return odd or [ok(f"{len(origins())} are set, and every name is known")]


async def rights(settings: Settings) -> Sequence[Remark]:
    """Whether the service can use its files, and nobody else."""
    odd = [*read_by_others(settings), *_open_to_others(settings), *_strangers(settings)]
    return [wrong(said) for said in odd] or [ok("its files are its own, and nobody else reads them")]


def _of_the_city(settings: Settings) -> Iterator[Path]:
    kept = (*files_of(settings.database_url), settings.backup_dir, settings.backup_dir / LIST)
    yield from (file for file in (*kept, *settings.backup_dir.glob("*.zip")) if file.exists())


def _open_to_others(settings: Settings) -> Iterator[str]:
    for file in _of_the_city(settings):
        if file.stat().st_mode & 0o077:
            yield f"{file} can be read by others on this machine: chmod go= {file}"


def _strangers(settings: Settings) -> Iterator[str]:
    """What somebody left there as another user: the service, whose folder it is, can't open it."""
    for file in _of_the_city(settings):
        owner, theirs = file.stat().st_uid, file.parent.stat().st_uid
        if theirs not in {owner, 0}:
            name = name_of(theirs)
            yield f"{file} belongs to {name_of(owner)}, and its folder to {name}: chown {name}: {file}"


async def backups(settings: Settings, now: datetime) -> Sequence[Remark]:
    """How old the newest is, by what it holds."""
    folder = BackupFolder(settings.backup_dir)
    future = [wrong(f"{file} is from the future: was a clock wrong?") for file in folder.from_the_future(now)]
    newest = folder.newest(now)
    if newest is None:
        return [*future, _none_yet(settings.backup_dir, now)]
    age = now - newest.label.made_at
    said = f"{newest.file} was made {_hours(age)} ago, with {counted(newest.label.people, 'person', 'people')} in it"
    return [*future, wrong(f"the newest, {said}") if age > OLD else ok(said)]


def _none_yet(folder: Path, now: datetime) -> Remark:
    """An installation of a minute ago may be quicker than its first backup."""
    since = datetime.fromtimestamp(folder.stat().st_mtime, UTC) if folder.is_dir() else None
    if since is not None and since <= now < since + FIRST:
        return note(f"there is none in {folder.absolute()} yet: the first is being made")
    return wrong(f"there is none in {folder.absolute()}")


async def drill(settings: Settings, now: datetime) -> Sequence[Remark]:
    """How long ago a backup was last tried and found good."""
    last = last_drills(settings.backup_dir, now)
    if not last:
        return [note("no backup was tried yet: yigong-ctl backup --verify newest does it")]
    said = " and ".join(f"{_FOUND[proof]} {_hours(now - at)} ago" for proof, at in last.items())
    is_old = now - max(last.values()) > UNTRIED
    return [wrong(f"{said}: the log has why none was since") if is_old else ok(said)]


def _hours(age: timedelta) -> str:
    hours = round(age.total_seconds() / 3600)
    return counted(hours, "hour", "hours") if hours < 48 else f"{hours // 24} days"


async def room(settings: Settings) -> Sequence[Remark]:
    """Whether there is room for as much again as there is, and for some."""
    files = files_of(settings.database_url)
    folders = {folder for folder in (*(file.parent for file in files[:1]), settings.backup_dir) if folder.is_dir()}
    taken = sum(file.stat().st_size for file in files if file.exists())
    return [_room_in(folder, max(_ROOM, taken)) for folder in sorted(folders)] or [note("there is no folder yet")]


def _room_in(folder: Path, least: int) -> Remark:
    free = shutil.disk_usage(folder).free
    said = f"{free // 1024**2} MB free in {folder.absolute()}"
    return ok(said) if free >= least else wrong(f"{said}: make room, {least // 1024**2} MB at the least")
