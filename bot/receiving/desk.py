"""Where those who ask for a file stand in line when many do so at once, so that everybody else's taps pass them.

Whatever makes a file is the dearest of taps, and the one that can wait a moment. Telegram gives a hundred updates and
none behind them until it may forget the first: so each is noted first, as an answer that is owed, many in one
transaction. From then on it is done whatever happens here (decision 65).
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import structlog

from bot.ground.clock import real_seconds
from bot.ground.pauses import Sleep
from bot.ground.pulse import Pulse
from bot.receiving.intake import End, Serve, ToSay
from bot.telegram.reading import RawUpdate, UnreadableUpdate
from handlers.buttons.button import APART, SEPARATOR
from handlers.doors.routes import MAKE_FILES
from handlers.tapping.arriving import Arrival, Arrived
from handlers.tapping.replies import Reply
from storage.engine.database import Database, Transaction
from storage.engine.faults import DatabaseFault
from storage.engine.retrying import written
from storage.engine.values import seconds
from storage.process import answers, inbox
from volunteering.rules.ground.clock import Clock

MOST: Final = 1_000  # in the line; further ones go the way of every tap
BREATH: Final = 2.0  # times as long as an act has taken, which are the others' before the next one
LEAST_BREATH: Final = 0.004  # seconds
LONGEST_ACT: Final = 1.0  # seconds, after which the next one's turn has come all the same
OURS: Final = 10.0  # seconds: what is owed for fifteen, another replica may take up

log = structlog.stdlib.get_logger(__name__)


@dataclass(slots=True, eq=False)
class _InLine:
    """One who stands there, and what they are owed."""

    raw: RawUpdate
    arrival: Arrival
    shows: str
    at: int = 0  # of its row, as this process knows it
    is_noted: bool = False
    since: float = field(default_factory=real_seconds)

    @property
    def is_about(self) -> tuple[int, str, int | None]:
        """The same for who taps the same again."""
        return self.arrival.sender.telegram_id, self.shows, self.arrival.message_id


class FileDesk:
    """Takes in what makes a file; `run` serves the line, one act at a time and with room for others between them."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        read: Callable[[RawUpdate], Arrived],
        *,
        shared: bool = False,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._line: deque[_InLine] = deque()
        self.pulse = Pulse(waits=lambda: not self._line)
        self._database = database
        self._clock = clock
        self._read = read
        self._shared = shared  # with other replicas
        self._sleep = sleep
        self._here: dict[int, _InLine] = {}  # by the number of the update, until it is said
        self._to_note: list[_InLine] = []
        self._door = asyncio.Lock()
        self._stirred = asyncio.Event()

    @staticmethod
    def wants(raw: RawUpdate) -> bool:
        """Whether this is a tap that makes a file."""
        query = raw.get("callback_query")
        data = query.get("data") if isinstance(query, dict) else None
        return isinstance(data, str) and data.partition(APART)[0].partition(SEPARATOR)[0] in MAKE_FILES

    def has(self, update_id: int) -> bool:
        """Whether it stands here, or is being done."""
        return update_id in self._here

    async def take(self, raw: RawUpdate, directly: Callable[[], Awaitable[None]]) -> None:
        """Do it, or note it; return when Telegram may forget it. Raises whatever doing it raises."""
        if self.has(raw["update_id"]):
            return
        if not await self._stands_in_line(raw):
            await directly()

    async def _stands_in_line(self, raw: RawUpdate) -> bool:
        """Whether it is noted, and will be done. Not where there is no room or no database: it is done at once then."""
        try:
            arrival = self._read(raw)
        except UnreadableUpdate:
            return False
        if not isinstance(arrival, Arrival) or arrival.button is None or len(self._here) >= MOST:
            return False
        one = _InLine(raw, arrival, arrival.button.pack_without_words())
        if any(one.is_about == other.is_about for other in self._line):
            return True  # they tap again because nothing has come yet: it will, once
        self._here[arrival.update_id] = one
        try:
            await self._note(one)
        except BaseException as fault:
            del self._here[arrival.update_id]
            if isinstance(fault, DatabaseFault):
                return False
            raise
        self._line.append(one)
        self._stirred.set()
        return True

    async def _note(self, one: _InLine) -> None:
        """Write it down, and whatever else has come meanwhile."""
        self._to_note.append(one)
        async with self._door:
            if one.is_noted:
                return
            batch, self._to_note = self._to_note, []
            try:
                async with self._database.transaction() as transaction:
                    now = self._clock.now()
                    for each in batch:
                        answers.owe(
                            transaction,
                            each.arrival.update_id,
                            telegram_id=each.arrival.sender.telegram_id,
                            message_id=each.arrival.message_id,
                            shows=each.shows,
                            now=now,
                        )
            except BaseException:
                self._to_note += [each for each in batch if each is not one]  # they try for themselves
                raise
            for each in batch:
                each.is_noted, each.at = True, seconds(now)

    async def run(self, serve: Serve) -> None:
        """Serve the line, for ever."""
        async with asyncio.TaskGroup() as group:
            while True:
                await self._stirred.wait()
                self._stirred.clear()
                while self._line:
                    self.pulse.beat()
                    began = real_seconds()
                    await self._next(serve, group)
                    await self._sleep(max(LEAST_BREATH, BREATH * (real_seconds() - began)))

    async def _next(self, serve: Serve, group: asyncio.TaskGroup) -> None:
        one, acted = self._line[0], asyncio.Event()
        try:
            is_ours = await self._is_ours(one)
        except DatabaseFault as fault:
            log.warning("it isn't known whose a tap is that waits for a file", error=str(fault))
            return  # once more, after a breath
        self._line.popleft()
        if not is_ours:
            del self._here[one.arrival.update_id]
            return
        group.create_task(self._see_through(one, serve, acted.set))
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_ACT):
                await acted.wait()

    async def _is_ours(self, one: _InLine) -> bool:
        """Whether no other replica may have taken it up; what has stood here for long is claimed."""
        if not self._shared or real_seconds() - one.since < OURS:
            return True

        async def claim(transaction: Transaction) -> int | None:
            return await answers.take_up(transaction, one.arrival.update_id, one.at, self._clock.now())

        at = await written(self._database, claim)
        one.at = at or 0
        return at is not None

    async def _see_through(self, one: _InLine, serve: Serve, acted: Callable[[], None]) -> None:
        try:
            await serve(one.raw, acted)
        except Exception:
            log.exception("a tap that waited for a file can't be done", update=one.arrival.update_id)
        finally:
            acted()
            del self._here[one.arrival.update_id]

    # What the way of such a tap asks

    def marked(self, saying: ToSay) -> ToSay:
        """What is to be said; of whoever stood here the database knows already that it is owed."""
        one = self._here.get(saying.update_id) if isinstance(saying, Reply) else None
        if one is not None and one.is_noted and isinstance(saying, Reply):
            saying.is_recorded, saying.owed_at = True, one.at
        return saying

    async def park(
        self, raw: RawUpdate, error: Exception, park: Callable[[RawUpdate, Exception], Awaitable[End]]
    ) -> End:
        """Park it; what was noted and can't be done is owed no more. Raises DatabaseFault."""
        one = self._here.get(raw["update_id"])
        if one is not None and one.is_noted:
            async with self._database.transaction() as transaction:
                inbox.forget_noted(transaction, raw["update_id"], one.shows)
        return await park(raw, error)
