"""The synthetic city's tree of units and its people; the sizes are a real city's."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from bot.seeding import invented, portraits
from bot.seeding.seasons import days_of, seasons, shared
from storage.keeping.seeding import PersonLine, ProfileLine, RoleLine, UnitLine
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.periods import Month
from volunteering.rules.tree import Role, Unit, path_of
from volunteering.rules.volunteers import Language, Standing

PEOPLE: Final = 28_000
TOWNSHIPS: Final = 131
TEAMS: Final = 724
ADMINS: Final = (8, 6)  # of the city, and of each branch: 62 in all
NEW_IN_FIRST_YEAR: Final = 2_600
NEW_LATER: Final = 1_800  # in every further year

NOBODY: Final = 10**15
"""Telegram's own numbers are far below: whoever is invented can be nobody's chat."""

CITY, BRANCH, TOWNSHIP, TEAM = range(4)
_AT_HOME: Final = {CITY: 1, BRANCH: 3, TOWNSHIP: 8, TEAM: 88}
_LANGUAGES: Final = {Language.SIMPLIFIED: 94, Language.TRADITIONAL: 4, Language.ENGLISH: 2}
_YEARS_BEFORE: Final = 4
_WITH_PHONE: Final = 0.85
_SUSPENDED: Final = 0.002
_IDLE: Final = (0.42, 0.1)  # how many are registered and hardly ever come, and how keen they are
_KEENEST: Final = 40.0


class Pool:
    """People to draw from, the keen ones more often."""

    def __init__(self) -> None:
        self._people: list[int] = []
        self._bounds: list[float] = []

    def add(self, person: int, keenness: float) -> None:
        """One more, so many times as likely to be drawn."""
        self._people.append(person)
        self._bounds.append(keenness + (self._bounds[-1] if self._bounds else 0.0))

    def some(self, random: Random, number: int) -> list[int]:
        """So many, perhaps some of them twice."""
        return random.choices(self._people, cum_weights=self._bounds, k=number)

    def __len__(self) -> int:
        return len(self._people)


class Host:
    """A unit, and those who come to its activities: everybody below it; to a team's, its whole township."""

    def __init__(self, unit: Unit, above: "Host | None") -> None:
        self.unit = unit
        self.level = unit.depth
        self.above = above
        self.pool: Pool = above.pool if above and self.level == TEAM else Pool()
        self.leader = 0

    def welcome(self, person: int, keenness: float) -> None:
        """Somebody is at home here."""
        at: Host | None = self
        while at:
            if at.level != TEAM:
                at.pool.add(person, keenness)
            at = at.above


class InventedCity:
    """The units, and the people as far as they have registered. Numbers of people begin at 1."""

    def __init__(self, random: Random, zone: ZoneInfo, top: Unit, *, reachable: bool) -> None:
        self.random = random
        self.zone = zone
        self.hosts: tuple[list[Host], ...] = ([], [], [], [])  # by level
        self.since = [0]  # by person: the second they registered
        self.homes: list[Host] = [Host(top, None)]  # by person
        self.posts: list[tuple[int, Host, Role]] = []
        self._reachable = reachable
        self._units(self.homes[0])

    def _units(self, city: Host) -> None:
        random, numbers = self.random, count(city.unit.id + 1)
        townships = shared(TOWNSHIPS, [1] * len(invented.BRANCHES))
        teams = iter(shared(TEAMS, [1] * TOWNSHIPS))
        names = iter(invented.township_names(random))
        self.hosts[CITY].append(city)
        for branch_name, below in zip(invented.BRANCHES, townships, strict=True):
            branch = self._unit(next(numbers), f"{branch_name}分会", city)
            for _ in range(below):
                township = self._unit(next(numbers), next(names), branch)
                for team_name in invented.team_names(random, next(teams)):
                    self._unit(next(numbers), team_name, township)

    def _unit(self, number: int, name: str, above: Host) -> Host:
        host = Host(Unit(id=number, name=name, path=path_of(number, above.unit.path)), above)
        self.hosts[host.level].append(host)
        return host

    def units(self, at: datetime) -> Iterator[UnitLine]:
        """Every unit below the top."""
        for level in self.hosts[BRANCH:]:
            for host in level:
                unit = host.unit
                name, found_as = unit.name, folded(unit.name)
                yield UnitLine(unit.id, unit.above_id, unit.path, unit.depth, name, found_as, int(at.timestamp()))

    def founders(self, year: int) -> Iterator[PersonLine | RoleLine]:
        """Those who registered before the year; first of them the ones with roles."""
        days = (date(year, 1, 1) - date(year - _YEARS_BEFORE, 1, 1)).days
        first = date(year - _YEARS_BEFORE, 1, 1)
        for home, role in self._staff():
            yield from self._with_role(home, role, first)
        others = PEOPLE - NEW_IN_FIRST_YEAR - len(self.since) + 1
        # The longer ago, the fewer.
        for passed in sorted(self.random.random() ** 0.6 for _ in range(others)):
            yield self._person(self._home(), first + timedelta(days=int(passed * days)))

    def newcomers(self, year: int, number: int) -> Iterator[PersonLine]:
        """Those who register in the year."""
        for month, many in enumerate(shared(number, seasons(self.random)), start=1):
            days, weights = days_of(Month(year=year, number=month))
            for day in sorted(self.random.choices(days, weights, k=many)):
                yield self._person(self._home(), day)

    def _staff(self) -> Iterator[tuple[Host, Role]]:
        for level, admins in enumerate(ADMINS):
            for host in self.hosts[level]:
                yield from ((host, Role.ADMIN) for _ in range(admins))
        for host in (*self.hosts[TOWNSHIP], *self.hosts[TEAM]):
            yield host, Role.LEADER

    def _with_role(self, home: Host, role: Role, day: date) -> Iterator[PersonLine | RoleLine]:
        person = self._person(home, day)
        home.leader = home.leader or person.id
        self.posts.append((person.id, home, role))
        yield person
        yield RoleLine(person.id, home.unit.id, role, None, person.registered_at)

    def profile_of(self, line: PersonLine) -> ProfileLine:
        """What somebody says of themselves; they live where their branch is."""
        home: Host | None = self.homes[line.id]
        while home and home.level > BRANCH:
            home = home.above
        district = home.unit.name.removesuffix("分会") if home and home.level == BRANCH else invented.BRANCHES[0]
        return portraits.profile_of(line.id, district, line.registered_at)

    def _home(self) -> Host:
        [level] = self.random.choices(tuple(_AT_HOME), tuple(_AT_HOME.values()))
        return self.random.choice(self.hosts[level])

    def _person(self, home: Host, day: date) -> PersonLine:
        random, number = self.random, len(self.since)
        at = datetime.combine(day, time(random.randrange(8, 22), random.randrange(60)), tzinfo=self.zone)
        name, since = invented.person_name(random), int(at.timestamp())
        self.since.append(since)
        self.homes.append(home)
        home.welcome(number, _keenness(random))
        [language] = random.choices(tuple(_LANGUAGES), tuple(_LANGUAGES.values()))
        return PersonLine(
            id=number,
            telegram_id=NOBODY + number,
            name=name,
            name_folded=folded(name),
            phone=invented.phone_number(random) if random.random() < _WITH_PHONE else None,
            language=language,
            home_unit_id=home.unit.id,
            state=Standing.SUSPENDED if random.random() < _SUSPENDED else Standing.ACTIVE,
            consented_at=since,
            registered_at=since,
            registered_month=str(Month.of(day)),
            reachable=int(self._reachable),
            born=portraits.born(number, day),
        )


def _keenness(random: Random) -> float:
    share, idle = _IDLE
    return idle if random.random() < share else min(random.paretovariate(1.2), _KEENEST)
