"""Rows of parked updates: what failed again and again, until it is done after all, dropped or too old (decision 41).

One is replayed by its mark: whoever asks for it writes when, and the replica on duty takes it up. Done after all, it is
in the inbox before its row goes, and stays there as long as the row does, so that it is never done twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Reader, Transaction
from storage.engine.values import instant, seconds
from volunteering.records.parked import Parked

LARGEST: Final = 64 * 1024
"""Characters of an update that are kept; of a longer one the beginning, with which nothing can be done."""


def park(
    tx: Transaction, *, update_id: int, telegram_id: int | None, kind: str, error: str, payload: str, now: datetime
) -> None:
    """Put an update aside that failed again and again, so that it blocks nobody.

    `kind` says what it was without what was typed. Which question its person was asked then is noted with it.
    """
    tx.later(
        """
        INSERT INTO parked (update_id, telegram_id, kind, error, payload, question, at)
        VALUES (:update, :telegram, :kind, :error, :payload, (
            SELECT CAST(d.id AS TEXT) || ':' || d.step FROM drafts d
            WHERE d.telegram_id = :telegram AND d.expires_at > :now
        ), :now) ON CONFLICT (update_id) DO NOTHING
        """,
        update=update_id,
        telegram=telegram_id,
        kind=kind,
        error=error,
        payload=payload,
        now=seconds(now),
    )


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One that is to be replayed."""

    update_id: int
    telegram_id: int | None
    payload: str
    question: str | None  # that was open when it failed, as `Draft.question`
    at: datetime  # when it was put aside


_ASKED_FOR: Final = "SELECT update_id, telegram_id, payload, question, at FROM parked WHERE replay_at IS NOT NULL"


async def all_asked_for(reader: Reader, limit: int) -> Sequence[tuple[int, int | None]]:
    """The numbers of those to be replayed, and of whose they are, in the order in which they came."""
    rows = await reader.all(
        "SELECT update_id, telegram_id FROM parked WHERE replay_at IS NOT NULL ORDER BY at, update_id LIMIT :limit",
        limit=limit,
    )
    return [(row["update_id"], row["telegram_id"]) for row in rows]


async def asked_for(reader: Reader, update_id: int) -> AskedFor | None:
    """One of them; None where it was dropped, forgotten with its person or done meanwhile."""
    row = await reader.one(f"{_ASKED_FOR} AND update_id = :update", update=update_id)
    if row is None:
        return None
    return AskedFor(row["update_id"], row["telegram_id"], row["payload"], row["question"], instant(row["at"]))


async def ask_for(tx: Transaction, update_id: int | None, now: datetime) -> int:
    """Have one replayed, or all (None). How many were not to be already: of two people who ask, one does."""
    asked = "UPDATE parked SET replay_at = :now WHERE replay_at IS NULL"
    if update_id is None:
        return await tx.execute(asked, now=seconds(now))
    return await tx.execute(f"{asked} AND update_id = :update", update=update_id, now=seconds(now))


def park_again(tx: Transaction, update_id: int, error: str) -> None:
    """It failed once more: it lies as before, unless it was dropped or forgotten meanwhile."""
    tx.later(
        "UPDATE parked SET replay_at = NULL, error = :error WHERE update_id = :update", update=update_id, error=error
    )


async def drop(tx: Transaction, update_id: int | None) -> int:
    """Forget one, or all (None): it is done, or never will be. How many were there."""
    if update_id is None:
        return await tx.execute("DELETE FROM parked")
    return await tx.execute("DELETE FROM parked WHERE update_id = :update", update=update_id)


def prune(tx: Transaction, before: datetime) -> None:
    """Forget what was put aside before that; what people wrote is in it."""
    tx.later("DELETE FROM parked WHERE at < :before", before=seconds(before))


async def count(reader: Reader) -> int:
    """How many updates are put aside."""
    row = await reader.one("SELECT COUNT(*) AS updates FROM parked")
    return int(row["updates"]) if row else 0


class ParkedRows(Parked):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def count(self) -> int:
        return await count(self._tx)

    @override
    async def ask_for(self, update_id: int | None, now: datetime) -> int:
        return await ask_for(self._tx, update_id, now)

    @override
    async def drop(self, update_id: int) -> int:
        return await drop(self._tx, update_id)

    @override
    async def is_news(self) -> bool:
        return await self._tx.one("SELECT 1 AS one FROM parked WHERE told = 0 LIMIT 1") is not None

    @override
    async def was_told(self, key: str, since: datetime) -> bool:
        found = await self._tx.one(
            "SELECT 1 AS one FROM outbox WHERE key = :key AND created_at > :since", key=key, since=seconds(since)
        )
        return found is not None

    @override
    def told(self) -> None:
        self._tx.later("UPDATE parked SET told = 1 WHERE told = 0")
