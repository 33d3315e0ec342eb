"""The running bot: its parts are built here, started together and stopped together."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.beginning import keep_zone
from bot.clock import PlaygroundClock, SystemClock
from bot.delivery import Delivery
from bot.duty import Duty
from bot.errors import TokenRefused
from bot.floods import Flood
from bot.forgetting import Forgetting
from bot.intake import Intake, RawUpdate, kind_of, person_of
from bot.introducing import Introduction
from bot.lanes import Lanes
from bot.limits import Pace, growing_pause
from bot.outside import Outside
from bot.receiver import Receiver, asking
from bot.settings import Settings
from bot.transport import AiohttpRequest
from bot.watch import Watch, telling_admins
from bot.webhook import Webhook
from handlers.arriving import WANTED
from handlers.screens import ways as screens
from handlers.sending import send_screen
from handlers.tap import Organisation
from handlers.way import Way
from handlers.words import Words
from scheduling.timetable import Timetable
from storage import inbox
from storage.admins import appoint_admins
from storage.database import Database, NotMigrated, Unavailable
from storage.duty import duty_lock
from storage.holding import held
from storage.migrating import opened_up_to_date
from storage.records import Rows
from storage.retrying import until_settled
from volunteering.actions.managing_people import tell_of_roles
from volunteering.clock import Clock
from volunteering.people import Language
from volunteering.units import Role

PEOPLE_AT_ONCE = 64
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
        clock = await _clock(settings)
        database = await stack.enter_async_context(_database(settings, clock))
        outside.has(database, clock)
        updates = AiohttpRequest(1)  # getUpdates waits long: it has a connection of its own
        bot = _telegram(settings, updates)
        stack.push_async_callback(bot.shutdown)
        if not await _reached(bot, stop):
            return
        outside.health.telegram_knows_us = True
        running = _Running(settings, clock, database, bot, updates, outside)
        await running.introduce()
        ready()
        await running.run(stop)


async def _clock(settings: Settings) -> Clock:
    if settings.clock_url is None:
        return SystemClock()
    clock = PlaygroundClock(settings.clock_url)
    await clock.catch_up()
    return clock


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
        for people, role in ((appointed.given, Role.ADMIN), (appointed.taken, None)):
            await tell_of_roles(rows, people, top, role, now)


def _telegram(settings: Settings, updates: AiohttpRequest) -> Bot:
    token = settings.telegram_bot_token
    if token is None:
        raise TokenRefused
    root = settings.telegram_api_url.rstrip("/")
    return Bot(
        token.get_secret_value(),
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=updates,
    )


async def _reached(bot: Bot, stop: asyncio.Event) -> bool:
    """Ask Telegram who we are until it answers; False if told to stop before it did."""
    failures = 0
    while not stop.is_set():
        try:
            await bot.initialize()
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


class _Running:
    """The parts while they run."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        database: Database,
        bot: Bot,
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
        self._seconds = asyncio.get_running_loop().time
        self._intake = Intake(
            self._handle,
            self._park,
            Lanes(PEOPLE_AT_ONCE),
            Flood(settings.flood_limit, clock=self._seconds),
            self._slow_down,
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
            self._timetable.start()
            watching = group.create_task(self._timetable.watch())
            receiving = group.create_task(self._receiver.run())
            stopping = group.create_task(stop.wait())
            await asyncio.wait({receiving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            # Both finish what is in flight at the same time; what is owed meanwhile stays owed.
            self._receiver.stop()
            self._delivery.stop()
            following.cancel()
            introducing.cancel()
            looking.cancel()
            stopping.cancel()
            await receiving
            await self._timetable.stop()
            await delivering
            keeping.cancel()
            watching.cancel()

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

    async def _handle(self, raw: RawUpdate) -> None:
        self._pace.note(person_of(raw))  # the answer never waits, and what is owed leaves room for it
        await self._way.handle(raw, self._bot)

    async def _park(self, raw: RawUpdate, error: Exception) -> None:
        """Put an update aside that cannot be done, and tell the person once that it wasn't."""
        telegram_id = person_of(raw)
        async with self._database.transaction() as transaction:
            inbox.park(
                transaction,
                update_id=raw["update_id"],
                telegram_id=telegram_id,
                error=type(error).__name__,
                payload=json.dumps(raw),
                now=self._clock.now(),
            )
        await self._tell(raw, screens.went_wrong)

    async def _slow_down(self, raw: RawUpdate) -> None:
        await self._tell(raw, screens.slow_down)

    async def _tell(self, raw: RawUpdate, screen: Callable[[Words], Any]) -> None:
        telegram_id = person_of(raw)
        async with self._database.reading() as reader:
            known = await inbox.arrive(reader, telegram_id=telegram_id, update_id=None, now=self._clock.now())
        language = known.person.language if known.person else self._organisation.default_language
        words = Words(language, self._organisation.zone, self._clock.now())
        try:
            await send_screen(self._bot, telegram_id, screen(words))
        except TelegramError as error:  # the update is dealt with: whether the person can be told changes nothing
            log.info("a person could not be told", error=type(error).__name__)


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and Ctrl-C set `stop`: what is in flight is finished first."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
