"""Messages about the reader's unit: it was merged into another."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About


class UnitMerged(Model):
    """A unit that the reader belonged to, or had a role in, is a part of another one now."""

    kind: Literal["unit_merged"] = "unit_merged"
    unit_id: int  # that is no more
    name: str  # what it was called
    into_id: int

    def about(self) -> About:
        """Of the unit that is no more."""
        return About(f"unit_merged:{self.unit_id}")
