"""The rows on a `Reader`: for screens that only look, beside the writer."""

from collections.abc import Awaitable, Callable, Sequence

from typing_extensions import override

from storage.engine.database import Query, Reader, Row, Transaction, Value


class ReadOnly(Transaction):
    """A reader in a transaction's clothes: nothing is locked, and writing is a fault of the program."""

    __slots__ = ("_reader",)
    locks_rows = False

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @override
    async def execute(self, sql: str, /, **values: Value) -> int:
        raise _writing(sql)

    @override
    def later(self, sql: str, /, **values: Value) -> None:
        raise _writing(sql)

    @override
    def before_commit(self, write: Callable[[], Awaitable[None]]) -> None:
        raise _writing("what comes before a commit")

    @override
    async def _read(self, queries: Sequence[Query]) -> list[Sequence[Row]]:
        for asked in queries:
            # On PostgreSQL a reader's connection would write, and commit at once.
            if not asked.sql.lstrip().startswith(("SELECT", "WITH")):
                raise _writing(asked.sql)
        return await self._reader.several(*queries)


def locking(tx: Transaction, *locks: Query) -> tuple[Query, ...]:
    """The statements that lock, to go before those that read; none where nobody else can write meanwhile."""
    return locks if tx.locks_rows else ()


def _writing(sql: str) -> RuntimeError:
    return RuntimeError(f"These rows are only read; a transaction is needed for: {' '.join(sql.split())}")
