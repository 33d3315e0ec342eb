"""What actions ask of buddies: who is in a shift, who is whose buddy, and what the two write."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.buddies import BuddyLine, BuddyPair, BuddySheet, Ending


class Buddies(Protocol):
    """Newcomers and their buddies."""

    __slots__ = ()

    async def to_look_at(self, now: datetime) -> tuple[int, ...]:
        """The shifts to come in which there is a pair, or whose unit wants buddies and which begin soon."""

    async def sheet(self, shift_id: int) -> BuddySheet | None:
        """The shift with its people and pairs, locked until the commit; None where there is none."""

    async def get(self, pair_id: int) -> BuddyPair | None:
        """The pair with that number, its shift locked until the commit; None where there is none."""

    async def ahead_of(self, person_id: int, now: datetime) -> tuple[BuddyPair, ...]:
        """The pairs that somebody is of in shifts that are not over, by start."""

    async def add(self, shift_id: int, newcomer_id: int, buddy_id: int, starts_at: datetime, at: datetime) -> int:
        """They are a pair. Gives its number."""

    def end(self, pair_id: int, why: Ending, at: datetime, *, told: bool) -> None:
        """They are none any more; `told`: whoever is to know is told. Written with the commit."""

    def end_is_told(self, pair_id: int) -> None:
        """Whoever is to know of the end is told now. Written with the commit."""

    def resume(self, pair_id: int) -> None:
        """They are a pair after all. Written with the commit."""

    async def keeps_out(self, person_id: int) -> bool:
        """Whether somebody wants no buddy, and to be none."""

    def keep_out(self, person_id: int, at: datetime) -> None:
        """They want none, and to be none. Written with the commit."""

    def take_part(self, person_id: int) -> None:
        """They do after all. Written with the commit."""

    async def written(self, pair_id: int, by_id: int) -> int:
        """How often one of a pair has written to the other."""

    async def write(self, pair_id: int, by_id: int, text: str, at: datetime) -> int:
        """Keep what one writes to the other. Gives its number."""

    async def line(self, line_id: int) -> BuddyLine | None:
        """What was written; None where there is none with that number."""
