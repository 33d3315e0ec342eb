"""When in the year things happen, and how a whole is shared out to the last one."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from random import Random
from typing import Final

from volunteering.rules.ground.periods import Month

# March is the month of learning from Lei Feng, December has volunteers' day, and February the Spring Festival.
_SEASONS: Final = (6.4, 5.0, 13.2, 8.6, 8.9, 8.2, 7.4, 6.9, 8.4, 9.3, 8.3, 9.4)
_JITTER: Final = 0.06
_WEEKEND: Final = 2.6  # times as much happens on a day of the weekend


def seasons(random: Random) -> list[float]:
    """The weights of a year's months, no two years quite the same."""
    return [weight * random.uniform(1 - _JITTER, 1 + _JITTER) for weight in _SEASONS]


def shared(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts in proportion to the weights, which add up to the total."""
    scale = total / sum(weights)
    bounds = [0, *(round(bound * scale) for bound in accumulate(weights))]
    return [upper - lower for lower, upper in pairwise(bounds)]


def days_of(month: Month) -> tuple[list[date], list[float]]:
    """Its local dates, and how likely something happens on each."""
    first, after = month.first_day(), month.plus(1).first_day()
    days = [first + timedelta(days=count) for count in range((after - first).days)]
    return days, [_WEEKEND if day.weekday() >= 5 else 1.0 for day in days]
