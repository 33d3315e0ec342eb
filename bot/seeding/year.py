"""A year of the synthetic city: what was on, and when; who came is in `turnout`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from typing import Final

from bot.seeding import invented
from bot.seeding.city import BRANCH, CITY, TEAM, TOWNSHIP, Host, InventedCity
from bot.seeding.seasons import days_of, seasons, shared
from bot.seeding.turnout import DAY, HeldShift, Numbers, Turnout
from storage.keeping.seeding import ActivityLine, Line, ShiftLine
from volunteering.rules.activities import State
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.periods import Month

ACTIVITIES: Final = 4_188  # held in a year
PARTICIPATIONS: Final = 143_695

_LEVELS: Final = {CITY: 3, BRANCH: 9, TOWNSHIP: 18, TEAM: 70}  # how many of a hundred activities
_CROWDS: Final = {CITY: 150.0, BRANCH: 60.0, TOWNSHIP: 30.0, TEAM: 17.0}  # how many people, more or less
_SHIFTS: Final = {1: 82, 2: 12, 3: 6}
_HOURS: Final = tuple(range(8, 20))
_LENGTHS: Final = (60, 90, 120, 120, 150, 180, 180, 240, 300)
_MORE_CALLED_OFF: Final = 0.02
_POSTED_BEFORE: Final = 14 * DAY


@dataclass(frozen=True, slots=True)
class _PlannedActivity:
    """An activity: where, and when its shifts are."""

    host: Host
    shifts: tuple[tuple[date, int, int], ...]  # day, start in seconds, minutes


class Year:
    """Makes the lines of one year, month by month."""

    def __init__(self, city: InventedCity, year: int, numbers: Numbers) -> None:
        self._city, self._random, self._numbers = city, city.random, numbers
        self._turnout = Turnout(city, numbers)
        self.months = tuple(Month(year=year, number=number) for number in range(1, 13))
        held = shared(ACTIVITIES, seasons(self._random))
        self._plans = [
            [self._plan(month) for _ in range(number)] for month, number in zip(self.months, held, strict=True)
        ]
        december = self._plans[-1]
        latest = max(range(len(december)), key=lambda at: december[at].shifts[-1])
        # What smaller places had too few people for, the whole city makes up for at the end.
        december[latest] = _PlannedActivity(city.hosts[CITY][0], december[latest].shifts)
        self._crowds = self._shared_out()

    def _plan(self, month: Month) -> _PlannedActivity:
        random = self._random
        [level] = random.choices(tuple(_LEVELS), tuple(_LEVELS.values()))
        [shifts] = random.choices(tuple(_SHIFTS), tuple(_SHIFTS.values()))
        days, weights = days_of(month)
        chosen = sorted(set(random.choices(days, weights, k=shifts)))
        hour, minutes = random.choice(_HOURS), random.choice(_LENGTHS)
        starts = (
            datetime.combine(day, time(hour, random.choice((0, 0, 30))), tzinfo=self._city.zone) for day in chosen
        )
        return _PlannedActivity(
            random.choice(self._city.hosts[level]),
            tuple((start.date(), int(start.timestamp()), minutes) for start in starts),
        )

    def _shared_out(self) -> Iterator[int]:
        """How many came to each shift, in the order of plans, so that the year has its participations."""
        weights = [
            _CROWDS[plan.host.level] * self._random.lognormvariate(0, 0.5)
            for plan in chain.from_iterable(self._plans)
            for _ in plan.shifts
        ]
        return iter(shared(PARTICIPATIONS, weights))

    def lines_of(self, month: Month, *, is_last: bool) -> Iterator[Line]:
        """Everything of a month; call it for one after the other. In the last one hours still wait for approval."""
        plans = self._plans[month.number - 1]
        held: list[HeldShift] = []
        for plan in plans:
            yield (activity := self._activity(plan, State.OPEN))
            held += [self._held(activity, plan, *shift) for shift in plan.shifts]
        for shift in sorted(held, key=lambda shift: shift.start):
            yield from self._turnout.lines_of(shift, is_last=is_last)
        for _ in range(round(len(plans) * _MORE_CALLED_OFF)):
            yield from self._called_off(self._plan(month))
        yield from self._turnout.logged_outside(month, is_last=is_last)

    def _activity(self, plan: _PlannedActivity, state: State) -> ActivityLine:
        random = self._random
        [category] = random.choices(tuple(invented.KINDS), tuple(invented.KINDS.values()))
        title = random.choice(invented.TITLES[category])
        return ActivityLine(
            id=next(self._numbers.activities),
            unit_id=plan.host.unit.id,
            leader_id=plan.host.leader,
            title=title,
            title_folded=folded(title),
            category=category,
            place=f"{plan.host.unit.name}{random.choice(invented.SPOTS)}",
            state=state,
            created_at=plan.shifts[0][1] - _POSTED_BEFORE,
        )

    def _held(self, activity: ActivityLine, plan: _PlannedActivity, day: date, start: int, minutes: int) -> HeldShift:
        return HeldShift(
            id=next(self._numbers.shifts),
            activity_id=activity.id,
            posted_at=activity.created_at,
            host=plan.host,
            day=day,
            start=start,
            minutes=minutes,
            came=next(self._crowds),
        )

    def _called_off(self, plan: _PlannedActivity) -> Iterator[Line]:
        """One that was cancelled before it began, and counts nowhere."""
        yield (activity := self._activity(plan, State.CANCELLED))
        for day, start, minutes in plan.shifts:
            yield ShiftLine(
                id=next(self._numbers.shifts),
                activity_id=activity.id,
                unit_id=activity.unit_id,
                starts_at=start,
                ends_at=start + minutes * 60,
                day=day.isoformat(),
                month=str(Month.of(day)),
                places=20,
                state=State.CANCELLED,
                moved_at=start - DAY,
                roster_at=None,
                roster_by=None,
            )
