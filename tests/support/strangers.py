"""The pages that anybody may read, served as the bot serves them, and somebody who reads them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter

import aiohttp

from bot.site.site import Site
from storage.engine.database import Database
from tests.support.city import NOW, ZONE
from volunteering.rules.volunteers import Language
from web.calendars import calendar_pages
from web.house import Outcome, PublicPages, Reading
from web.pacing import Slowing
from web.verifying import public_pages
from words.calendars import AddressOf


def _entrance(to: str) -> str:
    return f"https://t.me/yigong_bot?start={to}"


class StillClock:
    """The clock of the city's tests."""

    def __init__(self, shows: datetime = NOW) -> None:
        self._shows = shows

    def now(self) -> datetime:
        return self._shows


@dataclass
class Stranger:
    """Somebody with a browser, and how the pages are served."""

    session: aiohttp.ClientSession
    site: Site
    seen: list[Outcome]
    calendars: list[Reading] = field(default_factory=list)

    async def reads(self, path: str, status: int = 200, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.session.get(f"{self.site.address}{path}", headers=named) as answer:
            assert answer.status == status, await answer.text()
            return await answer.text()


@asynccontextmanager
async def pages_of(
    database: Database | None,
    *,
    slow: bool = False,
    organisation: str = "<Taizhou>",
    entrance: Callable[[], AddressOf | None] = lambda: _entrance,
    now: datetime = NOW,
) -> AsyncIterator[Stranger]:
    seen: list[Outcome] = []
    calendars: list[Reading] = []
    house = PublicPages(
        database=lambda: database,
        public_url="https://volunteers.example.org",
        organisation=organisation,
        zone=ZONE,
        default_language=Language.SIMPLIFIED,
        clock=StillClock(now),
        pace=Slowing(perf_counter if slow else lambda: 0.0),
        observe=seen.append,
        calendars=Slowing(lambda: 0.0),
        calendar_read=calendars.append,
        entrance=entrance,
        edition="this one",
    )
    async with (
        Site("127.0.0.1", 0, [*public_pages(house), *calendar_pages(house)]) as site,
        aiohttp.ClientSession() as session,
    ):
        yield Stranger(session, site, seen, calendars)
