"""Whatever a database has become, every command says in a sentence what is the matter: none ends in a traceback."""

import asyncio
import os
import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import asyncpg
import pytest

from storage.engine.connecting import connect
from storage.keeping.backup import back_up
from tests.support.city import NOW, City
from tests.support.databases import Databases
from tests.support.shared_bots import SharedBots
from tests.support.typed import without_where

SERVING: Final = {
    "TELEGRAM_BOT_TOKEN": "123456:word", "TELEGRAM_API_URL": "http://127.0.0.1:9",
    "HTTP_PORT": "0", "LOG_LEVEL": "error",
}  # fmt: skip
COMMANDS: Final = (
    "run",
    "migrate",
    "backup x.zip",
    "restore city.zip --yes",
    "export x.zip",
    "seed-city",
    "parked replay all",
)
"""`doctor` tells more than one line: `tests/bot/examining`."""


def _newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def _overwritten(file: Path) -> None:
    """Its head is a database's, and what follows is not."""
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))


def _cut_off(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2 + 100)


def _text(file: Path) -> None:
    file.write_text("This is no database. " * 400)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _others(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
        connection.execute("INSERT INTO people VALUES ('Li')")
        connection.commit()


STATES: Final[dict[str, Callable[[Path], None]]] = {
    "newer": _newer,
    "overwritten": _overwritten,
    "cut off": _cut_off,
    "text": _text,
    "empty": _empty,
    "folder": _folder,
    "another program's": _others,
}
# What is right to do with such a one.
WELL: Final = {
    ("empty", "migrate"), ("empty", "restore"), ("newer", "backup"),
    ("read only", "backup"), ("read only", "export"), ("read only", "migrate"),
}  # fmt: skip
SAYS_ENOUGH: Final = r"newer Yigong|no Yigong|tables yet|not this Yigong's|somebody else's"


@pytest.fixture(scope="module")
def backup(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city's."""
    file = tmp_path_factory.mktemp("backup") / "city.zip"
    with databases.fresh("sqlite") as url:
        asyncio.run(_backed_up(url, file))
    return file


async def _founded(url: str) -> None:
    async with connect(url) as database:
        await City.founded(database)


async def _backed_up(url: str, file: Path) -> None:
    async with connect(url) as database:
        await City.founded(database)
    await back_up(url, file, now=NOW, progress=lambda _done, _of: None)


@pytest.fixture
def folder(tmp_path: Path, backup: Path) -> Path:
    """Where the commands are typed."""
    (tmp_path / "city.zip").write_bytes(backup.read_bytes())
    return tmp_path


async def says(bots: SharedBots, command: str, url: str, folder: Path) -> tuple[int, list[str]]:
    log = folder / "told.txt"
    code = await bots.runs(command.split(), {**SERVING, "DATABASE_URL": url, "BACKUP_DIR": "backups"}, folder, log)
    told = log.read_text()
    assert "Traceback" not in told, told
    return code, without_where(told).splitlines()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.split()[0])
@pytest.mark.parametrize("state", STATES)
async def test_a_file(state: str, command: str, databases: Databases, folder: Path, bots: SharedBots) -> None:
    if (state, command) in {("empty", "run"), ("empty", "seed-city")}:
        return  # it would serve, or invent a whole city, which tests/bot/test_seeding.py does in small
    with databases.fresh("sqlite") as url:
        file = Path(url.removeprefix("sqlite:///"))
        await _founded(url)
        STATES[state](file)
        code, told = await says(bots, command, url, folder)
    if (state, command.split(maxsplit=1)[0]) in WELL:
        assert code == 0, told
    else:
        assert code == 1
        assert len(told) == 1, told
        assert str(file) in told[0] or re.search(SAYS_ENOUGH, told[0]), told


async def _newer_there(url: str) -> None:
    async with connect(url) as database, database.transaction() as transaction:
        await transaction.execute("UPDATE alembic_version SET version_num = '9999'")


async def _others_there(url: str) -> None:
    server = await asyncpg.connect(url)
    await server.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE people (name TEXT)")
    await server.close()


async def _readable_only_there(url: str) -> None:
    server = await asyncpg.connect(url)
    await server.execute(
        "ALTER DATABASE " + url.partition("?")[0].rpartition("/")[2] + " SET default_transaction_read_only = on"
    )
    await server.close()


STATES_THERE: Final[dict[str, Callable[[str], Awaitable[None]]]] = {
    "newer": _newer_there,
    "another program's": _others_there,
    "read only": _readable_only_there,
}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.split()[0])
@pytest.mark.parametrize("state", STATES_THERE)
async def test_on_a_server(state: str, command: str, databases: Databases, folder: Path, bots: SharedBots) -> None:
    with databases.fresh("postgresql") as url:
        await _founded(url)
        await STATES_THERE[state](url)
        code, told = await says(bots, command, url, folder)
    if (state, command.split(maxsplit=1)[0]) in WELL:
        assert code == 0, told
    else:
        assert code == 1
        assert len(told) == 1, told


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.split()[0])
async def test_a_name_that_no_server_has(command: str, databases: Databases, folder: Path, bots: SharedBots) -> None:
    code, told = await says(bots, command, databases.postgres.url("nobodys"), folder)
    assert code == 1
    [line] = told
    assert 'database "nobodys" does not exist' in line
