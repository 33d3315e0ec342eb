"""Puts the synthetic city into an empty database, all of it or nothing."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from tqdm import tqdm

from bot.ground.errors import CommandError
from bot.seeding.appraised import appraisals
from bot.seeding.city import BRANCH, NEW_IN_FIRST_YEAR, NEW_LATER, InventedCity
from bot.seeding.examined import examination
from bot.seeding.honoured import certify, honours
from bot.seeding.paired import InventedBuddies
from bot.seeding.qualified import qualifications
from bot.seeding.trained import STUDY, InventedTrainings
from bot.seeding.turnout import Numbers
from bot.seeding.year import Year
from storage.engine.database import Database
from storage.keeping.seeding import Filling, Line, PersonLine, is_empty, keenest
from storage.rows import Rows
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy

YEARS: Final = range(1, 11)
FIRST: Final = range(1980, 2100)

_KEENEST: Final = 300  # people, of whom some are honoured and some got a certificate
_LATE: Final = time(22)
_STEPS: Final = 13  # of a year: its people, and its months


def see_that_years_can_be(year: int, years: int) -> None:
    """Raise CommandError where no city has so many years from `year` on."""
    if years not in YEARS or year not in FIRST:
        raise CommandError(
            f"A city has {YEARS[0]} to {YEARS[-1]} years, the first between {FIRST[0]} and {FIRST[-1]}: "
            "python -m bot seed-city --year 2009 --years 3"
        )


async def seed_city(
    database: Database, *, year: int, years: int, organisation: str, zone: ZoneInfo, reachable: bool = False
) -> None:
    """Fill an empty database with so many years from `year` on: the same lines for the same year, every time.

    Its people can be sent nothing, unless `reachable` (for a Telegram that is none). Shows how far it is where
    somebody looks. Raises `CommandError` where there is somebody already, or for years that cannot be.
    """
    see_that_years_can_be(year, years)
    founded = datetime(year - 5, 1, 1, tzinfo=UTC)
    async with database.transaction() as transaction:
        if not await is_empty(transaction):
            raise CommandError(
                "There are people or teams in this database already. A synthetic city needs an empty one: set "
                "DATABASE_URL to a new file, for example sqlite:///city.db"
            )
        rows = Rows(transaction)
        top = await rows.units.top_named(organisation, founded)
        kinds = await rows.kinds.all_for(top)
        for kind in kinds:
            if kind.code in STUDY:
                rows.kinds.change(kind.model_copy(update={"study": STUDY[kind.code]}))
        # Invented figures, the same on every machine.
        city = InventedCity(Random(year), zone, top, reachable=reachable)  # noqa: S311
        filling, numbers = Filling(transaction, database), Numbers()
        await filling.begin()
        with tqdm(total=_STEPS * years, desc=organisation, unit="month", disable=None) as bar:
            for step in _steps(city, year, years, founded, numbers):
                for line in step:
                    await filling.write(line)
                bar.update()
        last_day = date(year + years - 1, 12, 31)
        trainings = InventedTrainings(city, numbers, last_day)
        for line in (
            *qualifications(city, kinds, last_day),
            *trainings.lines(),
            *examination(city, kinds, last_day),
        ):
            await filling.write(line)
        for appraised in appraisals(city, year + years - 1):
            await filling.write(appraised)
        for setting in InventedBuddies.settings(city.hosts[BRANCH]):
            await filling.write(setting)
        keen = await keenest(transaction, _KEENEST)
        for honour in honours(city, last_day.year, keen):
            await filling.write(honour)
        await filling.finish()
        moment = Moment(now=datetime.combine(last_day, _LATE, tzinfo=zone), zone=zone, policy=Policy())
        await certify(rows, keen, organisation, last_day.year, moment)


def _steps(city: InventedCity, first: int, years: int, founded: datetime, numbers: Numbers) -> Iterator[Iterable[Line]]:
    for year in range(first, first + years):
        yield people_of_year(city, year, founded if year == first else None)
        this = Year(city, year, numbers)
        for month in this.months:
            yield this.lines_of(month, is_last=month.number == 12 and year == first + years - 1)


def people_of_year(city: InventedCity, year: int, founded: datetime | None) -> Iterator[Line]:
    """Those who register in a year; in the first one the units, and everybody who was there before it, too."""
    if founded:
        yield from city.units(founded)
        yield from _with_profiles(city, city.founders(year))
    yield from _with_profiles(city, city.newcomers(year, NEW_IN_FIRST_YEAR if founded else NEW_LATER))


def _with_profiles(city: InventedCity, lines: Iterable[Line]) -> Iterator[Line]:
    """Each person, and what they say of themselves."""
    for line in lines:
        yield line
        if isinstance(line, PersonLine):
            yield city.profile_of(line)
