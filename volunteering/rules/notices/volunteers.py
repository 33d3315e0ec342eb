"""Messages about how the reader stands: a role, a suspension."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About
from volunteering.rules.tree import Role


class RoleChanged(Model):
    """The reader was given a role in a unit, or lost it (None)."""

    kind: Literal["role_changed"] = "role_changed"
    unit_id: int
    role: Role | None

    def about(self) -> About:
        """Of the role in the unit."""
        return About(f"role:{self.unit_id}:{self.role or 'none'}")


class StandingChanged(Model):
    """The reader was suspended, restored, or had no-shows taken back."""

    kind: Literal["standing_changed"] = "standing_changed"
    change: Literal["suspended", "restored", "no_shows_undone"]

    def about(self) -> About:
        """Of what became of the reader."""
        is_standing = self.change != "no_shows_undone"
        return About(f"standing:{self.change}" if is_standing else self.change)
