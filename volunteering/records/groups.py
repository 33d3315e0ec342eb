"""What actions ask of the groups that teams are bound to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from volunteering.rules.groups import BoundGroup
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language


class Groups(Protocol):
    """The groups that hear of a team's new activities: at most one of each team, and of one team each."""

    __slots__ = ()

    async def get(self, chat_id: int) -> BoundGroup | None:
        """The team that a group is bound to; None where it is to none."""

    async def of_units(self, units: Sequence[Unit]) -> tuple[BoundGroup, ...]:
        """The groups of these teams, and of those below them."""

    async def teams_called(self, units: Sequence[Unit], name: str) -> tuple[Unit, ...]:
        """Teams of these, or below them, with this in their name; a dozen at most."""

    async def bind(self, chat_id: int, unit: Unit, title: str, language: Language, at: datetime) -> None:
        """Bind it from now on, instead of whatever it, or the team, was bound to. It is owed the news."""

    async def unbind(self, chat_id: int) -> None:
        """It is bound to nothing any more; its cards are owed a last word."""
