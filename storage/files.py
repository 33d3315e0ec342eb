"""Files that hold what people entrusted to us: for their owner alone, and whole or not there at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_or_none(file: Path) -> Iterator[Path]:
    """A new file beside this one to write into; when the block ends well, and it is on the disk, it takes its place.

    Raises OSError.
    """
    part = file.with_name(f".{file.name}.part")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield part
        _reach_the_disk(part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _reach_the_disk(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
