"""Units: the tree of city, branches, townships and community teams, and what a role in it reaches.

RULES: People and units. A role belongs to a unit and reaches everything below it.
"""

from collections.abc import Iterable
from enum import StrEnum

from volunteering.model import Model


class Unit(Model):
    """A node of the one tree. Its path is the ids from the top down to itself: `/1/4/17/`."""

    id: int
    name: str
    path: str

    @property
    def depth(self) -> int:
        """0 for the top."""
        return self.path.count("/") - 2

    @property
    def above_id(self) -> int | None:
        """The unit it hangs under; none for the top."""
        ids = self.path.strip("/").split("/")
        return int(ids[-2]) if len(ids) > 1 else None

    def holds(self, path: str) -> bool:
        """Whether the unit with that path is this one or below it."""
        return path.startswith(self.path)


class NotAllowed(Model):
    """The rights it takes are missing, or are gone since the button was shown."""


class Role(StrEnum):
    """What a person may do in a unit and below it; somebody without a role is a volunteer."""

    LEADER = "leader"  # posts activities, sees rosters, marks attendance, approves hours
    ADMIN = "admin"  # and manages people, units and roles, and reads totals


class Post(Model):
    """A role in a unit."""

    unit: Unit
    role: Role


class Rights(Model):
    """What one person may do, looked up anew at every tap (decision 6)."""

    posts: tuple[Post, ...] = ()

    def leads(self, path: str) -> bool:
        """Whether the person leads the unit with that path (an admin leads too)."""
        return any(post.unit.holds(path) for post in self.posts)

    def administers(self, path: str) -> bool:
        """Whether the person is an admin of the unit with that path."""
        return any(post.role is Role.ADMIN and post.unit.holds(path) for post in self.posts)

    @property
    def is_leader(self) -> bool:
        """Whether the person leads any unit."""
        return bool(self.posts)

    @property
    def is_admin(self) -> bool:
        """Whether the person is an admin of any unit."""
        return any(post.role is Role.ADMIN for post in self.posts)

    @property
    def led(self) -> tuple[Unit, ...]:
        """The units led, the highest of each branch of the tree first; those inside another one led left out."""
        return _highest(post.unit for post in self.posts)

    @property
    def administered(self) -> tuple[Unit, ...]:
        """The same for units administered."""
        return _highest(post.unit for post in self.posts if post.role is Role.ADMIN)


def _highest(units: Iterable[Unit]) -> tuple[Unit, ...]:
    by_path = {unit.path: unit for unit in units}
    return tuple(
        unit
        for path, unit in sorted(by_path.items())
        if not any(path != other and path.startswith(other) for other in by_path)
    )
