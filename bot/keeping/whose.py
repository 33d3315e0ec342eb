"""A folder of backups is one city's: two that share it would each take the other's for today's, and make none.

Who serves says so by a lock beside the backups, as whose bot; replicas of one city have it together.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from bot.ground.errors import CommandError
from storage.engine.files import is_at, made

_MARK: Final = ".yigong-bot-"


@contextmanager
def kept_for(folder: Path, bot: str) -> Iterator[None]:
    """Keep the folder, which is there, for the city of this bot (its number) until the block ends.

    Raises CommandError where another one's Yigong runs and keeps its backups there.
    """
    ours = folder / f"{_MARK}{bot}"
    try:
        descriptor = _shared(ours)
    except OSError as fault:
        raise CommandError(f"BACKUP_DIR: {ours} can't be locked: {fault.strerror}") from fault
    try:
        for other in sorted(folder.glob(f"{_MARK}*")):
            if other != ours and not _is_free(other):
                raise CommandError(
                    f"BACKUP_DIR: {folder} is where a running Yigong of another bot, {other.name.removeprefix(_MARK)}, "
                    "keeps its backups. Give each city a folder of its own: it would have no backups otherwise"
                )
        yield
    finally:
        with suppress(OSError):  # another replica of the city has it, too
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours.unlink(missing_ok=True)
        os.close(descriptor)


def _shared(mark: Path) -> int:
    while True:
        descriptor = _opened(mark)
        try:
            with suppress(OSError):  # a file system without locks: there nobody can be told from others
                fcntl.flock(descriptor, fcntl.LOCK_SH)
            if is_at(mark, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # of one that was just taken away


def _opened(mark: Path) -> int:
    while True:
        with suppress(FileExistsError):
            return made(mark, os.O_RDWR)
        with suppress(FileNotFoundError):  # it was just taken away
            return os.open(mark, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)


def _is_free(mark: Path) -> bool:
    """Whether nobody has it; of one that was killed the mark alone is left."""
    try:
        descriptor = os.open(mark, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
