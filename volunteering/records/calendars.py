"""What actions ask of calendars: the addresses at which somebody's is read."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.calendars import Calendar


class Calendars(Protocol):
    """The addresses of people's calendars."""

    __slots__ = ()

    async def of(self, person_id: int) -> tuple[Calendar, ...]:
        """Somebody's, the newest first: one, or of a person who was known twice two. Locked where it is to change."""

    def open(self, person_id: int, nonce: str, digest: str, at: datetime) -> None:
        """From now on theirs is read there, too."""

    def close(self, person_id: int) -> None:
        """At none of their addresses anything is read any more."""
