"""Somebody who sends and sends is told once to slow down; what is too much is acknowledged and forgotten.

It slows nobody else, and costs no more memory than that of so many people.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """What to do with one more update of this person."""

    FINE = "fine"
    FIRST_TOO_MANY = "first too many"
    TOO_MANY = "too many"


@dataclass(slots=True)
class _Allowance:
    left: float
    at: float
    told: bool = False


class Flood:
    """At most `most` updates of one person at a stretch, growing back over `within` seconds; `most=0` is no limit.

    The `people` who wrote last are remembered, nobody else.
    """

    def __init__(self, most: int, *, clock: Callable[[], float], within: float = 10.0, people: int = 10_000) -> None:
        self._most = most
        self._clock = clock
        self._within = within
        self._people = people
        self._seen: OrderedDict[int, _Allowance] = OrderedDict()

    def __len__(self) -> int:
        """How many people are remembered."""
        return len(self._seen)

    def judge(self, person: int) -> Verdict:
        """Count one update. A person is told again only after having been quiet for `within` seconds."""
        if not self._most:
            return Verdict.FINE
        patience = self._patience_with(person)
        if patience.left >= 1:
            patience.left -= 1
            return Verdict.FINE
        if patience.told:
            return Verdict.TOO_MANY
        patience.told = True
        return Verdict.FIRST_TOO_MANY

    def _patience_with(self, person: int) -> _Allowance:
        now = self._clock()
        patience = self._seen.get(person)
        if patience is None:
            patience = self._seen[person] = _Allowance(self._most, now)
            if len(self._seen) > self._people:
                self._seen.popitem(last=False)
            return patience
        self._seen.move_to_end(person)
        patience.left += (now - patience.at) * self._most / self._within
        if patience.left >= self._most:
            patience.left, patience.told = self._most, False
        patience.at = now
        return patience
