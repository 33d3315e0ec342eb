"""Rows of the secrets that Telegram may show with a post, as digests, for all replicas (decision 38)."""

from datetime import datetime, timedelta
from typing import Final

from storage.engine.database import Reader, Transaction
from storage.engine.values import instant, seconds

HEARD_WITHIN: Final = timedelta(seconds=3)
"""So soon each replica has read of a new one."""

GOOD_FOR: Final = timedelta(minutes=10)
"""How long one is good after another took its place: Telegram has heard of that one within seconds."""


async def take_up(tx: Transaction, digest: str, now: datetime) -> datetime:
    """Let it be the one that Telegram is told, from the instant on that is given back, and all others end.

    Where others are good, that is when every replica has read of it; it stays as it was where it is that one already.
    """
    rows = await tx.all("SELECT digest, told_at, good_until FROM webhook_secrets")
    for row in rows:
        if row["digest"] == digest and row["good_until"] is None:
            return instant(row["told_at"])
    at = now + HEARD_WITHIN if rows else now
    tx.later("DELETE FROM webhook_secrets WHERE digest = :digest OR good_until < :now", digest=digest, now=seconds(now))
    tx.later("UPDATE webhook_secrets SET good_until = :end WHERE good_until IS NULL", end=seconds(now + GOOD_FOR))
    tx.later("INSERT INTO webhook_secrets (digest, told_at) VALUES (:digest, :at)", digest=digest, at=seconds(at))
    return at


async def good(reader: Reader, now: datetime) -> frozenset[str]:
    """The digests of all that a post may show."""
    rows = await reader.all(
        "SELECT digest FROM webhook_secrets WHERE good_until IS NULL OR good_until >= :now", now=seconds(now)
    )
    return frozenset(row["digest"] for row in rows)
