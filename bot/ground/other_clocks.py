"""Whether this machine's clock goes wrong: held against others' now and then, Telegram's and the database server's.

By a clock that is wrong reminders come at wrong times, and a backup looks newer, or older, than it is (decision 37).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from volunteering.rules.ground.clock import Clock

OFF: Final = timedelta(minutes=2)
"""By more than this a clock is wrong, and what says that it was made so much later than now was made by such a one.

Less is a slow line, a second that was rounded, or what the clocks of replicas may differ by.
"""

EVERY: Final = 60.0  # seconds between two looks at the same clock

Whose = Literal["Telegram", "PostgreSQL"]

_NEVER: Final = float("-inf")


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much this machine's clock is ahead of another; below 0 it is behind."""

    whose: Whose
    ahead: timedelta

    @property
    def is_too_large(self) -> bool:
        """Whether one of the two is wrong."""
        return abs(self.ahead) > OFF


class OtherClocks:
    """What was seen of them; `seconds` is a clock that nobody sets."""

    __slots__ = ("_clock", "_looked", "_seconds", "_seen")

    def __init__(self, clock: Clock, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seconds = seconds
        self._looked: dict[Whose, float] = {}
        self._seen: dict[Whose, tuple[Difference, ...]] = {}  # the last two

    def are_wanted(self, whose: Whose) -> bool:
        """Whether it is time to look at this one again: asked at every call, so it costs next to nothing."""
        return self._seconds() - self._looked.get(whose, _NEVER) >= EVERY

    def show(self, whose: Whose, theirs: datetime) -> None:
        """That clock shows this time at this moment."""
        self._looked[whose] = self._seconds()
        self._seen[whose] = (*self._seen.get(whose, ())[-1:], Difference(whose, self._clock.now() - theirs))

    def may_be_wrong(self) -> bool:
        """Whether ours differed when it was last looked at any: reason enough to delete nothing by its date."""
        return any(seen[-1].is_too_large for seen in self._seen.values())

    def wrong(self) -> Difference | None:
        """The largest difference, where it was there twice in a row: once may be an answer that was read late."""
        lasting = [seen[-1] for seen in self._seen.values() if len(seen) > 1 and all(one.is_too_large for one in seen)]
        return max(lasting, key=lambda difference: abs(difference.ahead), default=None)
