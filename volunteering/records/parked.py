"""What actions ask about parked updates."""

from datetime import datetime
from typing import Protocol


class Parked(Protocol):
    """What people did and Yigong could not do: it lies until somebody has looked at it."""

    __slots__ = ()

    async def count(self) -> int:
        """How many updates are put aside."""

    async def ask_for(self, update_id: int | None, now: datetime) -> int:
        """Have one replayed, or all (None). How many were not to be already: of two people who ask, one does."""

    async def drop(self, update_id: int) -> int:
        """Forget one. How many were there: 1, or 0 where somebody was quicker."""

    async def is_news(self) -> bool:
        """Whether there is one of which nobody was told."""

    async def was_told(self, key: str, since: datetime) -> bool:
        """Whether a message under that key was owed after that instant."""

    def told(self) -> None:
        """Whoever has to know of all that lie there is told. Written with the commit."""
