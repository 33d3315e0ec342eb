"""SQLite's one writer: transactions one after the other, and one wait for the disk for as many as are ready.

Measured (docs/benchmarks.md): a statement of a tap takes some ten microseconds, the way to another thread and back many
times that while the interpreter is busy, and a commit that has reached the disk hundreds. So a tap's statements run
where they are asked for; BEGIN, COMMIT and what may be long, which wait for others or for the disk, go to the
connection's thread. And whoever is done lines up behind those who wait to write, and is committed together with them:
each has a savepoint of its own, and none is told that it is true before the disk has it.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

from typing_extensions import override

from storage.engine.database import HeldTransaction, Query, Row
from storage.engine.ending import to_the_end
from storage.engine.faults import Unavailable
from storage.engine.sqlite.connection import Connection, Result
from storage.engine.sqlite.whereabouts import Whereabouts

_BEGIN: Final = (Query("BEGIN IMMEDIATE", {}),)
_COMMIT: Final = (Query("COMMIT", {}),)
_ROLLBACK: Final = (Query("ROLLBACK", {}),)
_EMPTY_LOG: Final = (Query("PRAGMA busy_timeout = 100", {}), Query("PRAGMA wal_checkpoint(TRUNCATE)", {}))
_SAVEPOINT: Final = (Query("SAVEPOINT ours", {}),)
_RELEASE: Final = Query("RELEASE ours", {})
_ROLLBACK_OURS: Final = (Query("ROLLBACK TO ours", {}), _RELEASE)


class _SharedCommit:
    """Transactions that become true in one commit, or not at all."""

    __slots__ = ("fault", "finished", "is_over", "settling")

    def __init__(self) -> None:
        self.finished = 0
        self.is_over = False
        self.fault: Exception | None = None
        self.settling: asyncio.Task[None] | None = None  # all who have finished wait for it

    def end(self, fault: Exception | None = None) -> None:
        self.is_over = True
        self.fault = fault


class Writer:
    """The connection that writes, and the batch that is open on it. Whoever uses it has its `turn`."""

    def __init__(self, connection: Connection, whereabouts: Whereabouts) -> None:
        self.turn = asyncio.Lock()  # lets them in one by one, in the order they came
        self._connection = connection
        self._whereabouts = whereabouts
        self._batch: _SharedCommit | None = None
        self.is_closed = False

    async def join(self) -> _SharedCommit:
        """Begin one more transaction of the open batch, or the first of a new one."""
        batch = self._batch
        if batch is None:
            # Cancelled on the way to the thread, nobody would know how far it has come.
            batch = await to_the_end(self._begin())
        self._connection.run_here(_SAVEPOINT)
        return batch

    async def _begin(self) -> _SharedCommit:
        await self._connection.run(_BEGIN)
        self._batch = _SharedCommit()
        return self._batch

    async def run(self, queries: Sequence[Query], *, here: bool) -> list[Result]:
        """Do it in the transaction that has joined. A full disk may end the batch for all of them."""
        try:
            return self._connection.run_here(queries) if here else await to_the_end(self._connection.run(queries))
        except Exception as fault:
            if self._batch and not self._connection.in_transaction:
                self._batch.end(fault)
                self._batch = None
            raise

    def undo(self) -> None:
        """Forget what the transaction did that has joined; the others of the batch keep theirs."""
        if self._batch and self._batch.finished:
            self._connection.run_here(_ROLLBACK_OURS)
        elif self._batch:
            self._connection.run_here(_ROLLBACK)
            self._batch.end()
            self._batch = None

    async def settle(self, batch: _SharedCommit) -> None:
        """Return when the disk has the batch. Raises Unavailable where it is lost."""
        if batch.settling is None:
            # It lines up for its turn behind those who wait to write now: they are committed with it.
            batch.settling = asyncio.ensure_future(self._settle(batch))
        await to_the_end(batch.settling)
        if batch.fault:
            kind = type(batch.fault) if isinstance(batch.fault, Unavailable) else Unavailable
            raise kind(str(batch.fault)) from batch.fault

    async def _settle(self, batch: _SharedCommit) -> None:
        async with self.turn:
            if not batch.is_over:
                await self._commit(batch)

    async def _commit(self, batch: _SharedCommit) -> None:
        self._batch = None
        try:
            await self._connection.run(_COMMIT)
            self._whereabouts.check()  # what a file without a name has is true for nobody
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is told to everybody whose work it was
            if self._connection.in_transaction:
                self._connection.run_here(_ROLLBACK)
            batch.end(fault)
        else:
            batch.end()

    async def empty_log(self) -> bool:
        """Bring what is committed into the database, and leave nothing of it in the write-ahead log.

        Whether that could be done: not while somebody reads an earlier state. Nobody writes meanwhile, so that a reader
        (a backup takes seconds) isn't waited for long.
        """
        patience = Query(f"PRAGMA busy_timeout = {round(self._connection.patience * 1000)}", {})
        async with self.turn:
            if self._batch:
                await self._commit(self._batch)
            [_, emptied, _] = await to_the_end(self._connection.run((*_EMPTY_LOG, patience)))
        return not emptied.rows[0]["busy"]

    async def close(self) -> None:
        """Let those under way end, and close the connection."""
        async with self.turn:
            self.is_closed = True
            if self._batch:
                await self._commit(self._batch)
            await self._connection.close()


class SqliteTransaction(HeldTransaction):
    """One of a batch. A tap's is short, and runs `here`; any other may take its time in the thread."""

    __slots__ = ("_batch", "_has_turn", "_here", "_writer")
    locks_rows = False  # it has the whole database to itself

    def __init__(self, writer: Writer, *, here: bool) -> None:
        super().__init__()
        self._writer = writer
        self._here = here
        self._has_turn = True
        self._batch: _SharedCommit | None = None

    @override
    async def _ask(self, waiting: Sequence[Query], queries: Sequence[Query]) -> list[Sequence[Row]]:
        answers = await self._run([*waiting, *queries], here=self._here)
        return [answer.rows for answer in answers[len(waiting) :]]

    @override
    async def _change(self, waiting: Sequence[Query], last: Query) -> int:
        answers = await self._run([*waiting, last], here=False)
        return answers[-1].changed

    @override
    async def _finish(self, waiting: Sequence[Query]) -> None:
        finishing = self._joins_the_others(await self._joined(), waiting)
        # In the thread it would be one of them already when it is cancelled, and not know it.
        await (finishing if self._here else to_the_end(finishing))

    async def _joins_the_others(self, batch: _SharedCommit, waiting: Sequence[Query]) -> None:
        await self._writer.run([*waiting, _RELEASE], here=self._here)
        batch.finished += 1
        self.leave()
        await self._writer.settle(batch)

    async def _run(self, queries: Sequence[Query], *, here: bool) -> list[Result]:
        await self._joined()
        return await self._writer.run(queries, here=here)

    async def _joined(self) -> _SharedCommit:
        self._begun = True
        if self._batch is None:
            self._batch = await self._writer.join()
        return self._batch

    @override
    async def rollback(self) -> None:
        if self._begun and self._has_turn:
            self._writer.undo()

    def leave(self) -> None:
        """Let the next one write."""
        if self._has_turn:
            self._has_turn = False
            self._writer.turn.release()
