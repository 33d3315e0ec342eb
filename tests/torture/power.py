"""What is left of a folder when the power goes: what was synced, and by chance some of what wasn't.

The rules are what POSIX promises, and no more: a file's content is there up to its last fsync, a name up to its
folder's last one. What came later may be there whole, in parts of a sector each, or not at all; names come in their
order. What could not be synced is never tried again by the system: some of it is there and some is not, for good.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tests.torture.disk import Call, Record

SECTOR = 512
_TORN = 0.3  # of the writes that are there, how many only in parts


@dataclass
class Content:
    """Of a file: what is on the disk, and what is only on its way there."""

    durable: bytearray = field(default_factory=bytearray)
    waiting: list[Record] = field(default_factory=list)

    def sync(self) -> None:
        """All of it has arrived."""
        for change in self.waiting:
            _apply(change, self.durable, 0, len(change.data))
        self.waiting.clear()

    def after_a_reset(self, chance: random.Random) -> bytearray:
        """What is found."""
        found = bytearray(self.durable)
        arrived = chance.choice((0.0, 0.5, 0.9, 1.0))
        for change in self.waiting:
            if chance.random() < arrived:
                _arrive(change, found, chance)
        return found

    def lose(self, chance: random.Random) -> None:
        """A sync has failed: what was on its way is there or not, and stays so."""
        self.durable = self.after_a_reset(chance)
        self.waiting.clear()


def _arrive(change: Record, found: bytearray, chance: random.Random) -> None:
    if change.call is Call.TRUNCATE or chance.random() >= _TORN:
        _apply(change, found, 0, len(change.data))
        return
    first = -change.at % SECTOR
    for begin, end in pairwise(sorted({0, *range(first, len(change.data), SECTOR), len(change.data)})):
        if chance.random() < 0.5:
            _apply(change, found, begin, end)


def _apply(change: Record, content: bytearray, begin: int, end: int) -> None:
    if change.call is Call.TRUNCATE:
        del content[change.at :]
        content.extend(bytes(change.at - len(content)))
    else:
        content.extend(bytes(max(0, change.at + begin - len(content))))
        content[change.at + begin : change.at + end] = change.data[begin:end]


class Naming(NamedTuple):
    """A change of names in a folder: one that goes, one that comes, and what is behind it (nothing behind a folder)."""

    goes: str | None
    comes: str | None
    content: Content | None

    def happens(self, names: dict[str, Content | None]) -> None:
        """The disk has it."""
        if self.goes:
            names.pop(self.goes, None)
        if self.comes:
            names[self.comes] = self.content


class Folder:
    """Files and their names, as the disk has them; it is told call by call."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self._root = str(root)
        self._chance = chance
        self._contents: dict[int, Content] = {}  # a file's inode is another's when it is gone
        self._names: dict[str, Content | None] = {}
        self._waiting: dict[str, list[Naming]] = {self._root: []}  # by folder

    def does(self, record: Record) -> None:
        """One more call."""
        match record.call:
            case Call.WRITE | Call.TRUNCATE:
                self._contents[record.inode].waiting.append(record)
            case Call.SYNC | Call.FAILED_SYNC if record.path in self._waiting:
                self._syncs_names(record)
            case Call.SYNC:
                self._contents[record.inode].sync()
            case Call.FAILED_SYNC:
                self._contents[record.inode].lose(self._chance)
            case _:
                self._waiting[str(Path(record.other or record.path).parent)].append(self._naming(record))

    def _syncs_names(self, record: Record) -> None:
        if record.call is Call.SYNC:
            for change in self._waiting[record.path]:
                change.happens(self._names)
            self._waiting[record.path].clear()

    def _naming(self, record: Record) -> Naming:
        match record.call:
            case Call.CREATE:
                content = self._contents[record.inode] = Content()
                return Naming(None, record.path, content)
            case Call.MKDIR:
                self._waiting[record.path] = []
                return Naming(None, record.path, None)
            case Call.RENAME:
                return Naming(record.path, record.other, self._contents[record.inode])
            case _:
                return Naming(record.path, None, None)

    def after_a_reset(self) -> dict[Path, bytes]:
        """The files that are found, by their paths below the root."""
        names = dict(self._names)
        for changes in self._waiting.values():
            for change in changes[: self._chance.randint(0, len(changes))]:
                change.happens(names)
        return {
            Path(name).relative_to(self._root): bytes(content.after_a_reset(self._chance))
            for name, content in names.items()
            if content is not None and self._can_be_reached(name, names)
        }

    def _can_be_reached(self, name: str, names: dict[str, Content | None]) -> bool:
        above = str(Path(name).parent)
        return above == self._root or (above in names and self._can_be_reached(above, names))


def resets(
    root: Path, records: Iterable[Record], moments: Iterable[int], chance: random.Random
) -> Iterator[tuple[int, dict[Path, bytes]]]:
    """What is found where the power goes at these moments of the journal, each for itself, the earliest first."""
    folder, left = Folder(root, chance), sorted(moments)
    for record in records:
        while left and left[0] < record.end:
            yield left.pop(0), folder.after_a_reset()
        folder.does(record)
    for moment in left:
        yield moment, folder.after_a_reset()


def put(found: dict[Path, bytes], root: Path) -> Path:
    """Write into a folder what was found. Gives the folder."""
    root.mkdir(parents=True)
    for path, content in found.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root
