"""What becomes of one update, whichever way it came: into its person's lane, done, tried again, or parked.

The receiver and the webhook tell Telegram that an update has arrived only after `Intake.take` has returned
(decision 1). Only the act is tried again; its answer is said once it is done, and goes on by itself.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

import structlog

from bot.ground.errors import NotNow
from bot.ground.outcomes import UpdateOutcome
from bot.ground.pauses import Sleep, growing_pause
from bot.receiving.floods import Flood, Verdict
from bot.receiving.lanes import LaneFull, Lanes
from bot.telegram.reading import RawUpdate, UnreadableUpdate, kind_of, person_of
from handlers.tapping.replies import Aside, Reply

ToSay = Reply | Aside | None
Serve = Callable[[RawUpdate, Callable[[], None]], Awaitable[None]]
"""Sees an update through that stood in a line, and calls when its act is over and what it says is on its way."""

KEPT_ATTEMPTS: Final = 1_000  # updates that Telegram is to give again

log = structlog.stdlib.get_logger(__name__)


def _in_64_bits(raw: RawUpdate) -> RawUpdate:
    """With a number that the database can keep: one beyond, which only a broken Telegram gives, goes far below 0."""
    number = raw["update_id"]
    return raw if -(2**63) <= number < 2**63 else raw | {"update_id": -(2**62) - abs(number) % 2**62}


@dataclass(frozen=True, slots=True)
class End:
    """What became of an update, and what there is to say about it."""

    outcome: UpdateOutcome
    saying: ToSay = None


class WaitingLine(Protocol):
    """Where some of the updates stand that aren't done as soon as they come."""

    def wants(self, raw: RawUpdate) -> bool:
        """Whether this is one of them."""

    async def take(self, raw: RawUpdate, directly: Callable[[], Awaitable[None]]) -> None:
        """Do it, or note it; return when Telegram may forget it."""


class Intake:
    """Takes updates as they come out of Telegram's JSON and sees each of them through.

    An update that fails gets `tries` attempts of at most `limit` seconds each; faults in `passing` (the database is
    away) are no fault of the update's, so they get `patience` attempts. Then it is parked, and the next one goes on.
    What can't even be parked is dropped, unless the database is away for the others, too.
    """

    def __init__(
        self,
        act: Callable[[RawUpdate], Awaitable[ToSay]],
        say: Callable[[Reply | Aside], Awaitable[None]],
        park: Callable[[RawUpdate, Exception], Awaitable[End]],
        lanes: Lanes,
        flood: Flood,
        slow_down: Callable[[RawUpdate], Awaitable[ToSay]],
        *,
        line: WaitingLine | None = None,
        passing: tuple[type[Exception], ...] = (),
        observe: Callable[[str, UpdateOutcome], None] | None = None,
        sleep: Sleep = asyncio.sleep,
        tries: int = 3,
        patience: int = 30,
        limit: float = 20.0,
    ) -> None:
        self._act = act
        self._say = say
        self._park = park
        self._lanes = lanes
        self._flood = flood
        self._slow_down = slow_down
        self._line = line
        self._passing = passing
        self._observe = observe
        self._sleep = sleep
        self._tries = tries
        self._patience = patience
        self._limit = limit
        self._done = 0  # updates
        # Of what Telegram is to give again: the attempts, and how many updates were done at the first of them.
        self._attempts: OrderedDict[int, tuple[int, int]] = OrderedDict()

    async def take(self, raw: RawUpdate, *, waits: bool) -> None:
        """Return when the update is done, parked or dropped, so that Telegram may forget it.

        With `waits` this lasts until it is possible at all; without, NotNow is raised where the database is away.
        """
        raw = _in_64_bits(raw)
        person = person_of(raw)
        verdict = self._flood.judge(person)
        if verdict is Verdict.FINE:
            if self._line is None or not self._line.wants(raw):
                await self._in_its_lane(raw, self._tell, waits=waits)
            else:
                await self._line.take(raw, partial(self._in_its_lane, raw, self._tell, waits=waits))
            return
        self._count(raw, "dropped")
        if verdict is Verdict.FIRST_TOO_MANY:
            log.warning("a flood: this person's further updates are dropped until it calms down", person=person)
            await self._tell(await self._slow_down(raw))

    async def serve(self, raw: RawUpdate, acted: Callable[[], None]) -> None:
        """See one through that stood in a line, and that Telegram has forgotten."""

        async def tell(saying: ToSay) -> None:
            acted()
            await self._tell(saying)

        await self._in_its_lane(raw, tell, waits=True)

    async def _in_its_lane(self, raw: RawUpdate, tell: Callable[[ToSay], Awaitable[None]], *, waits: bool) -> None:
        person = person_of(raw)
        try:
            await self._lanes.run(person, lambda: self._see_through(raw, waits=waits), tell)
        except LaneFull:
            self._count(raw, "dropped")
            log.warning("an update was dropped: too many of this person's are waiting", person=person)

    async def _tell(self, saying: ToSay) -> None:
        if saying is not None:
            await self._say(saying)

    async def _see_through(self, raw: RawUpdate, *, waits: bool) -> ToSay:
        attempt, done = self._attempts.pop(raw["update_id"], (0, self._done))
        while True:
            attempt += 1
            try:
                async with asyncio.timeout(self._limit):
                    saying = await self._act(raw)
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is tried again, then parked
                error = fault
            else:
                self._done += 1
                self._count(raw, "done")
                return saying
            log.warning(
                "an update failed",
                update=raw["update_id"],
                kind=kind_of(raw),
                attempt=attempt,
                error=type(error).__name__,
            )
            if attempt >= self._attempts_for(error):
                others_are_done = self._done > done and attempt >= 2 * self._patience
                if (end := await self._given_up(raw, error, drops=others_are_done)) is not None:
                    return end.saying
            if not waits and (attempt >= self._tries or isinstance(error, self._passing)):
                self._leave(raw, attempt, done)
                raise NotNow from error
            await self._sleep(growing_pause(attempt, first=0.2, most=10.0))

    def _attempts_for(self, error: Exception) -> int:
        if isinstance(error, UnreadableUpdate):
            return 1
        return self._patience if isinstance(error, self._passing) else self._tries

    async def _given_up(self, raw: RawUpdate, error: Exception, *, drops: bool) -> End | None:
        """Park it; drop it where that can't be. None where it is the database that is away: it stays Telegram's."""
        try:
            async with asyncio.timeout(self._limit):
                end = await self._park(raw, error)
        except Exception as trouble:
            if isinstance(trouble, (*self._passing, TimeoutError)) and not drops:
                log.error("an update could not be parked", update=raw["update_id"], error=type(trouble).__name__)  # noqa: TRY400
                return None
            self._count(raw, "dropped")
            log.exception("an update was dropped: it can be neither done nor parked", update=raw["update_id"])
            return End("dropped")
        self._count(raw, end.outcome)
        if end.outcome == "parked":
            log.error("an update was parked", update=raw["update_id"], kind=kind_of(raw), exc_info=error)
        return end

    def _leave(self, raw: RawUpdate, attempt: int, done: int) -> None:
        self._count(raw, "not now")
        self._attempts[raw["update_id"]] = attempt, done
        if len(self._attempts) > KEPT_ATTEMPTS:
            self._attempts.popitem(last=False)

    def _count(self, raw: RawUpdate, outcome: UpdateOutcome) -> None:
        if self._observe is not None:
            self._observe(kind_of(raw), outcome)
