"""Answers that are owed: rows of the inbox whose people have not been told yet (decision 26).

A row keeps where its answer led, never the text. `at` is when that was owed first, or taken up last.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from storage.engine.database import Reader, Transaction
from storage.engine.values import seconds

_TOGETHER: Final = 32  # ids in one statement: one that is always the same is prepared once
_THESE: Final = f"update_id IN ({', '.join(f':u{number}' for number in range(_TOGETHER))})"


class OwedAnswer(NamedTuple):
    """Where an update led, and to whom that is owed."""

    update_id: int
    telegram_id: int
    message_id: int | None  # to be edited; None: a message of its own
    shows: str  # the packed button of the screen
    at: int  # seconds since 1970; whoever takes it up changes it


def owe(
    tx: Transaction, update_id: int, *, telegram_id: int, message_id: int | None, shows: str, now: datetime
) -> None:
    """Remember the answer to an update that changed nothing; what is recorded already stays as it is."""
    tx.later(
        """
        INSERT INTO inbox (update_id, telegram_id, message_id, shows, told, at)
        VALUES (:update, :telegram, :message, :shows, 0, :now) ON CONFLICT (update_id) DO NOTHING
        """,
        update=update_id,
        telegram=telegram_id,
        message=message_id,
        shows=shows,
        now=seconds(now),
    )


def told(tx: Transaction, update_ids: Iterable[int]) -> None:
    """Their people have been told, or never can be: from now on the rows name nobody."""
    for values in _in_batches(update_ids):
        tx.later(f"UPDATE inbox SET told = 1, telegram_id = NULL, message_id = NULL WHERE {_THESE}", **values)


async def owed(reader: Reader, limit: int, *, before: datetime, beyond: datetime) -> list[OwedAnswer]:
    """What is owed since `before` or longer, or since `beyond` or later, as clocks are put back; the oldest first."""
    rows = await reader.all(
        """
        SELECT update_id, telegram_id, message_id, shows, at FROM inbox
        WHERE told = 0 AND telegram_id IS NOT NULL AND (at <= :before OR at >= :beyond)
        ORDER BY at, update_id LIMIT :limit
        """,
        before=seconds(before),
        beyond=seconds(beyond),
        limit=limit,
    )
    return [OwedAnswer(*(row[name] for name in OwedAnswer._fields)) for row in rows]


async def take_up(tx: Transaction, update_id: int, seen: int, now: datetime) -> int | None:
    """Claim one to be told, by whoever has `seen` its `at` last, or wrote it; gives the new one.

    None where it is told, or another replica was quicker. It may be claimed by others when it is as old again.
    """
    row = await tx.one(
        """
        UPDATE inbox SET at = :now WHERE update_id = :update AND told = 0 AND at = :seen RETURNING at
        """,
        update=update_id,
        seen=seen,
        now=seconds(now) + (seconds(now) == seen),  # another value in any case, also where the clock stands still
    )
    return None if row is None else int(row["at"])


async def count_owed(reader: Reader) -> int:
    """How many people's answers are owed."""
    row = await reader.one("SELECT COUNT(*) AS answers FROM inbox WHERE told = 0")
    return int(row["answers"]) if row else 0


def _in_batches(update_ids: Iterable[int]) -> Iterable[dict[str, int]]:
    numbers: Sequence[int] = sorted(update_ids)
    for start in range(0, len(numbers), _TOGETHER):
        batch = numbers[start : start + _TOGETHER]
        batch = [*batch, *[batch[-1]] * (_TOGETHER - len(batch))]
        yield {f"u{number}": update_id for number, update_id in enumerate(batch)}
