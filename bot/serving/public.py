"""The pages that anybody may read, as the settings have them."""

import time

from bot.ground.settings import Settings
from bot.ground.version import version
from bot.site.health import Health
from bot.site.metrics import Metrics
from volunteering.rules.ground.clock import Clock
from volunteering.rules.volunteers import Language
from web.house import PublicPages
from web.pacing import Slowing


def public_of(settings: Settings, clock: Clock, health: Health, metrics: Metrics) -> PublicPages | None:
    """What they are served with; None where nobody is told where they are."""
    if settings.public_url is None:
        return None
    return PublicPages(
        database=lambda: health.database,
        public_url=settings.public_url,
        organisation=settings.organisation,
        zone=settings.timezone,
        default_language=Language(settings.default_language),
        clock=clock,
        pace=Slowing(time.monotonic),
        observe=metrics.verified,
        calendars=Slowing(time.monotonic),
        calendar_read=metrics.calendar_read,
        entrance=lambda: health.entrance,
        edition=version(),
    )
