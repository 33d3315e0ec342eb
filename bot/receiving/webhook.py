"""The webhook: Telegram posts an update, and is told 200 only after its effect is committed (decision 1).

With anything else Telegram keeps it and posts it again, in the same order for the same chat.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

import structlog
from aiohttp import web
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from yarl import URL

from bot.ground.errors import AskedToWait, NotNow, NotThere
from bot.ground.pauses import Sleep, growing_pause
from bot.receiving.handover import Handover
from bot.receiving.strangers import Strangers
from bot.site.door import PATIENCE
from bot.site.site import LAST_MOMENTS
from bot.telegram.reading import RawUpdate

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
AGAIN_AFTER: Final = 5  # seconds
MOST_CONNECTIONS: Final = 100  # Telegram's own limit, for all replicas together
IN_TOUCH_EVERY: Final = 60.0  # seconds: where nothing is posted any more, nobody would notice

Take = Callable[[RawUpdate], Awaitable[None]]

log = structlog.stdlib.get_logger(__name__)


class Doorstep:
    """Where updates are put down while somebody takes them; else Telegram is asked to come again.

    `stranger` is told of each post without the secret.
    """

    def __init__(
        self, url: str, secret: str, *, stranger: Callable[[], None] = lambda: None, patience: float = PATIENCE.body
    ) -> None:
        self._take: Take | None = None
        self._is_good: Callable[[bytes], bool] = lambda _: False
        self._taking = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.url = url
        self.secret = secret
        self._patience = patience
        self._strangers = Strangers(observe=stranger)

    @property
    def page(self) -> web.RouteDef:
        """The address that Telegram posts to; the proxy in front passes its path on as it is. It holds no secret."""
        return web.post(URL(self.url).path, self._post)

    def opens(self, take: Take, is_good: Callable[[bytes], bool] = lambda _: False) -> None:
        """From now on `take` is given what is put down: it returns when Telegram may forget it, or raises NotNow.

        `is_good` knows of other secrets that Telegram may still show, or already.
        """
        self._take = take
        self._is_good = is_good

    def closes(self) -> None:
        """Let nothing more in."""
        self._take = None

    async def is_empty(self) -> None:
        """Return when what was let in is done; it has `LAST_MOMENTS` seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_MOMENTS):
                await self._idle.wait()

    async def _post(self, request: web.Request) -> web.Response:
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self.secret.encode()) and not self._is_good(shown):
            if self._take is None:
                return _later()  # which other secrets are good is known when it is open
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
        return web.Response() if await self._is_taken(update) else _later()

    async def _is_taken(self, update: RawUpdate) -> bool:
        if self._take is None:
            return False
        self._taking += 1
        self._idle.clear()
        try:
            await self._take(update)
        except NotNow:
            return False
        finally:
            self._taking -= 1
            if not self._taking:
                self._idle.set()
        return True


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
        handover: Handover,
        take: Take,
        allowed: list[str],
        *,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._doorstep = doorstep
        self._handover = handover
        self._take = take
        self._allowed = allowed
        self._sleep = sleep
        self._stopping = asyncio.Event()
        self.waiting: int | None = None
        """How many updates were with Telegram when it was asked last; None where it didn't say."""
        self._is_told = False

    def stop(self) -> None:
        """Take nothing more; `run` finishes what is in flight and returns."""
        self._doorstep.closes()
        self._stopping.set()

    async def run(self, serves: Callable[[], None] = lambda: None) -> None:
        """Take what is posted, and tell Telegram where, until it has understood; then keep in touch.

        `serves` is called as soon as what is posted is taken: until then it is asked to come again.
        """
        async with asyncio.TaskGroup() as group:
            receiving = group.create_task(self._receive(serves))
            await self._stopping.wait()
            receiving.cancel()
        await self._doorstep.is_empty()

    async def _receive(self, serves: Callable[[], None]) -> None:
        pause = await self._handover.begin()
        if not self._stopping.is_set():
            self._doorstep.opens(self._take, self._handover.is_good)
            serves()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._handover.keep_reading())
            group.create_task(self._speak(pause))

    async def _speak(self, pause: float) -> None:
        await self._announce(pause)
        while True:
            await self._sleep(IN_TOUCH_EVERY)
            await self._look()

    async def _look(self) -> None:
        """See what becomes of Telegram's posts.

        Whoever fetches this bot's updates, even once, takes the webhook away, and so does a 410 that lasts. Another
        address is left as it is: in a rolling restart it is the next one.
        """
        try:
            seen = await self._bot.get_webhook_info()
        except TelegramError:  # whoever hears our calls knows what to do about it
            self.waiting = None
            return
        stay = bool(self.waiting) and seen.pending_update_count > 0
        self.waiting = seen.pending_update_count
        if not seen.url:
            log.warning("the webhook was taken away: Telegram is told of it again")
            await self._announce(await self._handover.begin())
        elif stay and not self._is_told:
            log.warning("updates stay with Telegram", error=seen.last_error_message, updates=self.waiting)
        self._is_told = stay

    async def _announce(self, pause: float) -> None:
        """Tell Telegram our secret, after the seconds that others have to hear of it.

        Another's may have been written down since ours was: told without that, ours would be refused minutes later.
        """
        attempt = 1
        while True:
            if pause:
                log.info("the webhook has a new secret: other replicas hear of it before Telegram does", seconds=pause)
                await self._sleep(pause)
            again_in = await self._tell_telegram(attempt)
            if again_in is None:
                return
            await self._sleep(again_in)
            attempt += 1
            pause = await self._handover.begin()

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
                return None  # whoever hears our calls ends it
            pause = growing_pause(attempt)
            log.warning("Telegram doesn't take the webhook", error=f"{type(error).__name__}: {error}", again_in=pause)
            return pause
        log.info("Telegram posts updates to the webhook", url=self._doorstep.url)
        return None
