"""The database's password is in nothing that is logged or said, whatever PostgreSQL does."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.databases import Databases
from tests.support.town import ROOT
from tests.torture.fragile import fragile_town

TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
PASSWORD, IN_ADDRESS = "p@ss word/1", "p%40ss%20word%2F1"
ADDRESSES = ("postgresql://mei:{password}@{at}/yigong", "postgresql://mei@{at}/yigong?password={password}")

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def _hangs_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def _says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while await reader.read(1024):
        pass
    writer.close()


async def _refuses(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """As a pooler does that is set up to say too much."""
    await reader.read(8)  # whether it wants TLS
    writer.write(b"N")
    await reader.read(1024)  # who it is
    fields = b"SFATAL\0C28P01\0M" + f'no way in for "mei" with "{PASSWORD}" or {IN_ADDRESS}'.encode() + b"\0\0"
    writer.write(b"E" + (len(fields) + 4).to_bytes(4, "big") + fields)
    await writer.drain()
    writer.close()


@asynccontextmanager
async def _postgres(serve: Serve | None) -> AsyncIterator[str]:
    """Where something like a server is; None: where nobody listens."""
    if serve is None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            yield f"127.0.0.1:{taken.getsockname()[1]}"
        return
    async with await asyncio.start_server(serve, "127.0.0.1") as server:
        host, port = server.sockets[0].getsockname()
        yield f"{host}:{port}"


async def _told(url: str, log_format: str, folder: Path) -> str:
    """What the bot says until it gives up."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        env={
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error",
            "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://127.0.0.1:1", "HTTP_PORT": "0",
            "DATABASE_URL": url, "LOG_LEVEL": "debug", "LOG_FORMAT": log_format,
        },
    )  # fmt: skip
    told, _ = await process.communicate()
    assert process.returncode == 1, told.decode()
    return told.decode()


def _has_no_password(told: str) -> None:
    for secret in (PASSWORD, IN_ADDRESS):
        assert secret not in told, f"{secret} is in:\n{told}"


@pytest.mark.parametrize("serve", [None, _hangs_up, _says_nothing, _refuses])
async def test_a_postgresql_that_lets_nobody_in(serve: Serve | None, tmp_path: Path) -> None:
    async with _postgres(serve) as at, asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(_told(address.format(password=IN_ADDRESS, at=at), log_format, tmp_path))
            for address, log_format in zip(ADDRESSES, ("text", "json"), strict=True)
        ]
    for task in tasks:
        _has_no_password(task.result())
        if serve is _refuses:
            assert 'no way in for "mei" with "<secret>"' in task.result(), "why is told all the same"


async def test_a_postgresql_that_goes_away_while_serving(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL quotes names and no passwords: so the database has the password for a name."""
    with databases.fresh("postgresql") as url:
        name = urlsplit(url).path.removeprefix("/")
        async with fragile_town(f"{url}&password={name}", tmp_path, monkeypatch) as town:
            await town.stop()
            await town.start({"LOG_LEVEL": "debug"})
            await town.phone("Mei").sends("/start")
            databases.postgres.drop(name)
            # Who says it is a race: a bot that noticed with its lock reads no outbox any more.
            await town.mentions("does not exist")
            await town.stop()
            assert name not in town.log
