"""What is written on the way to something: for its owner alone, and gone with whoever writes it.

Who is killed, or loses the power, takes nothing away any more. So each such thing is locked by who is at work on it,
and the next one takes away what nobody is at work on: the kernel gives a lock back however its process ends.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from tempfile import gettempdir, mkdtemp
from typing import Final

from storage.engine.files import is_at, made, no_other_than_a_file, private_folder, reach_the_disk

_PART: Final = ".yigong-part"
_SCRATCH: Final = "yigong-scratch-"


@contextmanager
def whole_or_none(file: Path) -> Iterator[Path]:
    """A new file beside this one to write into; when the block ends well, and it is on the disk, it takes its place.

    Raises OSError.
    """
    no_other_than_a_file(file)
    private_folder(file.parent)
    clear_away(file.parent)

    def begin() -> tuple[Path, int]:
        part = file.with_name(f".{file.name}.{token_hex(4)}{_PART}")  # another process may be writing the same
        return part, made(part, os.O_WRONLY)

    with _at_work(begin) as part:
        try:
            yield part
            reach_the_disk(part)
            part.replace(file)
            # Its new name is the folder's, and would be lost with the power.
            reach_the_disk(file.parent)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder among the temporary files (`TMPDIR`), which is taken away after the block. Raises OSError."""
    clear_away_scratch()

    def begin() -> tuple[Path, int]:
        folder = Path(mkdtemp(prefix=_SCRATCH))  # for its owner alone
        return folder, os.open(folder, os.O_RDONLY)

    with _at_work(begin) as folder:
        try:
            yield folder
        finally:
            rmtree(folder)


def clear_away(folder: Path) -> None:
    """Take away what was left there by whoever was killed; nothing that somebody is at work on, or that is others'."""
    for left in (*folder.glob(f".*{_PART}"), *folder.glob(f"{_SCRATCH}*")):
        with suppress(OSError):
            _take_away(left)


def clear_away_scratch() -> None:
    """The same among the temporary files, where there is a place for any."""
    with suppress(FileNotFoundError):
        clear_away(Path(gettempdir()))


@contextmanager
def _at_work(begin: Callable[[], tuple[Path, int]]) -> Iterator[Path]:
    """What is begun, locked until the block ends."""
    path, descriptor = begin()
    while not _is_locked(path, descriptor):
        os.close(descriptor)
        path, descriptor = begin()
    try:
        yield path
    finally:
        os.close(descriptor)


def _is_locked(path: Path, descriptor: int) -> bool:
    """Lock it; False where somebody who clears away was quicker."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: nobody has one there, and nobody takes anything away
    return is_at(path, descriptor)


def _take_away(left: Path) -> None:
    """Raises OSError, BlockingIOError where somebody is at work on it."""
    if left.lstat().st_uid not in {os.geteuid(), left.parent.stat().st_uid}:
        return
    descriptor = os.open(left, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if is_at(left, descriptor):
            rmtree(left) if left.is_dir() else left.unlink()
    finally:
        os.close(descriptor)
