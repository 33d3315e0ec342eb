"""What actions ask of changes that settle."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.changes import RecentChange, Stated


class Changes(Protocol):
    """What was changed a moment ago."""

    __slots__ = ()

    def remember(
        self,
        *,
        activity_id: int,
        before: Stated,
        after: Stated,
        by_id: int,
        at: datetime,
        until: datetime,
    ) -> None:
        """Keep how it was, until everybody is told. Written with the commit."""

    async def get(self, change_id: int) -> RecentChange | None:
        """A change; locked until the commit, with what it changed of an activity. None where it settled days ago."""

    def undo(self, change_id: int) -> None:
        """It was taken back."""
