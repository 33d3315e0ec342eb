"""What it costs to keep a city: `python -m benchmarks.keeping` prints the table of docs/operations.md.

A city of 28,000 with a year, on a file and on a PostgreSQL that waits for the disk; each command as an operator types
it, in a process of its own. Each is done twice, a restore into an empty database each time, and the quicker one counts.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.programs import ORGANISATION, ROOT, ready, yigong
from playground.ground.people import Person
from playground.serving.server import Playground
from storage.engine.connecting import connect
from storage.engine.database import Kind
from tests.support.databases import Databases

KINDS: Final[tuple[Kind, ...]] = ("sqlite", "postgresql")
RUNS: Final = 2
YEAR: Final = 2009
MB: Final = 1e6


def main() -> None:
    """Measure both, and print."""
    with (
        tempfile.TemporaryDirectory(prefix="yigong-benchmark-") as folder,
        Databases(Path(folder), durable=True) as databases,
    ):
        lines = [_measured(databases, kind, Path(folder)) for kind in KINDS]
    print("| what | SQLite | PostgreSQL |\n|---|---|---|")
    for name in lines[0]:
        print(f"| {name} | {lines[0][name]} | {lines[1][name]} |")


def _measured(databases: Databases, kind: Kind, folder: Path) -> dict[str, str]:
    """What is said of each, by its name."""
    saved, sheets = folder / f"{kind}.zip", folder / f"{kind}-sheets.zip"
    with databases.fresh(kind, migrated=False) as url:
        seeding = _seconds(["seed-city", "--year", str(YEAR)], url)
        said = {"seeding it": f"{seeding:.0f} s", "database after a year": f"{asyncio.run(_size(url)) / MB:.0f} MB"}
        for name, file, command in (("a backup", saved, "backup"), ("an export", sheets, "export")):
            seconds = _quickest([command, str(file)], [url] * RUNS, file)
            said[name] = f"{file.stat().st_size / MB:.1f} MB, {seconds:.0f} s"
        said["memory after its start"] = f"{asyncio.run(_megabytes(url)):.0f} MB"
        said["a drill"] = f"{_quickest(['backup', '--verify', str(saved)], [url] * RUNS):.0f} s"
    with _empty(databases, kind) as urls:
        said["a restore"] = f"{_quickest(['restore', str(saved), '--yes'], urls):.0f} s"
    return said


@contextmanager
def _empty(databases: Databases, kind: Kind) -> Iterator[Sequence[str]]:
    """Two databases without tables."""
    with databases.fresh(kind, migrated=False) as one, databases.fresh(kind, migrated=False) as other:
        yield [one, other]


def _quickest(command: Sequence[str], urls: Sequence[str], file: Path | None = None) -> float:
    seconds = []
    for url in urls:
        if file is not None:
            file.unlink(missing_ok=True)
        seconds.append(_seconds(command, url))
    return min(seconds)


def _seconds(command: Sequence[str], url: str) -> float:
    """How long it takes. Raises CalledProcessError where it fails."""
    around = {"PATH": os.environ["PATH"], "DATABASE_URL": url, "ORGANISATION": ORGANISATION, "BACKUP_DIR": os.devnull}
    began = time.monotonic()
    subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "bot", *command], cwd=ROOT, env=around, check=True, capture_output=True
    )
    took = time.monotonic() - began
    print(f"{command[0]}: {took:.1f} s", flush=True)
    return took


async def _size(url: str) -> int:
    """What the database takes on its disk."""
    async with connect(url) as database:
        return await database.size()


async def _megabytes(url: str) -> float:
    """What a bot has in memory that has just begun to serve it."""
    async with Playground() as playground, ready(yigong(url, BACKUP_DIR=os.devnull), playground) as running:
        await playground.phone(Person(2001, "Mei")).sends("/start")
        return running.megabytes


if __name__ == "__main__":
    main()
