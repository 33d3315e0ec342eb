"""What actions ask of the roles of shifts."""

from collections.abc import Sequence
from typing import Protocol

from volunteering.rules.needs import Needs
from volunteering.rules.roles import NewRole, RoleRoom


class ShiftRoles(Protocol):
    """What the people of a shift do, where it isn't the same for all."""

    __slots__ = ()

    async def of(self, shift_id: int) -> tuple[RoleRoom, ...]:
        """The roles of a shift with their room, as their leader wrote them; () for one without roles."""

    async def add(self, shift_id: int, ordinal: int, role: NewRole) -> int:
        """A new role, in that place among the others. Gives its number."""

    def change(self, role_id: int, ordinal: int, role: NewRole) -> None:
        """Call it so, give it so many places, and put it there. Whoever is in it stays."""

    def ask(self, role_id: int, needs: Needs) -> None:
        """Have it ask for that of people, and for nothing else."""

    def remove(self, role_ids: Sequence[int], into: int | None) -> None:
        """Take roles away; whoever is, was or waits in one is in the role `into`, or in none."""

    def give_all(self, shift_id: int, role_id: int) -> None:
        """Put everybody of a shift that had no roles into this one."""

    def count(self, shift_id: int, roles: int, limit: int | None) -> None:
        """Take down how many roles a shift has, and how many places in all."""
