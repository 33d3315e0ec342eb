"""The HTTP side of `run`: where its pages are served."""

from collections.abc import Iterable
from types import TracebackType
from typing import Self

import structlog
from aiohttp import web

from bot.ground.errors import CommandError
from bot.site.door import PATIENCE, Door, Patience
from bot.site.ports import why_not_served

LARGEST_BODY = 1024 * 1024  # bytes; an update of Telegram's has some thousand
LAST_MOMENTS = 8.0  # seconds that requests under way have when the site closes

log = structlog.stdlib.get_logger(__name__)


class PortTaken(CommandError):  # noqa: N818 - it says what is the matter
    """Nothing can be served on HTTP_HOST and HTTP_PORT."""


class Site:
    """Serves pages from `open` to `close`: `async with Site(…) as site:`.

    Where nothing depends on it (`needed=False`), a port that is taken is a warning.
    """

    def __init__(
        self,
        host: str,
        port: int,
        pages: Iterable[web.RouteDef],
        *,
        needed: bool = False,
        patience: Patience = PATIENCE,
    ) -> None:
        self._host, self._port, self._needed = host, port, needed
        app = web.Application(client_max_size=LARGEST_BODY)
        app.add_routes(pages)
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
        await self._door.runner.cleanup()
