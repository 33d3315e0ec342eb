"""What actions ask of the tree of units."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.tree import Holdings, Unit


class Units(Protocol):
    """The tree of units, from the organisation down to its teams."""

    __slots__ = ()

    async def get(self, unit_id: int) -> Unit | None:
        """The unit with that number; None where there is none."""

    async def current(self, unit_id: int) -> Unit | None:
        """The same, or else the unit that the one with that number has become a part of: links of before lead there."""

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

    async def hold(self, unit: Unit) -> None:
        """Keep everybody from bringing anything into the unit, and from changing the tree, until the commit."""

    async def holdings(self, unit: Unit, now: datetime) -> Holdings:
        """What is right in the unit."""

    async def people_of(self, unit: Unit) -> tuple[int, ...]:
        """Who is here and belongs to the unit, at home or further, or has a role in it; each once."""

    async def remove(self, unit: Unit, above: Unit, at: datetime) -> None:
        """Take away an empty unit; what was written to it, and noted of it, is the upper one's."""

    async def clash(self, unit: Unit, into: Unit) -> str | None:
        """A name that a unit below the one has in common with one below the other; None where there is none."""

    async def merge(self, unit: Unit, into: Unit, at: datetime) -> None:
        """Give the other one everything that is right in the unit, and take the unit away.

        Whoever belongs to both belongs there once, at home if they were so in either; of two roles the greater stays.
        """
