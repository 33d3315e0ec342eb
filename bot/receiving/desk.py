"""Where those who ask for a file stand in line when many do so at once, so that everybody else's taps pass them.

Whatever makes a file is the dearest of taps, and the one that can wait a moment. Whoever is alone is served as ever. As
soon as there are two, each is noted, as an answer that is owed, many in one transaction: from then on it is done
whatever happens here, and Telegram, which gives nothing behind a hundred that it may not forget, may (decision 65).
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
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
AWAY: Final = 1.0  # second at least before a database that is away is asked once more
OURS: Final = 10.0  # seconds: what is owed for fifteen, another replica may take up

log = structlog.stdlib.get_logger(__name__)


@dataclass(slots=True, eq=False)
class _InLine:
    """One who stands there, and what they are owed."""

    raw: RawUpdate
    arrival: Arrival
    shows: str
    at: int = 0  # of its row, as this process knows it
    noting: asyncio.Event | None = None  # set when it is noted, or can't be
    is_noted: bool = False
    reply: Reply | None = None  # once the act is over
    fault: BaseException | None = None
    crowded: asyncio.Event = field(default_factory=asyncio.Event)  # others have come
    over: asyncio.Event = field(default_factory=asyncio.Event)
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
        owe: Callable[[Reply], None],
        comes_soon: Callable[[Arrival], Coroutine[None, None, None]],
        *,
        shared: bool = False,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._line: deque[_InLine] = deque()
        self.pulse = Pulse(waits=lambda: not self._line or self._is_stopping)
        self._database = database
        self._clock = clock
        self._read = read
        self._owe = owe
        self._comes_soon = comes_soon  # raises nothing
        self._shared = shared  # with other replicas
        self._sleep = sleep
        self._here: dict[int, _InLine] = {}  # by the number of the update, until it is said
        self._to_note: list[_InLine] = []
        self._door = asyncio.Lock()
        self._stirred = asyncio.Event()
        self._group: asyncio.TaskGroup | None = None  # while it is open
        self._is_stopping = False

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
        """See it done, or noted; return when Telegram may forget it. Raises whatever doing it raises."""
        if (known := self._here.get(raw["update_id"])) is not None:  # Telegram gives it again
            await self._until_safe(known)
            return
        one = self._standing(raw)
        if one is None or self._group is None:
            await directly()
            return
        if any(one.is_about == other.is_about for other in self._here.values()):
            self._group.create_task(self._comes_soon(one.arrival))
            return  # they tap again because nothing has come yet: it will, once
        others = list(self._here.values())
        self._here[one.arrival.update_id] = one
        if others:
            for other in (*others, one):
                other.crowded.set()
            self._line.append(one)
            self._stirred.set()
        else:
            self._group.create_task(self._do(one, directly))
        await self._until_safe(one)

    def _standing(self, raw: RawUpdate) -> _InLine | None:
        """Whoever may stand in line; None where there is no room, or it can't be read: as every tap goes, then."""
        try:
            arrival = self._read(raw)
        except UnreadableUpdate:
            return None
        if not isinstance(arrival, Arrival) or arrival.button is None or len(self._here) >= MOST:
            return None
        return _InLine(raw, arrival, arrival.button.pack_without_words())

    async def _until_safe(self, one: _InLine) -> None:
        """It is over, or the database knows of it as soon as others have come."""
        await _either(one.over, one.crowded)
        if not one.over.is_set() and not one.is_noted:
            if one.reply is not None:
                self._owe(one.reply)  # the act is done: what is on its way is owed as any answer that takes long
                return
            try:
                await self._note(one)
            except DatabaseFault:
                await one.over.wait()
        if one.fault is not None:
            raise one.fault

    async def _do(self, one: _InLine, does: Callable[[], Awaitable[None]]) -> None:
        """Do it now; once it is noted, whatever goes wrong is no more Telegram's to bring again."""
        try:
            await does()
        except Exception as fault:  # noqa: BLE001 - whoever took it in hears of it, or it is done once more
            if one.is_noted and one.reply is None:
                self._line.append(one)
                self._stirred.set()
                return
            one.fault = fault
        except BaseException as ending:
            one.fault = ending
            self._leave(one)
            raise
        self._leave(one)

    def _leave(self, one: _InLine) -> None:
        one.over.set()
        self._here.pop(one.arrival.update_id, None)

    async def _note(self, one: _InLine) -> None:
        """Write it down, and whatever else has come meanwhile. Raises DatabaseFault."""
        one.noting = one.noting or asyncio.Event()
        self._to_note.append(one)
        try:
            async with self._door:
                if not one.is_noted:
                    await self._note_all(one)
        finally:
            one.noting.set()

    async def _note_all(self, one: _InLine) -> None:
        batch, self._to_note = self._to_note, []
        now = self._clock.now()
        try:
            async with self._database.transaction() as transaction:
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
            self._to_note += [each for each in batch if each is not one]  # they stand at the door, and try themselves
            raise
        for each in batch:
            each.is_noted, each.at = True, seconds(now)

    def stop(self) -> None:
        """Serve nobody more: those who stand here are noted, for whoever comes after this process."""
        self._is_stopping = True

    async def run(self, serve: Serve) -> None:
        """Serve the line until `stop`; what was begun goes on until this is cancelled."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            try:
                while True:
                    await self._stirred.wait()
                    self._stirred.clear()
                    while self._line and not self._is_stopping:
                        self.pulse.beat()
                        began = real_seconds()
                        await self._next(serve, group)
                        await self._sleep(max(LEAST_BREATH, BREATH * (real_seconds() - began)))
            finally:
                self._group = None

    async def _next(self, serve: Serve, group: asyncio.TaskGroup) -> None:
        one, acted = self._line[0], asyncio.Event()
        try:
            is_ours = await self._is_ours(one)
        except DatabaseFault as fault:
            log.warning("it isn't known whose a tap is that waits for a file", error=str(fault))
            await self._sleep(AWAY)
            return
        self._line.popleft()
        if not is_ours:
            self._leave(one)
            return
        group.create_task(self._see_through(one, serve, acted.set))
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_ACT):
                await acted.wait()

    async def _is_ours(self, one: _InLine) -> bool:
        """Whether no other replica may have taken it up; what has stood here for long is claimed."""
        if not self._shared or not one.is_noted or real_seconds() - one.since < OURS:
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
            self._leave(one)

    # What the way of such a tap asks

    async def marked(self, saying: ToSay) -> ToSay:
        """What is to be said; of whoever stood here the database may know already that it is owed."""
        one = self._here.get(saying.update_id) if isinstance(saying, Reply) else None
        if one is None or not isinstance(saying, Reply):
            return saying
        if one.noting is not None:
            await one.noting.wait()
        one.reply = saying
        if one.is_noted:
            saying.is_recorded, saying.owed_at = True, one.at
        return saying

    async def park(
        self, raw: RawUpdate, error: Exception, park: Callable[[RawUpdate, Exception], Awaitable[End]]
    ) -> End:
        """Park it; what was noted and can't be done is owed no more. Raises DatabaseFault."""
        one = self._here.get(raw["update_id"])
        if one is not None and one.noting is not None:
            await one.noting.wait()
            async with self._database.transaction() as transaction:
                inbox.forget_noted(transaction, raw["update_id"], one.shows)
        return await park(raw, error)


async def _either(one: asyncio.Event, other: asyncio.Event) -> None:
    async with asyncio.TaskGroup() as group:
        waits = [group.create_task(event.wait()) for event in (one, other)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
