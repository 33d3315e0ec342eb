"""What is served over HTTP, from before the database is open until nothing is in flight."""

import json
from functools import partial
from typing import Final

import structlog
from aiohttp import web

from bot.ground.other_clocks import OtherClocks
from bot.receiving.webhook import Doorstep
from bot.site.health import Health
from bot.site.metrics import CONTENT_TYPE, Metrics
from handlers.operating import screens as operating_screens
from handlers.operating.screens import Trouble
from storage.engine.faults import DatabaseFault
from volunteering.rules.ground.clock import Clock
from web.calendars import calendar_pages
from web.house import PublicPages
from web.verifying import public_pages

_legible: Final = partial(json.dumps, ensure_ascii=False)

log = structlog.stdlib.get_logger(__name__)


def pages(
    clock: Clock,
    clocks: OtherClocks,
    health: Health,
    metrics: Metrics,
    doorstep: Doorstep | None,
    public: PublicPages | None = None,
) -> list[web.RouteDef]:
    """All of them: a further one is a line here. One that needs the database looks whether it is open yet."""
    return [
        web.get("/healthz", _alive),
        web.get("/readyz", partial(_ready, health, clocks)),
        web.get("/metrics", partial(_measured, metrics, health, clock)),
        *([doorstep.page] if doorstep else []),
        *([*public_pages(public), *calendar_pages(public)] if public else []),
    ]


async def _alive(_: web.Request) -> web.Response:
    return web.Response(text="the loop turns\n")


async def _ready(health: Health, clocks: OtherClocks, _: web.Request) -> web.Response:
    """A wrong clock is said, too, and keeps no tap from being served."""
    troubles = await health.troubles()
    said = [operating_screens.in_both(partial(operating_screens.of_trouble, trouble=trouble)) for trouble in troubles]
    page: dict[str, object] = {"ready": not troubles, "missing": [english for english, _ in said]}
    if wrong := clocks.wrong():
        warning = operating_screens.in_both(
            partial(operating_screens.wrong_clock, whose=wrong.whose, ahead=wrong.ahead)
        )
        page["warnings"] = [warning[0]]
        said.append(warning)
    if said:
        page["zh"] = [chinese for _, chinese in said]
    return web.json_response(page, status=503 if troubles else 200, dumps=_legible)


async def _measured(metrics: Metrics, health: Health, clock: Clock, _: web.Request) -> web.Response:
    troubles = await health.troubles()
    # One that doesn't answer has been waited for already: whoever scrapes waits no more than ten seconds.
    database = None if Trouble.SILENT in troubles else health.database
    try:
        page = await metrics.page(database, troubles, clock.now())
    except DatabaseFault as fault:
        log.warning("the database's figures can't be had", error=str(fault))
        page = await metrics.page(None, troubles, clock.now())
    return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE})
