"""The playground as it is started: the Bot API, the page with the phones, and the clock, on one address."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from playground.acts import CannotDoError
from playground.bot_api import ATTACHMENT_LIMIT, BotApi
from playground.clock import Clock
from playground.doors import Doors
from playground.errors import NotOpenedError
from playground.floods import Limits
from playground.page_api import PageApi
from playground.people import Bot, Person
from playground.phone import Phone
from playground.telegram import MESSAGES_KEPT, USUAL, Telegram
from playground.versions import NEWEST

SHUTDOWN_LIMIT = 0.2  # seconds for what is still being answered; then long polls are cut off


@dataclass(frozen=True, slots=True)
class AtStake:
    """What the bot keeps of this playground: starting over sets it aside, where it `is_ours`: made by a playground."""

    file: str
    people: int
    is_ours: bool


class Playground:
    """A Telegram of one's own: `async with Playground() as playground`, then a bot at `playground.url`.

    `people` have their phones on the page; `started` are those who have written to the bot before, with a phone on
    the page or without. `limits=None` leaves out the flood limits; `version` is the Bot API's, an older one for a
    Telegram that is behind; `at_stake` tells what starting over would take from the bot, and `on_start_over` is called
    after everything was forgotten here.
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
        self.clock = Clock(now, frozen=frozen)
        self.telegram = Telegram(self.clock, bot=bot, limits=limits, kept=kept, version=version)
        self.at_stake = at_stake
        self.on_start_over = on_start_over
        self.phones: dict[int, Phone] = {}
        self._people, self._known = tuple(people), tuple(started)
        self._host, self._port = host, port
        self._stack = AsyncExitStack()
        self._closing = asyncio.Event()
        self.url = ""
        self._let_in()

    @property
    def token(self) -> str:
        """The token the bot has to show."""
        return self.telegram.bot.token

    def phone(self, person: Person | int) -> Phone:
        """The telephone of a person, who is let in if new; or of one known by their id."""
        if isinstance(person, int):
            person = self.telegram.person(person)
        known = self.phones.get(person.id)
        if known is None or known.person != person:
            known = self.phones[person.id] = Phone(self.telegram, person)
            self.telegram.changed.send()
        return known

    async def start_over(self) -> None:
        """Forget everything, the pushed clock too, let the first people in again, and tell whoever asked for it.

        Raises CannotDoError where the bot keeps something that no playground made.
        """
        if self.at_stake is not None and not (stake := await self.at_stake()).is_ours:
            raise CannotDoError(f"{stake.file} was not made by a playground: it stays as it is")
        self.clock.start_over()
        self.telegram.start_over()
        self.phones.clear()
        self._let_in()
        if self.on_start_over is not None:
            await self.on_start_over()

    async def __aenter__(self) -> Self:
        doors = Doors(self._host)
        app = web.Application(client_max_size=ATTACHMENT_LIMIT, middlewares=[doors.guard])
        app.add_routes(BotApi(self.telegram, self._closing).routes())
        PageApi(self, self._closing).install(app)
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

    def _let_in(self) -> None:
        for person in self._known:
            self.telegram.add(person, started=True)
        for person in self._people:
            self.phone(person)

    def _say_goodbye(self) -> None:
        self._closing.set()
        self.telegram.changed.send()
