"""What the synthetic city's people learn: trainings of an evening or several, with rosters and results.

Drawn apart, so that the city is the same with them and without; in the evening, when nobody is at a shift.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from bot.seeding.city import Host, InventedCity
from bot.seeding.tested import InventedTests
from bot.seeding.turnout import Numbers
from storage.keeping.seeding import ActivityLine, Line, ShiftLine, SignUpLine
from storage.keeping.seeding_study import ResultLine, StudyLine, TrainingLine
from volunteering.rules.activities import Category, State
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.periods import Month
from volunteering.rules.hours import Kind
from volunteering.rules.qualifications import StudyRule
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.training import PassBy

TRAININGS: Final = 300

STUDY: Final = {"first_aid": StudyRule(minutes=6 * 60, months=12)}
"""By the code of a kind, what whoever holds one goes on learning."""

_AHEAD: Final = 0.04  # of the trainings, how many are still to come
_TITLES: Final = (
    "急救培训",
    "新义工培训",
    "助老服务培训",
    "沟通技巧",
    "应急疏散演练",
    "未成年人保护",
    "手语入门",
    "骨干培训",
)
_BEGINS: Final = time(20)
_MINUTES: Final = 90
_SESSIONS: Final = (1, 1, 1, 2, 3, 4)
_LEARNERS: Final = (8, 30)
_ABSENT: Final = 0.12
_BY_MARK: Final = 0.4
_PASS_MARK: Final = 60
_DAY: Final = 24 * 3600


class InventedTrainings:
    """The trainings of a city's last year, and a few to come."""

    def __init__(self, city: InventedCity, numbers: Numbers, last_day: date) -> None:
        self._city, self._numbers, self._last_day = city, numbers, last_day
        self._random = Random(f"what people learn in {last_day.year}")  # noqa: S311  invented figures
        self._busy: defaultdict[date, set[int]] = defaultdict(set)
        self._lines = iter(range(1, 10**9))
        self._tests = InventedTests(last_day.year)

    def lines(self) -> Iterator[Line]:
        """Each with its sessions, people, rosters and results."""
        hosts = [host for level in self._city.hosts for host in level if host.leader and len(host.pool)]
        for number in range(TRAININGS):
            yield from self._training(self._random.choice(hosts), is_ahead=number < TRAININGS * _AHEAD)

    def _training(self, host: Host, *, is_ahead: bool) -> Iterator[Line]:
        random, activity = self._random, next(self._numbers.activities)
        sessions = random.choice(_SESSIONS)
        first = self._last_day + timedelta(
            days=random.randrange(2, 20) if is_ahead else -random.randrange(7 * sessions, 360)
        )
        days = [first + timedelta(days=7 * week) for week in range(sessions)]
        by_mark = random.random() < _BY_MARK
        tested = self._tests.is_one() and not by_mark
        passing = PassBy.MARK if by_mark else PassBy.TEST if tested else PassBy.PRESENCE
        posted = int(self._starts(first).timestamp()) - 14 * _DAY
        title = random.choice(_TITLES)
        yield ActivityLine(
            activity, host.unit.id, host.leader, title, folded(title), Category.OTHER, "培训室", State.OPEN, posted, 1
        )
        yield TrainingLine(activity, None, 0, passing, _PASS_MARK if by_mark else None, sessions)
        people = self._learners(host, days, posted)
        present = dict.fromkeys(people, 0)
        for day in days:
            is_over = day <= self._last_day
            yield from self._session(host, activity, day, people, present, posted, is_over=is_over)
        if days[-1] <= self._last_day:
            yield from self._results(host, activity, days[-1], present, sessions, by_mark=by_mark)
        if tested:
            passed = [person for person, times in present.items() if times >= sessions]
            yield from self._tests.about(activity, passed, int(self._starts(days[-1]).timestamp()) + 2 * 3600)

    def _starts(self, day: date) -> datetime:
        return datetime.combine(day, _BEGINS, tzinfo=self._city.zone)

    def _learners(self, host: Host, days: list[date], posted: int) -> list[int]:
        """Who was registered by then, leads nothing there, and is at no other training on one of these evenings."""
        drawn: dict[int, None] = {}
        for person in host.pool.some(self._random, self._random.randint(*_LEARNERS)):
            is_free = not any(person in self._busy[day] for day in days)
            if person != host.leader and self._city.since[person] < posted and is_free:
                drawn[person] = None
        for day in days:
            self._busy[day].update(drawn)
        return list(drawn)

    def _session(
        self,
        host: Host,
        activity: int,
        day: date,
        people: list[int],
        present: dict[int, int],
        posted: int,
        *,
        is_over: bool,
    ) -> Iterator[Line]:
        random, shift = self._random, next(self._numbers.shifts)
        start = int(self._starts(day).timestamp())
        roster_at = start + _MINUTES * 60 + random.randrange(600, _DAY) if is_over else None
        month = str(Month.of(day))
        yield ShiftLine(
            shift, activity, host.unit.id, start, start + _MINUTES * 60, day.isoformat(), month, 0, State.OPEN, posted,
            roster_at, host.leader if is_over else None,
        )  # fmt: skip
        for ticket, person in enumerate(people, start=1):
            came = is_over and random.random() >= _ABSENT
            at = posted + random.randrange(7 * _DAY)
            yield SignUpLine(
                next(self._numbers.sign_ups), shift, person, SignUpState.CONFIRMED, ticket, at,
                int(came) if is_over else None,
            )  # fmt: skip
            if roster_at is None:
                continue
            present[person] += came
            minutes = _MINUTES if came else 0
            yield StudyLine(
                next(self._lines), person, activity, shift, Kind.ATTENDED if came else Kind.NO_SHOW, day.isoformat(),
                month, minutes, minutes, int(came), int(not came), host.leader, roster_at,
            )  # fmt: skip

    def _results(
        self, host: Host, activity: int, day: date, present: dict[int, int], sessions: int, *, by_mark: bool
    ) -> Iterator[ResultLine]:
        at = int(self._starts(day).timestamp()) + _DAY
        for person, times in present.items():
            mark = min(100, int(self._random.gauss(76, 12))) if by_mark and times else None
            passed = (mark or 0) >= _PASS_MARK if by_mark else times >= sessions
            if mark is not None or passed:
                yield ResultLine(activity, person, mark, int(passed), int(by_mark), host.leader, at)
