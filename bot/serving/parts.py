"""The parts of a running bot, built in order: each is whole when it exists, and knows nothing of those after it."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from bot.answering.answers import Answers
from bot.answering.books import Books
from bot.answering.leftovers import Leftovers
from bot.calling.pace import Pace
from bot.delivering.delivery import Delivery
from bot.delivering.duty import Duty
from bot.ground.clock import SystemClock
from bot.ground.other_clocks import OtherClocks
from bot.ground.outcomes import Folder, Loop
from bot.ground.pulse import Pulse
from bot.ground.rotating import token
from bot.ground.settings import Settings
from bot.importing.on_duty import ListKeeper, list_keeper
from bot.keeping.backups import Nightly
from bot.keeping.forgetting import Forgetting
from bot.receiving.floods import Flood
from bot.receiving.handover import Handover
from bot.receiving.intake import Intake
from bot.receiving.introducing import Introduction
from bot.receiving.lanes import Lanes
from bot.receiving.parking import Parking
from bot.receiving.receiver import Receiver, asking
from bot.receiving.replaying import Replaying
from bot.receiving.webhook import Doorstep, Take, Webhook
from bot.serving.clock_watch import ClockWatch
from bot.serving.connections import Connections
from bot.serving.pages import pages
from bot.serving.public import public_of
from bot.serving.service_manager import ServiceManager
from bot.serving.watch import Watch, telling_admins
from bot.site.health import Health
from bot.site.metrics import Metrics
from bot.site.site import Site
from bot.telegram.reading import WANTED, RawUpdate, kind_of, read
from bot.telegram.sending import entrance_of
from handlers.doors.way import Way
from handlers.tapping.tap import Organisation
from scheduling.timetable import Timetable
from storage.engine.connecting import is_postgres
from storage.engine.database import Database
from storage.engine.faults import NotMigrated, Unavailable
from storage.engine.sqlite.database import file_of
from volunteering.rules.ground.clock import Clock
from volunteering.rules.volunteers import Language

# Of a full batch the first are being answered while the others' acts are done: answers have room of their own.
PEOPLE_AT_ONCE: Final = 32
POLLING_SECONDS: Final = 20.0  # for an attempt at an update
WEBHOOK_SECONDS: Final = 15.0  # three attempts end before Telegram, which waits a minute, lets go

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Front:
    """What there is before the database is open: what the world sees of a process besides its messages."""

    clocks: OtherClocks
    """Others', which this machine's is held against; what a playground pushes is not the machine's."""
    health: Health
    metrics: Metrics
    nightly: Nightly | None
    """Makes the backups; none where somebody tries or tests."""
    doorstep: Doorstep | None
    """Where Telegram posts updates; None where it is asked for them."""
    site: Site

    def opens(self, database: Database) -> None:
        """The database is open: from now on it is looked at by whoever asks, and timed."""
        database.observer = self.metrics.database
        self.health.database = database


def front_of(settings: Settings, clock: Clock) -> Front:
    """Build it; nothing is served before its site is entered."""
    clocks, health, metrics = OtherClocks(SystemClock()), Health(), Metrics()
    nightly = None
    if settings.clock_url is None:
        nightly = Nightly(settings, clock, observe=metrics.backup, may_be_wrong=clocks.may_be_wrong)
        metrics.looking.newest_backup, metrics.looking.last_drills = nightly.newest_at, nightly.tried_at
    metrics.looking.folders = _folders_of(settings)
    doorstep = None
    if settings.webhook_url and settings.webhook_secret:
        secret = settings.webhook_secret.get_secret_value()
        doorstep = Doorstep(settings.webhook_url, secret, stranger=metrics.stranger)
    served = pages(clock, clocks, health, metrics, doorstep, public_of(settings, clock, health, metrics))
    site = Site(settings.http_host, settings.http_port, served, needed=doorstep is not None)
    return Front(clocks, health, metrics, nightly, doorstep, site)


def _folders_of(settings: Settings) -> dict[Folder, Path]:
    """Where this process keeps something that takes room; a server's disks are the server's."""
    folders: dict[Folder, Path] = {"backups": settings.backup_dir}
    if not is_postgres(settings.database_url):
        folders["database"] = file_of(settings.database_url).resolve().parent
    return folders


@dataclass(frozen=True, slots=True)
class Ground:
    """What the others stand on, once the database is open and Telegram has said who we are."""

    settings: Settings
    clock: Clock
    front: Front
    database: Database
    duty: Duty
    telegram: Connections
    manager: ServiceManager

    @property
    def organisation(self) -> Organisation:
        """The organisation as the settings have it, and its bot's name."""
        settings = self.settings
        return Organisation(
            name=settings.organisation,
            zone=settings.timezone,
            policy=settings.policy,
            default_language=Language(settings.default_language),
            admin_ids=frozenset(settings.admin_ids),
            entrance=entrance_of(self.telegram.bot.username),
            record_heads=settings.record_heads,
            public_url=settings.public_url or "",
        )

    @property
    def is_shared(self) -> bool:
        """Whether there may be other replicas."""
        return is_postgres(self.settings.database_url)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What goes out by itself, while this process is on duty: messages owed, and what happens because time passed."""

    duty: Duty
    pace: Pace
    delivery: Delivery
    timetable: Timetable


def _owing(ground: Ground) -> Outgoing:
    database, organisation, clock, metrics = ground.database, ground.organisation, ground.clock, ground.front.metrics
    duty = ground.duty
    metrics.looking.on_duty = duty.is_ours
    pace, unheard = Pace(), asyncio.Event()
    delivery = Delivery(
        database,
        ground.telegram.messenger,
        organisation,
        clock,
        pace,
        duty,
        observe=metrics.message,
        unheard=unheard.set,
    )
    sweeping = Pulse()
    timetable = Timetable(
        database,
        organisation,
        clock,
        wake=delivery.wake,
        unheard=unheard,
        is_on_duty=duty.is_ours,
        back_up=ground.front.nightly.make_if_due if ground.front.nightly else None,
        forget=Forgetting(database, None if ground.settings.clock_url else ground.settings.backup_dir).forget,
        may_be_wrong=ground.front.clocks.may_be_wrong,
        observe=metrics.sweep,
        beat=sweeping.beat,
    )
    ground.telegram.hearing.tells(delivery.wake)
    loops: dict[Loop, Pulse] = {"delivery": delivery.pulse, "duty": duty.pulse, "timetable": sweeping}
    metrics.looking.loops |= loops
    return Outgoing(duty, pace, delivery, timetable)


@dataclass(frozen=True, slots=True)
class Answering:
    """What an update leads to: the act, and its answer."""

    way: Way
    books: Books
    answers: Answers
    leftovers: Leftovers


def _answering(ground: Ground, owing: Outgoing) -> Answering:
    database, clock, telegram = ground.database, ground.clock, ground.telegram
    way = Way(database, ground.organisation, clock, wake=owing.delivery.wake, look=owing.timetable.look)
    books = Books(database, clock, shared=ground.is_shared)
    answers = Answers(telegram.messenger, telegram.patient, books, owing.pace, observe=ground.front.metrics.answer)
    leftovers = Leftovers(
        database,
        clock,
        way.retell,
        answers,
        books,
        alone=not ground.is_shared,
        is_on_duty=owing.duty.is_ours,
    )
    loops: dict[Loop, Pulse] = {"answers": answers.pulse, "books": books.pulse, "leftovers": leftovers.pulse}
    ground.front.metrics.looking.loops |= loops
    return Answering(way, books, answers, leftovers)


def _replaying(ground: Ground, owing: Outgoing, answering: Answering, lanes: Lanes) -> Replaying:
    replaying = Replaying(
        ground.database,
        ground.telegram.bot.username,
        answering.way.act,
        answering.answers.say,
        lanes,
        is_on_duty=owing.duty.is_ours,
    )
    ground.front.metrics.looking.loops["replaying"] = replaying.pulse
    return replaying


def _take(ground: Ground, answering: Answering, lanes: Lanes) -> Take:
    """See an update through, and return when Telegram may forget it. Raises NotNow where it can post it again."""
    is_posted = ground.front.doorstep is not None
    metrics, seconds = ground.front.metrics, asyncio.get_running_loop().time
    username = ground.telegram.bot.username
    parking = Parking(ground.database, ground.organisation, ground.clock, username)
    intake = Intake(
        lambda raw: answering.way.act(read(raw, username)),
        answering.answers.say,
        parking.park,
        lanes,
        Flood(ground.settings.flood_limit, clock=seconds),
        parking.slow_down,
        passing=(Unavailable, NotMigrated),
        observe=metrics.update,
        limit=WEBHOOK_SECONDS if is_posted else POLLING_SECONDS,
    )

    async def take(raw: RawUpdate) -> None:
        began = seconds()
        await intake.take(raw, waits=not is_posted)
        took = seconds() - began
        metrics.tap(took)
        log.debug("an update was taken", update=raw["update_id"], kind=kind_of(raw), seconds=round(took, 4))

    return take


def _way_in(ground: Ground, take: Take) -> Receiver | Webhook:
    """Updates are posted where the settings have an address for that, and fetched where they haven't."""
    bot, doorstep = ground.telegram.bot, ground.front.doorstep
    if doorstep is None:
        receiver = Receiver(asking(ground.telegram.updates, bot.base_url, WANTED), take)
        ground.front.metrics.looking.loops["receiver"] = receiver.pulse
        return receiver
    handover = Handover(ground.database, ground.clock, doorstep.secret, token(ground.settings))
    webhook = Webhook(bot, doorstep, handover, take, WANTED)
    ground.front.metrics.looking.updates_waiting = lambda: webhook.waiting
    return webhook


@dataclass(frozen=True, slots=True)
class Parts:
    """All that run from now on."""

    owing: Outgoing
    answering: Answering
    receiver: Receiver | Webhook
    replaying: Replaying
    lists: ListKeeper
    introduction: Introduction
    watch: Watch
    clock_watch: ClockWatch


def parts_on(ground: Ground) -> Parts:
    """Build them, on a running event loop; they begin nothing yet."""
    telegram, fetches = ground.telegram, ground.front.doorstep is None
    owing = _owing(ground)
    answering = _answering(ground, owing)
    lanes = Lanes(PEOPLE_AT_ONCE)
    receiver = _way_in(ground, _take(ground, answering, lanes))
    replaying = _replaying(ground, owing, answering, lanes)
    introduction = Introduction(telegram.bot, ground.organisation, ground.clock, fetches=fetches)
    tell = telling_admins(telegram.messenger, ground.settings.admin_ids, owing.duty.is_ours)
    watch = Watch(ground.front.health, tell, say=ground.manager.says)
    ground.front.metrics.looking.loops["watch"] = watch.pulse
    clock_watch = ClockWatch(ground.front.clocks, ground.database, ground.settings.database_url, tell)
    lists = list_keeper(
        ground.database, ground.settings, ground.clock, wake=owing.delivery.wake, is_on_duty=owing.duty.is_ours
    )
    ground.front.metrics.looking.loops["lists"] = lists.pulse
    return Parts(owing, answering, receiver, replaying, lists, introduction, watch, clock_watch)
