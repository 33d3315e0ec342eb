"""What actions ask of checking in: doors, who came and went, and wrong codes."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.activities import Shift
from volunteering.rules.checking_in import DoorBoard, Guesses, Presence, ShiftDoor


class CheckIns(Protocol):
    """Doors of shifts, and who came through them."""

    __slots__ = ()

    async def door(self, shift_id: int) -> ShiftDoor | None:
        """The door of a shift, and who looks on; None where its code was never shown."""

    async def open_door(self, shift_id: int, secret: str, at: datetime) -> ShiftDoor:
        """The same, opened with this secret where it was not open."""

    async def at_door(self, shift_id: int, person_id: int, since: datetime) -> Presence:
        """How somebody stands to the door of a shift, with their wrong codes `since` then."""

    async def doors_open(self, person_id: int, since: datetime) -> tuple[tuple[ShiftDoor, Shift, bool], ...]:
        """The doors of shifts that ended since then, without who looks on; and whether the person is on the roster."""

    async def guesses(self, person_id: int, since: datetime) -> Guesses:
        """How many wrong codes of somebody there were, in whichever shift."""

    def guessed(self, person_id: int, shift_id: int | None, at: datetime) -> None:
        """Somebody said a code that was none, of a shift or of none in particular. Written with the commit."""

    def came(
        self,
        shift_id: int,
        person_id: int,
        *,
        ticket: int,
        in_at: datetime,
        by_id: int | None = None,
        at: datetime,
    ) -> None:
        """Somebody came, by the sign-up with that ticket. Written with the commit."""

    def went(self, shift_id: int, person_id: int, out_at: datetime | None) -> None:
        """Somebody went; None: they did not. Written with the commit."""

    def take_back(self, shift_id: int, person_id: int) -> None:
        """They did not come: it was a slip. Written with the commit."""

    def show_board(self, shift_id: int, board: DoorBoard) -> None:
        """Which messages of a leader are the newest. Written with the commit."""

    def stir(self, door: ShiftDoor, at: datetime) -> None:
        """Somebody came or went: whoever looks on is shown it. Written with the commit."""
