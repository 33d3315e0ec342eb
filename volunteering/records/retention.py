"""What actions ask about people who have done nothing for years."""

from datetime import datetime
from typing import Protocol


class Retention(Protocol):
    """Whose record may be needed by nobody, and who was asked about it: each once."""

    __slots__ = ()

    async def ask(self, idle_since: datetime, at: datetime, limit: int) -> tuple[int, ...]:
        """Write down that some of those are asked who have done nothing since; who they are. Nobody with a role is."""

    async def relieve(self, idle_since: datetime) -> int:
        """Forget that those were asked who have done something since, or have a role now. How many that were."""

    async def warn(self, asked_by: datetime, at: datetime, limit: int) -> tuple[tuple[int, datetime], ...]:
        """Write down that some are warned who were asked by that instant; who, and when they were asked."""

    async def overdue(self, idle_since: datetime, warned_by: datetime) -> frozenset[int]:
        """Those who were warned by that instant, and have done nothing all the same."""

    async def is_overdue(self, person_id: int, idle_since: datetime, warned_by: datetime) -> bool:
        """Whether that is one of them."""

    def keep(self, person_id: int) -> None:
        """Forget that somebody was asked. Written with the commit."""
