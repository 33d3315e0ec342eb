"""A folder on a disk of our own: it writes down what was done to it, fails when it is told to, and can lose its power.

`disk.c` is preloaded into the processes that use it. What a reset leaves is put together from its journal.
"""

import mmap
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import pytest

_SOURCE = Path(__file__).with_name("disk.c")
_COMPILER = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
_FAULT = struct.Struct("=iiqq")  # as in disk.c: what, error, how many go well before, how many have failed
_RECORD = struct.Struct("=c3xIIIQQ")

NEEDS_A_COMPILER = pytest.mark.skipif(
    (_COMPILER is None or sys.platform != "linux") and not os.environ.get("CI"),
    reason="a disk that fails needs a C compiler, and Linux",
)


class Call(StrEnum):
    """What can be done to a file, as `disk.c` writes it down."""

    CREATE = "c"
    WRITE = "w"
    TRUNCATE = "t"
    SYNC = "s"
    FAILED_SYNC = "f"
    RENAME = "r"
    UNLINK = "u"
    MKDIR = "d"


class Record(NamedTuple):
    """One call that was done."""

    call: Call
    inode: int
    at: int  # a place in the file, or its new size
    path: str
    other: str  # the new path
    data: bytes
    end: int  # of what the journal has of it


class Disk:
    """What is below `root` is on it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "disk"
        self.root.mkdir()
        self._journal = folder / "journal"
        self._journal.touch()
        self._shared = folder / "fault"
        self._shared.write_bytes(bytes(mmap.PAGESIZE))
        self._library = folder / "disk.so"
        assert _COMPILER is not None, "no C compiler on this machine"
        subprocess.run(  # noqa: S603 - our own source
            (_COMPILER, "-O2", "-Wall", "-U_FORTIFY_SOURCE", "-shared", "-fPIC", "-pthread",
             "-o", str(self._library), str(_SOURCE), "-ldl"),
            check=True,
        )  # fmt: skip

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs in its environment when it is started, so that the disk is under it."""
        return {
            "LD_PRELOAD": str(self._library),
            "DISK_ROOT": str(self.root),
            "DISK_JOURNAL": str(self._journal),
            "DISK_FAULT": str(self._shared),
        }

    @property
    def now(self) -> int:
        """This moment: how far its journal is. All that was done before is in it."""
        return self._journal.stat().st_size

    def fails(self, call: Call, error: int, *, after: int = 0) -> None:
        """From the n-th call of a kind on, counted from now, each ends with that error: `errno.EIO` and so on."""
        self._share(_FAULT.pack(ord(call), error, after, 0))

    def is_mended(self) -> None:
        """Nothing fails any more."""
        self._share(_FAULT.pack(0, 0, 0, 0))

    @property
    def failures(self) -> int:
        """How many calls have failed since it was told to."""
        return int(_FAULT.unpack(self._shared.read_bytes()[: _FAULT.size])[3])

    def _share(self, fault: bytes) -> None:
        with self._shared.open("r+b") as shared:
            shared.write(fault)

    def records(self) -> Iterator[Record]:
        """Everything that was done to it."""
        written, end = memoryview(self._journal.read_bytes()), 0
        while end < len(written):
            call, path, other, data, inode, at = _RECORD.unpack_from(written, end)
            end += _RECORD.size
            parts = []
            for size in (path, other, data):
                parts.append(bytes(written[end : end + size]))
                end += size
            yield Record(Call(call.decode()), inode, at, parts[0].decode(), parts[1].decode(), parts[2], end)
