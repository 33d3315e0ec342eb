"""A start that can't be says in one line what is wrong and what to do, whatever it is: never a traceback."""

import asyncio
import os
import re
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage.engine.migrating import migrate
from tests.support.shared_bots import SharedBots
from tests.support.town import ROOT
from tests.support.typed import without_where

TOKEN = "123456:a-token-that-nobody-has"
SERVING = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://127.0.0.1:9"}
SERVER_AWAY = r"Is its server running, and DATABASE_URL right\?"
SECRET = "s3cret-of-the-database"
USUAL = {"LOG_LEVEL": "error"}
NO_ADDRESS = "203.0.113.9"  # of documentation: no machine's


@dataclass(frozen=True)
class BadStart:
    """What somebody types, in which environment, and what they have to be told."""

    command: str
    told: str
    settings: dict[str, str]


def start(command: str, told: str, **settings: str) -> BadStart:
    """`command` is what follows `python -m bot`; `told` a pattern for the line."""
    return BadStart(command, told, settings)


STARTS = (
    # The address
    start("", r"^Port {port} is in use\. Try another, as in HTTP_PORT=\d+ make run$", HTTP_PORT="{port}"),
    start("playground", r"^Port {port} is in use\. Try another, as in HTTP_PORT=\d+ make run$", HTTP_PORT="{port}"),
    start("playground --port {port}", r"^Port {port} is in use\. Try another, as in HTTP_PORT=\d+ make run$"),
    start("playground --port 0", r"HTTP_HOST=203\.0\.113\.9: .+Try HTTP_HOST=127\.0\.0\.1", HTTP_HOST=NO_ADDRESS),
    start("playground --port 0", r"HTTP_HOST=no\.such\.name\.invalid: .+Try", HTTP_HOST="no.such.name.invalid"),
    start(
        "run", r"webhook can't be served: Port {port} is in use\. Try another", **SERVING, HTTP_PORT="{port}",
        WEBHOOK_URL="https://volunteers.example/telegram", WEBHOOK_SECRET="a-long-word",
    ),
    # Settings, wherever they are read
    *(
        start(command, r"^TIMEZONE: .+ \(for example TIMEZONE=", TIMEZONE="Asia/Shanghi")
        for command in ("run", "playground", "migrate", "backup x.zip", "restore x.zip", "export x.zip", "seed-city")
    ),
    *(
        start("", rf"^{name}: .+ \(for example {name}=", **{name: value})
        for name, value in (
            ("TELEGRAM_BOT_TOKEN", "hello"),
            ("TELEGRAM_BOT_TOKEN", "123456:"),
            ("TELEGRAM_API_URL", "api.telegram.org"),
            ("DATABASE_URL", "mysql://me@db/x"),
            ("DATABASE_URL", "sqlite:///:memory:"),
            ("DATABASE_URL", "postgresql://me@db:port/x"),
            ("DATABASE_URL", "postgresql://me@[::1/x"),
            ("DATABASE_URL", "postgresql://me@db:99999/x"),
            ("ADMIN_IDS", "anna"),
            ("ADMIN_IDS", "99999999999999999999"),
            ("ORGANISATION", "\u3164"),
            ("TIMEZONE", "UTC+8"),
            ("TIMEZONE", "Asia"),
            ("DEFAULT_LANGUAGE", "fr"),
            ("WEBHOOK_URL", "volunteers.example"),
            ("WEBHOOK_SECRET", "short"),
            ("HTTP_PORT", "80000"),
            ("HTTP_PORT", "http"),
            ("LOG_LEVEL", "loud"),
            ("LOG_FORMAT", "yaml"),
            ("SENTRY_DSN", "nonsense"),
            ("SENTRY_DSN", "https://sentry.example/1"),
            ("CLOCK_URL", "noon"),
            ("BACKUPS_KEPT", "0"),
            ("FLOOD_LIMIT", "-1"),
            ("NO_SHOW_LIMIT", "none"),
            ("REMINDER_HOURS", "24,2h"),
            ("STAR_HOURS", "300,100"),
        )
    ),
    start("run", "TELEGRAM_BOT_TOKEN is not set"),
    # The playground's file
    start("playground --port 0 --file nobody.db", r"^There is no file nobody\.db\."),
    start("playground --port 0 --file nowhere/nobody.db", r"^There is no file nowhere/nobody\.db\."),
    start("playground --port 0 --file folder", "folder: Is a directory"),
    start("playground --port 0 --file text.txt", r"text\.txt: file is not a database"),
    start("playground --port 0 --file newer.db", "used by a newer Yigong"),
    # The database
    *(
        start(command, told, **SERVING, DATABASE_URL=f"sqlite:///{file}")
        for command in ("run", "migrate", "seed-city")
        for file, told in (
            ("folder", "folder: Is a directory"),
            ("text.txt", r"text\.txt: file is not a database"),
            ("text.txt/yigong.db", "text.txt"),
            ("newer.db", "used by a newer Yigong than this one"),
            ("/proc/yigong.db", "/proc/yigong.db.*: No such"),
        )
    ),
    *(
        start(command, told, DATABASE_URL=f"sqlite:///{file}")
        for command in ("backup x.zip", "export x.zip")
        for file, told in (
            ("folder", "folder"),
            ("text.txt", "file is not a database"),
            ("nobody.db", r"there is no database at .*nobody\.db\. Is DATABASE_URL right\?$"),
        )
    ),
    *(
        start(command, rf"^The database can't be used: .+\. {SERVER_AWAY}$", **SERVING, DATABASE_URL=url)
        for command in ("run", "migrate", "backup x.zip", "export x.zip", "seed-city")
        for url in (f"postgresql://me:{SECRET}@127.0.0.1:{{free}}/x", "postgresql://me@no.such.name.invalid/x")
    ),
    *(
        start(
            command, "password authentication failed", **SERVING,
            DATABASE_URL=f"postgresql://me:{SECRET}@127.0.0.1:{{keeper}}/x",
        )
        for command in ("run", "migrate", "backup x.zip")
    ),
    start("migrate", "sslmode", DATABASE_URL="postgresql://me@127.0.0.1:{free}/x?sslmode=perhaps"),
    # Files to write and to read
    start("run", r"^BACKUP_DIR: nothing can be written into text\.txt: ", **SERVING, BACKUP_DIR="text.txt"),
    start("run", r"^BACKUP_DIR: nothing can be written into text\.txt/x: ", **SERVING, BACKUP_DIR="text.txt/x"),
    start("run", r"^BACKUP_DIR: nothing can be written into /proc/x: ", **SERVING, BACKUP_DIR="/proc/x"),
    *(
        start(f"{command} {file}", file.replace(".", r"\."), DATABASE_URL="sqlite:///good.db")
        for command in ("backup", "export")
        for file in ("folder", "text.txt/x.zip", "/proc/x.zip")
    ),
    *(
        start(f"restore {file}", f"^Nothing was restored: .*{file}", DATABASE_URL="sqlite:///good.db")
        for file in ("nobody.zip", "folder", "text.txt")
    ),
    # The command line
    start("fly", "invalid choice: 'fly'"),
    start("playground --port 99999", "--port: must be a whole number from 0 to 65535"),
    start("playground --port -5", "--port"),
    start("playground --port http", "--port"),
    start("backup", "file"),
    start("seed-city --years 0", "A city has", DATABASE_URL="sqlite:///empty.db"),
    start("seed-city --year 99999", "A city has", DATABASE_URL="sqlite:///empty.db"),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, newer: Path) -> Path:
    """A folder with what somebody may point at by mistake."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.txt").write_text("This is no database, and it is no backup. " * 20)
    for name, source in (("newer.db", newer), ("good.db", newer.with_name("good.db"))):
        (tmp_path / name).write_bytes(source.read_bytes())
    return tmp_path


@pytest.fixture(scope="session")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that a later Yigong has used, beside a good one."""
    file = tmp_path_factory.mktemp("later") / "newer.db"
    asyncio.run(migrate(f"sqlite:///{file}"))
    file.with_name("good.db").write_bytes(file.read_bytes())
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    return file


@asynccontextmanager
async def doorkeeper() -> AsyncIterator[int]:
    """The port of a PostgreSQL that lets nobody in."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        said = b'SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user "me"\0\0'
        while (length := int.from_bytes(await reader.read(4))) == 8:  # asks whether it may be encrypted
            await reader.readexactly(4)
            writer.write(b"N")
        await reader.readexactly(max(length - 4, 0))
        writer.write(b"E" + (len(said) + 4).to_bytes(4) + said)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


@pytest.mark.parametrize(
    "case", STARTS, ids=lambda case: " ".join([*map("=".join, case.settings.items()), case.command])[-90:]
)
async def test_it_says_in_a_line_why_not(case: BadStart, folder: Path, bots: SharedBots) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # nobody listens there
        async with doorkeeper() as keeper:
            ports = {"port": taken.getsockname()[1], "free": free.getsockname()[1], "keeper": keeper}

            def filled(text: str) -> str:
                return re.sub(r"\{(port|free|keeper)\}", lambda part: str(ports[part[1]]), text)

            settings = {name: filled(value) for name, value in case.settings.items()}
            log = folder / "errors.log"
            code = await bots.runs(filled(case.command).split(), USUAL | settings, folder, log)
    traced = log.read_text()
    told = [line for line in without_where(traced).splitlines() if line and not line.startswith("usage: ")]
    assert code != 0, "it said that it was well"
    assert "Traceback" not in traced, traced
    assert len(told) == 1, "\n".join(told)
    assert re.search(filled(case.told), told[0]), told[0]
    assert not any(secret in traced for secret in (SECRET, TOKEN)), traced


async def test_it_says_so_from_the_command_line(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot",
            cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HTTP_PORT": str(port)},
        )  # fmt: skip
        async with asyncio.timeout(60):
            out, errors = await process.communicate()
    assert process.returncode == 1
    assert out == b""
    told = without_where(errors.decode())
    assert re.fullmatch(rf"Port {port} is in use\. Try another, as in HTTP_PORT=\d+ make run\n", told)


@pytest.mark.parametrize("command", ["playground --port 0 --file nowhere/nobody.db", "seed-city --year 99999"])
async def test_nothing_is_made_for_what_was_mistyped(
    bots: SharedBots, folder: Path, tmp_path: Path, command: str
) -> None:
    before = names_in(folder)
    log = tmp_path.with_suffix(".log")
    assert await bots.runs(command.split(), USUAL, folder, log) == 1
    assert names_in(folder) == before


def names_in(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(file.name for file in folder.iterdir())
