"""`python -m benchmarks.roster`: what becomes of free places, by policy. Prints the table and writes docs/roster.md."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.programs import ROOT
from benchmarks.roster.findings import table
from benchmarks.roster.life import lived
from benchmarks.roster.outcome import RunOutcome
from benchmarks.roster.policies import ALL, VARIANTS, TriedPolicy
from benchmarks.roster.township import Township, townships
from benchmarks.roster.world import founded

PAGE: Final = ROOT / "docs" / "roster.md"
BEFORE, AFTER = "<!-- what it came to -->\n", "<!-- until here -->\n"
MEMORY: Final = Path("/dev/shm")  # noqa: S108 - where a file is in memory, if there is such a place


def main(arguments: Sequence[str] | None = None) -> int:
    """Live through it, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roster", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="how often each policy is lived through (200)")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time (2)")
    parser.add_argument("--variants", action="store_true", help="with other assumptions, too: 11 runs a seed, not 4")
    parser.add_argument("--dry", action="store_true", help="write no page")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="yigong-roster-", dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder = Path(name)
        asyncio.run(founded(folder / "template.db"))
        with ProcessPoolExecutor(options.jobs) as processes:
            tried = partial(of_seed, folder, (*ALL, *VARIANTS) if options.variants else ALL)
            found = list(processes.map(tried, *zip(*enumerate(townships(options.seeds)), strict=True)))
    said = table(found)
    print(said)
    if not options.dry:
        page = PAGE.read_text("utf-8")
        head, tail = page.split(BEFORE)[0], page.split(AFTER)[1]
        PAGE.write_text(f"{head}{BEFORE}{said}{AFTER}{tail}", "utf-8")
    return 0


def of_seed(folder: Path, policies: Sequence[TriedPolicy], seed: int, township: Township) -> dict[str, RunOutcome]:
    """What each policy comes to with one seed, by its name."""
    return {policy.name: asyncio.run(_lived(policy, folder, seed, township)) for policy in policies}


async def _lived(policy: TriedPolicy, folder: Path, seed: int, township: Township) -> RunOutcome:
    file = folder / f"{seed}.db"
    try:
        return await lived(policy, seed, township, folder / "template.db", file)
    finally:
        for ending in ("", "-wal", "-shm", "-lock"):
            file.with_name(file.name + ending).unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
