"""The door of the HTTP side: who may stand in it, and for how long.

By itself aiohttp waits an hour for a request's head, for ever for its body, and lets in as many as come. Whoever opens
connections and says nothing, or one letter a minute, would take every descriptor this process may have.
"""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware
from typing_extensions import override

from bot.site.headers import HEADERS, put_on


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a visitor is waited for, in seconds, and how many are let in at once."""

    head: float = 15.0
    """From the connection, or from the answer before, until the whole head of a request is there: idle or slow."""
    body: float = 10.0
    """From the head until the whole body is there."""
    visitors: int = 256
    """Telegram uses a hundred connections at the most. One more, and who has said nothing for longest has to go."""


PATIENCE: Final = Patience()


class Door:
    """Lets visitors in to an application, and knows which of them are being served."""

    def __init__(self, app: web.Application, patience: Patience, last_moments: float) -> None:
        self._patience = patience
        self._served: set[object] = set()
        app.middlewares.append(self._middleware())
        app.on_response_prepare.append(put_on)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=last_moments)

    async def open(self, host: str, port: int) -> None:
        """Begin to let in. Raises OSError."""
        await self.runner.setup()
        await _SiteBehindDoor(self, host, port).start()

    def let_in(self) -> asyncio.Protocol:
        """One more visitor; where it is too full, the one who has been silent for longest has to go."""
        server = self.runner.server
        assert server is not None  # noqa: S101 - sites open after their runner
        visitors = [visitor for visitor in server.connections if visitor.transport is not None]
        if len(visitors) >= self._patience.visitors:
            silent = next((visitor for visitor in visitors if visitor not in self._served), None)
            if silent is not None:
                silent.force_close()
        return _AtTheDoor(
            server,
            loop=asyncio.get_running_loop(),
            access_log=None,  # type: ignore[arg-type]  # none is kept
            keepalive_timeout=self._patience.head,  # which aiohttp counts from the connection on, too
            lingering_time=min(2.0, self._patience.body),  # for the rest of a body that nobody wants
        )

    def _middleware(self) -> Middleware:
        @web.middleware
        async def serve(request: web.Request, handler: Handler) -> web.StreamResponse:
            visitor = request.protocol
            self._served.add(visitor)
            try:
                return await handler(request)
            finally:
                self._served.discard(visitor)

        return serve


_THEIRS: Final = (HttpProcessingError, web.RequestPayloadError)
"""What aiohttp raises for what is no HTTP, or isn't packed as it says."""


class _AtTheDoor(web.RequestHandler):
    """As aiohttp's own, but that of what is no request it makes no fuss, and that what it says has our headers."""

    __slots__ = ()

    @override
    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        is_ours = not isinstance(exc, _THEIRS)
        answer = super().handle_error(request, status if is_ours else 400, exc, message)
        answer.headers.update(HEADERS)
        return answer

    @override
    def log_exception(self, *args: Any, **kw: Any) -> None:
        """Log our faults only: anybody may send what is no HTTP, as often as they like, and fill the disk with it."""
        if not isinstance(kw.get("exc_info"), _THEIRS):
            super().log_exception(*args, **kw)


class _SiteBehindDoor(web.BaseSite):
    """As aiohttp's own, but that the door lets in."""

    def __init__(self, door: Door, host: str, port: int) -> None:
        super().__init__(door.runner)
        self._door = door
        self._address = (host, port)

    @property
    @override
    def name(self) -> str:
        return "http://{}:{}".format(*self._address)

    @override
    async def start(self) -> None:
        await super().start()
        self._server = await asyncio.get_running_loop().create_server(self._door.let_in, *self._address)
