"""What actions ask of the tree of units."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.tree import Unit


class Units(Protocol):
    """The tree of units, from the organisation down to its teams."""

    __slots__ = ()

    async def get(self, unit_id: int) -> Unit | None:
        """The unit with that number; None where there is none."""

    async def top(self) -> Unit:
        """The unit that has none above it: the organisation itself."""

    async def below(self, unit_id: int) -> tuple[Unit, ...]:
        """The units one level down, by name."""

    async def add(self, above: Unit, name: str, at: datetime) -> Unit | None:
        """A new unit under another; None where that name is taken there."""

    async def rename(self, unit: Unit, name: str) -> bool:
        """Whether the new name was free beside its neighbours, and so was given."""

    async def move(self, unit: Unit, above: Unit) -> bool:
        """Hang a unit, and everything below it, under another; False where the name is taken there."""
