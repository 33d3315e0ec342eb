"""What is tried on: the townships of the seeded city, each in a quarter of its year, with the city's own numbers.

A township and its teams, who lives there, what they post, who wants to come: all as `python -m bot seed-city` has it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from benchmarks.roster.behaviour import DROPS_OUT
from bot.seeding.city import TEAM, TOWNSHIP, Host, InventedCity
from bot.seeding.filling import people_of_year
from bot.seeding.turnout import Numbers
from bot.seeding.year import Year
from storage.keeping.seeding import ActivityLine, ShiftLine, SignUpLine
from volunteering.rules.activities import Category, State
from volunteering.rules.tree import Unit, path_of

ZONE: Final = ZoneInfo("Asia/Shanghai")
SEEDED: Final = 2024
QUARTERS: Final = 4
TOP: Final = Unit(id=1, name="Taizhou", path=path_of(1))


@dataclass(frozen=True, slots=True)
class PlannedShift:
    """A shift to be posted: its number is the same whichever policy is tried, and so is who wants to come."""

    number: int
    unit: int  # of the township: 0 is the township itself, then its teams
    category: Category
    posted: datetime
    start: datetime
    lasts: timedelta
    places: int
    wants: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody who lives there, from a day on."""

    number: int
    unit: int
    since: datetime
    is_new: bool  # registered within the year


@dataclass(frozen=True, slots=True)
class Township:
    """One, in a quarter of the year."""

    units: int
    people: tuple[PlannedPerson, ...]
    shifts: tuple[PlannedShift, ...]

    @property
    def begins(self) -> datetime:
        """Shortly before anything is posted."""
        return min(shift.posted for shift in self.shifts) - timedelta(hours=1)

    @property
    def ends(self) -> datetime:
        """When every roster is confirmed."""
        return max(shift.start for shift in self.shifts) + timedelta(days=3)


def townships(number: int) -> tuple[Township, ...]:
    """So many of the city's townships and quarters, in an order of their own, so that the first are as good as any."""
    city = InventedCity(Random(SEEDED), ZONE, TOP, reachable=False)
    for _ in people_of_year(city, SEEDED, datetime(SEEDED - 5, 1, 1, tzinfo=UTC)):
        pass
    held = _held(city)
    order = [(host, quarter) for host in city.hosts[TOWNSHIP] for quarter in range(QUARTERS)]
    Random(SEEDED).shuffle(order)
    found = (
        _township(city, host, held[host.unit.id, quarter]) for host, quarter in order if held[host.unit.id, quarter]
    )
    return tuple(one for one, _ in zip(found, range(number), strict=False))


@dataclass(slots=True)
class _SeededShift:
    """A shift as the seeded city has it."""

    host: Host
    line: ShiftLine
    category: Category
    people: list[int]


def _held(city: InventedCity) -> dict[tuple[int, int], list[_SeededShift]]:
    """The shifts of each township and its teams, by its number and the quarter."""
    hosts = {host.unit.id: host for level in (TOWNSHIP, TEAM) for host in city.hosts[level]}
    categories: dict[int, str] = {}
    shifts: dict[int, _SeededShift] = {}
    for line in _lines(city):
        match line:
            case ActivityLine():
                categories[line.id] = line.category
            case ShiftLine() if line.unit_id in hosts and line.state == State.OPEN and line.places:
                category = Category(categories[line.activity_id])
                shifts[line.id] = _SeededShift(hosts[line.unit_id], line, category, [])
            case SignUpLine() if line.shift_id in shifts:
                shifts[line.shift_id].people.append(line.person_id)
    found: defaultdict[tuple[int, int], list[_SeededShift]] = defaultdict(list)
    for one in shifts.values():
        above = one.host if one.host.level == TOWNSHIP else one.host.above
        if above is not None:
            found[above.unit.id, (int(one.line.month[-2:]) - 1) // 3].append(one)
    return found


def _lines(city: InventedCity) -> Iterator[object]:
    year = Year(city, SEEDED, Numbers())
    for month in year.months:
        yield from year.lines_of(month, is_last=False)


def _township(city: InventedCity, host: Host, held: Sequence[_SeededShift]) -> Township:
    units = [host, *(team for team in city.hosts[TEAM] if team.above is host)]
    numbers = {unit.unit.id: number for number, unit in enumerate(units)}
    shifts = tuple(_planned(city, numbers[one.host.unit.id], one) for one in held)
    ends = max(shift.start for shift in shifts)
    people = tuple(
        PlannedPerson(number, numbers[home.unit.id], since, is_new=since > ends - timedelta(days=365))
        for number, home in enumerate(city.homes)
        if number and home.unit.id in numbers and (since := _instant(city.since[number])) < ends
    )
    return Township(units=len(units), people=people, shifts=shifts)


def _planned(city: InventedCity, unit: int, one: _SeededShift) -> PlannedShift:
    """Who wants to come are those whom the city has in it, and as many more as drop out before it begins."""
    random, line = Random(f"{SEEDED}/{one.line.id}"), one.line
    wants = dict.fromkeys(one.people)
    many = round(len(wants) / (1 - DROPS_OUT))
    for person in one.host.pool.some(random, 4 * many):
        if len(wants) < many and city.since[person] < line.moved_at:
            wants[person] = None
    return PlannedShift(
        number=line.id,
        unit=unit,
        category=one.category,
        posted=_instant(line.moved_at),
        start=_instant(line.starts_at),
        lasts=timedelta(seconds=line.ends_at - line.starts_at),
        places=line.places,
        wants=tuple(wants),
    )


def _instant(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)
