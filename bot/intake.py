"""What becomes of one update, whichever way it came: into its person's lane, done, tried again, or parked.

The receiver and the webhook tell Telegram that an update has arrived only after `Intake.take` has returned
(DESIGN decision 1).
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Literal

import structlog
from telegram.error import RetryAfter

from bot.errors import NotNow
from bot.floods import Flood, Verdict
from bot.lanes import LaneFull, Lanes
from bot.limits import Sleep, asked_pause, growing_pause
from handlers.arriving import WANTED, Unreadable

RawUpdate = dict[str, Any]
Outcome = Literal["done", "parked", "dropped", "not now"]

log = structlog.stdlib.get_logger(__name__)


def kind_of(raw: Mapping[str, Any]) -> str:
    """Name what the update brings: message, callback_query and so on, whatever else Telegram tells with it one day."""
    known = next((kind for kind in WANTED if kind in raw), None)
    return known or next((name for name in raw if name != "update_id"), "nothing")


def person_of(raw: Mapping[str, Any]) -> int:
    """Say whose lane the update belongs to: the sender's, else the chat's, else one of its own."""
    content = raw.get(kind_of(raw))
    if isinstance(content, dict):
        for name in ("from", "user", "chat"):
            someone = content.get(name)
            if isinstance(someone, dict) and isinstance(someone.get("id"), int):
                return int(someone["id"])
    return int(raw["update_id"])


class Intake:
    """Takes updates as they come out of Telegram's JSON and sees each of them through.

    An update that fails gets `tries` attempts of at most `limit` seconds each; faults in `passing` (the database is
    away) are no fault of the update's, so they get `patience` attempts. Then it is parked, and the next one goes on.
    """

    def __init__(
        self,
        handle: Callable[[RawUpdate], Awaitable[None]],
        park: Callable[[RawUpdate, Exception], Awaitable[None]],
        lanes: Lanes,
        flood: Flood,
        slow_down: Callable[[RawUpdate], Awaitable[None]],
        *,
        passing: tuple[type[Exception], ...] = (),
        observe: Callable[[str, Outcome], None] | None = None,
        sleep: Sleep = asyncio.sleep,
        tries: int = 3,
        patience: int = 30,
        limit: float = 20.0,
    ) -> None:
        self._handle = handle
        self._park = park
        self._lanes = lanes
        self._flood = flood
        self._slow_down = slow_down
        self._passing = passing
        self._observe = observe
        self._sleep = sleep
        self._tries = tries
        self._patience = patience
        self._limit = limit

    async def take(self, raw: RawUpdate, *, waits: bool) -> None:
        """Return when the update is done, parked or dropped, so that Telegram may forget it.

        With `waits` this lasts until it is possible at all; without, NotNow is raised where the database is away.
        """
        person = person_of(raw)
        verdict = self._flood.judge(person)
        if verdict is Verdict.FINE:
            try:
                await self._lanes.run(person, lambda: self._see_through(raw, waits=waits))
            except LaneFull:
                self._count(raw, "dropped")
                log.warning("an update was dropped: too many of this person's are waiting", person=person)
            return
        self._count(raw, "dropped")
        if verdict is Verdict.FIRST_TOO_MANY:
            log.warning("a flood: this person's further updates are dropped until it calms down", person=person)
            await self._tell_to_slow_down(raw)

    async def _tell_to_slow_down(self, raw: RawUpdate) -> None:
        try:
            async with asyncio.timeout(self._limit):
                await self._slow_down(raw)
        except Exception as error:
            log.warning("could not tell a person to slow down", error=type(error).__name__, exc_info=True)

    async def _see_through(self, raw: RawUpdate, *, waits: bool) -> None:
        attempt = 1
        while (error := await self._attempt(raw)) is not None:
            log.warning(
                "an update failed",
                update=raw["update_id"],
                kind=kind_of(raw),
                attempt=attempt,
                error=type(error).__name__,
            )
            if attempt >= self._attempts_for(error) and await self._parked(raw, error):
                return
            if not waits and (attempt >= self._tries or isinstance(error, self._passing)):
                self._count(raw, "not now")
                raise NotNow from error
            await self._sleep(_pause_after(error, attempt))
            attempt += 1
        self._count(raw, "done")

    async def _attempt(self, raw: RawUpdate) -> Exception | None:
        try:
            async with asyncio.timeout(self._limit):
                await self._handle(raw)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again, then parked
            return error
        return None

    def _attempts_for(self, error: Exception) -> int:
        if isinstance(error, Unreadable):
            return 1
        return self._patience if isinstance(error, self._passing) else self._tries

    async def _parked(self, raw: RawUpdate, error: Exception) -> bool:
        try:
            async with asyncio.timeout(self._limit):
                await self._park(raw, error)
        except Exception as trouble:  # noqa: BLE001 - it stays Telegram's until it can be parked
            log.error("an update could not be parked", update=raw["update_id"], error=type(trouble).__name__)  # noqa: TRY400
            return False
        self._count(raw, "parked")
        log.error("an update was parked", update=raw["update_id"], kind=kind_of(raw), exc_info=error)
        return True

    def _count(self, raw: RawUpdate, outcome: Outcome) -> None:
        if self._observe is not None:
            self._observe(kind_of(raw), outcome)


def _pause_after(error: Exception, attempt: int) -> float:
    if isinstance(error, RetryAfter):
        return min(asked_pause(error), 30.0)
    return growing_pause(attempt, first=0.2, most=10.0)
