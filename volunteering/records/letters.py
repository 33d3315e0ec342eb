"""What actions ask of letters to all the people of a unit."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.letters import Broadcast
from volunteering.rules.tree import Unit


class Broadcasts(Protocol):
    """One letter to all the people of a unit."""

    __slots__ = ()

    async def begin(self, unit: Unit, text: str, *, by_id: int, at: datetime) -> tuple[int, int]:
        """Owe it to everybody who is at home in the unit or below it, but not to `by_id`; its number and how many."""

    async def get(self, broadcast_id: int) -> Broadcast | None:
        """A broadcast, and how far it is."""

    async def stop(self, broadcast_id: int) -> None:
        """Owe it to nobody else."""
