"""What actions ask of certificates: what the ledger says of somebody, and what was issued."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from volunteering.rules.certificates import (
    Certificate,
    CertificateState,
    CertifiedDays,
    EndedBy,
    Says,
    ServedLine,
)


class Certificates(Protocol):
    """Certificates of service: what they say, and how they stand."""

    __slots__ = ()

    async def served(self, person_id: int, days: CertifiedDays) -> tuple[ServedLine, ...]:
        """What the ledger has of somebody in these days, by day; nothing is added to it until the commit."""

    async def valid_like(self, person_id: int, says: Says) -> Certificate | None:
        """A valid one of theirs that says the same; None where there is none."""

    async def issued_since(self, person_id: int, since: datetime) -> Sequence[datetime]:
        """When those of somebody were issued that are newer than that, whatever became of them, the oldest first."""

    async def issue(self, person_id: int, says: Says, at: datetime) -> Certificate:
        """A new one, signed, with a number of its own."""

    async def get(self, certificate_id: int) -> Certificate | None:
        """The one of that number of ours, locked until the commit; None where there is none."""

    def end(
        self, certificate_id: int, state: CertificateState, at: datetime, by: EndedBy | None = None, reason: str = ""
    ) -> None:
        """It is valid no more. Written with the commit."""

    def show_name(self, certificate_id: int, *, shows: bool) -> None:
        """Whether whoever asks reads its holder's name. Written with the commit."""
