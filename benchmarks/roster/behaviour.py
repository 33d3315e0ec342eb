"""How the simulated people behave. Every number is in docs/roster.md, with its source or marked as assumed.

What somebody does depends on the seed, on who they are, on the shift and on the time, and on nothing else: the same
people do the same whichever policy is tried (common random numbers), so that two policies are compared pair by pair.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

WAKES, SLEEPS = 8, 22
"""O'clock: nobody reads a message at night."""

HEARS_WITHIN: Final = 48.0
"""Hours after the posting in which half of those have found it, exponentially."""

WAITS: Final = 0.7
"""Of those who find it full, so many put themselves on the waiting list; the others, and all of them where there is
none, look again once a day with `LOOKS_AGAIN`.
"""

LOOKS_AGAIN: Final = 0.15

FALLS_THROUGH: Final = 0.25
"""Of those who want a shift, so many find out before it that they can't after all."""

FALLS_THROUGH_WITHIN: Final = 60.0
"""Hours before the start at which that happens, on average, exponentially."""

SAYS_SO: Final = 0.45
"""Of these, so many say so at once by themselves; `SAYS_WHEN_ASKED` of the others once a message asks them."""

SAYS_WHEN_ASKED: Final = 0.6
SAYS_COMING: Final = 0.7
"""Of those who can come, so many say it to a reminder that asks."""

SAYS_NEXT_TIME: Final = 0.5
"""Who has said nothing to a question answers the next with so much of the chance of before."""

DROPS_OUT: Final = FALLS_THROUGH * (SAYS_SO + (1 - SAYS_SO) * SAYS_WHEN_ASKED)
"""Of those who want a shift, so many say at last that they can't come."""

CALLS: Final = 0.5
"""Of leaders who read in the evening who is silent, so many call them."""

IS_REACHED: Final = 0.6
"""Of those who are called, so many answer."""

IS_NOTED: Final = 0.8
"""Of what they say then, so much is noted by whoever called."""

WIDENS: Final = 0.5
"""Of leaders who read that nobody is left to ask, so many have the people of the unit above asked."""

MISSES_ANYWAY: Final = 0.03
"""Of those who mean to come, so many don't."""

PLANS_OTHERWISE: Final = 96.0
"""Hours of waiting after which half of those on a waiting list have made other plans."""

NOTICES: Final = 0.6
"""Of those put in without being asked who had made other plans, so many say so when they read it; the others miss."""

SKIPS: Final = 0.5
"""Of those who can't take what is offered, so many say so; the others let it lapse."""

HELPS: Final = 0.2
"""Of those asked to help who had not meant to come, so many say yes (covidliste: 5.6 % of strangers asked about a
vaccination; that more of one's own team do, is assumed), `DECLINES` of the others say no.
"""

DECLINES: Final = 0.4
READS_WITHIN: Final = 90.0
"""Minutes, awake, in which half of the messages are read, exponentially."""

COMES_BACK: Final = 0.7
"""Of newcomers, so many go on wanting shifts after a first one that was held for enough people; `COMES_BACK_LESS`
where a third or more of its places were empty, and none who wanted one three times and was in none.
"""

COMES_BACK_LESS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Of everybody, for one seed."""

    seed: int
    zone: ZoneInfo

    def chance(self, what: str, *about: int) -> float:
        """Between 0 and 1, the same whenever it is asked."""
        return self._random(what, *about).random()

    def hours(self, median: float, what: str, *about: int) -> timedelta:
        """Exponential, with this median in hours."""
        return timedelta(hours=-median * math.log2(1 - self.chance(what, *about)))

    def finds_at(self, person: int, shift: int, posted: datetime) -> datetime:
        """When they find it."""
        return self.awake(posted + self.hours(HEARS_WITHIN, "finds", person, shift))

    def falls_through_at(self, person: int, shift: int, start: datetime) -> datetime | None:
        """When they find out that they can't come; None: they can."""
        if self.chance("falls through", person, shift) >= FALLS_THROUGH:
            return None
        average = -FALLS_THROUGH_WITHIN * math.log(1 - self.chance("when", person, shift))
        return start - timedelta(hours=average)

    def reads_at(self, person: int, shift: int, told: datetime, number: int) -> datetime:
        """When they read a message: the so-many-th about that shift."""
        waits = self.hours(READS_WITHIN / 60, "reads", person, shift, number)
        return self.awake(self.awake(told) + waits)

    def has_other_plans(self, person: int, shift: int, waited: timedelta) -> bool:
        """Whether somebody who waited so long for it has made other plans."""
        return self.hours(PLANS_OTHERWISE, "plans", person, shift) < waited

    def awake(self, at: datetime) -> datetime:
        """That instant, or the next morning's."""
        local = at.astimezone(self.zone)
        if WAKES <= local.hour < SLEEPS:
            return at
        day = local.date() + timedelta(days=local.hour >= SLEEPS)
        minutes = 60 * self._random("morning", int(at.timestamp())).random()
        return datetime(day.year, day.month, day.day, WAKES, tzinfo=self.zone).astimezone(at.tzinfo) + timedelta(
            minutes=minutes
        )

    def _random(self, what: str, *about: int) -> Random:
        return Random(f"{self.seed}/{what}/{'/'.join(map(str, about))}")
