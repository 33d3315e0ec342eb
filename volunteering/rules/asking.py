"""Asking people to help out: who may be asked, when, how many at a time (docs/rules.md: Asking for help; decision 71).

Whom to ask is a policy behind one function, `whom_to_ask`: a simulation may put another one in its place.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.choosing import ToChoose, judge_or_choose
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Month, Period, start_of_day
from volunteering.rules.profiles import Slot
from volunteering.rules.signing_up import Facts, SignUp, Taken
from volunteering.rules.tree import Unit

LOOKED_AGAIN: Final = timedelta(minutes=5)
"""How long after a look the next one is due."""

NOBODY_LEFT: Final = timedelta(hours=1)
"""The same where nobody was left to ask: somebody may be by then, and then only."""

ANSWERED_WITHIN: Final = timedelta(hours=24)
"""Whoever has not answered by then is counted as silent, and no more expected to."""

HALF_OF_THEM: Final = timedelta(hours=3)
"""In which half of those say it who are going to say yes, by day (assumed)."""

TOLERATED: Final = 0.9
"""As long as there is time, nobody is asked for less than this many people: answers that are under way may do."""

A_LITTLE: Final = 0.1
"""Of one more who would be asked: for less nobody is."""

HALF_A_DAY: Final = 12
"""Hours by day before the start in which there is no such time any more."""

STILL_COME: Final = 3
"""For each who came by themselves in the last day, at most so many more are expected (assumed)."""

LEAST_EXPECTED: Final = 0.02
"""Yeses of one who is asked: however few usually answer, not more people are asked than by this."""

READ_IN_TIME: Final = 0.5
"""Of those who say yes, so many are taken to say it in time, however late it is: at most twice as many are asked."""

LOOKED_AHEAD: Final = timedelta(days=2)
"""Whoever has not answered by then is not going to."""

AN_HOUR: Final = timedelta(hours=1)
A_DAY: Final = timedelta(days=1)

WAITED_FOR: Final = timedelta(hours=2)
"""Where nobody is left to ask, answers are waited for so long before the leader is told."""

LEADER_TOLD: Final = timedelta(hours=24)
"""So long before the start the leader is told that it still takes people, whoever is being asked."""

LAST_ASKED: Final = timedelta(hours=1)
"""Nobody is asked later than this before the start: they have to get there."""

A_WEEK: Final = timedelta(days=7)
A_MONTH: Final = timedelta(days=30)

PRIOR: Final = 0.2
"""How many of those asked say yes, as long as nothing is known (assumed, and soon outweighed)."""

PRIOR_WEIGHT: Final = 20
"""As how many asks what is known above weighs: a unit's own count for more once there are more of them."""

ENOUGH_CASES: Final = 20
"""With fewer, a screen says that nothing is known yet."""


class AskPace(StrEnum):
    """How often somebody is asked at the most; tables and buttons keep these words for ever."""

    USUAL = "usual"  # as the organisation has it: `ask_per_week`
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NEVER = "never"

    @property
    def less(self) -> "AskPace":
        """One step less often."""
        every = tuple(AskPace)
        return every[min(every.index(self) + 1, len(every) - 1)]


class AskChoice(Model):
    """What somebody chose: how often, and until when not at all."""

    pace: AskPace = AskPace.USUAL
    until: Instant | None = None  # asked no sooner

    def allows(self, asked: Sequence[datetime], moment: Moment) -> bool:
        """Whether they may be asked once more now, who were asked at these instants."""
        if self.pace is AskPace.NEVER or (self.until is not None and moment.now < self.until):
            return False
        most = {AskPace.WEEKLY: 1, AskPace.MONTHLY: 1}.get(self.pace, moment.policy.ask_per_week)
        span = A_MONTH if self.pace is AskPace.MONTHLY else A_WEEK
        return sum(at > moment.now - span for at in asked) < min(most, moment.policy.ask_per_week)


def next_month(moment: Moment) -> datetime:
    """The instant at which the month is over, by the clock of the organisation."""
    return start_of_day(Month.of(moment.today).plus(1).first_day(), moment.zone)


class AskReply(StrEnum):
    """What came of asking somebody; tables and buttons keep these words for ever."""

    YES = "yes"  # they have a place, whichever way they took it, or wait for one
    NO = "no"  # not this one
    NOT_THIS_MONTH = "month"
    LESS = "less"
    FILLED = "filled"  # enough had come before they answered: it tells nothing about them


class HelpAsk(Model):
    """That somebody was asked."""

    id: int
    shift_id: int
    person_id: int
    at: Instant
    sent_at: Instant | None = None
    reply: AskReply | None = None


class Rate(Model):
    """How many of those asked say yes, of a unit and a kind of activity, and from how many cases that is known."""

    expected: float
    cases: int = 0

    @property
    def is_known(self) -> bool:
        """Whether there are enough cases to say it to somebody."""
        return self.cases >= ENOUGH_CASES


class AskSum(Model):
    """How many were asked somewhere, and how many of them said yes."""

    asked: int = 0
    yes: int = 0


def rate_of(sums: Iterable[AskSum]) -> Rate:
    """What is to be expected, from the sums of the whole, of what is below, and last of the unit itself.

    Each weighs by how many were asked, against what is known above it (`PRIOR_WEIGHT`): few cases tell little.
    """
    expected, cases = PRIOR, 0
    for one in sums:
        expected = (one.yes + PRIOR_WEIGHT * expected) / (one.asked + PRIOR_WEIGHT)
        cases = one.asked
    return Rate(expected=expected, cases=cases)


class Need(Model):
    """How many a shift still takes, when it begins, since when answers are waited for, and who came by themselves."""

    missing: int
    starts_at: Instant
    unanswered: tuple[Instant, ...] = ()  # when each of those was asked who has not answered
    by_themselves: int = 0  # who took a place in the last day without having been asked

    def with_asked(self, people: int, now: datetime) -> "Need":
        """The same once so many more are asked."""
        return self.model_copy(update={"unanswered": (*self.unanswered, *[now] * people)})


def by_themselves(confirmed: Iterable[SignUp], asks: Iterable[HelpAsk], moment: Moment) -> int:
    """How many took a place in the last day whom nobody had asked: others still will."""
    asked = {ask.person_id for ask in asks}
    return sum(one.at > moment.now - A_DAY and one.person_id not in asked for one in confirmed)


class Candidate(Model):
    """Somebody who could take a place in it, and may be asked."""

    person_id: int
    asked_at: Instant | None = None  # last, about whatever it was


def whom_to_ask(need: Need, candidates: Sequence[Candidate], rate: Rate, moment: Moment) -> tuple[int, ...]:
    """So many that with everybody who is still expected the shift is expected to have as many as it takes.

    Expected are answers, and as long as people come by themselves further ones of them. Shortly before it begins more
    are asked for each that is missing, up to twice as many, since fewer read it in time. Who was asked longest ago
    comes first. Once nothing is missing nobody is asked.
    """
    left = moment.hours_by_day(moment.now, min(need.starts_at - LAST_ASKED, moment.now + LOOKED_AHEAD))
    in_time = max(READ_IN_TIME, 1 - _silent_after(left))
    waves = Counter(need.unanswered)
    expected = sum(people * _still_expected(at, rate, in_time, moment) for at, people in waves.items())
    open_still = need.missing - expected - _by_themselves(need, moment)
    if need.missing <= 0 or open_still <= (TOLERATED if left > HALF_A_DAY else 0):
        return ()
    count = math.ceil(open_still / max(rate.expected * in_time, LEAST_EXPECTED) - A_LITTLE)
    by_turn = sorted(candidates, key=_turn)
    return tuple(one.person_id for one in by_turn[:count])


def _still_expected(asked_at: datetime, rate: Rate, in_time: float, moment: Moment) -> float:
    """How many yeses are still to be expected in time of one who has not answered: fewer the longer they are silent."""
    if moment.now - asked_at >= ANSWERED_WITHIN:
        return 0.0
    return rate.expected * _silent_after(moment.hours_by_day(asked_at, moment.now)) * in_time


def _silent_after(hours: float) -> float:
    """How many of those who are going to say yes have not said it after so many hours by day."""
    return float(0.5 ** (hours / (HALF_OF_THEM / AN_HOUR)))


def _by_themselves(need: Need, moment: Moment) -> float:
    """How many are still expected to come without being asked: fewer each day, and in the last day nobody."""
    days = (need.starts_at - moment.now) / A_DAY
    return need.by_themselves * min(STILL_COME, max(0.0, (days - 1) / 2))


def _turn(one: Candidate) -> tuple[float, int]:
    return (one.asked_at.timestamp() if one.asked_at else 0.0, one.person_id)


# When, and for what


def begins_soon(start: datetime, at: datetime) -> bool:
    """Whether a leader is told at that instant that it still takes people, whoever is being asked."""
    return start - at <= LEADER_TOLD


def is_time_to_ask(activity: Activity, shift: Shift, moment: Moment) -> bool:
    """Whether people may be asked for a shift now that takes more than it has: long enough posted, or near enough."""
    if not shift.takes or not is_on(activity, shift) or moment.is_quiet:
        return False
    ahead = shift.period.start - moment.now
    posted = moment.now - (shift.posted_at or shift.since)
    policy = moment.policy
    is_due = posted >= timedelta(hours=policy.ask_after_hours) or ahead <= timedelta(hours=policy.ask_before_hours)
    return is_due and ahead > LAST_ASKED


def could_take(facts: Facts, moment: Moment) -> bool:
    """Whether somebody would have a place at once who took it, in whichever role; the rules of signing up say so."""
    match judge_or_choose(facts, moment):
        case Taken():
            return not facts.has_place
        case ToChoose(roles=judged):
            return any(isinstance(one, Taken) for one in judged)
    return False


def usually_can(available: frozenset[Slot] | None, period: Period, zone: ZoneInfo) -> bool:
    """Whether it is at a time at which they usually can come; who has not said when can be asked at any."""
    return available is None or slot_of(period, zone) in available


def slot_of(period: Period, zone: ZoneInfo) -> Slot:
    """The time of the week in whose part of the day its middle lies."""
    middle = (period.start + (period.end - period.start) / 2).astimezone(zone)
    part = 0 if middle.hour < 12 else 1 if middle.hour < 18 else 2
    return Slot(part + 3 * (middle.weekday() >= 5))


class WhyTold(StrEnum):
    """Why the leader is told."""

    NOBODY_LEFT = "nobody_left"
    SOON = "soon"


class AskRound(Model):
    """How far it has come with asking for one shift."""

    unit: Unit  # whose people are asked: the activity's, or one above it
    wave: int = 0
    next_at: Instant | None = None
    gap: int = 0  # how often it has had enough, and too few again
    told_at: Instant | None = None  # when its leader was told of this gap last
