"""The HTTP side of `run`: health, metrics and, where Telegram posts updates, the webhook."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial
from types import TracebackType
from typing import Final, Self

import structlog
from aiohttp import web

from bot.door import PATIENCE, Door, Patience
from bot.errors import CommandError
from bot.health import Health
from bot.metrics import CONTENT_TYPE, Metrics
from bot.ports import why_not_served
from handlers.screens import operating

LARGEST_BODY = 1024 * 1024  # bytes; an update of Telegram's has some thousand
LAST_MOMENTS = 8.0  # seconds that requests under way have when the site closes

_legible: Final = partial(json.dumps, ensure_ascii=False)

log = structlog.stdlib.get_logger(__name__)


class PortTaken(CommandError):  # noqa: N818 - it says what is the matter
    """Nothing can be served on HTTP_HOST and HTTP_PORT."""


class Site:
    """The pages, from `open` to `close`: `async with Site(…) as site:`.

    Where nothing depends on it (`needed=False`), a port that is taken is a warning.
    """

    def __init__(
        self,
        host: str,
        port: int,
        health: Health,
        metrics: Metrics,
        *,
        routes: web.RouteTableDef | None = None,
        needed: bool = False,
        patience: Patience = PATIENCE,
    ) -> None:
        self._host, self._port, self._needed = host, port, needed
        self._health, self._metrics = health, metrics
        self.refresh: Callable[[], Awaitable[None]] | None = None  # looks at what is to be measured, once it is there
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_get("/healthz", self._alive)
        app.router.add_get("/readyz", self._ready)
        app.router.add_get("/metrics", self._measured)
        app.add_routes(routes or [])
        self._door = Door(app, patience, LAST_MOMENTS)

    @property
    def address(self) -> str | None:
        """Where it is, once it is open."""
        addresses = self._door.runner.addresses
        return "http://{}:{}".format(*addresses[0][:2]) if addresses else None

    async def __aenter__(self) -> Self:
        try:
            await self._door.open(self._host, self._port)
        except OSError as error:
            await self._door.runner.cleanup()
            why = why_not_served(self._host, self._port, error)
            if self._needed:
                raise PortTaken(f"The webhook can't be served: {why}") from error
            log.warning("no health pages and no metrics", why=why)
        else:
            log.info("health and metrics are served", address=self.address)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Take no more requests, and let those under way end."""
        self._health.stopping = True
        await self._door.runner.cleanup()

    async def _alive(self, _: web.Request) -> web.Response:
        return web.Response(text="the loop turns\n")

    async def _ready(self, _: web.Request) -> web.Response:
        troubles = await self._health.troubles()
        said = [operating.in_both(partial(operating.of_trouble, trouble=trouble)) for trouble in troubles]
        page: dict[str, object] = {"ready": not troubles, "missing": [english for english, _ in said]}
        if troubles:
            page["zh"] = [chinese for _, chinese in said]
        return web.json_response(page, status=503 if troubles else 200, dumps=_legible)

    async def _measured(self, _: web.Request) -> web.Response:
        if self.refresh is not None:
            await self.refresh()
        page = await asyncio.to_thread(self._metrics.page)
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE})
