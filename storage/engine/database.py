"""What the rest of storage asks of a database, whichever of the two it is.

SQL is written once, in the dialect that SQLite and PostgreSQL share:

- Parameters are named: `WHERE id = :person`, given as keyword arguments. A value is an int, a str or None.
- Numbers are BIGINT; yes and no are 1 and 0. `COUNT` is fine, but PostgreSQL's `SUM` of BIGINT is NUMERIC:
  `CAST(SUM(x) AS BIGINT)`. Texts are joined with `||`, numbers never.
- A parameter that stands beside no column has no type on PostgreSQL: `CAST(:month AS TEXT)`.
- `INSERT … ON CONFLICT (…) DO NOTHING`, `… DO UPDATE SET …`, `UPDATE …` and `DELETE …` may end in `RETURNING …`, and
  are then read with `one` or `all`.
- A row is locked with `UPDATE t SET n = n WHERE id = :id`, where n is no key: both understand it. With a key, SQLite
  would look through every table that points to this one.
- LIKE minds case on one of them only: search in folded columns.
- Only one of them sorts empty values first: `ORDER BY x NULLS LAST`.
- After a fault a transaction does nothing more and is rolled back; catch faults outside of it.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import TracebackType
from typing import Any, ClassVar, Final, Literal, NamedTuple, Protocol, Self, TypeVar

from typing_extensions import override

from storage.engine.ending import to_the_end
from storage.engine.faults import DatabaseFault

T = TypeVar("T")
Value = int | str | None
Values = Mapping[str, Value]
Kind = Literal["sqlite", "postgresql"]

# Told the seconds a writer waited for its turn, held the transaction, or read.
Observer = Callable[[float, Literal["wait", "transaction", "reading"]], None]

_LEAST: Final = -(2**63)
_MOST: Final = 2**63 - 1


class Row(Protocol):
    """One line of an answer: `row["name"]`, `dict(row)`."""

    def __getitem__(self, name: str, /) -> Any: ...
    def __len__(self) -> int: ...
    def keys(self) -> Iterable[str]: ...


class Query(NamedTuple):
    """A statement and its values, made by `query`."""

    sql: str
    values: Values


def query(sql: str, /, **values: Value) -> Query:
    """One of the statements for `several`.

    Raises TypeError for a value of another kind (a float, a datetime), ValueError for one that not both
    databases can keep: a number beyond 64 bits, a text with a NUL or half a surrogate pair.
    """
    for name, value in values.items():
        if type(value) is int:
            is_kept_so = _LEAST <= value <= _MOST
        elif type(value) is str:
            is_kept_so = value.isascii() and "\0" not in value
        else:
            is_kept_so = value is None
        if not is_kept_so:
            values[name] = _kept(name, value)
    return Query(sql, values)


def _kept(name: str, value: object) -> int | str:
    """What a database keeps of what isn't kept as it is: a flag, a word of a rule, a text in Chinese, or nothing."""
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError(f":{name} holds a NUL character")
        if not value.isascii():
            value.encode()
        return value if type(value) is str else str.__str__(value)
    if isinstance(value, int):
        if not _LEAST <= value <= _MOST:
            raise ValueError(f":{name} is a number beyond 64 bits")
        return int(value)
    raise TypeError(f":{name} is a {type(value).__name__}; the database keeps int, str and None")


class Reader(ABC):
    """Asks questions. Each statement sees what was committed before it began."""

    __slots__ = ()

    async def one(self, sql: str, /, **values: Value) -> Row | None:
        """The first row, or None."""
        [rows] = await self._read([query(sql, **values)])
        return rows[0] if rows else None

    async def all(self, sql: str, /, **values: Value) -> Sequence[Row]:
        """Every row of the answer."""
        [rows] = await self._read([query(sql, **values)])
        return rows

    async def several(self, *queries: Query) -> list[Sequence[Row]]:
        """The rows of each, in one hop to the database where it can. In a transaction they may also write."""
        return await self._read(queries) if queries else []

    @abstractmethod
    async def _read(self, queries: Sequence[Query]) -> list[Sequence[Row]]:
        """Run them in order, in as few hops as the driver allows."""


class Transaction(Reader):
    """Reads and writes that become true together at the end of the `async with`, or not at all."""

    __slots__ = ()

    locks_rows: ClassVar[bool] = True
    """Whether others may write beside it, so that what it goes by has to be locked first."""

    @abstractmethod
    async def execute(self, sql: str, /, **values: Value) -> int:
        """Write now, and beside the event loop: for what may touch many rows. How many it changed."""

    @abstractmethod
    def later(self, sql: str, /, **values: Value) -> None:
        """Write together with the commit, in the order given.

        A read or an `execute` before that writes what is waiting first, so that nobody reads what is out of date.
        """

    @abstractmethod
    def before_commit(self, write: Callable[[], Awaitable[None]]) -> None:
        """Have something done once everything else is, as the last of it: what follows from all that was written."""


class HeldTransaction(Transaction):
    """What the transactions of both drivers have in common: writes that wait, and nothing more after a fault."""

    __slots__ = ("_begun", "_fault", "_last", "_waiting")

    def __init__(self) -> None:
        self._last: list[Callable[[], Awaitable[None]]] = []
        self._waiting: list[Query] = []
        self._fault: BaseException | None = None
        self._begun = False

    @override
    async def execute(self, sql: str, /, **values: Value) -> int:
        asked = query(sql, **values)
        return await self._guarded(self._change(self._taken(), asked))

    @override
    def later(self, sql: str, /, **values: Value) -> None:
        self._waiting.append(query(sql, **values))

    @override
    def before_commit(self, write: Callable[[], Awaitable[None]]) -> None:
        self._last.append(write)

    async def commit(self) -> None:
        """Write what is waiting and make everything true."""
        for write in self._last:
            await write()
        if self._begun or self._waiting:
            await self._guarded(self._finish(self._taken()))

    @abstractmethod
    async def rollback(self) -> None:
        """Undo everything this transaction has written."""

    @override
    async def _read(self, queries: Sequence[Query]) -> list[Sequence[Row]]:
        return await self._guarded(self._ask(self._taken(), queries))

    def _taken(self) -> list[Query]:
        waiting, self._waiting = self._waiting, []
        return waiting

    async def _guarded(self, work: Coroutine[Any, Any, T]) -> T:
        if self._fault is not None:
            work.close()
            raise DatabaseFault("This transaction has failed: catch its faults outside of it") from self._fault
        try:
            return await work
        except BaseException as fault:
            self._fault = fault
            raise

    @abstractmethod
    async def _ask(self, waiting: Sequence[Query], queries: Sequence[Query]) -> list[Sequence[Row]]:
        """Write what is waiting, then run the queries for their rows; the first of all begins it."""

    @abstractmethod
    async def _change(self, waiting: Sequence[Query], last: Query) -> int:
        """Write what is waiting, then the last one; how many rows that one changed."""

    @abstractmethod
    async def _finish(self, waiting: Sequence[Query]) -> None:
        """Write what is waiting and commit."""


class Database(ABC):
    """A database: `async with connect(url) as database:` (`storage.engine.connecting`)."""

    kind: Kind

    def __init__(self) -> None:
        self.observer: Observer | None = None

    @abstractmethod
    async def open(self) -> None:
        """Connect, to read and write. Raises `Unavailable`."""

    @abstractmethod
    async def close(self) -> None:
        """Let the transactions under way end, then disconnect."""

    @asynccontextmanager
    async def transaction(self, *, person: int | None = None) -> AsyncIterator[Transaction]:
        """Commits at the end of the block; any exception, a cancellation too, rolls back and goes on its way.

        With `person`, their transactions follow one another, whichever replica runs them.
        Raises `Conflict` and `Unavailable`; it doesn't try again by itself.
        """
        asked = time.monotonic()
        async with self._turn(person) as transaction:
            began = time.monotonic()
            try:
                yield transaction
                await transaction.commit()
            except BaseException:
                await to_the_end(transaction.rollback())
                raise
            finally:
                if self.observer is not None:
                    self.observer(began - asked, "wait")
                    self.observer(time.monotonic() - began, "transaction")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reader]:
        """Reads beside the writer, never waiting for it. Raises `Unavailable`."""
        began = time.monotonic()
        try:
            yield self._reader()
        finally:
            if self.observer is not None:
                self.observer(time.monotonic() - began, "reading")

    @abstractmethod
    async def forget(self) -> bool:
        """Have nothing left in the database's own files of what was deleted, as far as they are in our hands.

        Whether it is done; if not, somebody still reads what was there before, and it is to be tried again.
        Raises `Unavailable`.
        """

    @abstractmethod
    def look(self) -> None:
        """Whether it is where it was, and has room: at a glance. Raises `Misplaced` and `DiskFull`."""

    @abstractmethod
    async def size(self) -> int:
        """The bytes that it takes on its disk. Raises `Unavailable`."""

    @abstractmethod
    async def look_through(self) -> None:
        """Look at every page, beside everybody else; it may take seconds. Raises `Damaged` and `Unavailable`."""

    @abstractmethod
    def _turn(self, person: int | None) -> AbstractAsyncContextManager[HeldTransaction]:
        """Wait until it may write, and keep everybody else out of the connection until then."""

    @abstractmethod
    def _reader(self) -> Reader:
        """Who answers this reading, outside every transaction."""

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
