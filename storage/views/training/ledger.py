"""What a line of the study ledger says, asked once more before it is told."""

from dataclasses import dataclass

from storage.engine.database import Reader
from volunteering.rules.hours import Kind


@dataclass(frozen=True, slots=True)
class StudyThatHolds:
    """A line of the study ledger that still holds."""

    kind: Kind
    minutes: int


async def study_line_that_holds(reader: Reader, line_id: int) -> StudyThatHolds | None:
    """A line of the study ledger; None where another has replaced it."""
    row = await reader.one(
        """
        SELECT l.kind, l.minutes FROM study_lines l
        WHERE l.id = :line AND NOT EXISTS (SELECT 1 FROM study_lines later WHERE later.replaces_id = l.id)
        """,
        line=line_id,
    )
    return StudyThatHolds(Kind(row["kind"]), row["minutes"]) if row else None
