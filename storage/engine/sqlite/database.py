"""SQLite: one writer, readers beside it.

The hop to aiosqlite's thread and back costs more than most statements do: what takes no time is read without it, what
does travels in batches, and the writer makes as few as it can (`storage.engine.sqlite.writer`).
"""

import errno
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from typing_extensions import override

from storage.engine.database import Database, HeldTransaction, Query, Reader, Row
from storage.engine.faults import Unavailable
from storage.engine.files import made, no_other_than_a_file, private_folder
from storage.engine.sqlite.connection import Connection, Glance, Interrupted
from storage.engine.sqlite.pages import look_through
from storage.engine.sqlite.whereabouts import Whereabouts
from storage.engine.sqlite.writer import SqliteTransaction, Writer

C = TypeVar("C", bound=Connection)

_READERS: Final = 2
_OPENS_ALL: Final = "SELECT COUNT(*) FROM sqlite_master"  # the write-ahead log, too
# What a savepoint might have to take back is kept in memory: it would be a file, written for every few taps.
_WRITING: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten: a name is not to stay in a free page (decision 22)
    _OPENS_ALL,
)


def file_of(url: str) -> Path:
    """The file behind `sqlite:///relative.db` or `sqlite:////absolute.db`. Raises ValueError for other addresses."""
    path = url.removeprefix("sqlite:///")
    if path == url or path in {"", ":memory:"}:
        raise ValueError("a database is sqlite:///file.db or postgresql://user@host/name")
    return Path(path)


def make_private(file: Path) -> None:
    """Have the file, empty if it is new, readable by its owner alone; SQLite gives -wal and -shm the same rights.

    One that is there is only looked at, by its path: whoever closes a descriptor of it takes the locks away that SQLite
    holds on it for this process (decision 21). Raises `Unavailable` where that can't be done.
    """
    file = file.resolve()  # a link may lead to where it is to be
    try:
        private_folder(file.parent)
        if not file.exists():
            _create(file)
        no_other_than_a_file(file)
        if not os.access(file, os.R_OK | os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)
    except OSError as fault:
        raise Unavailable(f"{file}: {fault.strerror}") from fault


def _create(file: Path) -> None:
    with suppress(FileExistsError):  # another process was quicker
        os.close(made(file, os.O_RDWR))


class SqliteDatabase(Database):
    """A file, for one process."""

    kind = "sqlite"

    def __init__(self, file: Path, *, patience: float) -> None:
        super().__init__()
        self._file = file
        self._patience = patience
        self._writer: Writer | None = None
        self._readers: list[Connection] = []
        self._glance: Glance | None = None
        self._whereabouts = Whereabouts(file)

    @override
    async def open(self) -> None:
        make_private(self._file)
        try:
            self._writer = Writer(await self._connected(Connection, *_WRITING), self._whereabouts)
            self._whereabouts.note()
            for _ in range(_READERS):
                self._readers.append(await self._connected(Connection, "PRAGMA query_only = ON"))
            self._glance = await self._connected(Glance, "PRAGMA query_only = ON")
            await self._glance.begin()
        except BaseException as fault:
            await self.close()
            if isinstance(fault, Unavailable):
                raise type(fault)(f"{self._file}: {fault}") from fault
            raise

    async def _connected(self, kind: type[C], *pragmas: str) -> C:
        connection = kind(self._file, self._patience)
        try:
            await connection.begun()
            await connection.run([Query(sql, {}) for sql in ("PRAGMA foreign_keys = ON", *pragmas)])
        except BaseException:
            await connection.close()
            raise
        return connection

    @override
    async def close(self) -> None:
        readers, self._readers = self._readers, []
        glance, self._glance = self._glance, None
        for reader in (*readers, *([glance] if glance else [])):
            await reader.close()
        if self._writer is not None:
            await self._writer.close()

    @override
    async def forget(self) -> bool:
        writer = self._writer
        if writer is None:
            raise Unavailable("The database is closed")
        return await writer.empty_log()

    @override
    @asynccontextmanager
    async def _turn(self, person: int | None) -> AsyncIterator[HeldTransaction]:
        writer = self._writer
        if writer is None:
            raise Unavailable("The database is closed")
        await writer.turn.acquire()
        # What people do is short; what is done for nobody in particular may be long.
        transaction = SqliteTransaction(writer, here=person is not None)
        try:
            if writer.is_closed:
                raise Unavailable("The database is closed")
            yield transaction
        finally:
            transaction.leave()

    @override
    def look(self) -> None:
        if self._glance is None:
            raise Unavailable("The database is closed")
        self._whereabouts.check_all()
        self._whereabouts.check_room()

    @override
    async def size(self) -> int:
        return self._whereabouts.size()

    @override
    async def look_through(self) -> None:
        await look_through(self._file)

    @override
    def _reader(self) -> Reader:
        if self._glance is None:
            raise Unavailable("The database is closed")
        # What a file without a name says would be answered, or sent, and never written down.
        self._whereabouts.check_lately()
        return SqliteReader(self._glance, min(self._readers, key=lambda reader: reader.busy))


class SqliteReader(Reader):
    """Most questions are answered faster than a thread is woken. What isn't is asked again in one."""

    __slots__ = ("_glance", "_thread")

    def __init__(self, glance: Glance, thread: Connection) -> None:
        self._glance = glance
        self._thread = thread

    @override
    async def _read(self, queries: Sequence[Query]) -> list[Sequence[Row]]:
        try:
            answers = self._glance.run_here(queries)
        except Interrupted:
            answers = await self._thread.run(queries)
        return [answer.rows for answer in answers]
