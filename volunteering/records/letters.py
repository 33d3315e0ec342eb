"""What actions ask of letters to all the people of a unit."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.letters import UnitLetter
from volunteering.rules.tree import Unit


class UnitLetters(Protocol):
    """One letter to all the people of a unit."""

    __slots__ = ()

    async def begin(self, unit: Unit, text: str, *, by_id: int, at: datetime) -> tuple[int, int]:
        """Owe it to everybody who is at home in the unit or below it, but not to `by_id`; its number and how many."""

    async def get(self, letter_id: int) -> UnitLetter | None:
        """The letter, and how far it is."""

    async def stop(self, letter_id: int) -> None:
        """Owe it to nobody else."""
