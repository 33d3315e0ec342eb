"""What the pages are served with, whichever they are: the database, the organisation, how fast strangers may ask."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from storage.engine.database import Database, Reader
from storage.engine.faults import Unavailable
from volunteering.rules.ground.clock import Clock
from volunteering.rules.volunteers import Language
from web.pacing import Slowing
from words.calendars import AddressOf

Outcome = Literal["valid", "replaced", "withdrawn", "unknown", "slowed", "away"]
"""What became of a question about a certificate, for the figures."""

Reading = Literal["written", "unchanged", "unknown", "slowed", "away"]
"""What became of a question for a calendar."""

_PATIENCE: Final = 3.0  # seconds for the database
READERS: Final = 3
"""Strangers who read it at once: taps need the other connections, however many ask for what there is."""


@dataclass(frozen=True, slots=True)
class PublicPages:
    """What the pages are served with; `database` gives it once it is open."""

    database: Callable[[], Database | None]
    public_url: str
    organisation: str
    zone: ZoneInfo
    default_language: Language
    clock: Clock
    pace: Slowing
    observe: Callable[[Outcome], None]
    calendars: Slowing
    """How often each calendar is written, by the digest of its secret: whoever asks whether it is new may always."""
    calendar_read: Callable[[Reading], None]
    entrance: Callable[[], AddressOf | None]
    """Gives the addresses that open the bot, once they are known."""
    edition: str
    """Which program writes them: another one may write otherwise."""
    _readers: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(READERS))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reader]:
        """Read, when it is one's turn. Raises DatabaseFault, or TimeoutError where that takes too long."""
        database = self.database()
        if database is None:
            raise Unavailable("it is not open yet")
        async with asyncio.timeout(_PATIENCE), self._readers, database.reading() as reader:
            yield reader

    @property
    def root(self) -> str:
        """The path of the pages' address."""
        return urlsplit(self.public_url).path.rstrip("/")
