"""Telegram's flood limits, by a clock that never jumps: bulk over all chats, one chat, one group.

Telegram counts a message when it arrives, a bot when it leaves; a tenth of a second is forgiven for the way between.
An answer is not bulk: after each update from a chat the next few messages to it do not count over all chats, and
the first does not count in its chat either, however fast somebody types.
"""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from playground.ground.errors import too_many_requests

FORGIVEN = 0.1  # seconds
LONG = 10  # the rate also holds over that many seconds, so that what is forgiven cannot be saved up
ANSWER_WINDOW = 60.0  # seconds after an update in which a message to its chat is an answer


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is allowed: `overall` messages a second in bulk, `burst` at once to a chat and then one a second."""

    overall: int = 30
    burst: int = 5
    group_a_minute: int = 20


class _Window:
    """At most `most` messages in any `seconds`."""

    __slots__ = ("_seconds", "_times")

    def __init__(self, most: int, seconds: float) -> None:
        self._times: deque[float] = deque(maxlen=most)
        self._seconds = seconds - FORGIVEN

    def wait(self, now: float) -> float:
        if len(self._times) < (self._times.maxlen or 0):
            return 0.0
        return self._times[0] + self._seconds - now

    def count(self, now: float) -> None:
        self._times.append(now)


@dataclass(slots=True)
class _ChatPace:
    """When the chat will have forgotten what was sent to it, and how many answers it still expects."""

    quiet_at: float = 0.0
    direct: int = 0  # updates not yet answered
    answers: int = 0  # messages that may still belong to their answers
    asked_at: float = -math.inf
    minute: _Window | None = field(default=None)


class Floods:
    """Counts the messages sent and refuses the one too many; a refused one does not count."""

    def __init__(self, limits: Limits | None, monotonic: Callable[[], float]) -> None:
        self._limits = limits
        self._now = monotonic
        self._chats: dict[int, _ChatPace] = {}
        most = limits.overall if limits else 1
        self._bulk = (_Window(most, 1.0), _Window(most * LONG, float(LONG)))

    def asked(self, chat_id: int) -> None:
        """The person did something: what the bot sends them next is an answer."""
        if self._limits is None:
            return
        now = self._now()
        pace = self._pace(chat_id)
        if now - pace.asked_at >= ANSWER_WINDOW:
            pace.direct = pace.answers = 0
        pace.direct += 1
        pace.answers += self._limits.burst
        pace.asked_at = now

    def count(self, chat_id: int) -> None:
        """Count a message to the chat, or refuse it with 429 and the whole seconds to wait."""
        if self._limits is None:
            return
        now = self._now()
        pace = self._pace(chat_id)
        is_recent = now - pace.asked_at < ANSWER_WINDOW
        is_answer, is_direct = is_recent and pace.answers > 0, is_recent and pace.direct > 0
        windows = [] if is_answer else list(self._bulk)
        if pace.minute is not None:
            windows.append(pace.minute)
        waits = [window.wait(now) for window in windows]
        if not is_direct:
            waits.append(self._chat_wait(pace, now))
        if (wait := max(waits, default=0.0)) > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for window in windows:
            window.count(now)
        pace.answers -= is_answer
        pace.direct -= is_direct
        if not is_direct:
            pace.quiet_at = max(pace.quiet_at, now) + 1.0

    def _chat_wait(self, pace: _ChatPace, now: float) -> float:
        burst = self._limits.burst if self._limits else 0
        return pace.quiet_at - (burst - 1) - FORGIVEN - now

    def _pace(self, chat_id: int) -> _ChatPace:
        pace = self._chats.get(chat_id)
        if pace is None:
            pace = self._chats[chat_id] = _ChatPace()
            if chat_id < 0 and self._limits:
                pace.minute = _Window(self._limits.group_a_minute, 60.0)
        return pace
