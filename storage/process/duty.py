"""Which of several replicas is on duty: the one whose session holds PostgreSQL's advisory lock (decision 15).

The server ends a session from which it hears nothing for `LEASE` seconds, whatever has become of its replica: killed,
hung or cut off. The lock is free then, and nobody has to judge who is still alive.

Messages are claimed over the same session, so that whoever has lost the lock can claim none.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Final

import asyncpg

from storage.engine.connecting import is_postgres
from storage.engine.postgres_faults import reaching
from storage.engine.way_in import WayIn
from storage.rows.outbox import TO_BE_SENT

LEASE: Final = 5.0  # seconds

CLAIMED: Final = 30
"""Seconds by the server's clock after which a message that was claimed, and is owed still, is given up for unsent."""

_ANSWER: Final = 2.0  # seconds that the server has for an answer

# Advisory locks belong to a database, in which several cities may live, each in a schema of its own: the second number
# is that of this city's outbox. (2006, 1) is the lock of migrations.
_TAKE: Final = "SELECT pg_try_advisory_lock(2007, 'outbox'::regclass::oid::int)"
# Every replica's session has a share in this one, which says that the city is served; who restores wants it alone. The
# tables are made anew then, so that it is known by their schema.
_SHARE: Final = "SELECT pg_advisory_lock_shared(2008, current_schema()::regnamespace::oid::int)"
HAVE_ALONE: Final = "SELECT pg_try_advisory_xact_lock(2008, current_schema()::regnamespace::oid::int)"
IS_SERVED: Final = """
    SELECT COUNT(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted AND d.datname = current_database() AND (
        (l.classid = 2008 AND l.objid = current_schema()::regnamespace::oid)
        OR (l.classid = 2007 AND l.objid = to_regclass('outbox')::oid))
"""
"""Whether some replica runs, for whoever asks from outside; an older one has the duty alone, and no share."""

_LAY_DOWN: Final = "SELECT pg_advisory_unlock(2007, 'outbox'::regclass::oid::int)"
_LIVES: Final = "SELECT 1"
_GIVE_BACK: Final = "SELECT pg_advisory_unlock_all()"

_NOW: Final = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT)"

# What somebody else has in hand (a letter is being stopped) is passed over: no sign of life is to wait behind it.
_CLAIM: Final = f"""
    UPDATE outbox SET claimed_by = $1, claimed_at = {_NOW}
    WHERE id IN (
        SELECT o.id FROM outbox o JOIN people p ON p.id = o.person_id
        WHERE o.id = ANY ($2::bigint[]) AND {TO_BE_SENT}
            AND (o.claimed_by IS NULL OR o.claimed_by = $1 OR o.claimed_at < {_NOW} - {CLAIMED})
        FOR UPDATE OF o SKIP LOCKED
    )
    RETURNING id
"""
_CLAIMED_ELSEWHERE: Final = f"""
    SELECT id FROM outbox WHERE state = 'owed' AND claimed_by <> $1 AND claimed_at >= {_NOW} - {CLAIMED}
"""
_LET_GO: Final = "UPDATE outbox SET claimed_by = NULL WHERE state = 'owed' AND claimed_by = $1"


class DutyLock:
    """One replica's hand on the lock: a session of its own, opened when it is first needed."""

    def __init__(self, way_in: WayIn) -> None:
        self.number: Final = secrets.randbits(62)
        """This replica's, on what it claims."""
        self.elsewhere: frozenset[int] = frozenset()
        """Messages that a replica which was on duty before may still be sending, as of the last sign of life."""
        self._way_in = way_in
        self._session: asyncpg.Connection[asyncpg.Record] | None = None
        self._is_held = False
        self._door = asyncio.Lock()

    async def beat(self) -> bool:
        """Tell the server that this replica lives. Whether it has the lock, since long or from now on.

        Raises `Unavailable`: whoever had the lock may have it no more.
        """
        async with self._answered():
            session = await self._opened()
            if not self._is_held and not await session.fetchval(_TAKE):
                return False
            rows = await session.fetch(_CLAIMED_ELSEWHERE, self.number)
            self.elsewhere = frozenset(row["id"] for row in rows)
            self._is_held = True
            return True

    async def share(self) -> None:
        """Tell the server that this replica lives, as `beat` does, and ask for nothing more. Raises `Unavailable`."""
        async with self._answered():
            session = await self._opened()
            await session.execute(_LIVES)

    async def claim(self, messages: Sequence[int]) -> frozenset[int]:
        """Those of these messages that nobody but this replica may send for `CLAIMED` seconds from now on.

        Left out is what is owed no more, whose reader isn't here or reachable, and what another replica may still be
        sending; all of it where this replica hasn't the lock. Raises `Unavailable`.
        """
        async with self._answered():
            if self._session is None or not self._is_held:
                return frozenset()
            rows = await self._session.fetch(_CLAIM, self.number, messages)
            return frozenset(row["id"] for row in rows)

    async def lay_down(self) -> None:
        """Give the lock back when nothing is sent any more, so that another replica has it at its next beat.

        The city stays served by this one, too. Raises `Unavailable`.
        """
        async with self._answered():
            if self._session is not None and self._is_held:
                self._is_held = False
                await self._session.execute(_LET_GO, self.number)
                await self._session.execute(_LAY_DOWN)

    async def close(self) -> None:
        """Lay it down, and serve the city no more. Raises `Unavailable`."""
        await self.lay_down()
        if self._session is None:
            return
        async with self._answered():
            await self._session.execute(_GIVE_BACK)
        self._drop()

    @asynccontextmanager
    async def _answered(self) -> AsyncIterator[None]:
        """One question at a time; a session that doesn't answer in time is given up, and the lock with it."""
        async with self._door:
            try:
                with reaching():
                    async with asyncio.timeout(_ANSWER):
                        yield
            except BaseException:
                self._drop()
                raise

    async def _opened(self) -> "asyncpg.Connection[asyncpg.Record]":
        if self._session is None:
            settings = {"application_name": "yigong duty", "idle_session_timeout": f"{LEASE}s"}
            self._session = await self._way_in.connect(timeout=_ANSWER, server_settings=settings)
            await self._session.execute(_SHARE)
        return self._session

    def _drop(self) -> None:
        session, self._session, self._is_held = self._session, None, False
        if session is not None:
            session.terminate()


def duty_lock(url: str, address: Callable[[], str] | None = None) -> DutyLock | None:
    """The lock of the database at this address; None for SQLite, which serves one process only.

    `address` is as for `storage.engine.connecting.connect`.
    """
    return DutyLock(WayIn(url, address)) if is_postgres(url) else None
