"""The running bot: its parts are built one after the other, started together and stopped together."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog

from bot.calling.hearing import Hearing
from bot.delivering.duty import Duty
from bot.ground.clock import PlaygroundClock, SystemClock
from bot.ground.errors import CommandError, TokenRefused
from bot.ground.rotating import database_address, token
from bot.ground.settings import Settings
from bot.ground.tokens import bot_of
from bot.keeping.beginning import keep_bot, keep_zone
from bot.serving.another_token import AnotherToken
from bot.serving.connections import Connections, connections, reached
from bot.serving.ground import Front, Ground, front_of
from bot.serving.parts import Parts, parts_on
from bot.serving.service_manager import ServiceManager
from bot.site.health import Health
from bot.telegram.sending import entrance_of
from handlers.operating import screens as operating_screens
from handlers.operating.screens import Trouble
from storage.engine.database import Database
from storage.engine.migrating import opened_up_to_date
from storage.engine.retrying import until_settled
from storage.process.duty import duty_lock
from storage.process.holding import held
from storage.rows import Rows
from volunteering.actions.volunteers.appointing import appoint_admins
from volunteering.rules.ground.clock import Clock
from volunteering.rules.ground.moment import Moment
from words import typesetting

log = structlog.stdlib.get_logger(__name__)


class Overtaken(CommandError):  # noqa: N818 - it says what is the matter
    """A newer program has brought the tables up to date, for itself."""


async def serve(
    settings: Settings,
    stop: asyncio.Event,
    *,
    manager: ServiceManager | None = None,
    serves: Callable[[], None] = lambda: None,
    begins: Callable[[Health], None] = lambda _: None,
    pages: bool = True,
) -> None:
    """Serve Telegram until `stop` is set; then finish what is in flight and return. `pages` are health and metrics.

    `begins` is given how it is, from the first moment on. `serves` is called when taps are served. `manager` is told
    how we are; None: nobody wants to know.

    A token that Telegram refuses later is waited out: another one is taken up, and what is owed stays owed.

    Raises TokenRefused where Telegram does not know the first token, Unavailable where the database is out of reach,
    and Overtaken, once all is finished, where a newer program has changed the tables meanwhile.
    """
    async with AsyncExitStack() as stack:
        clock = await stack.enter_async_context(_clock(settings))
        front = front_of(settings, clock)
        begins(front.health)
        if pages:
            await stack.enter_async_context(front.site)
        if isinstance(clock, PlaygroundClock):
            await clock.catch_up(stop)
        database = await stack.enter_async_context(_database(settings, clock))
        front.opens(database)
        duty = Duty(duty_lock(settings.database_url, partial(database_address, settings)))
        stack.push_async_callback(duty.end)
        lasting = _Lasting(clock, front, database, duty, manager or ServiceManager({}), serves)
        another = AnotherToken(settings, stop)
        while not stop.is_set():
            try:
                await lasting.runs_by(settings, stop)
            except TokenRefused:
                if front.health.telegram is not Trouble.REFUSED:
                    raise  # it has never been taken: a mistake of whoever starts it
                settings = await duty.stays_during(another.settings)


@dataclass(frozen=True, slots=True)
class _Lasting:
    """What stays, whichever token it runs by."""

    clock: Clock
    front: Front
    database: Database
    duty: Duty
    manager: ServiceManager
    serves: Callable[[], None]

    async def runs_by(self, settings: Settings, stop: asyncio.Event) -> None:
        """Until `stop` is set, or Telegram knows the token no more. Raises TokenRefused where it doesn't at first."""
        hearing = Hearing(self.front.metrics.call_failed, self.front.clocks)
        async with connections(settings, hearing) as telegram:
            running = await self.duty.stays_during(partial(self._introduced, settings, telegram, stop))
            if running is not None:
                await running.run(stop)
                self.front.metrics.looking.loops.clear()

    async def _introduced(self, settings: Settings, telegram: Connections, stop: asyncio.Event) -> "_Running | None":
        """The parts, once Telegram knows of us; None where `stop` was set before."""
        if not await reached(telegram.bot, stop):
            return None
        self.front.health.entrance = entrance_of(telegram.bot.username)
        ground = Ground(settings, self.clock, self.front, self.database, self.duty, telegram, self.manager)
        running = _Running(ground, parts_on(ground), self.serves)
        await running.introduce()
        return running


@asynccontextmanager
async def _clock(settings: Settings) -> AsyncIterator[Clock]:
    if settings.clock_url is None:
        yield SystemClock()
        return
    async with PlaygroundClock(settings.clock_url) as clock:
        yield clock


@asynccontextmanager
async def _database(settings: Settings, clock: Clock) -> AsyncIterator[Database]:
    with held(settings.database_url):
        async with opened_up_to_date(settings.database_url, _migrates, partial(database_address, settings)) as database:
            await until_settled(lambda: _found(database, settings, clock))
            yield database


def _migrates() -> None:
    log.info("bringing the database up to date")


async def _found(database: Database, settings: Settings, clock: Clock) -> None:
    """The organisation and its admins as the settings have them; other replicas may be at it in the same moment."""
    async with database.transaction() as transaction:
        rows, now = Rows(transaction), clock.now()
        await keep_zone(transaction, settings, now)
        await keep_bot(transaction, int(bot_of(token(settings))))
        await rows.units.top_named(settings.organisation, now)
        moment = Moment(now=now, zone=settings.timezone, policy=settings.policy)
        await appoint_admins(rows, settings.admin_ids, moment)


class _Running:
    """The parts while they run."""

    def __init__(self, ground: Ground, parts: Parts, serves: Callable[[], None]) -> None:
        self._ground = ground
        self._parts = parts
        self._serves = serves

    async def introduce(self) -> None:
        """Tell Telegram how updates reach us and what strangers may ask for; what it can't hear now, later."""
        await self._parts.introduction.go_on()

    async def run(self, stop: asyncio.Event) -> None:
        """Receive, deliver and keep the timetable until `stop` is set, or the token was revoked.

        Raises Overtaken once all is finished.
        """
        duty = self._parts.owing.duty
        await duty.ask()
        await self._parts.answering.leftovers.look_back()
        try:
            await self._run(stop)
        finally:
            await duty.rest()

    async def _run(self, stop: asyncio.Event) -> None:
        owing, answering, receiver = self._parts.owing, self._parts.answering, self._parts.receiver
        async with asyncio.TaskGroup() as group:
            begin = group.create_task
            stops = begin(stop.wait()), begin(self._parts.watch.overtaken.wait())
            refused = begin(self._ground.telegram.hearing.refused.wait())
            while_it_serves = (
                begin(self._follow()),
                begin(self._parts.introduction.finish()),
                begin(self._parts.watch.run()),
                begin(self._parts.clock_watch.run()),
                begin(answering.leftovers.run()),
                begin(self._parts.replaying.run()),
                begin(self._parts.lists.run()),
                begin(self._parts.cards.run()),
            )
            to_the_end = (
                begin(owing.duty.keep(self._take_over)),
                begin(owing.timetable.watch()),
                begin(answering.books.run()),
                begin(answering.desk.run(self._parts.intake.serve)),
            )
            delivering, telling = begin(owing.delivery.run()), begin(answering.answers.run())
            owing.timetable.start()
            receiving = begin(self._receive())
            await asyncio.wait({receiving, refused, *stops}, return_when=asyncio.FIRST_COMPLETED)
            if any(stop.done() for stop in stops):
                await self._say_goodbye(receiving)
            else:
                self._say_that_we_are_refused()
            # Both finish what is in flight at the same time; what is owed meanwhile stays owed.
            receiver.stop()
            answering.desk.stop()
            owing.delivery.stop()
            _cancel(refused, *stops, *while_it_serves)
            await receiving
            await owing.timetable.stop()
            answering.answers.stop()
            await telling
            typesetting.break_off()  # one that hangs is not waited for: it stays owed
            await delivering
            _cancel(*to_the_end)
        await answering.books.write()
        if self._parts.watch.overtaken.is_set():
            raise Overtaken(
                "The database's tables are a newer Yigong's now: this process has finished what it had begun, and ends "
                "for the newer program to start in its place, which systemd sees to where that is installed"
            )

    async def _receive(self) -> None:
        with suppress(TokenRefused):  # it was heard
            await self._parts.receiver.run(self._say_that_we_serve)
        if self._ground.front.health.stopping and self._ground.front.doorstep is not None:
            await self._ground.front.site.close()

    def _say_that_we_serve(self) -> None:
        """From now on, and no moment earlier, a tap is served."""
        self._ground.front.health.telegram = None
        self._serves()
        self._ground.manager.serves()

    def _say_that_we_are_refused(self) -> None:
        self._ground.front.health.telegram = Trouble.REFUSED
        line = operating_screens.in_one_line(partial(operating_screens.of_trouble, trouble=Trouble.REFUSED))
        log.error(line)
        self._ground.manager.says(line)

    async def _say_goodbye(self, receiving: asyncio.Task[None]) -> None:
        """Serve on for a while, where updates are posted: a proxy that only asks how we are has to hear of it first."""
        self._ground.front.health.stopping = True
        self._ground.manager.stops()
        seconds = self._ground.settings.goodbye_seconds
        if seconds and self._ground.front.doorstep is not None and not receiving.done():
            log.info("saying goodbye: not ready any more, and still serving", seconds=seconds)
            await asyncio.wait({receiving}, timeout=seconds)

    async def _take_over(self) -> None:
        """What the replica that was on duty before left owed goes first."""
        self._parts.owing.delivery.wake()
        await self._parts.owing.timetable.take_over()

    async def _follow(self) -> None:
        if isinstance(self._ground.clock, PlaygroundClock):
            await self._ground.clock.follow(self._live_through, self._parts.owing.timetable.next_due)

    async def _live_through(self) -> None:
        """Do everything that became due when the clock jumped."""
        owing = self._parts.owing
        await owing.timetable.run_all_now()
        await self._parts.answering.leftovers.sweep()
        await self._parts.replaying.sweep()
        await owing.delivery.drain_once()
        await self._parts.cards.look()
        await owing.timetable.pass_on_now()  # whom that did not reach
        await owing.delivery.drain_once()


def _cancel(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
