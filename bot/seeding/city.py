"""The synthetic city's tree of units and its people (the sizes are a real city's, DESIGN)."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from storage.seeding import UnitLine
from volunteering.people import Language
from volunteering.units import Unit

PEOPLE: Final = 28_000
TOWNSHIPS: Final = 131
TEAMS: Final = 724
ADMINS: Final = (8, 6)  # of the city, of each branch: 62 in all
NEW_IN_FIRST_YEAR: Final = 2_600
NEW_A_YEAR: Final = 1_800  # in every later one

# Telegram's own numbers have 52 bits at the most, and stay far below this.
NOBODY: Final = 10**15

CITY, BRANCH, TOWNSHIP, TEAM = range(4)
_AT_HOME: Final = {TEAM: 88, TOWNSHIP: 8, BRANCH: 3, CITY: 1}
_LANGUAGES: Final = {Language.SIMPLIFIED: 94, Language.TRADITIONAL: 4, Language.ENGLISH: 2}
_YEARS_BEFORE: Final = 4
_SUSPENDED: Final = 0.002


@dataclass(slots=True)
class Place:
    """A unit with those whom its activities can draw on: everybody below it, a team's whole township."""

    unit: Unit
    level: int
    leader: int = 0
    people: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)


@dataclass(slots=True)
class City:
    """What a year needs to know of the city."""

    random: Random
    zone: ZoneInfo
    places: list[Place]
    by_level: dict[int, list[Place]]
    pools: dict[int, Place]  # by unit: where the people of its activities come from
    reachable: bool
    keenness: list[float] = field(default_factory=lambda: [0.0])  # by person; numbers begin at 1
    since: list[int] = field(default_factory=lambda: [0])  # when each registered, in seconds

    @property
    def number_of_people(self) -> int:
        """How many are registered so far."""
        return len(self.since) - 1


def plan_city(random: Random, top: Unit, zone: ZoneInfo, founded: datetime, *, reachable: bool) -> list[UnitLine]:
    """Placeholder."""
    raise NotImplementedError
