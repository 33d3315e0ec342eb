"""When what is done: a handful of jobs that ask the database what is due, and never one job per shift.

APScheduler keeps no memory here. A run that comes late is done all the same, several late ones are one, and none begins
while the one before is under way (by itself it drops what is a second late).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Final, Literal, Protocol
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduling import digests, helping, moves, offering, series, stars, sweeps
from scheduling.weighing import weigh
from storage.engine.database import Database
from storage.engine.faults import Conflict, Unavailable
from volunteering.rules.ground.clock import Clock
from volunteering.rules.ground.moment import MORNING, Moment
from volunteering.rules.ground.policy import Policy

LOOK_EVERY = 30  # seconds: what somebody waits for
MINUTE = 60
WEIGH_EVERY = 300
NIGHT = 3  # o'clock
TRIED_AGAIN = "*/5"  # minutes: what people are told at an hour is told within it, though the database was away then
A_MOMENT = 1.0  # seconds
ANSWERS_FIRST = 120  # seconds from a start or a take-over, in which what was answered meanwhile is read

log = structlog.stdlib.get_logger(__name__)

SweepName = Literal[
    "owe_again", "remind", "ask_for_rosters", "send_digests", "tell_of_ends", "see_to_exams", "tell_of_stars",
    "look_at_stars", "ask_census", "tell_of_appraisals", "move_up", "see_to_offers", "ask_for_help", "weigh",
    "see_to_moves", "post_series", "choose_buddies", "pass_on_unheard", "tell_of_parked", "settle_imports",
    "draw_up_census", "look_at_records", "tidy", "forget",
]  # fmt: skip
_TAKE_AWAY: Final = frozenset[SweepName]({"see_to_offers", "see_to_moves", "look_at_records"})
"""What people lose who have not answered in time."""

SweepOutcome = Literal["done", "waiting", "failed"]
Observe = Callable[[SweepName, SweepOutcome], None]


class House(Protocol):
    """What the timetable asks of the organisation it keeps time for."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone that its days and months are in."""

    @property
    def policy(self) -> Policy:
        """The numbers that its rules go by."""


class Timetable:
    """Sweeps by the clock where `is_on_duty` says that this process does; `wake` is called when messages may be owed.

    `unheard` is set when somebody was not reached: in a moment they are called by others.

    `back_up` is called at the start, at a take-over and every hour, and knows by itself whether a backup is due;
    `forget` every minute, and knows whether somebody was erased since. `may_be_wrong` says it of the clock. `beat` is
    called at every sweep's turn, on duty or not: one that hangs keeps the others, and with them their signs of life,
    waiting.
    """

    def __init__(
        self,
        database: Database,
        house: House,
        clock: Clock,
        *,
        wake: Callable[[], None],
        unheard: asyncio.Event | None = None,
        is_on_duty: Callable[[], bool] = lambda: True,
        back_up: Callable[[], Awaitable[None]] | None = None,
        forget: Callable[[], Awaitable[None]] | None = None,
        may_be_wrong: Callable[[], bool] = lambda: False,
        observe: Observe | None = None,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._house = house
        self._clock = clock
        self._wake = wake
        self._is_on_duty = is_on_duty
        self._back_up = back_up
        self._may_be_wrong = may_be_wrong
        self._observe = observe
        self._beat = beat
        self._sweeps: dict[SweepName, Callable[[], Awaitable[None]]] = {
            "owe_again": self._owe_again,
            "remind": partial(self._sweep, sweeps.remind),
            "ask_for_rosters": partial(self._sweep, sweeps.ask_for_rosters),
            "send_digests": partial(self._sweep, digests.send_digests),
            "tell_of_ends": partial(self._sweep, sweeps.tell_of_ends),
            "see_to_exams": partial(self._sweep, sweeps.see_to_exams),
            "tell_of_stars": partial(self._sweep, sweeps.tell_of_stars),
            "look_at_stars": partial(self._sweep, stars.look_on_at_stars),
            "ask_census": partial(self._sweep, sweeps.ask_census),
            "tell_of_appraisals": partial(self._sweep, sweeps.tell_of_appraisals),
            "move_up": partial(self._sweep, sweeps.move_up),
            "see_to_offers": partial(self._sweep, offering.see_to_offers),
            "ask_for_help": partial(self._sweep, helping.ask_for_help),
            "weigh": partial(self._sweep, weigh),
            "see_to_moves": partial(self._sweep, moves.see_to_moves),
            "post_series": partial(self._sweep, series.post_series),
            "choose_buddies": partial(self._sweep, sweeps.choose_buddies),
            "pass_on_unheard": partial(self._sweep, sweeps.pass_on_unheard),
            "tell_of_parked": partial(self._sweep, sweeps.tell_of_parked),
            "settle_imports": partial(self._sweep, sweeps.settle_imports),
            "draw_up_census": partial(self._sweep, sweeps.draw_up_census),
            "look_at_records": self._look_at_records,
            "tidy": partial(self._sweep, sweeps.tidy),
        }
        if forget is not None:
            self._sweeps["forget"] = forget
        self._sweeping = asyncio.Lock()
        self._freed = asyncio.Event()
        self._unheard = unheard or asyncio.Event()
        self._is_stopping = False
        self._hears_until = 0.0
        self._put_off: set[SweepName] = set()
        self._scheduler = AsyncIOScheduler(
            timezone=house.zone, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Begin, with everything that became due while nobody was there. Needs a running event loop."""
        add, digest_hour = self._scheduler.add_job, self._house.policy.digest_hour
        add(self._begin)
        add(self._guarded, "interval", args=("remind",), seconds=LOOK_EVERY, id="reminders")
        add(self._take_away, "interval", seconds=LOOK_EVERY, id="what people lose who have not answered")
        add(self._guarded, "interval", args=("ask_for_rosters",), seconds=MINUTE, id="rosters")
        add(self._guarded, "interval", args=("tell_of_ends",), seconds=MINUTE, id="ends")
        add(self._guarded, "interval", args=("see_to_exams",), seconds=LOOK_EVERY, id="exams")
        add(self._guarded, "interval", args=("tell_of_stars",), seconds=LOOK_EVERY, id="stars")
        add(self._guarded, "interval", args=("look_at_stars",), seconds=LOOK_EVERY, id="stars of everybody")
        add(self._guarded, "interval", args=("ask_census",), seconds=LOOK_EVERY, id="census")
        add(self._guarded, "interval", args=("tell_of_appraisals",), seconds=LOOK_EVERY, id="appraisals")
        add(self._guarded, "interval", args=("move_up",), seconds=LOOK_EVERY, id="waiting lists")
        add(self._guarded, "interval", args=("see_to_offers",), seconds=LOOK_EVERY, id="offers")
        add(self._guarded, "interval", args=("ask_for_help",), seconds=LOOK_EVERY, id="asking for help")
        add(self._guarded, "interval", args=("weigh",), seconds=WEIGH_EVERY, id="order of the list")
        add(self._guarded, "interval", args=("see_to_moves",), seconds=LOOK_EVERY, id="moves to confirm")
        add(self._guarded, "interval", args=("post_series",), seconds=MINUTE, id="series")
        add(self._guarded, "interval", args=("choose_buddies",), seconds=MINUTE, id="buddies")
        add(self._guarded, "interval", args=("pass_on_unheard",), seconds=LOOK_EVERY, id="messages unheard")
        add(self._guarded, "interval", args=("tell_of_parked",), seconds=LOOK_EVERY, id="updates parked")
        add(self._guarded, "interval", args=("settle_imports",), seconds=LOOK_EVERY, id="imports")
        add(self._guarded, "cron", args=("send_digests",), hour=digest_hour, minute=TRIED_AGAIN, id="digests")
        add(self._guarded, "cron", args=("tidy",), hour=NIGHT, id="tidying")
        add(self._guarded, "cron", args=("draw_up_census",), hour=NIGHT, minute=10, id="figures of the census")
        add(self._guarded, "cron", args=("look_at_records",), hour=MORNING.hour, minute=5, id="records nobody needs")
        if self._back_up is not None:
            add(self._backed_up, "cron", args=(self._back_up,), minute=30, id="backup")  # it knows its hour itself
        if "forget" in self._sweeps:
            add(self._guarded, "interval", args=("forget",), seconds=MINUTE, id="forgetting")
        self._hear_first()
        self._have_backed_up()
        self._scheduler.start()

    def look(self) -> None:
        """Somebody may have a place now that they wait for: `watch` looks at once."""
        self._freed.set()

    async def watch(self) -> None:
        """Do what `look` and `unheard` ask for, once for all who ask at the same moment, until it is cancelled.

        On duty or not: a place that is free is given as it is by a tap, and whoever is on duty tells of it.
        """
        async with asyncio.TaskGroup() as group:
            group.create_task(self._whenever(self._freed, "move_up"))
            # What a shift's people have not heard is mostly found out together: it is one message to their leader.
            group.create_task(self._whenever(self._unheard, "pass_on_unheard", after=A_MOMENT))

    async def _whenever(self, asked: asyncio.Event, name: SweepName, *, after: float = 0.0) -> None:
        while True:
            await asked.wait()
            await asyncio.sleep(after)
            asked.clear()
            await self._guarded(name, anywhere=True)

    async def stop(self) -> None:
        """Begin nothing more, and let a sweep that is under way end."""
        self._is_stopping = True
        self._scheduler.pause()
        async with self._sweeping:
            self._scheduler.shutdown(wait=False)

    async def take_over(self) -> None:
        """Everything that the process before, which was on duty, has left undone."""
        self._hear_first()
        self._have_backed_up()
        await self._begin()

    async def run_all_now(self) -> None:
        """Everything that is due by the clock, which was pushed forward: nobody answered in that moment."""
        self._hears_until = 0.0
        await self._begin()
        await self._guarded("look_at_stars", does=partial(self._sweep, stars.look_at_stars))

    async def _begin(self) -> None:
        """Everything that is due; at everybody's stars it is looked by and by, as on every day."""
        at_once: tuple[SweepName, ...] = (
            "owe_again", "remind", "ask_for_rosters", "send_digests", "tell_of_ends", "see_to_exams",
            "tell_of_stars", "ask_census", "tell_of_appraisals", "see_to_offers", "move_up", "ask_for_help",
            "weigh", "see_to_moves", "choose_buddies", "tell_of_parked", "settle_imports", "look_at_records",
            "tidy", "draw_up_census",
        )  # fmt: skip
        for name in at_once:
            await self._guarded(name)

    async def pass_on_now(self) -> None:
        """Have those called who were not reached: for when everything that was due has gone out."""
        await self._guarded("pass_on_unheard")

    async def next_due(self) -> datetime | None:
        """When the next reminder or roster becomes due."""
        return await sweeps.next_due(self._database, self._moment())

    async def _guarded(
        self, name: SweepName, *, anywhere: bool = False, does: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """One sweep at a time, or what it `does` this time; what went wrong is told, and tried again the next time."""
        if self._is_stopping:  # whoever still waited its turn then would be cut off, and complain
            return
        async with self._sweeping:
            self._beat()
            if not (anywhere or self._is_on_duty()):
                return
            if name in _TAKE_AWAY and time.monotonic() < self._hears_until:
                self._put_off.add(name)
                return
            self._put_off.discard(name)
            outcome = await _outcome_of(name, does or self._sweeps[name])
        if self._observe is not None:
            self._observe(name, outcome)
        self._wake()

    def _hear_first(self) -> None:
        """Taps that came while nobody was there wait at Telegram: nobody loses what they answered in time."""
        self._hears_until = time.monotonic() + ANSWERS_FIRST

    async def _take_away(self) -> None:
        """What waited for that, once."""
        for name in sorted(self._put_off):
            await self._guarded(name)

    def _have_backed_up(self) -> None:
        """The last may be from long ago, or in a folder that isn't this process's."""
        if self._back_up is not None:
            self._scheduler.add_job(self._backed_up, args=(self._back_up,))

    async def _backed_up(self, back_up: Callable[[], Awaitable[None]]) -> None:
        """Beside the sweeps: reminders don't wait until a whole database is packed."""
        if not self._is_on_duty():
            return
        try:
            await back_up()
        except asyncio.CancelledError:
            if not self._is_stopping:
                raise
            log.info("a backup was broken off by the end of this process: it is made after the next start")
        except Exception:
            log.exception("a backup failed")

    def _moment(self) -> Moment:
        return Moment(now=self._clock.now(), zone=self._house.zone, policy=self._house.policy)

    async def _sweep(self, sweep: Callable[[Database, Moment], Awaitable[None]]) -> None:
        await sweep(self._database, self._moment())

    async def _owe_again(self) -> None:
        await sweeps.owe_again(self._database, self._clock.now())

    async def _look_at_records(self) -> None:
        if not self._may_be_wrong():  # nobody is asked, or erased, since years went by in a moment
            await sweeps.look_at_records(self._database, self._moment())


async def _outcome_of(name: SweepName, sweep: Callable[[], Awaitable[None]]) -> SweepOutcome:
    try:
        await sweep()
    except (Conflict, Unavailable) as error:
        log.warning("a sweep has to wait", sweep=name, error=str(error))
        return "waiting"
    except Exception:
        log.exception("a sweep failed", sweep=name)
        return "failed"
    return "done"
