"""What the kernel knows of a process and a database's files: whether it still has their locks, and their names."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest

_LOCKS = Path("/proc/locks")
# The bytes that SQLite locks: one in the database for whoever has it open, one in the log's index likewise.
_SHARED = 0x40000002
_DEAD_MAN_SWITCH = 128

CAN_BE_SEEN = _LOCKS.exists()
SEEN_BY_THE_KERNEL = pytest.mark.skipif(
    not CAN_BE_SEEN and not os.environ.get("CI"), reason="no /proc on this machine, which knows who locks what"
)


class HeldLog(NamedTuple):
    """What keeps others from taking a database's log away under the process that writes it."""

    nameless: list[str]
    locks: set[str]

    @classmethod
    def by(cls, pid: int, database: Path) -> "HeldLog":
        """What the process has of the database, its log and the log's index at this moment."""
        index = database.with_name(f"{database.name}-shm")
        mine = {(inode, first) for who, inode, first in _posix_locks() if who == pid}
        locks = {"the database": (database, _SHARED), "the log's index": (index, _DEAD_MAN_SWITCH)}
        mine_open = [name for name in _open_files(pid) if name.startswith(str(database))]
        return cls(
            nameless=[name for name in mine_open if name.endswith("(deleted)")],
            locks={what for what, (file, first) in locks.items() if (file.stat().st_ino, first) in mine},
        )

    def check(self) -> None:
        """Fail where it has lost something."""
        assert not self.nameless, f"the bot writes into files that nobody will find again: {self.nameless}"
        assert self.locks == {"the database", "the log's index"}, f"the bot holds only its locks on {self.locks}"


def _open_files(pid: int) -> list[str]:
    found = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.append(str(link.readlink()))
        except FileNotFoundError:  # closed meanwhile
            continue
    return found


def _posix_locks() -> list[tuple[int, int, int]]:
    """The process, the inode and the first byte of each."""
    lines = (line.split() for line in _LOCKS.read_text(encoding="ascii").splitlines())
    return [
        (int(who), int(where.rpartition(":")[2]), int(first))
        for _, kind, _, _, who, where, first, _ in (line for line in lines if len(line) == 8)
        if kind == "POSIX"
    ]
