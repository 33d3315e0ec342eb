"""What is served over HTTP, from before the database is open until nothing is in flight."""

import asyncio
import json
from functools import partial
from typing import Final

import structlog
from aiohttp import web

from bot.ground.opening import Opening
from bot.receiving.webhook import Doorstep
from bot.site.health import Health
from bot.site.metrics import CONTENT_TYPE, Metrics
from handlers.operating import screens as operating_screens
from storage.engine.database import Database
from storage.engine.faults import DatabaseFault
from volunteering.rules.ground.clock import Clock

_legible: Final = partial(json.dumps, ensure_ascii=False)

log = structlog.stdlib.get_logger(__name__)


def pages(clock: Clock, health: Health, metrics: Metrics, doorstep: Doorstep | None) -> list[web.RouteDef]:
    """All of them: a further one is a line here. One that needs the database looks whether it is open yet."""
    return [
        web.get("/healthz", _alive),
        web.get("/readyz", partial(_ready, health)),
        web.get("/metrics", partial(_measured, metrics, health.database, clock)),
        *([doorstep.page] if doorstep else []),
    ]


async def _alive(_: web.Request) -> web.Response:
    return web.Response(text="the loop turns\n")


async def _ready(health: Health, _: web.Request) -> web.Response:
    troubles = await health.troubles()
    said = [operating_screens.in_both(partial(operating_screens.of_trouble, trouble=trouble)) for trouble in troubles]
    page: dict[str, object] = {"ready": not troubles, "missing": [english for english, _ in said]}
    if troubles:
        page["zh"] = [chinese for _, chinese in said]
    return web.json_response(page, status=503 if troubles else 200, dumps=_legible)


async def _measured(metrics: Metrics, database: Opening[Database], clock: Clock, _: web.Request) -> web.Response:
    if database.now is not None:
        try:
            await metrics.look(database.now, clock.now())
        except DatabaseFault as fault:
            log.warning("the database's figures can't be had", error=str(fault))
    page = await asyncio.to_thread(metrics.page)
    return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE})
