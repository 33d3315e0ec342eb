"""What actions ask of ratings and commendations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from volunteering.rules.thanks import Commendation, Rating


class Thanks(Protocol):
    """What people say of a shift, and what leaders thank them for."""

    __slots__ = ()

    async def came_at(self, shift_id: int, person_id: int) -> datetime | None:
        """When the line was written that says now that somebody came; None where none does."""

    async def rating(self, shift_id: int, person_id: int) -> Rating | None:
        """What one person gives a shift."""

    async def of_shift(self, shift_id: int) -> tuple[Rating, ...]:
        """All that are given to a shift, in no order."""

    def rate(self, shift_id: int, person_id: int, stars: int, at: datetime) -> None:
        """Give it so many stars, in place of those given before; the words stay. Written with the commit."""

    def say(self, shift_id: int, person_id: int, words: str) -> None:
        """Have these words, or none, stand beside the stars. Written with the commit."""

    def withdraw(self, shift_id: int, person_id: int) -> None:
        """Forget what somebody gives a shift. Written with the commit."""

    async def with_new(self, fewest: int, midnight: datetime) -> tuple[int, ...]:
        """The shifts of which at least so many are not what leaders see."""

    def take_up(self, shift_id: int, batch: int, ratings: Sequence[Rating]) -> None:
        """Have leaders see these, as they are given here, together. Written with the commit."""

    def read_words(self, shift_id: int, ratings: Sequence[Rating]) -> None:
        """Have leaders read what these say now, in the batches that they are in. Written with the commit."""

    def hide(self, shift_id: int, words: str, *, hidden: bool) -> None:
        """Hide words from leaders, or show them again. Written with the commit."""

    async def commend(self, shift_id: int, person_id: int, by_id: int, words: str, at: datetime) -> int | None:
        """A leader's word of thanks. Gives its number; None where that leader has said one to them for it."""

    async def commendation(self, commendation_id: int) -> Commendation | None:
        """The one with that number; None where there is none any more."""

    def take_back(self, commendation_id: int) -> None:
        """Have it not be said. Written with the commit."""
