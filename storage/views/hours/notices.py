"""What is asked once more before a message that is owed is sent."""

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Reader
from storage.engine.values import instant
from volunteering.rules.hours import Kind


@dataclass(frozen=True, slots=True)
class ValidLine:
    """A line of the ledger that still holds."""

    kind: Kind
    minutes: int
    before: int | None  # the minutes that it replaced; None where it is the first
    at: datetime  # when it was written


async def line_that_holds(reader: Reader, entry_id: int) -> ValidLine | None:
    """A line of the ledger; None where another has replaced it."""
    row = await reader.one(
        """
        SELECT e.kind, e.minutes, replaced.minutes AS before, e.at
        FROM entries e LEFT JOIN entries replaced ON replaced.id = e.replaces_id
        WHERE e.id = :entry AND NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id)
        """,
        entry=entry_id,
    )
    return ValidLine(Kind(row["kind"]), row["minutes"], row["before"], instant(row["at"])) if row else None
