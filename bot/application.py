"""The running bot: its parts are built here, started together and stopped together."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import structlog
from telegram import Bot
from telegram.error import InvalidToken, NetworkError

from bot.answers import AT_ONCE, SLOW, Answers
from bot.beginning import keep_zone
from bot.books import Books
from bot.clock import PlaygroundClock, SystemClock
from bot.delivery import Delivery
from bot.duty import Duty
from bot.errors import TokenRefused
from bot.floods import Flood
from bot.forgetting import Forgetting
from bot.intake import Intake, RawUpdate, kind_of
from bot.introducing import Introduction
from bot.lanes import Lanes
from bot.leftovers import Leftovers
from bot.limits import Pace, growing_pause
from bot.outside import Outside
from bot.parking import Parking
from bot.receiver import Receiver, asking
from bot.settings import Settings
from bot.transport import AiohttpRequest
from bot.watch import Watch, telling_admins
from bot.webhook import Webhook
from handlers.arriving import WANTED
from handlers.tap import Organisation
from handlers.way import Way
from scheduling.timetable import Timetable
from storage.admins import appoint_admins
from storage.database import Database, NotMigrated, Unavailable, is_postgres
from storage.duty import duty_lock
from storage.holding import held
from storage.migrating import opened_up_to_date
from storage.records import Rows
from storage.retrying import until_settled
from volunteering.actions.managing_people import tell_of_roles
from volunteering.clock import Clock
from volunteering.moment import Moment
from volunteering.people import Language
from volunteering.units import Role

# Of a full batch the first are being answered while the others' acts are done: answers have room of their own.
PEOPLE_AT_ONCE = 32
CONNECTIONS = 2 * (AT_ONCE + SLOW) + 64  # a screen and a toast each, and what delivery sends
UNHURRIED_SECONDS = 60.0  # that Telegram may take for what it has not taken at once
POLLING_SECONDS = 20.0  # for an attempt at an update
WEBHOOK_SECONDS = 15.0  # three attempts end before Telegram, which waits a minute, lets go

log = structlog.stdlib.get_logger(__name__)


async def serve(
    settings: Settings, stop: asyncio.Event, *, ready: Callable[[], None] = lambda: None, pages: bool = True
) -> None:
    """Serve Telegram until `stop` is set; then finish what is in flight and return. `pages` are health and metrics.

    Raises TokenRefused where Telegram does not know the token, and Unavailable where the database is out of reach.
    """
    async with AsyncExitStack() as stack:
        outside = await stack.enter_async_context(Outside(settings, pages=pages))
        clock = await stack.enter_async_context(_clock(settings, stop))
        database = await stack.enter_async_context(_database(settings, clock))
        outside.has(database, clock)
        updates = AiohttpRequest(1)  # getUpdates waits long: it has a connection of its own
        bot = _telegram(settings, AiohttpRequest(CONNECTIONS), updates)
        stack.push_async_callback(bot.shutdown)
        unhurried = AiohttpRequest(CONNECTIONS, read_timeout=UNHURRIED_SECONDS)
        await unhurried.initialize()
        stack.push_async_callback(unhurried.shutdown)
        if not await _reached(bot, stop):
            return
        patient = _telegram(settings, unhurried, updates)
        running = _Running(settings, clock, database, bot, patient, updates, outside)
        await running.introduce()
        ready()
        await running.run(stop)


@asynccontextmanager
async def _clock(settings: Settings, stop: asyncio.Event) -> AsyncIterator[Clock]:
    if settings.clock_url is None:
        yield SystemClock()
        return
    async with PlaygroundClock(settings.clock_url) as clock:
        await clock.catch_up(stop)
        yield clock


@asynccontextmanager
async def _database(settings: Settings, clock: Clock) -> AsyncIterator[Database]:
    with held(settings.database_url):
        async with opened_up_to_date(settings.database_url, _migrates) as database:
            await until_settled(lambda: _found(database, settings, clock))
            yield database


def _migrates() -> None:
    log.info("bringing the database up to date")


async def _found(database: Database, settings: Settings, clock: Clock) -> None:
    """The organisation and its admins as the settings have them; other replicas may be at it in the same moment."""
    async with database.transaction() as transaction:
        rows, now = Rows(transaction), clock.now()
        await keep_zone(transaction, settings, now)
        top = await rows.units.found(settings.organisation, now)
        appointed = await appoint_admins(transaction, settings.admin_ids, now)
        moment = Moment(now=now, zone=settings.timezone, policy=settings.policy)
        for people, role in ((appointed.given, Role.ADMIN), (appointed.taken, None)):
            await tell_of_roles(rows, people, top, role, moment)


def _telegram(settings: Settings, request: AiohttpRequest, updates: AiohttpRequest) -> Bot:
    token = settings.telegram_bot_token
    if token is None:
        raise TokenRefused
    root = settings.telegram_api_url.rstrip("/")
    return Bot(
        token.get_secret_value(),
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=updates,
    )


async def _reached(bot: Bot, stop: asyncio.Event) -> bool:
    """Ask Telegram who we are until it answers; False if told to stop before it did."""
    failures = 0
    while not stop.is_set():
        try:
            await _ask_who_we_are(bot)
        except InvalidToken as error:
            raise TokenRefused from error
        except Exception as error:  # noqa: BLE001 - Telegram is away, or what has answered isn't Telegram
            failures += 1
            pause = growing_pause(failures)
            log.warning("Telegram does not answer; trying again", error=type(error).__name__, seconds=round(pause))
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
        else:
            return True
    return False


async def _ask_who_we_are(bot: Bot) -> None:
    """Every link is made of the bot's name. Raises TelegramError; NetworkError where what has answered tells none."""
    await bot.initialize()
    if not _is_named(bot):
        await bot.get_me()  # the other one asks once, and is content with what it gets
    if not _is_named(bot):
        raise NetworkError("The answer isn't Telegram's: it names no bot")


def _is_named(bot: Bot) -> bool:
    name: object = bot.username
    return isinstance(name, str) and bool(name)


class _Running:
    """The parts while they run."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        database: Database,
        bot: Bot,
        patient: Bot,
        updates: AiohttpRequest,
        outside: Outside,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._database = database
        self._bot = bot
        self._organisation = Organisation(
            name=settings.organisation,
            zone=settings.timezone,
            policy=settings.policy,
            default_language=Language(settings.default_language),
            admin_ids=frozenset(settings.admin_ids),
            bot_username=bot.username,
        )
        self._duty = Duty(duty_lock(settings.database_url))
        on_duty = self._duty.is_ours
        outside.on_duty = on_duty
        self._watch = Watch(outside.health, telling_admins(bot, settings.admin_ids, on_duty))
        self._outside = outside
        self._metrics = outside.metrics
        self._pace = Pace()
        self._delivery = Delivery(
            database,
            bot,
            self._organisation,
            clock,
            self._pace,
            self._duty,
            observe=self._metrics.message,
            unheard=self._not_reached,
        )
        self._timetable = Timetable(
            database,
            self._organisation,
            clock,
            wake=self._delivery.wake,
            is_on_duty=on_duty,
            back_up=outside.nightly.make_if_due if outside.nightly else None,
            forget=Forgetting(database, None if settings.clock_url else settings.backup_dir).forget,
            observe=self._metrics.sweep,
        )
        self._way = Way(database, self._organisation, clock, wake=self._delivery.wake, look=self._timetable.look)
        self._introduction = Introduction(bot, self._organisation, clock, fetches=not outside.is_webhook)
        self._books = Books(database, clock, shared=is_postgres(settings.database_url))
        self._answers = Answers(bot, patient, self._books, self._pace, observe=self._metrics.answer)
        self._leftovers = Leftovers(
            database,
            clock,
            self._way.retell,
            self._answers,
            self._books,
            alone=not is_postgres(settings.database_url),
            is_on_duty=on_duty,
        )
        self._seconds = asyncio.get_running_loop().time
        parking = Parking(database, self._organisation, clock)
        self._intake = Intake(
            self._way.act,
            self._answers.say,
            parking.park,
            Lanes(PEOPLE_AT_ONCE),
            Flood(settings.flood_limit, clock=self._seconds),
            parking.slow_down,
            passing=(Unavailable, NotMigrated),
            observe=self._metrics.update,
            limit=WEBHOOK_SECONDS if outside.is_webhook else POLLING_SECONDS,
        )
        self._receiver = self._way_in(updates)

    def _way_in(self, updates: AiohttpRequest) -> Receiver | Webhook:
        posted = self._outside.webhook(self._bot, self._take)
        return posted or Receiver(asking(updates, self._bot.base_url, WANTED), self._take)

    async def introduce(self) -> None:
        """Tell Telegram how updates reach us and what strangers may ask for; what it can't hear now, later."""
        await self._introduction.go_on()

    async def run(self, stop: asyncio.Event) -> None:
        """Receive, deliver and keep the timetable until `stop` is set. Raises TokenRefused where it was revoked."""
        await self._duty.ask()
        await self._leftovers.look_back()
        try:
            await self._run(stop)
        except ExceptionGroup as faults:
            if faults.subgroup(TokenRefused):
                raise TokenRefused from faults
            raise
        finally:
            await self._duty.end()

    async def _run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            keeping = group.create_task(self._duty.keep(self._take_over))
            delivering = group.create_task(self._delivery.run())
            following = group.create_task(self._follow())
            introducing = group.create_task(self._introduction.finish())
            looking = group.create_task(self._watch.run())
            answering = group.create_task(self._answers.run())
            looking_back = group.create_task(self._leftovers.run())
            bookkeeping = group.create_task(self._books.run())
            self._timetable.start()
            watching = group.create_task(self._timetable.watch())
            receiving = group.create_task(self._receive())
            stopping = group.create_task(stop.wait())
            await asyncio.wait({receiving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            self._outside.health.stopping = True
            # Both finish what is in flight at the same time; what is owed meanwhile stays owed.
            self._receiver.stop()
            self._delivery.stop()
            for task in (following, introducing, looking, looking_back, stopping):
                task.cancel()
            await receiving
            await self._timetable.stop()
            self._answers.stop()
            await answering
            await delivering
            for task in (keeping, watching, bookkeeping):
                task.cancel()
        await self._books.write()

    async def _receive(self) -> None:
        self._outside.health.telegram_knows_us = True  # from now on, and no moment earlier, a tap is served
        await self._receiver.run()

    async def _take_over(self) -> None:
        """What the replica that was on duty before left owed goes first."""
        self._delivery.wake()
        await self._timetable.run_all_now()

    async def _follow(self) -> None:
        if isinstance(self._clock, PlaygroundClock):
            await self._clock.follow(self._live_through, self._timetable.next_due)

    async def _live_through(self) -> None:
        """Do everything that became due when the clock jumped."""
        await self._timetable.run_all_now()
        await self._leftovers.sweep()
        await self._delivery.drain_once()
        await self._timetable.pass_on_now()  # whom that did not reach
        await self._delivery.drain_once()

    def _not_reached(self) -> None:
        self._timetable.pass_on()

    async def _take(self, raw: RawUpdate) -> None:
        """Return when Telegram may forget the update. Raises NotNow where it can post it again."""
        began = self._seconds()
        await self._intake.take(raw, waits=not self._outside.is_webhook)
        seconds = self._seconds() - began
        self._metrics.tap(seconds)
        log.debug("an update was taken", update=raw["update_id"], kind=kind_of(raw), seconds=round(seconds, 4))


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and Ctrl-C set `stop`: what is in flight is finished first."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
