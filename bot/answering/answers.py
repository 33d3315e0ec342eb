"""Answers on their way: sent at once, and held up by nothing but their own chat (decision 26).

The act is done and committed, so that its answer is owed, and nothing Telegram says to it is a failure of the act. What
can't be said now is said later, in order in each chat, and the later screen of a message supersedes the earlier one.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from functools import partial
from typing import Final

import structlog
from telegram.error import TelegramError

from bot.answering import trying
from bot.answering.asides import Asides
from bot.answering.books import Books
from bot.answering.pens import Pens
from bot.answering.sayings import Lineup, RoomTaken, Saying, make_room
from bot.answering.whispers import is_whispered
from bot.calling.pace import Pace
from bot.ground.errors import AskedToWait
from bot.ground.outcomes import AnswerOutcome
from bot.ground.pauses import Sleep, growing_pause
from bot.ground.pulse import Pulse
from bot.telegram.refusals import REFUSALS, is_out_of_reach
from handlers.tapping.messenger import Messenger
from handlers.tapping.replies import Aside, Reply
from storage.engine.faults import DatabaseFault
from words.composer import NotInTime

PATIENCE: Final = 2.0  # seconds that whoever asked is waited for; after that the next one's turn has come
AT_ONCE: Final = 64  # answers on their way
SLOW: Final = 192  # more, which Telegram takes its time for: they are not to stand in the others' way
MOST: Final = 5_000  # in memory; what is more than that is found in the database
MOST_OF_A_CHAT: Final = 20
LAST_MOMENTS: Final = 5.0  # seconds that what is on its way has when the process stops

log = structlog.stdlib.get_logger(__name__)


class Answers:
    """Says replies; `run` lasts until `stop`. `patient` is the one that waits longer, for second attempts."""

    def __init__(
        self,
        messenger: Messenger,
        patient: Messenger,
        books: Books,
        pace: Pace,
        *,
        observe: Callable[[AnswerOutcome], None] | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.pulse = Pulse(waits=self._waits)
        self._messenger = messenger
        self._patient = patient
        self._books = books
        self._pace = pace
        self._observe = observe
        self._sleep = sleep
        self._quick = asyncio.Semaphore(AT_ONCE)
        self._slow = asyncio.Semaphore(SLOW)
        self._pens = Pens(self._quick, self._slow, self._is_late)
        self._asides = Asides(messenger, pace)
        self._lines: dict[tuple[int, bool], Lineup] = {}  # of each chat one, and one of its files
        self._sayings: dict[int, Saying] = {}  # by the number of the update
        self._late: set[int] = set()
        self._left: set[int] = set()
        self._retold: OrderedDict[int, None] = OrderedDict()
        self._group = asyncio.TaskGroup()
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Begin nothing more; what is on its way has five seconds, everything else stays owed."""
        self._stopping.set()

    async def run(self) -> None:
        """Say what there is to say until `stop`."""
        async with self._group:
            await self._stopping.wait()
            for line in self._lines.values():
                if line.waits and line.task is not None:
                    line.task.cancel()
            asyncio.get_running_loop().call_later(LAST_MOMENTS, self._give_up)

    async def say(self, reply: Reply | Aside) -> None:
        """Return when it is said, or the first attempt has failed, or after two seconds: it goes on by itself then."""
        if isinstance(reply, Aside):
            if not self._stopping.is_set():
                self._asides.say(reply, self._group)
            return
        if reply.update_id not in self._sayings and await is_whispered(self._messenger, reply):
            self._books.told(reply)
            self._count("told")
            return
        toast = None
        if reply.query_id is not None and not self._stopping.is_set():
            toast = self._group.create_task(self.toast(reply.query_id, reply.answer.toast))
        # What comes again while it is being said, or was told after an earlier process, isn't said a second time.
        saying = self._sayings.get(reply.update_id)
        if saying is None and reply.update_id not in self._retold:
            saying = self._line_up(reply)
        try:
            async with asyncio.timeout(PATIENCE):
                if saying is not None:
                    await saying.tried
                if toast is not None:
                    await toast  # it has these moments, or none
        except TimeoutError:
            if saying is not None:
                await make_room(saying, self._quick, self._slow)
                self._is_late(saying)

    async def toast(self, query_id: str, toast: str) -> None:
        """Tell a telephone that its tap has arrived. One attempt: it is of no use later, and the screen says it all."""
        try:
            await self._messenger.answer_tap(query_id, toast)
        except Exception as error:  # noqa: BLE001 - whatever it is
            log.info("a tap's toast is not shown", error=type(error).__name__)

    # For those who look after what earlier processes owe

    @property
    def under_way(self) -> list[Reply]:
        """What is still to be said, and may not be for a while."""
        return [saying.reply for saying in self._sayings.values() if saying.is_late()]

    @property
    def left(self) -> frozenset[int]:
        """The updates whose answers there was no room for: they are in the database, or about to be."""
        return frozenset(self._left)

    @property
    def room(self) -> int:
        """How many more are kept in memory."""
        return MOST - len(self._sayings)

    def is_at(self, update_id: int, chat_id: int) -> bool:
        """Whether it is being said, or others in its chat are."""
        return update_id in self._sayings or (chat_id, False) in self._lines

    def retell(self, reply: Reply) -> asyncio.Future[None]:
        """Say what was owed before; the future is done when the first attempt is over."""
        self._left.discard(reply.update_id)
        if (under_way := self._sayings.get(reply.update_id)) is not None:
            return under_way.tried  # Telegram gave it again meanwhile
        self._retold[reply.update_id] = None
        if len(self._retold) > MOST:
            self._retold.popitem(last=False)
        return self._line_up(reply).tried

    def _waits(self) -> bool:
        return all(line.waits for line in self._lines.values())

    # One after the other in each chat

    def _line_up(self, reply: Reply) -> Saying:
        saying = Saying(reply, asyncio.get_running_loop().create_future())
        if self.room <= 0 or self._stopping.is_set():
            self._leave(saying)
        else:
            self._sayings[reply.update_id] = saying
            self._stand(saying)
        return saying

    def _stand(self, saying: Saying) -> None:
        """Files are in a line of their own: nobody's next screen waits for one that is being made, or hangs."""
        where = saying.reply.chat_id, saying.reply.is_at_its_files
        if (line := self._lines.get(where)) is not None:
            self._stand_behind(line, saying)
            return
        line = self._lines[where] = Lineup(deque([saying]))
        line.task = self._group.create_task(self._work_off(line, where))

    def _stand_behind(self, line: Lineup, saying: Saying) -> None:
        reply = saying.reply
        for other in tuple(line.sayings)[0 if line.waits else 1 :]:
            if other.reply.is_one_screen and other.reply.message_id == reply.message_id:
                line.sayings.remove(other)
                self._end(other, "superseded")
        if len(line.sayings) >= MOST_OF_A_CHAT:
            self._leave(line.sayings[1])
            del line.sayings[1]
        line.sayings.append(saying)
        if self._pace.pause_of(reply.chat_id) > PATIENCE:
            self._is_late(saying)

    async def _work_off(self, line: Lineup, where: tuple[int, bool]) -> None:
        try:
            while line.sayings and not self._stopping.is_set():
                await self._go_on(line, line.sayings[0])
        finally:
            del self._lines[where]
            for saying in line.sayings:  # where the process stops: it stays owed
                self._is_late(saying)

    async def _go_on(self, line: Lineup, saying: Saying) -> None:
        line.waits = True
        await self._pace.answer_turn(saying.reply.chat_id)
        room = self._slow if saying.tried.done() else self._quick
        async with RoomTaken(saying, room):
            if not line.sayings or line.sayings[0] is not saying:
                return  # a later screen has taken its place
            line.waits = False
            self.pulse.beat()
            if saying.tried.done():
                await make_room(saying, self._quick, self._slow)
            outcome = await self._attempt(line, saying)
        line.waits = True
        if isinstance(outcome, float):
            self._is_late(saying)
            await self._sleep(outcome)
            return
        line.sayings.popleft()
        if outcome == "told" and saying.reply.is_at_its_files:
            self._stand(saying)
        else:
            self._end(saying, outcome)

    async def _attempt(self, line: Lineup, saying: Saying) -> AnswerOutcome | float:
        """Say it, or what is left of it. What became of it, or after how many seconds to try again."""
        reply = saying.reply
        try:
            if saying.is_late() and not await self._books.is_ours(reply):
                return "others'"
            await reply.go_on(
                self._patient if saying.failures else self._messenger,
                partial(self._pens.write, saying, line),
                up_to_files=not reply.is_at_its_files,
            )
        except DatabaseFault as error:
            saying.failures += 1
            log.warning("it isn't known whose an answer is", update=reply.update_id, error=str(error))
            return growing_pause(saying.failures, most=trying.LONGEST_PAUSE)
        except AskedToWait as error:
            self._pace.refused(reply.chat_id, error.seconds)  # its next turn comes after that
            log.info("Telegram asks a chat's answers to wait", seconds=error.seconds)
            return 0.0
        except REFUSALS as error:
            return self._refused(saying, error)
        except TelegramError as error:
            return trying.after_trouble(saying, error)
        except NotInTime as error:
            return trying.given_up(saying, str(error))
        except Exception as error:
            log.exception("an answer can't be put into a call", update=reply.update_id)
            return trying.after_refusal(saying, type(error).__name__)  # else nothing more would be said in its chat
        return "refused" if reply.misses_a_file else "told"

    def _refused(self, saying: Saying, error: TelegramError) -> AnswerOutcome | float:
        if is_out_of_reach(error):
            log.info("a person is out of reach", error=error.message)
            self._books.out_of_reach(saying.reply)
            return "out of reach"
        return trying.after_refusal(saying, error.message)

    def _is_late(self, saying: Saying) -> None:
        saying.is_tried()
        update_id = saying.reply.update_id
        if update_id not in self._late and update_id in self._sayings:
            self._late.add(update_id)
            self._books.owe(saying.reply)
            self._count("late")

    def _leave(self, saying: Saying) -> None:
        """No room for it, or no time: whoever looks after what is owed finds it in the database."""
        self._forget(saying)
        self._books.owe(saying.reply)
        if saying.reply.at is not None:
            self._left.add(saying.reply.update_id)
        self._count("left")

    def _end(self, saying: Saying, outcome: AnswerOutcome) -> None:
        self._forget(saying)
        if outcome not in {"out of reach", "others'"}:
            self._books.told(saying.reply)
        self._count(outcome)

    def _forget(self, saying: Saying) -> None:
        saying.is_tried()
        self._sayings.pop(saying.reply.update_id, None)
        self._late.discard(saying.reply.update_id)

    def _count(self, outcome: AnswerOutcome) -> None:
        if self._observe is not None:
            self._observe(outcome)

    def _give_up(self) -> None:
        for line in self._lines.values():
            if line.task is not None:
                line.task.cancel()
