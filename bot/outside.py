"""What the world sees of a process besides its messages: health, metrics and, where it is wanted, the webhook."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

import structlog
from telegram import Bot

from bot.backups import Nightly
from bot.health import Health
from bot.metrics import Metrics
from bot.settings import Settings
from bot.web import Site
from bot.webhook import Doorstep, Take, Webhook
from handlers.arriving import WANTED
from storage.database import Database, DatabaseFault
from volunteering.clock import Clock

log = structlog.stdlib.get_logger(__name__)


class Outside:
    """All of it, from before the database is open until nothing is in flight; `pages=False` is for the playground."""

    def __init__(self, settings: Settings, *, pages: bool) -> None:
        self.health = Health()
        self.metrics = Metrics()
        self.nightly: Nightly | None = None
        self.on_duty: Callable[[], bool] = lambda: False
        self._settings = settings
        self._pages = pages
        self._doorstep: Doorstep | None = None
        if settings.webhook_url and settings.webhook_secret:
            self._doorstep = Doorstep(settings.webhook_url, settings.webhook_secret.get_secret_value())
        self._site = Site(
            settings.http_host,
            settings.http_port,
            self.health,
            self.metrics,
            routes=self._doorstep.routes if self._doorstep else None,
            needed=self._doorstep is not None,
        )

    @property
    def is_webhook(self) -> bool:
        """Whether Telegram posts updates here, instead of being asked for them."""
        return self._doorstep is not None

    async def __aenter__(self) -> Self:
        if self._pages:
            await self._site.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._site.close()

    def has(self, database: Database, clock: Clock) -> None:
        """Tell that the database is open; from now on its figures are in the metrics."""
        self.health.database = database
        database.observer = self.metrics.database
        if self._settings.clock_url is None:  # trying and testing make no nightly backups
            self.nightly = Nightly(self._settings, clock, observe=self.metrics.backup)

        async def refresh() -> None:
            self.metrics.duty(self.on_duty())
            if self.nightly is not None:
                self.metrics.newest_backup(self.nightly.newest_at)
            try:
                await self.metrics.look(database, clock.now())
            except DatabaseFault as fault:
                log.warning("the database's figures can't be had", error=str(fault))

        self._site.refresh = refresh

    def webhook(self, bot: Bot, take: Take) -> Webhook | None:
        """Receive through it, with `take` for every update; None where updates are fetched."""
        if self._doorstep is None:
            return None
        return Webhook(bot, self._doorstep, take, WANTED, self._site)
