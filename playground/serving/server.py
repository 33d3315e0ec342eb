"""The playground as it is started: the Bot API, the page with the phones, and the clock, on one address."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from playground.ground.clock import Clock
from playground.ground.errors import NotOpenedError
from playground.ground.people import Bot, Person
from playground.serving.bot_api import ATTACHMENT_LIMIT, BotApi
from playground.serving.doors import Doors
from playground.serving.page_api import PageApi
from playground.serving.table import AtStake, Table
from playground.telegram.floods import Limits
from playground.telegram.telegram import MESSAGES_KEPT, USUAL, Telegram
from playground.telegram.versions import NEWEST

SHUTDOWN_LIMIT = 0.2  # seconds for what is still being answered; then long polls are cut off


class Playground(Table):
    """A Telegram of one's own: `async with Playground() as playground`, then a bot at its `url`.

    A table whose phones are shown on a page. `limits=None` leaves out the flood limits; `version` is the Bot API's, an
    older one for a Telegram that is behind.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        people: Sequence[Person] = (),
        started: Sequence[Person] = (),
        frozen: bool = False,
        now: datetime | None = None,
        bot: Bot | None = None,
        limits: Limits | None = USUAL,
        kept: int = MESSAGES_KEPT,
        version: str = NEWEST,
        at_stake: Callable[[], Awaitable[AtStake]] | None = None,
        on_start_over: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        clock = Clock(now, frozen=frozen)
        telegram = Telegram(clock, bot=bot, limits=limits, kept=kept, version=version)
        super().__init__(
            clock, telegram, people=people, started=started, at_stake=at_stake, on_start_over=on_start_over
        )
        self._host, self._port = host, port
        self._stack = AsyncExitStack()
        self._closing = asyncio.Event()
        self.url = ""
        self._more: list[web.RouteDef] = []

    def also(self, pages: Iterable[web.RouteDef]) -> None:
        """Serve these, too, once it opens: what a bot has on the web beside what it says in a chat."""
        self._more += pages

    @property
    def token(self) -> str:
        """The token the bot has to show."""
        return self.telegram.bot.token

    async def __aenter__(self) -> Self:
        doors = Doors(self._host)
        app = web.Application(client_max_size=ATTACHMENT_LIMIT, middlewares=[doors.guard])
        app.add_routes(BotApi(self.telegram, self._closing).routes())
        PageApi(self, self._closing).install(app)
        app.add_routes(self._more)
        runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=SHUTDOWN_LIMIT)
        async with AsyncExitStack() as stack:
            group = await stack.enter_async_context(asyncio.TaskGroup())
            stack.push_async_callback(self.telegram.webhook.close)
            self.telegram.webhook.open(group)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            stack.callback(self._say_goodbye)
            try:
                await web.TCPSite(runner, self._host, self._port).start()
            except OSError as fault:
                raise NotOpenedError(fault) from fault
            self._stack = stack.pop_all()
        self.url = doors.open(runner.addresses)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.__aexit__(kind, error, trace)

    def _say_goodbye(self) -> None:
        self._closing.set()
        self.telegram.changed.send()
