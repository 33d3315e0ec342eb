"""What the parts of a running bot stand on: what the world sees of it, and what it sees of the world."""

from dataclasses import dataclass
from pathlib import Path

from bot.delivering.duty import Duty
from bot.ground.clock import SystemClock
from bot.ground.other_clocks import OtherClocks
from bot.ground.outcomes import Folder
from bot.ground.rotating import token
from bot.ground.settings import Settings
from bot.keeping.backups import Nightly
from bot.receiving.webhook import Doorstep
from bot.serving.connections import Connections
from bot.serving.pages import pages
from bot.serving.public import public_of
from bot.serving.service_manager import ServiceManager
from bot.site.health import Health
from bot.site.metrics import Metrics
from bot.site.site import Site
from bot.telegram.sending import entrance_of
from handlers.tapping.tap import Organisation
from storage.engine.connecting import is_postgres
from storage.engine.database import Database
from storage.engine.sqlite.database import file_of
from volunteering.rules.ground.clock import Clock
from volunteering.rules.volunteers import Language


@dataclass(frozen=True, slots=True)
class Front:
    """What there is before the database is open: what the world sees of a process besides its messages."""

    clocks: OtherClocks
    """Others', which this machine's is held against; what a playground pushes is not the machine's."""
    health: Health
    metrics: Metrics
    nightly: Nightly | None
    """Makes the backups; none where somebody tries or tests."""
    doorstep: Doorstep | None
    """Where Telegram posts updates; None where it is asked for them."""
    site: Site

    def opens(self, database: Database) -> None:
        """The database is open: from now on it is looked at by whoever asks, and timed."""
        database.observer = self.metrics.database
        self.health.database = database


def front_of(settings: Settings, clock: Clock) -> Front:
    """Build it; nothing is served before its site is entered."""
    clocks, health, metrics = OtherClocks(SystemClock()), Health(), Metrics()
    nightly = None
    if settings.clock_url is None:
        nightly = Nightly(settings, clock, observe=metrics.backup, may_be_wrong=clocks.may_be_wrong)
        metrics.looking.newest_backup, metrics.looking.last_drills = nightly.newest_at, nightly.tried_at
    metrics.looking.folders = _folders_of(settings)
    doorstep = None
    if settings.webhook_url and settings.webhook_secret:
        secret = settings.webhook_secret.get_secret_value()
        doorstep = Doorstep(settings.webhook_url, secret, stranger=metrics.stranger)
    served = pages(clock, clocks, health, metrics, doorstep, public_of(settings, clock, health, metrics))
    site = Site(settings.http_host, settings.http_port, served, needed=doorstep is not None)
    return Front(clocks, health, metrics, nightly, doorstep, site)


def _folders_of(settings: Settings) -> dict[Folder, Path]:
    """Where this process keeps something that takes room; a server's disks are the server's."""
    folders: dict[Folder, Path] = {"backups": settings.backup_dir}
    if not is_postgres(settings.database_url):
        folders["database"] = file_of(settings.database_url).resolve().parent
    return folders


@dataclass(frozen=True, slots=True)
class Ground:
    """What the others stand on, once the database is open and Telegram has said who we are."""

    settings: Settings
    clock: Clock
    front: Front
    database: Database
    duty: Duty
    telegram: Connections
    manager: ServiceManager

    @property
    def organisation(self) -> Organisation:
        """The organisation as the settings have it, and its bot's name."""
        settings = self.settings
        return Organisation(
            name=settings.organisation,
            zone=settings.timezone,
            policy=settings.policy,
            default_language=Language(settings.default_language),
            admin_ids=frozenset(settings.admin_ids),
            entrance=entrance_of(self.telegram.bot.username),
            record_heads=settings.record_heads,
            public_url=settings.public_url or "",
            calendar_key=token(settings).encode(),
        )

    @property
    def is_shared(self) -> bool:
        """Whether there may be other replicas."""
        return is_postgres(self.settings.database_url)
