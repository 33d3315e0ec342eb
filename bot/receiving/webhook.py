"""The webhook: Telegram posts an update, and is told 200 only after its effect is committed (decision 1).

With anything else Telegram keeps it and posts it again, in the same order for the same chat.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from aiohttp import web
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from yarl import URL

from bot.ground.errors import AskedToWait, NotNow, NotThere, TokenRefused
from bot.ground.opening import Opening
from bot.ground.pauses import Sleep, growing_pause
from bot.receiving.strangers import Strangers
from bot.site.door import PATIENCE
from bot.site.site import Site
from bot.telegram.reading import RawUpdate

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
AGAIN_AFTER: Final = 5  # seconds
MOST_CONNECTIONS: Final = 100  # Telegram's own limit, for all replicas together

Take = Callable[[RawUpdate], Awaitable[None]]

log = structlog.stdlib.get_logger(__name__)


class Doorstep:
    """Where updates are put down. `take`, once it is open, returns when Telegram may forget one, or raises NotNow.

    `stranger` is told of each post without the secret.
    """

    def __init__(
        self, url: str, secret: str, *, stranger: Callable[[], None] = lambda: None, patience: float = PATIENCE.body
    ) -> None:
        self.take: Opening[Take] = Opening()
        self.url = url
        self.secret = secret
        self._patience = patience
        self._strangers = Strangers(observe=stranger)

    @property
    def page(self) -> web.RouteDef:
        """The address that Telegram posts to; the proxy in front passes its path on as it is. It holds no secret."""
        return web.post(URL(self.url).path, self._post)

    async def _post(self, request: web.Request) -> web.Response:
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self.secret.encode()):
            self._strangers.came()
            return web.Response(status=403)
        try:
            async with asyncio.timeout(self._patience):
                body = await request.read()
        except TimeoutError:
            log.warning("a post to the webhook did not end in time")
            return web.Response(status=408)
        update = _update_in(body)
        if update is None:
            log.warning("what was posted to the webhook is no update")
            return web.Response(status=400)
        take = self.take.now
        if take is None:
            return _later()
        try:
            await take(update)
        except NotNow:
            return _later()
        return web.Response()


def _later() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": str(AGAIN_AFTER)})


def _update_in(body: bytes) -> RawUpdate | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    return update if type(number) is int else None


class Webhook:
    """Receives through the doorstep: `run` lasts until `stop`, as the receiver's does.

    Telegram may have posted before: it knows the address from the last start. It is asked to come again until then.
    """

    def __init__(
        self,
        bot: Bot,
        doorstep: Doorstep,
        take: Take,
        allowed: list[str],
        site: Site,
        *,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._doorstep = doorstep
        self._take = take
        self._allowed = allowed
        self._site = site
        self._sleep = sleep
        self._stopping = asyncio.Event()
        self._refused = False

    def stop(self) -> None:
        """Take nothing more; `run` finishes what is in flight and returns."""
        self._stopping.set()

    async def run(self) -> None:
        """Take what is posted, and tell Telegram where, until it has understood; then wait. Raises TokenRefused."""
        self._doorstep.take.open(self._take)
        async with asyncio.TaskGroup() as group:
            announcing = group.create_task(self._announce())
            await self._stopping.wait()
            announcing.cancel()
        await self._site.close()
        if self._refused:
            raise TokenRefused

    async def _announce(self) -> None:
        attempt = 1
        while (pause := await self._tell_telegram(attempt)) is not None:
            await self._sleep(pause)
            attempt += 1

    async def _tell_telegram(self, attempt: int) -> float | None:
        """How long to wait before telling it again, if that makes sense."""
        try:
            await self._bot.set_webhook(
                self._doorstep.url,
                max_connections=MOST_CONNECTIONS,
                allowed_updates=self._allowed,
                secret_token=self._doorstep.secret,
            )
        except AskedToWait as error:
            return error.seconds
        except TelegramError as error:
            if isinstance(error, InvalidToken) and not isinstance(error, NotThere):
                self._refused = True
                self.stop()
                return None
            pause = growing_pause(attempt)
            log.warning("Telegram doesn't take the webhook", error=f"{type(error).__name__}: {error}", again_in=pause)
            return pause
        log.info("Telegram posts updates to the webhook", url=self._doorstep.url)
        return None
