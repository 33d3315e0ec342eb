"""A connection to SQLite: many statements in one hop to its thread, or right here, and faults in our own words."""

import sqlite3
from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import aiosqlite
from typing_extensions import override

from storage.engine.database import Query, Row
from storage.engine.faults import Damaged, DatabaseFault, DiskFull, Duplicate, NotMigrated, Unavailable
from storage.engine.files import has_room

_CACHED_STATEMENTS: Final = 512
_HAS_STRING_AGG: Final = (3, 44)

# Steps of SQLite's machine for all that is asked at a glance: about a millisecond. Looked at every so many.
_GLANCE: Final = 20_000
_BETWEEN_LOOKS: Final = 2_000

# What passes by itself or by an operator's hand, and is nobody's mistake in the SQL. These are the low bytes of
# SQLite's extended codes.
_PASSING: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)
# How SQLite tells of a full disk, among others, where what it keeps beside the file finds no room.
_OF_THE_DISK: Final = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR})
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNIQUE: Final = frozenset(
    {
        sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
        sqlite3.SQLITE_CONSTRAINT_ROWID,
        sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    }
)


_name = itemgetter(0)  # of what a cursor says of a column


class Interrupted(DatabaseFault):
    """A statement was stopped half-way, as the connection was told to."""


class Result(NamedTuple):
    """What came of one statement."""

    rows: Sequence[Row]
    changed: int


class _StringAgg:
    """`string_agg`, which PostgreSQL has, and SQLite since 3.44."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._between = ""

    def step(self, text: str | None, between: str) -> None:
        """Put another text at the end; none for NULL."""
        if text is not None:
            self._texts.append(text)
            self._between = between

    def finalize(self) -> str | None:
        """All of them; NULL where there are none."""
        return self._between.join(self._texts) if self._texts else None


class Connection(aiosqlite.Connection):
    """A connection that does a batch of statements in one hop.

    aiosqlite's public methods hop once a statement, and three times for a cursor that is opened, fetched and closed;
    its protected `_execute`, which they all stand on, takes any function to its thread. pyproject.toml pins the minor
    version, tests/storage/engine/test_sqlite.py counts the hops.
    """

    def __init__(self, file: Path, patience: float) -> None:
        self.busy = 0
        self.patience = patience
        self._file = file

        def connector() -> sqlite3.Connection:
            connection = sqlite3.connect(
                file,
                timeout=patience,
                isolation_level=None,
                cached_statements=_CACHED_STATEMENTS,
                check_same_thread=False,
            )
            if sqlite3.sqlite_version_info < _HAS_STRING_AGG:
                connection.create_aggregate("string_agg", 2, _StringAgg)  # type: ignore[arg-type]
            return connection

        super().__init__(connector, iter_chunk_size=64)

    async def begun(self) -> None:
        """Begin its thread and open the file there. Raises our faults."""
        try:
            await self
        except sqlite3.Error as fault:
            self._thread.join()  # it is ending, and would complain if the loop ended before it
            raise _in_our_words(fault, self._file) from fault

    async def run(self, queries: Sequence[Query]) -> list[Result]:
        """The answer to each, from the connection's thread. Raises our faults."""
        self.busy += 1
        try:
            answers: list[Result] = await self._execute(_run, self._conn, queries)  # type: ignore[no-untyped-call]
        except sqlite3.Error as fault:
            raise _in_our_words(fault, self._file) from fault
        finally:
            self.busy -= 1
        return answers

    def run_here(self, queries: Sequence[Query]) -> list[Result]:
        """The same without the hop; everybody else waits meanwhile, and nothing may run in the thread."""
        try:
            return _run(self._conn, queries)
        except sqlite3.Error as fault:
            raise _in_our_words(fault, self._file) from fault


class Glance(Connection):
    """For questions that are answered faster than a thread is woken: `Interrupted` is raised for any other.

    SQLite counts the steps of a statement on from one run of it to the next, so that its own count alone would stop
    every short one now and then; and Python compiles a statement that was stopped once anew every time, which takes
    three times as long as a list of shifts.
    """

    async def begin(self) -> None:
        """Keep an eye on what takes long."""
        self._looks_left = 0
        await self.set_progress_handler(self._looks_up, _BETWEEN_LOOKS)

    def _looks_up(self) -> int:
        self._looks_left -= 1
        return self._looks_left < 0

    @override
    def run_here(self, queries: Sequence[Query]) -> list[Result]:
        self._looks_left = _GLANCE // _BETWEEN_LOOKS
        return super().run_here(queries)


def _run(connection: sqlite3.Connection, queries: Sequence[Query]) -> list[Result]:
    answers: list[Result] = []
    for sql, values in queries:
        cursor = connection.execute(sql, values)
        answers.append(Result(_named(cursor.fetchall(), cursor), cursor.rowcount))
    return answers


def _named(rows: list[tuple[Any, ...]], cursor: sqlite3.Cursor) -> Sequence[Row]:
    """The values of each row by the names of their columns.

    Python's own `sqlite3.Row` goes through the names one by one for each value that is asked for: of a shift with its
    activity, forty columns wide, that took longer than to find it.
    """
    if not rows:
        return []
    names = tuple(map(_name, cursor.description))
    return [dict(zip(names, row, strict=True)) for row in rows]


def _in_our_words(fault: sqlite3.Error, file: Path) -> Exception:
    kind = kind_of(fault, file)
    return fault if kind is None else kind(str(fault))


def kind_of(fault: BaseException | None, file: Path) -> type[DatabaseFault] | None:
    """Which of our faults SQLite's own is; None for a mistake of the program's, and for what is none of SQLite's.

    `file` is the database's: where something else than a page finds no room on a full disk, SQLite doesn't say so.
    """
    code = getattr(fault, "sqlite_errorcode", 0)  # a mistake in the call has none
    if code in _UNIQUE:
        return Duplicate
    if code == sqlite3.SQLITE_INTERRUPT:
        return Interrupted
    if code & 0xFF == sqlite3.SQLITE_FULL:
        return DiskFull
    if code & 0xFF in _DAMAGED:
        return Damaged
    if code & 0xFF in _OF_THE_DISK and not has_room(file.parent):
        return DiskFull
    if code & 0xFF in _PASSING:
        return Unavailable
    if str(fault).startswith(("no such table", "no such column")):
        return NotMigrated
    return None
