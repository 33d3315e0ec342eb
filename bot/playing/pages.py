"""The pages under PUBLIC_URL, which the playground's own server serves beside its page: calendars, and certificates."""

import time
from collections.abc import Callable
from datetime import datetime

from aiohttp import web
from typing_extensions import override

from bot.ground.settings import Settings
from bot.ground.version import version
from bot.playing.sample import ORGANISATION
from bot.site.health import Health
from playground.serving.server import Playground
from volunteering.rules.ground.clock import Clock
from volunteering.rules.volunteers import Language
from web.calendars import calendar_pages
from web.house import PublicPages
from web.pacing import Slowing
from web.verifying import public_pages


class _ItsClock(Clock):
    """The one on the playground's page."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    @override
    def now(self) -> datetime:
        return self._playground.clock.moment()


def pages_beside(settings: Settings, playground: Playground, health: Callable[[], Health | None]) -> list[web.RouteDef]:
    """All of them; `health` is that of the bot that is served just now, which knows the database."""

    def here() -> Health:
        return health() or Health()

    house = PublicPages(
        database=lambda: here().database,
        public_url="",  # its path is none
        organisation=ORGANISATION,
        zone=settings.timezone,
        default_language=Language(settings.default_language),
        clock=_ItsClock(playground),
        pace=Slowing(time.monotonic),
        observe=lambda _: None,
        calendars=Slowing(time.monotonic),
        calendar_read=lambda _: None,
        entrance=lambda: here().entrance,
        edition=version(),
    )
    return [*public_pages(house), *calendar_pages(house)]
