"""A command says on which database it works, and doesn't work on one that nobody can have meant."""

import asyncio
import json
import os
import pwd
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest

from bot.ground.version import version
from playground.serving.server import Playground
from storage.engine.connecting import connect, spoken
from storage.engine.revisions import before, head, revisions
from storage.keeping.backup import back_up
from tests.support.city import NOW, City
from tests.support.databases import Databases
from tests.support.quick_bots import QuickBots
from tests.support.shared_bots import SharedBots
from tests.support.town import MONDAY_MORNING, Town
from tests.support.typed import Ended, typed, typed_as, without_where

ME = pwd.getpwuid(os.geteuid()).pw_name
NOBODY = pwd.getpwnam("nobody").pw_uid
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")


@pytest.fixture
def city(databases: Databases) -> Iterator[str]:
    """The address of a file with somebody in it."""
    with databases.fresh("sqlite") as url:
        asyncio.run(_founded(url))
        yield url


async def _founded(url: str) -> None:
    async with connect(url) as database:
        await City.founded(database)


@pytest.fixture
def backup(city: str, tmp_path: Path) -> Path:
    """Of that city."""
    file = tmp_path / "city.zip"
    asyncio.run(back_up(city, file, now=NOW, progress=lambda _done, _of: None))
    return file


COMMANDS = (("migrate",), ("backup", "x.zip"), ("export", "x.zip"), ("restore", "city.zip", "--yes"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
async def test_it_says_where_it_works_as_whom_and_by_which_settings(
    city: str, backup: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    file, relative = city.removeprefix("sqlite:///"), spellings(city, tmp_path)[-1]
    said = await typed(*command, folder=tmp_path, DATABASE_URL=city)
    assert said.code == 0, said
    assert said.where == f"Database: {file} (DATABASE_URL in the environment), as {ME}; settings from the environment"
    settings = tmp_path / ".env"
    settings.write_text(f"DATABASE_URL={relative}\n")
    settings.chmod(0o600)
    said = await typed(*command, folder=tmp_path)
    whole = tmp_path / relative.removeprefix("sqlite:///")
    assert said.where == f"Database: {whole} (DATABASE_URL in {settings}), as {ME}; settings from {settings}"


async def test_what_it_says_isn_t_the_answer(city: str, tmp_path: Path) -> None:
    said = await typed("migrate", folder=tmp_path, DATABASE_URL=city)
    assert said.answer == f"Nothing to do: the tables are at {head()} already\n"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://me:secret@db.example:5433/yigong", "yigong on PostgreSQL at db.example:5433"),
        (
            "postgresql://me:secret@one,two:5433/yigong?sslmode=require&password=s",
            "yigong on PostgreSQL at one,two:5433",
        ),
        ("postgresql:///yigong?host=/run/postgresql", "yigong on PostgreSQL at /run/postgresql"),
        ("postgresql://me@/?dbname=yigong", "yigong on PostgreSQL at this machine"),
        ("postgresql://me:p@ss@db/", "the user's own on PostgreSQL at db"),
        ("sqlite:////var/lib/yigong/yigong.db", "/var/lib/yigong/yigong.db"),
    ],
)
def test_an_address_is_said_without_its_password(url: str, told: str) -> None:
    assert spoken(url) == told


# A default that nobody meant


@pytest.mark.parametrize("command", [("backup", "x.zip"), ("export", "x.zip"), ("restore", "city.zip")])
async def test_no_database_is_begun_because_nobody_said_which(
    backup: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    said = await typed(*command, folder=tmp_path)
    assert said.code == 1
    [told] = said.lines
    assert f"DATABASE_URL is not set, and there is no {tmp_path}/yigong.db" in told
    assert f"deploy/yigong-ctl {command[0]} " in told
    assert ("--yes" in told) == (command[0] == "restore")
    assert not (tmp_path / "yigong.db").exists()


async def test_who_means_it_restores_into_a_new_one(backup: Path, tmp_path: Path) -> None:
    said = await typed("restore", "city.zip", "--yes", folder=tmp_path)
    assert said.code == 0, said
    assert "by default: DATABASE_URL is not set" in said.where
    assert (tmp_path / "yigong.db").exists()


async def test_what_begins_begins_in_the_working_folder(tmp_path: Path) -> None:
    said = await typed("migrate", folder=tmp_path)
    assert said.code == 0, said
    assert said.lines[-1] == f"The tables are at {head()} now: {len(revisions())} steps, from none at all"
    assert (await typed("backup", "x.zip", folder=tmp_path)).code == 0, "now it is there"


def test_revisions_follow_one_another() -> None:
    assert before("0001") is None
    assert before("0002") == "0001"


async def test_names_that_are_no_settings_are_told(tmp_path: Path) -> None:
    said = await typed("migrate", folder=tmp_path, ADMIN_ID="5")
    assert "ADMIN_ID is not a setting; did you mean ADMIN_IDS?" in said.besides
    assert said.code == 0


async def test_it_says_which_version_it_is(tmp_path: Path) -> None:
    said = await typed("--version", folder=tmp_path)
    assert re.fullmatch(rf"Yigong {re.escape(version())}, tables {head()}, Python 3\.\d+\.\d+\S*\n", said.answer)


# Somebody else's files


@pytest.fixture
def theirs() -> Iterator[Path]:
    """A folder of nobody's, as the service's is of its user; pytest's own lie where only root may look."""
    with TemporaryDirectory() as above:
        folder = Path(above, "theirs")
        folder.mkdir(mode=0o700)
        folder.parent.chmod(0o711)
        os.chown(folder, NOBODY, NOBODY)
        yield folder


@pytest.fixture
def their_city(theirs: Path, databases: Databases) -> Path:
    """The same, with a database in it."""
    with databases.fresh("sqlite") as url:
        shutil.copyfile(url.removeprefix("sqlite:///"), theirs / "yigong.db")
    os.chown(theirs / "yigong.db", NOBODY, NOBODY)
    return theirs


@AS_ROOT
async def test_what_root_makes_can_be_used_by_the_service(backup: Path, theirs: Path) -> None:
    settings = {"DATABASE_URL": f"sqlite:///{theirs}/yigong.db", "BACKUP_DIR": f"{theirs}/backups"}
    for command in (("restore", backup), ("backup", theirs / "backups/by-hand.zip"), ("export", theirs / "sheets.zip")):
        said = await typed(*command, folder=theirs.parent, **settings)
        assert said.code == 0, said
    owners = owners_in(theirs)
    assert {"yigong.db", "backups", "by-hand.zip", "sheets.zip"} <= owners.keys()
    assert set(owners.values()) == {NOBODY}, owners
    said = await typed_as(NOBODY, "backup", theirs / "own.zip", folder=theirs, **settings)
    assert said.code == 0, said


def owners_in(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_uid for path in folder.rglob("*")}


@AS_ROOT
async def test_nothing_is_given_away_that_was_there(city: str, theirs: Path, tmp_path: Path) -> None:
    """Whoever may write into the folder could lay links where root is going to make a file."""
    precious = tmp_path / "precious"
    precious.touch(mode=0o600)
    (theirs / "yigong.db-lock").symlink_to(precious)
    await typed("run", folder=theirs, DATABASE_URL=f"sqlite:///{theirs}/yigong.db", TELEGRAM_BOT_TOKEN="1:a",
                TELEGRAM_API_URL="http://127.0.0.1:9", HTTP_PORT="0")  # fmt: skip
    assert precious.stat().st_uid == 0


@AS_ROOT
@pytest.mark.parametrize("name", ["yigong.db", "yigong.db-wal", "yigong.db-lock", "backups", "backups/erased.json"])
async def test_a_file_that_is_somebody_else_s_is_named(their_city: Path, name: str) -> None:
    settings = {"DATABASE_URL": f"sqlite:///{their_city}/yigong.db", "BACKUP_DIR": f"{their_city}/backups"}
    (their_city / "backups").mkdir()
    (their_city / name).touch()
    os.chown(their_city / "backups", NOBODY, NOBODY)
    os.chown(their_city / name, 0, 0)
    (their_city / name).chmod(0o700)
    said = await typed_as(NOBODY, "backup", their_city / "x.zip", folder=their_city, **settings)
    assert said.code == 1
    assert said.lines == [
        f"{their_city / name} belongs to root, and this runs as nobody: chown nobody: {their_city / name}"
    ]


@AS_ROOT
@pytest.mark.parametrize(
    "command",
    ["run", "migrate", "backup x.zip", "export x.zip", "restore x.zip", "seed-city"],
    ids=lambda c: c.split()[0],
)
async def test_a_file_that_can_t_be_read_is_a_sentence(their_city: Path, command: str) -> None:
    settings = {"DATABASE_URL": f"sqlite:///{their_city}/yigong.db", "TELEGRAM_BOT_TOKEN": "1:a", "LOG_LEVEL": "error"}
    os.chown(their_city / "yigong.db", 0, 0)
    said = await typed_as(NOBODY, *command.split(), folder=their_city, **settings)
    assert said.code == 1
    assert said.lines == [
        f"{their_city}/yigong.db belongs to root, and this runs as nobody: chown nobody: {their_city}/yigong.db"
    ]


# A restore never runs over a city that is served


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
async def test_no_spelling_of_the_address_restores_over_a_city_that_is_served(
    database_url: str, backup: Path, bots: SharedBots, tmp_path: Path
) -> None:
    async with Playground(frozen=True, now=MONDAY_MORNING) as playground, QuickBots() as serving:
        place = Town(playground, database_url, connect(database_url))
        await serving.start(place.environment(), tmp_path / "log.jsonl")
        phone = place.phone("Mei")
        await phone.sends("/start")
        await phone.taps("English")
        for number, url in enumerate(spellings(database_url, tmp_path)):
            told = tmp_path / f"told_{number}.txt"
            code = await bots.runs(["restore", str(backup), "--yes"], {"DATABASE_URL": url}, tmp_path, told)
            assert (code, without_where(told.read_text(encoding="utf-8"))) == (
                1,
                "A server is running on this database. Stop it first, then restore.\n",
            )
        assert await serving.end(signal.SIGTERM) == 0
    started = next(line for line in map(json.loads, _lines(tmp_path)) if line["event"] == "Yigong starts")
    assert started["database"] == spoken(database_url)
    assert started["way_in"] == "updates are fetched"
    assert (started["version"], started["zone"], started["user"]) == (version(), "Asia/Shanghai", ME)
    assert started["pages"].startswith("http://127.0.0.1:")


def _lines(folder: Path) -> list[str]:
    return (folder / "log.jsonl").read_text().splitlines()


def spellings(url: str, folder: Path) -> list[str]:
    """Other ways to say the same database."""
    if url.startswith("postgresql"):
        parts = urlsplit(url)
        return [url, f"{url}&application_name=other" if parts.query else f"{url}?application_name=other"]
    file = Path(url.removeprefix("sqlite:///"))
    (folder / "link.db").symlink_to(file)
    (folder / "folder").symlink_to(file.parent)
    (folder / "hard.db").hardlink_to(file)
    names = (file.parent / ".." / file.parent.name / file.name, folder / "link.db", folder / "folder" / file.name)
    return [f"sqlite:///{name}" for name in (*names, folder / "hard.db", os.path.relpath(file, folder))]


def test_said_has_one_line_of_where() -> None:
    assert Ended(0, "", "Database: x\ny\n").where == "Database: x"
