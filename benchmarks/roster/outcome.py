"""What is counted of one run."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from benchmarks.roster.behaviour import SLEEPS, WAKES
from benchmarks.roster.forecasts import Forecast

LOOKING: Final = frozenset(
    {"help_asked", "help_missing", "offered", "offer_lapsed", "promoted", "first_come", "gap", "left_over"}
)
"""Kinds of messages that look for somebody, or that come of it; the others are the same whatever is tried."""


@dataclass(slots=True)
class RunOutcome:
    """What became of the shifts of one run."""

    places: int = 0
    filled: int = 0  # of them somebody came to
    empty: int = 0
    wanted: int = 0  # by how many who are no newcomers, all shifts together: the same whichever policy is tried
    messages: int = 0
    looking: int = 0  # of these, those that look for somebody
    owed: int = 0  # all of them, as the outbox has them
    night: int = 0
    dropped: int = 0  # places that came free
    replaced: list[float] = field(default_factory=list)  # hours until somebody had them
    forecasts: list[Forecast] = field(default_factory=list)
    newcomers: int = 0  # who came once
    again: int = 0  # and once more

    def held(self, places: int, came: int) -> bool:
        """A shift was held to which so many came; whether two thirds of its places or more were filled."""
        filled = min(places, came)
        self.places += places
        self.filled += filled
        self.empty += places - filled
        return filled * 3 >= places * 2

    def sent(self, kind: str, at: datetime, days: Collection[date]) -> None:
        """A message went out, by this local time, about shifts of these days."""
        self.messages += 1
        self.looking += kind in LOOKING
        self.night += not WAKES <= at.hour < SLEEPS and at.date() not in days
