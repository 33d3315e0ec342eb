"""Parked updates as whoever looks after them sees them: what it was, whose and when, and nothing that was typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Reader, Row
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import instant

_COLUMNS: Final = f"""
    SELECT k.update_id, k.telegram_id, p.name, k.kind, k.error, k.at, k.replay_at, {TOTAL}
    FROM parked k LEFT JOIN people p ON p.telegram_id = k.telegram_id
"""


@dataclass(frozen=True, slots=True)
class ParkedUpdate:
    """One of them, and what can be done with it."""

    update_id: int
    telegram_id: int | None
    name: str  # empty for somebody who isn't registered
    kind: str  # `handlers.doors.kinds`; empty where it was parked before that was noted
    error: str
    at: datetime
    is_asked_for: bool  # it is to be replayed


@dataclass(frozen=True, slots=True)
class ParkedPage:
    """A page of them, the oldest first."""

    updates: Sequence[ParkedUpdate]
    extent: Extent


async def parked_page(reader: Reader, page: Page) -> ParkedPage:
    """What lies there, whoever did it."""
    rows = await reader.all(f"{_COLUMNS} ORDER BY k.at, k.update_id LIMIT :limit OFFSET :skipped", **page.values)
    return ParkedPage([_parked_in(row) for row in rows], page.extent(rows))


async def parked_update(reader: Reader, update_id: int) -> ParkedUpdate | None:
    """One; None where it isn't there any more."""
    row = await reader.one(f"{_COLUMNS} WHERE k.update_id = :update", update=update_id)
    return None if row is None else _parked_in(row)


async def payload_of(reader: Reader, update_id: int) -> str:
    """The whole of one as it came, with whatever was typed; empty where it isn't there any more."""
    row = await reader.one("SELECT payload FROM parked WHERE update_id = :update", update=update_id)
    return "" if row is None else str(row["payload"])


def _parked_in(row: Row) -> ParkedUpdate:
    return ParkedUpdate(
        update_id=row["update_id"],
        telegram_id=row["telegram_id"],
        name=row["name"] or "",
        kind=row["kind"],
        error=row["error"],
        at=instant(row["at"]),
        is_asked_for=row["replay_at"] is not None,
    )
