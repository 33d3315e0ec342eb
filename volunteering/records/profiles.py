"""What actions ask of profiles: what people say of themselves, and the days on which they can't come."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from volunteering.rules.profiles import Blocked, Particular, Particulars


class Profiles(Protocol):
    """What people say of themselves."""

    __slots__ = ()

    async def of(self, person_id: int) -> Particulars:
        """Everything that a person has said; nothing of somebody who said nothing."""

    async def change(self, person_id: int, said: Particulars, fields: Collection[Particular], at: datetime) -> None:
        """Keep what is said, or withheld, in these fields; what is neither is forgotten."""

    async def put_in_at_once(self, person_id: int, *, at_once: bool) -> None:
        """Whether the person is put in without being asked when a place comes free that they wait for."""

    async def blocked(self, person_id: int, after: date) -> tuple[Blocked, ...]:
        """The days on which a person can't come, as far as they end on a local date or later, by their first."""

    async def block(self, person_id: int, first: date, last: date) -> int:
        """Remember that the person can't come on these days. Gives the number of it."""

    async def unblock(self, person_id: int, number: int) -> None:
        """They can after all; nothing where it is not theirs."""
