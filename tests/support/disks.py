"""A small disk of one's own that can be full, and files that other programs lay hands on while they are open."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, kib: int) -> Iterator[Path]:
    """A disk with so much room, in memory. Skips where this machine doesn't let us, which is a failure with CI=true."""
    folder.mkdir()
    trouble = _told("mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", folder)
    if trouble:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no disk can be mounted here: {trouble}")
    try:
        yield folder
    finally:
        assert not _told("umount", "--lazy", folder)


def _told(*command: str | Path) -> str:
    """What a command complains of."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return done.stderr.strip() if done.returncode else ""


def fill(folder: Path) -> Path:
    """Leave no room on the disk; gives the file that takes it."""
    filler = folder / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (64 * 1024, 1024, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError as fault:
                if fault.errno != errno.ENOSPC:
                    raise
    return filler


def copied(file: Path, to: Path) -> Path:
    """A copy made by another program: this one would lose its locks on a database that it has open."""
    assert not _told("cp", file, to)
    return to


def spoiled(file: Path, page: int) -> None:
    """Have another program write nonsense over a page, counted from 1."""
    what = ("if=/dev/zero", f"of={file}", "bs=4096", f"seek={page - 1}", "count=1", "conv=notrunc", "status=none")
    assert not _told("dd", *what)
