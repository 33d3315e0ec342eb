"""The moment at which a bot dies: drawn by chance from its whole life, starting and answering included."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from enum import StrEnum
from typing import NamedTuple, Self, TypeVar

from typing_extensions import override

from playground.ground.params import Params

ANSWERS = frozenset({"sendmessage", "editmessagetext", "answercallbackquery"})
# Some live so long that most of what is in flight is done and confirmed: else nobody would ever get any further.
MOST = {"calls": 200, "answers": 120, "reminders": 6}
AT_ONCE = 0.05  # how often a bot dies before it has called anybody
SEE_YOU = "See you "  # every reminder begins so, answered or not; its buttons are on the card that is looked at, too
TURNS = 5000  # of the test's loop at most, in which a bot goes on after its last call

Result = TypeVar("Result")


class Reach(StrEnum):
    """How far the last call gets."""

    UNDONE = "before it had its effect"
    UNANSWERED = "after its effect, before its answer"
    ANSWERED = "a little after its answer"


class LastCall(NamedTuple):
    """The first of these limits that is reached makes a call the last; without any it dies at once."""

    limits: dict[str, int]  # by kind of call
    part: Reach
    turns: int

    @classmethod
    def drawn(cls, chance: random.Random) -> Self:
        """Any moment; often one at which somebody is answered or reminded."""
        if chance.random() < AT_ONCE:
            return cls.at_once(chance.randrange(TURNS))
        limits = {kind: chance.randint(1, most) for kind, most in MOST.items()}
        return cls(limits, chance.choice(list(Reach)), chance.randrange(TURNS))

    @classmethod
    def at_once(cls, turns: int = 0) -> Self:
        """Whatever it is doing."""
        return cls({}, Reach.ANSWERED, turns)

    @override
    def __str__(self) -> str:
        calls = " or ".join(f"{number} {kind}" for kind, number in self.limits.items())
        return f"at {calls}, {self.part}" if calls else "at once"


class Fate:
    """Stands between a bot and Telegram: lets its calls through until the one that is to be its last."""

    def __init__(self) -> None:
        self._moment: LastCall | None = None
        self._seen: Counter[str] = Counter()
        self._met = asyncio.Event()

    async def meets(self, moment: LastCall) -> None:
        """Wait until the bot has come to that moment, counted from now: then it is to be killed."""
        self._moment = moment
        self._seen.clear()
        self._met.clear()
        if moment.limits:
            await self._met.wait()
        self._moment = None
        if moment.part is Reach.ANSWERED:
            for _ in range(moment.turns):
                await asyncio.sleep(0)

    async def sees(self, kinds: Iterator[str], call: Callable[[], Awaitable[Result]]) -> Result:
        """Let a call through, or part of it."""
        moment = self._moment
        if moment is None or not self._is_last(moment, kinds):
            return await call()
        # Its effect is there before whoever waits for this has a turn; only a long poll goes on, and dies polling.
        self._met.set()
        if moment.part is Reach.UNDONE:
            await _nobody_answers()
        result = await call()
        if moment.part is Reach.UNANSWERED:
            await _nobody_answers()
        return result

    def _is_last(self, moment: LastCall, kinds: Iterator[str]) -> bool:
        found = list(kinds)
        self._seen.update(found)
        return any(self._seen[kind] == moment.limits.get(kind) for kind in found)


async def _nobody_answers() -> None:
    await asyncio.Event().wait()  # for ever: it is cancelled when the process is gone, and its connection


def kinds_of(method: str, params: Params) -> Iterator[str]:
    """What a call of the Bot API counts as."""
    yield "calls"
    if method in ANSWERS:
        yield "answers"
    if method == "sendmessage" and params.text("text").startswith(SEE_YOU):
        yield "reminders"
