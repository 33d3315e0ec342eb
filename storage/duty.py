"""Which of several replicas is on duty: the one whose session holds PostgreSQL's advisory lock (decision 15).

The server ends a session from which it hears nothing for `LEASE` seconds, whatever has become of its replica: killed,
hung or cut off. The lock is free then, and nobody has to judge who is still alive.
"""

import asyncio
from typing import Final

import asyncpg

from storage.database import is_postgres
from storage.postgres import reaching

LEASE: Final = 5.0  # seconds
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

_GIVE_BACK: Final = "SELECT pg_advisory_unlock_all()"


class DutyLock:
    """One replica's hand on the lock: a session of its own, opened when it is first needed."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session: asyncpg.Connection[asyncpg.Record] | None = None
        self._is_held = False

    async def beat(self) -> bool:
        """Tell the server that this replica lives. Whether it has the lock, since long or from now on.

        Raises `Unavailable`: whoever had the lock may have it no more.
        """
        try:
            with reaching():
                async with asyncio.timeout(_ANSWER):
                    return await self._beat()
        except BaseException:
            self._drop()
            raise

    async def close(self) -> None:
        """Give the lock back, so that another replica has it at its next beat."""
        session = self._session
        if session is not None:
            try:
                with reaching():
                    async with asyncio.timeout(_ANSWER):
                        await session.execute(_GIVE_BACK)
            finally:
                self._drop()

    async def _beat(self) -> bool:
        if self._session is None:
            settings = {"application_name": "yigong duty", "idle_session_timeout": f"{LEASE}s"}
            self._session = await asyncpg.connect(self._url, timeout=_ANSWER, server_settings=settings)
            await self._session.execute(_SHARE)
        if self._is_held:
            await self._session.execute("SELECT 1")
        else:
            self._is_held = bool(await self._session.fetchval(_TAKE))
        return self._is_held

    def _drop(self) -> None:
        session, self._session, self._is_held = self._session, None, False
        if session is not None:
            session.terminate()


def duty_lock(url: str) -> DutyLock | None:
    """The lock of the database at this address; None for SQLite, which serves one process only."""
    return DutyLock(url) if is_postgres(url) else None
