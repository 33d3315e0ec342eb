"""A look into a database that may be served: nothing is changed in it, nor in what lies beside it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

from typing_extensions import override

from storage.engine.connecting import connect, is_postgres
from storage.engine.database import Query, Reader, Row, query
from storage.engine.faults import Unavailable
from storage.engine.postgres import BAD_PAGES
from storage.engine.sqlite.connection import Connection
from storage.engine.sqlite.database import file_of
from storage.engine.sqlite.pages import look_through

_PATIENCE: Final = 5.0  # seconds


@asynccontextmanager
async def looking(url: str) -> AsyncIterator[Reader]:
    """Read what is there. Raises `Unavailable`, also where there is no file: none is made.

    Opened to be served, an SQLite file would be given its rights and its write-ahead log.
    """
    if is_postgres(url):
        async with connect(url, patience=_PATIENCE) as database, database.reading() as reader:
            yield reader
        return
    file = file_of(url)
    if not file.is_file():
        raise Unavailable(f"there is no database at {file}")
    connection = Connection(file, _PATIENCE)
    await connection.begun()
    try:
        await connection.run([query("PRAGMA query_only = ON")])
        yield _Onlooker(connection)
    except Unavailable as fault:
        raise type(fault)(f"{file}: {fault}") from fault
    finally:
        await connection.close()


async def damaged_pages(url: str) -> int:
    """How many pages a server has found damaged so far; raises `Damaged` for a file with one, after a look at each."""
    if not is_postgres(url):
        await look_through(file_of(url))
        return 0
    async with looking(url) as reader:
        row = await reader.one(BAD_PAGES)
    return int(row["pages"]) if row else 0


class _Onlooker(Reader):
    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    async def _read(self, queries: Sequence[Query]) -> list[Sequence[Row]]:
        return [answer.rows for answer in await self._connection.run(queries)]
