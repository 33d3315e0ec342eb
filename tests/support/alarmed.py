"""A town whose real bot is scraped every minute of its clock, and what of the shipped alarms rings over it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.support.ports import free_port
from tests.support.prometheus import Page, Recording, read, ringing
from tests.support.shared_bots import SharedBots
from tests.support.town import Town, quick_town

CITY = "taizhou"

Alarms = tuple[Mapping[str, str], ...]


def alarm(name: str, severity: str, **labels: str) -> Mapping[str, str]:
    """One that rings for the city."""
    return {"alertname": name, "severity": severity, "city": CITY, **labels}


def update(number: int, sender: int) -> dict[str, object]:
    """A message of somebody's, as Telegram posts it."""
    who = {"id": sender, "is_bot": False, "first_name": "Mei"}
    chat = {"id": sender, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": who, "text": "/start"}
    return {"update_id": number, "message": message}


class Scraped:
    """The town, and the scrapes of its bot so far."""

    def __init__(self, place: Town, url: str, session: aiohttp.ClientSession, *, instance: str = "one") -> None:
        self.place = place
        self.url = url
        self.session = session
        self.recording = Recording(CITY, instance=instance)
        self._rings: dict[int, Alarms] = {}

    async def shows(self) -> Page | None:
        """What its page of figures says now; None where nobody answers."""
        try:
            async with self.session.get(f"{self.url}/metrics") as answer:
                return read(await answer.text())
        except aiohttp.ClientError:
            return None

    async def minutes(self, number: int) -> None:
        """Let so many minutes pass, and scrape at each."""
        for _ in range(number):
            await self.place.passes(minutes=1)
            await self.is_scraped()

    async def is_scraped(self) -> None:
        """Scrape now, a minute after the last time as Prometheus sees it."""
        self.recording.keeps(await self.shows(), self.place.now.timestamp())

    async def changes(self, *statements: str) -> None:
        """Change the tables behind the bot's back."""
        async with self.place.database.transaction() as transaction:
            for statement in statements:
                await transaction.execute(statement)

    def rings(self, *alarms: Mapping[str, str]) -> None:
        """Expect just these to ring at this moment."""
        self._rings[self.recording.minute] = alarms

    def is_heard(self, folder: Path, *others: "Scraped") -> None:
        """See that it was so at each such moment; `others` are further processes of the city. AssertionError."""
        ringing(folder, [self.recording, *(other.recording for other in others)], self._rings)


@asynccontextmanager
async def scraped_town(
    database_url: str, bots: SharedBots, folder: Path, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Scraped]:
    """One that is well, and was scraped for two minutes; its bot is forked."""
    asked = {"HTTP_PORT": str(free_port()), **(settings or {})}
    async with (
        quick_town(database_url, bots, folder, settings=asked) as place,
        looked_after(place, asked["HTTP_PORT"]) as scraped,
    ):
        yield scraped


@asynccontextmanager
async def looked_after(place: Town, port: str) -> AsyncIterator[Scraped]:
    """The scrapes of a town whose bot shows its figures at that port, from when it serves on."""
    async with aiohttp.ClientSession() as session:
        await place.phone("Zhou").sends("/start")  # it serves
        scraped = Scraped(place, f"http://127.0.0.1:{port}", session)
        await scraped.minutes(2)
        scraped.rings()
        yield scraped
