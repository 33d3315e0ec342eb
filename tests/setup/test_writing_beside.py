"""What a test puts into a database beside a bot that is starting: both may found the organisation in one moment."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from playground.serving.server import Playground
from storage.engine.connecting import connect
from storage.rows import Rows
from tests.support.databases import Databases
from tests.support.town import MONDAY_MORNING, ROOT, Town

BESIDE_A_PROCESS = ("tests/stories", "tests/torture", "tests/replicas", "tests/browser", "tests/shipped", "benchmarks")
# Measured, or tried, is the transaction itself, with nobody beside it.
ALONE = (
    "benchmarks/roster/world.py",
    "benchmarks/scale/measuring.py",
    "benchmarks/works/layers.py",
    "benchmarks/works/limits.py",
    "tests/replicas/test_fail_over.py",
)


def files() -> Iterator[Path]:
    """What writes while a process of its own serves, or starts to."""
    yield ROOT / "tests/support/town.py"
    for folder in BESIDE_A_PROCESS:
        yield from sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("file", [str(file.relative_to(ROOT)) for file in files()])
def test_nothing_is_written_beside_a_bot_but_until_it_is_settled(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    writes = re.search(r"\.transaction\(", text)
    assert writes is None or file in ALONE, (
        "the bot may be quicker: write with Town.writes or storage.engine.retrying.written"
    )


@pytest.mark.parametrize("what", ["member", "team"])
async def test_a_town_is_settled_whoever_founds_the_organisation(what: str, databases: Databases) -> None:
    with databases.fresh("postgresql") as url:
        async with connect(url) as bots, connect(url) as ours:
            town = Town(Playground(frozen=True, now=MONDAY_MORNING), url, ours)
            async with asyncio.TaskGroup() as group, bots.transaction() as transaction:
                await Rows(transaction).units.top_named("Taizhou", town.now)
                writing = group.create_task(town.member("Mei") if what == "member" else town.team("East"))
                await _waits_for_a_lock(town)
            assert writing.exception() is None
            assert await town.number("SELECT COUNT(*) FROM units WHERE parent_id IS NULL") == 1


async def _waits_for_a_lock(town: Town) -> None:
    async with asyncio.timeout(10):
        while not await town.number("SELECT COUNT(*) FROM pg_locks WHERE NOT granted"):
            continue  # asking takes its time
