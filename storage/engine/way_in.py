"""The way into a PostgreSQL server, whose password for us may be another one tomorrow (decision 38)."""

from collections.abc import Callable
from typing import Any

import asyncpg


class WayIn:
    """Opens sessions. `address` gives the database's address as it stands now, where its password may change."""

    def __init__(self, url: str, address: Callable[[], str] | None = None) -> None:
        self._address = address or (lambda: url)
        self._worked: str | None = None

    async def connect(self, *_: Any, **options: Any) -> "asyncpg.Connection[asyncpg.Record]":
        """A new session, with asyncpg's `options`. Raises what `asyncpg.connect` does.

        Where a password is changed, the address has the new one before the server does, or the other way round: so
        the last one that worked is tried, too.
        """
        now = self._address()
        session: asyncpg.Connection[asyncpg.Record]
        try:
            session = await asyncpg.connect(now, **options)
        except asyncpg.InvalidPasswordError:
            if self._worked in {None, now}:
                raise
            session = await asyncpg.connect(self._worked, **options)
        else:
            self._worked = now
        return session
