"""What is asked once more before a message that is owed is sent."""

from dataclasses import dataclass

from storage.engine.database import Reader
from volunteering.rules.hours import Kind


@dataclass(frozen=True, slots=True)
class ValidLine:
    """A line of the ledger that still holds."""

    kind: Kind
    minutes: int
    before: int | None  # the minutes that it replaced; None where it is the first


async def line_that_holds(reader: Reader, entry_id: int) -> ValidLine | None:
    """A line of the ledger; None where another has replaced it."""
    row = await reader.one(
        """
        SELECT e.kind, e.minutes, replaced.minutes AS before
        FROM entries e LEFT JOIN entries replaced ON replaced.id = e.replaces_id
        WHERE e.id = :entry AND NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id)
        """,
        entry=entry_id,
    )
    return ValidLine(Kind(row["kind"]), row["minutes"], row["before"]) if row else None
