"""An import that is killed while the city is served: of its list nothing is there, or all of it, and never a part."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest

from storage.engine.database import Transaction
from storage.engine.retrying import written
from storage.process.importing import LEFT_ALONE
from tests.support.databases import Databases
from tests.support.list_files import Line, csv_of
from tests.support.quick_bots import QuickBots
from tests.torture.fragile import FragileTown, fragile_town

PEOPLE: Final = 2_000
SOME: Final = 300  # rows: it is in the middle
TEAMS: Final = 7
_STAGED: Final = "SELECT COUNT(*) FROM import_rows"
_EXPECTED: Final = "SELECT COUNT(*) FROM people WHERE state = 'expected'"


@pytest.fixture(params=["sqlite", "postgresql"])
async def served(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[FragileTown]:
    """A town whose bot serves all the while."""
    with databases.fresh(request.param) as url:
        async with fragile_town(url, tmp_path, monkeypatch) as place:
            yield place
            assert await place.stop() == 0, place.log[-3000:]


def the_list(folder: Path) -> Path:
    """A list with a team and an hour for everybody."""
    lines: list[Line] = [["姓名", "手机", "团队", "时长"]]
    lines += [[f"王{number}", f"139{number:08}", f"第{number % TEAMS}队", 1] for number in range(PEOPLE)]
    file = folder / "list.csv"
    file.write_text(csv_of(lines), encoding="utf-8")
    return file


async def _until(town: FragileTown, sql: str) -> None:
    """Wait until at least so many are counted that it is in the middle."""
    async with asyncio.timeout(60):
        while await town.number(sql) < SOME:
            await town.playground.telegram.calls.changed.wait(0.002)


async def _half_a_minute_later(town: FragileTown) -> None:
    """Nobody has been at the list for as long as it is left alone; whoever is on duty looks."""

    async def is_older(transaction: Transaction) -> None:
        transaction.later("UPDATE imports SET at = at - :seconds", seconds=round(LEFT_ALONE.total_seconds()) + 1)

    await written(town.database, is_older)
    await town.passes(seconds=60)


async def _is_settled(town: FragileTown) -> None:
    async with asyncio.timeout(60):
        while await town.number("SELECT COUNT(*) FROM imports"):
            await town.playground.telegram.calls.changed.wait(0.05)


@pytest.mark.parametrize(("in_the_middle_of", "there"), [(_STAGED, 0), (_EXPECTED, PEOPLE)])
async def test_what_a_dead_import_had_decided_on_is_there_and_nothing_else(
    served: FragileTown, tmp_path: Path, in_the_middle_of: str, there: int
) -> None:
    file, environment = the_list(tmp_path), served.environment()
    async with QuickBots() as commands:
        await commands.start(environment, tmp_path / "import.txt", arguments=("import", str(file)))
        await _until(served, in_the_middle_of)
        await commands.end(signal.SIGKILL)
        left = await served.number(_STAGED)
        assert left, "it died in the middle"
        await _half_a_minute_later(served)
        await _is_settled(served)
        assert await served.number(_EXPECTED) == there
        assert await served.number("SELECT COUNT(*) FROM entries WHERE kind = 'carried_over'") == there
        assert await served.number(_STAGED) == 0
        await commands.start(environment, tmp_path / "again.txt", arguments=("import", str(file)))
        assert await commands.ends() == 0, (tmp_path / "again.txt").read_text(encoding="utf-8")
    assert await served.number(_EXPECTED) == PEOPLE, "the next import brings what is missing, and nobody twice"
    assert await served.number("SELECT CAST(SUM(change) AS BIGINT) FROM entries") == PEOPLE * 60
    assert await served.number("SELECT COUNT(*) FROM units") == TEAMS + 1
