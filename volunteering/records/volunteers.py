"""What actions ask of the people: who they are, their roles, and the units they joined."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from volunteering.rules.ground.periods import Month
from volunteering.rules.tree import Rights, Role, Unit
from volunteering.rules.volunteers import Appointed, Language, Person, Standing


class People(Protocol):
    """Volunteers, their units and their roles."""

    __slots__ = ()

    async def get(self, person_id: int) -> Person | None:
        """A person by our own number."""

    async def hold(self, *people: int) -> None:
        """Keep everybody else from doing anything for or with these people until the commit."""

    async def by_telegram(self, telegram_id: int) -> Person | None:
        """A person by Telegram's number."""

    async def add(
        self,
        *,
        telegram_id: int,
        name: str,
        phone: str | None,
        language: Language,
        unit: Unit,
        at: datetime,
        month: Month,
    ) -> int:
        """A new volunteer; the consent is that of `at`. Gives the person's number."""

    async def change(
        self,
        person_id: int,
        *,
        name: str | None = None,
        phone: str | None = None,
        language: Language | None = None,
        unit_id: int | None = None,
        standing: Standing | None = None,
        reachable: bool | None = None,
        held_because: str | None = None,
        by_time: bool | None = None,
    ) -> None:
        """Change what is given, leave the rest. An empty phone takes the number away."""

    async def go(self, person_id: int) -> None:
        """Let somebody who is here have left; how they stood is kept for when they come back."""

    async def come_back(self, person_id: int) -> Standing:
        """End somebody's having left: within reach, and standing as before. Gives how that is."""

    async def erase(self, person_id: int) -> None:
        """Forget name, phone and Telegram's number; what was done stays, as a former volunteer's."""

    async def rights(self, person_id: int) -> Rights:
        """What a person may do, by all their roles."""

    async def set_role(
        self, person_id: int, unit_id: int, role: Role | None, *, by_id: int | None, at: datetime
    ) -> None:
        """Give a role in a unit, in place of any other there; None takes it away."""

    async def appoint(self, telegram_ids: Collection[int], at: datetime) -> Appointed:
        """Make these people, as far as they are registered, admins of the top unit, and nobody else by the settings.

        A role that nobody gave is the settings'; what an admin gave stays as it is.
        """

    async def join(self, person_id: int, unit_id: int, at: datetime) -> None:
        """Join a unit besides the home unit; joining twice is joining once."""

    async def leave_unit(self, person_id: int, unit_id: int) -> None:
        """Leave a joined unit."""

    async def joined(self, person_id: int) -> tuple[Unit, ...]:
        """The units joined besides the home unit."""

    async def leaders_of(self, unit: Unit, *, without: int | None = None) -> tuple[int, ...]:
        """Whom to turn to for a unit: its own leaders and admins, or those of the nearest unit above that has any.

        Only people who are active and reachable count, and never `without`.
        """
