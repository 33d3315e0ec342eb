"""The parts of a running bot, built in order: each is whole when it exists, and knows nothing of those after it."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Final

import structlog

from bot.answering.answers import Answers
from bot.answering.books import Books
from bot.answering.leftovers import Leftovers
from bot.calling.pace import Pace
from bot.delivering.delivery import Delivery
from bot.delivering.duty import Duty
from bot.delivering.group_cards import GroupCards
from bot.ground.outcomes import Loop
from bot.ground.pulse import Pulse
from bot.ground.rotating import token
from bot.importing.on_duty import ListKeeper, list_keeper
from bot.keeping.forgetting import Forgetting
from bot.receiving.desk import FileDesk
from bot.receiving.floods import Flood
from bot.receiving.handover import Handover
from bot.receiving.intake import Intake, ToSay
from bot.receiving.introducing import Introduction
from bot.receiving.lanes import Lanes
from bot.receiving.parking import Parking
from bot.receiving.receiver import Receiver, asking
from bot.receiving.replaying import Replaying
from bot.receiving.webhook import Take, Webhook
from bot.serving.clock_watch import ClockWatch
from bot.serving.ground import Ground
from bot.serving.watch import Watch, telling_admins
from bot.telegram.groups import with_standing
from bot.telegram.reading import WANTED, RawUpdate, kind_of, read
from handlers.doors.way import Way
from handlers.tapping.arriving import Arrival
from scheduling.timetable import Timetable
from storage.engine.faults import NotMigrated, Unavailable

# Of a full batch the first are being answered while the others' acts are done: answers have room of their own.
PEOPLE_AT_ONCE: Final = 32
POLLING_SECONDS: Final = 20.0  # for an attempt at an update
WEBHOOK_SECONDS: Final = 15.0  # three attempts end before Telegram, which waits a minute, lets go

log = structlog.stdlib.get_logger(__name__)


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
    desk: FileDesk
    leftovers: Leftovers
    parking: Parking


def _answering(ground: Ground, owing: Outgoing) -> Answering:
    database, clock, telegram = ground.database, ground.clock, ground.telegram
    way = Way(database, ground.organisation, clock, wake=owing.delivery.wake, look=owing.timetable.look)
    books = Books(database, clock, shared=ground.is_shared)
    answers = Answers(telegram.messenger, telegram.patient, books, owing.pace, observe=ground.front.metrics.answer)
    reads = partial(read, bot_username=telegram.bot.username)
    parking = Parking(database, ground.organisation, clock, telegram.bot.username)

    async def comes_soon(arrival: Arrival) -> None:
        if arrival.query_id is not None:
            await answers.toast(arrival.query_id, await parking.comes_soon(arrival))

    desk = FileDesk(database, clock, reads, books.owe, comes_soon, shared=ground.is_shared)
    leftovers = Leftovers(
        database,
        clock,
        way.retell,
        answers,
        books,
        alone=not ground.is_shared,
        is_on_duty=owing.duty.is_ours,
        is_in_line=desk.has,
    )
    loops: dict[Loop, Pulse] = {"answers": answers.pulse, "books": books.pulse, "leftovers": leftovers.pulse}
    ground.front.metrics.looking.loops |= {**loops, "desk": desk.pulse}
    return Answering(way, books, answers, desk, leftovers, parking)


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


def _intake(ground: Ground, answering: Answering, lanes: Lanes) -> Intake:
    seconds, username, desk = asyncio.get_running_loop().time, ground.telegram.bot.username, answering.desk
    parking = answering.parking

    async def act(raw: RawUpdate) -> ToSay:
        arrived = await with_standing(ground.telegram.bot, read(raw, username))
        return await desk.marked(await answering.way.act(arrived))

    return Intake(
        act,
        answering.answers.say,
        partial(desk.park, park=parking.park),
        lanes,
        Flood(ground.settings.flood_limit, clock=seconds),
        parking.slow_down,
        line=desk,
        passing=(Unavailable, NotMigrated),
        observe=ground.front.metrics.update,
        limit=POLLING_SECONDS if ground.front.doorstep is None else WEBHOOK_SECONDS,
    )


def _take(ground: Ground, intake: Intake) -> Take:
    """See an update through, and return when Telegram may forget it. Raises NotNow where it can post it again."""
    is_posted = ground.front.doorstep is not None
    metrics, seconds = ground.front.metrics, asyncio.get_running_loop().time

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
    intake: Intake
    receiver: Receiver | Webhook
    replaying: Replaying
    lists: ListKeeper
    cards: GroupCards
    introduction: Introduction
    watch: Watch
    clock_watch: ClockWatch


def parts_on(ground: Ground) -> Parts:
    """Build them, on a running event loop; they begin nothing yet."""
    telegram, fetches = ground.telegram, ground.front.doorstep is None
    owing = _owing(ground)
    answering = _answering(ground, owing)
    lanes = Lanes(PEOPLE_AT_ONCE)
    intake = _intake(ground, answering, lanes)
    receiver = _way_in(ground, _take(ground, intake))
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
    cards = GroupCards(
        ground.database,
        telegram.messenger,
        ground.organisation,
        ground.clock,
        owing.pace,
        is_on_duty=owing.duty.is_ours,
    )
    ground.front.metrics.looking.loops["cards"] = cards.pulse
    return Parts(owing, answering, intake, receiver, replaying, lists, cards, introduction, watch, clock_watch)
