"""What actions ask of shifts that were moved, and of who has still to confirm that they come."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from volunteering.rules.moves import Move, Stood, TimeAndVenue
from volunteering.rules.reminders import Expected
from volunteering.rules.signing_up import SignUp


class Moves(Protocol):
    """Shifts at another time or place, and who has to confirm it."""

    __slots__ = ()

    async def remember(
        self,
        *,
        activity_id: int,
        shift_id: int | None,
        before: TimeAndVenue,
        after: TimeAndVenue,
        by_id: int,
        at: datetime,
    ) -> int:
        """Keep what it was moved from. Gives its number."""

    async def get(self, move_id: int) -> Move | None:
        """A move; None where it was made days ago."""

    async def undone(self, activity_id: int) -> tuple[Move, ...]:
        """The moves of an activity, and of its shifts, that were undone; the newest last."""

    def undo(self, move_id: int, at: datetime) -> None:
        """It was undone. Written with the commit."""

    def ask(self, shift_id: int, at: datetime, *, without: int) -> None:
        """Everybody with a place has to confirm it, but for whoever moved it; what they said was of before."""

    def ask_one(self, sign_up_id: int, at: datetime) -> None:
        """This one has to."""

    async def standing(self, shift_id: int) -> tuple[Stood, ...]:
        """How everybody with a place stands."""

    def restore(self, stood: Stood) -> None:
        """Somebody stands as they stood."""

    def confirm(self, sign_ups: Iterable[SignUp], at: datetime) -> None:
        """They still come, and said so."""

    async def asked_with(self, sign_up: SignUp) -> tuple[SignUp, ...]:
        """What the same person has to confirm of the same move, by start: that shift, and others of its activity."""

    async def overdue(self, now: datetime) -> tuple[int, ...]:
        """The open shifts that have not begun in which somebody was to confirm by then, in one order."""

    async def to_urge(self, now: datetime) -> tuple[Expected, ...]:
        """Who was asked, has time left, and was not reminded of it: by person, then by start."""

    def urge(self, sign_ups: Iterable[SignUp]) -> None:
        """They are reminded of it."""

    async def gone_for(self, shift_id: int, move: Move) -> tuple[SignUp, ...]:
        """Who gave their place back, or lost it, with this move still to confirm; in order of arrival."""

    async def next_due(self, after: datetime) -> datetime | None:
        """The first instant after that one by which somebody has to confirm."""
