"""Units: the tree of city, branches, townships and community teams, and what a role in it reaches.

docs/rules.md: People and units. A role belongs to a unit and reaches everything below it.
"""

from collections.abc import Iterable
from enum import StrEnum

from volunteering.rules.ground.model import Model


def path_of(unit_id: int, above: str = "/") -> str:
    """The path of a unit that hangs under the one with that path; of the top, which hangs under nothing."""
    return f"{above}{unit_id}/"


class Unit(Model):
    """A node of the one tree. Its path is the ids from the top down to itself: `/1/4/17/`.

    How a path is made and read is known here, and to the SQL in `storage/rows/tree.py`.
    """

    id: int
    name: str
    path: str

    @property
    def ids(self) -> tuple[int, ...]:
        """From the top down to itself."""
        return tuple(int(part) for part in self.path.strip("/").split("/"))

    @property
    def depth(self) -> int:
        """0 for the top."""
        return self.path.count("/") - 2

    @property
    def above_id(self) -> int | None:
        """The unit it hangs under; none for the top."""
        *above, _ = self.ids
        return above[-1] if above else None

    def holds(self, other: "Unit") -> bool:
        """Whether the other unit is this one or below it."""
        return other.path.startswith(self.path)


class Holdings(Model):
    """What is right in a unit; what is below it has its own."""

    people: int = 0  # at home in it, and here
    former: int = 0  # at home in it, who left or were forgotten, or are another record now
    members: int = 0  # who have it as a further team
    posts: int = 0  # roles
    below: int = 0  # units one level down
    ahead: int = 0  # activities with a shift that isn't over
    past: int = 0  # the other activities
    claims: int = 0  # hours logged outside of shifts

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost with the unit."""
        return self == Holdings()


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

    def leads(self, unit: Unit) -> bool:
        """Whether the person leads the unit (an admin leads too)."""
        return any(post.unit.holds(unit) for post in self.posts)

    def administers(self, unit: Unit) -> bool:
        """Whether the person is an admin of the unit."""
        return any(post.role is Role.ADMIN and post.unit.holds(unit) for post in self.posts)

    def administers_above(self, unit: Unit) -> bool:
        """Whether the person is an admin of the unit that it hangs under; never for the top."""
        return self.without(unit).administers(unit)

    def role_in(self, unit_id: int) -> Role | None:
        """The role that the person has right in a unit; None where they have none there."""
        return next((post.role for post in self.posts if post.unit.id == unit_id), None)

    def without(self, unit: Unit) -> "Rights":
        """What the person may do by their roles in other units."""
        return Rights(posts=tuple(post for post in self.posts if post.unit.id != unit.id))

    @property
    def is_leader(self) -> bool:
        """Whether the person leads any unit."""
        return bool(self.posts)

    @property
    def is_admin(self) -> bool:
        """Whether the person is an admin of any unit."""
        return any(post.role is Role.ADMIN for post in self.posts)

    @property
    def is_admin_of_all(self) -> bool:
        """Whether the person is an admin of the top unit."""
        return any(post.role is Role.ADMIN and post.unit.depth == 0 for post in self.posts)

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
        for _, unit in sorted(by_path.items())
        if not any(other.holds(unit) and other.id != unit.id for other in by_path.values())
    )
