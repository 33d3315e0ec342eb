"""What actions ask of honours: what people were told of their stars."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from volunteering.rules.honours import Starred, StarsNote
from volunteering.rules.stars import Ladder


class StarMarks(Protocol):
    """The stars that people were told of, and whose are to be looked at."""

    __slots__ = ()

    async def noted(self, limit: int) -> tuple[StarsNote, ...]:
        """Whose ledger was written since it was looked at; the oldest first."""

    async def hold(self, people: Collection[int]) -> tuple[Starred, ...]:
        """How these people stand, with everybody else kept from counting their stars until the commit."""

    async def of(self, person_id: int) -> Starred | None:
        """The hours, ladder and mark of somebody; None where there is nobody with that number."""

    def mark(self, person_id: int, stars: int, ladder: Ladder, turn: int, at: datetime) -> None:
        """They are told of so many by that ladder, or see it elsewhere. Written with the commit."""

    def looked_at(self, notes: Collection[StarsNote]) -> None:
        """These are looked at. Written with the commit."""

    async def after(self, person_id: int, limit: int) -> tuple[Starred, ...]:
        """How everybody stands who is with us and whose number comes after that one; at most so many."""

    def note(self, people: Collection[int]) -> None:
        """Have these people's stars looked at. Written with the commit."""
