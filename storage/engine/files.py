"""Files that hold what people entrusted to us: for their owner alone, and on the disk once that is told."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

_LEAST_ROOM: Final = 64 * 1024
"""Bytes: what SQLite's log grows by in a few taps. It fits into an old one for a while even on a full disk."""

_NO_FILE: Final = "it is no file, but a pipe, a device or the like"

_FOLDERS_CANT: Final = frozenset({errno.EINVAL, errno.ENOTSUP})
"""What a file system says that has no fsync for folders; their names are then as sure as it makes them."""


def made(file: Path, flags: int) -> int:
    """Open a new file, private, and give its descriptor; what root makes belongs to whose folder it is in.

    SQLite gives what it keeps beside a database to the database's owner likewise: the service, which isn't root, has
    to open what a command left that somebody typed as root. Raises FileExistsError where anything is there, a link
    included, so that nothing is given away that was somebody else's; and OSError.
    """
    descriptor = os.open(file, flags | os.O_CREAT | os.O_EXCL, 0o600)
    if os.geteuid() == 0:
        owner = file.parent.stat()
        with suppress(PermissionError):  # a root without that right, in a container or over a network
            os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor


def has_room(folder: Path) -> bool:
    """Whether there is room for a few taps more on its disk; where that can't be found out, there is."""
    try:
        disk = os.statvfs(folder)
    except OSError:
        return True
    return disk.f_bavail * disk.f_frsize >= _LEAST_ROOM


def no_other_than_a_file(path: Path) -> None:
    """Raise OSError where something else stands there: a folder, or a device, which whoever is root could take away."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, _NO_FILE)


def readable(file: Path) -> IO[bytes]:
    """Open it for reading. Raises OSError, also for a pipe: whoever opened that would wait for ever for its writer."""
    stream = open(file, "rb", opener=_at_once)  # noqa: SIM115 - a Path has no opener
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise OSError(errno.EINVAL, _NO_FILE, str(file))
    return stream


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def private_folder(folder: Path) -> None:
    """Have the folder; one that is new is private, on the disk, and whose folder it is in (`made`). Raises OSError."""
    if folder.is_dir():
        return
    private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        owner = folder.parent.stat()
        with suppress(PermissionError):
            os.chown(folder, owner.st_uid, owner.st_gid, follow_symlinks=False)
    reach_the_disk(folder.parent)


def is_at(path: Path, descriptor: int) -> bool:
    """Whether what is open is still what lies there."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def reach_the_disk(path: Path) -> None:
    """Return when it can't be lost with the power any more: a file, or the names in a folder. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as fault:
        if not (path.is_dir() and fault.errno in _FOLDERS_CANT):
            raise
    finally:
        os.close(descriptor)
