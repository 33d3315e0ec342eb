"""What actions ask of guardians: the links that were given, and who consented by them."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.guardians import Guardian, Guardianship


class Guardians(Protocol):
    """Who answers for whom."""

    __slots__ = ()

    async def ask(self, ward_id: int, digest: str, at: datetime, most: int, *, wanted_for: int | None = None) -> None:
        """Remember a link that was given, for a shift; of those nobody consented by, so many of the newest hold."""

    async def by_digest(self, digest: str) -> Guardianship | None:
        """The link with this in it; None for one that never was, or holds no more."""

    async def get(self, number: int) -> Guardianship | None:
        """A link by our own number."""

    async def of_ward(self, ward_id: int) -> Guardianship | None:
        """The newest of a volunteer's that somebody consented by, else the newest that was withdrawn or given."""

    async def of_guardian(self, telegram_id: int) -> tuple[Guardianship, ...]:
        """Everybody somebody answers for, or did, with the oldest first."""

    async def consent(self, number: int, telegram_id: int, guardian: Guardian, text: str, at: datetime) -> bool:
        """Whether they consent by it: not where somebody has already. The volunteer's other links hold no more."""

    async def withdraw(self, number: int, telegram_id: int, at: datetime) -> bool:
        """Whether this guardian's consent is withdrawn: not where it was, or is somebody else's."""

    async def forget(self, telegram_id: int) -> None:
        """Forget who this guardian is, and what they consented to."""
