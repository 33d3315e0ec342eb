"""What actions ask of the journal."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.journal import Did


class Journal(Protocol):
    """The book of who did what, when, and to whom: only ever appended to, and read by no action (decision 30)."""

    __slots__ = ()

    def note(
        self,
        kind: Did,
        *,
        by_id: int | None,
        at: datetime,
        person_id: int | None = None,
        unit_id: int | None = None,
        activity_id: int | None = None,
        shift_id: int | None = None,
        **facts: str | int | None,
    ) -> None:
        """Write a line. Written with the commit."""
