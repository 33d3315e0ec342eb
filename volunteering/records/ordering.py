"""What actions ask of the order of what is coming up."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from volunteering.rules.ground.model import Model
from volunteering.rules.ordering import ShiftNeed


class ToWeigh(Model):
    """A shift to come, with what it needs, and how urgent that was when it was last weighed."""

    shift_id: int
    need: ShiftNeed
    urgency: int | None = None  # None: it never was


class Ordering(Protocol):
    """How urgent each shift is."""

    __slots__ = ()

    async def to_weigh(self, now: datetime) -> Sequence[ToWeigh]:
        """Every open shift to come that has not been weighed within the time for which an order holds."""

    def weigh(self, shift_ids: Collection[int], urgency: int, now: datetime) -> None:
        """From now on these shifts are so urgent; what they were before is still known. With the commit."""
