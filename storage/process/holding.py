"""Whose an SQLite file is: a lock of our own beside it says that somebody serves it, or puts a backup into it.

SQLite's own locks say only that somebody has it open at this moment, which a reader may, and a process can lose them.
This one belongs to a descriptor of its own: nothing that is closed elsewhere takes it away, and the kernel gives it
back however its process ends (decision 21).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.engine.connecting import is_postgres
from storage.engine.faults import Unavailable
from storage.engine.files import is_at, made, private_folder
from storage.engine.sqlite.database import file_of


class FileHeld(Unavailable):
    """Another process holds the database: it serves it, or restores it."""


@contextmanager
def held(url: str) -> Iterator[None]:
    """Hold the database until the block ends; on PostgreSQL, which many may serve, the server knows
    (`storage.process.duty`).

    Raises `FileHeld`, and `Unavailable` where the lock can't be had.
    """
    if is_postgres(url):
        yield
        return
    file = file_of(url).resolve()
    lock = file.with_name(f"{file.name}-lock")
    try:
        private_folder(file.parent)
        descriptor = _locked(lock)
    except BlockingIOError as fault:
        raise FileHeld(f"Another Yigong is running on {file}. Stop it first: an SQLite file is for one.") from fault
    except OSError as fault:
        raise Unavailable(f"{lock}: {fault.strerror}") from fault
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)  # while it is still locked, so that nobody else's is taken away
        os.close(descriptor)


def is_held(url: str) -> bool:
    """Whether another process holds the database, or another part of this one. Raises `Unavailable`."""
    try:
        with held(url):
            return False
    except FileHeld:
        return True


def _locked(lock: Path) -> int:
    while True:
        descriptor = _opened(lock)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if is_at(lock, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # of one that was just taken away


def _opened(lock: Path) -> int:
    while True:
        with suppress(FileExistsError):
            return made(lock, os.O_RDWR)
        with suppress(FileNotFoundError):  # it was just taken away
            return os.open(lock, os.O_RDWR | os.O_NOFOLLOW)


def is_held_elsewhere(url: str) -> bool:
    """The same for whoever only looks: no file is made, and nobody who holds it is disturbed. Raises `Unavailable`.

    Who begins to hold it in that very moment may be told that somebody does, for the microseconds that it takes.
    """
    file = file_of(url).resolve()
    try:
        descriptor = os.open(file.with_name(f"{file.name}-lock"), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return False
    except OSError as fault:
        raise Unavailable(f"{fault.filename}: {fault.strerror}") from fault
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
