"""The figures of a report against counting one by one, and nobody who is gone among them."""

import random
from collections import Counter
from datetime import date, timedelta
from typing import Final

import pytest

from storage.engine.database import Database
from storage.views.census import CensusReport, census_report
from tests.support.city import NOW, ZONE, City
from volunteering.actions.census.drawing import draw_up
from volunteering.rules.census.figures import UnitFigures
from volunteering.rules.census.subjects import LONGER, UNDER, UNKNOWN, Chapter
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import local_day
from volunteering.rules.ground.policy import Policy
from volunteering.rules.profiles import Born, Education, Gender, Particular, Particulars
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Person

TODAY: Final = local_day(NOW, ZONE)
AT: Final = Moment(now=NOW, zone=ZONE, policy=Policy())


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


async def says(city: City, person: Person, **said: object) -> None:
    particulars = Particulars.model_validate(said)
    async with city.writing() as rows:
        await rows.profiles.change(person.id, particulars, list(Particular), NOW)


async def figures_of(city: City, unit: Unit) -> UnitFigures:
    async with city.writing() as rows:
        await draw_up(rows, AT)
    async with city.database.reading() as reader:
        found = await census_report(reader, unit.id)
    assert isinstance(found, CensusReport)
    return found.figures


def shown(figures: UnitFigures, chapter: Chapter) -> dict[str, int]:
    """What is shown and not 0."""
    return {answer: people for answer, people in figures.subjects[chapter] if people}


async def test_what_people_type_in_either_script_is_one_answer(city: City) -> None:
    """In the spelling that most of them have: nobody is hidden for writing 區 beside 区."""
    for number in range(12):
        person = await city.person(f"Person {number}")
        simplified = number < 7
        await says(
            city,
            person,
            district="椒江区" if simplified else "椒江區",
            languages=("闽南话" if simplified else "閩南話",),
        )
    await city.people(5)  # who say nothing
    figures = await figures_of(city, city.top)
    assert shown(figures, Chapter.DISTRICTS)["椒江区"] == 12
    assert shown(figures, Chapter.LANGUAGES)["闽南话"] == 12


async def test_a_district_that_is_typed_is_the_one_that_others_tapped(city: City) -> None:
    for number, district in enumerate(["椒江"] * 6 + ["椒江区"] * 4 + ["椒江分会"] * 2):
        await says(city, await city.person(f"Person {number}"), district=district)
    await city.people(5)  # who say nothing
    assert shown(await figures_of(city, city.top), Chapter.DISTRICTS)["椒江"] == 12


async def test_the_figures_are_what_one_counts_by_hand(city: City) -> None:
    """Where nothing is few, nothing is hidden; and where something is, what is shown is right all the same."""
    dice = random.Random(4)
    teams = [city.jiaojiang, city.huangyan, *[await city.unit(f"Team {n}", city.jiaojiang) for n in range(3)]]
    genders, ages, schooled = Counter[str](), Counter[str](), Counter[str]()
    homes = Counter({city.jiaojiang.name: 1})  # Teacher Li's
    for number in range(120):
        unit = dice.choice(teams)
        person = await city.person(f"Person {number}", unit)
        gender = dice.choice([Gender.WOMAN, Gender.WOMAN, Gender.MAN, None])
        age = dice.choice([16, 25, 35, 65, 66, 80])
        education = dice.choice(list(Education))
        born = Born(year=TODAY.year - age, day=TODAY.replace(year=TODAY.year - age))
        await says(city, person, gender=gender, born=born, education=education, languages=("cmn",))
        genders[gender or UNKNOWN] += 1
        ages[UNDER if age < 18 else str(max(band for band in (18, 30, 40, 50, 60, 70) if band <= age))] += 1
        schooled[education] += 1
        homes[unit.name] += 1
    for counted in (genders, ages, schooled):
        counted[UNKNOWN] += 1  # Teacher Li has said nothing
    figures = await figures_of(city, city.top)
    assert figures.people == 121
    for chapter, counted in ((Chapter.GENDER, genders), (Chapter.AGES, ages), (Chapter.EDUCATION, schooled)):
        assert len(shown(figures, chapter)) >= 2
        assert shown(figures, chapter).items() <= counted.items(), chapter
    for part in figures.parts:
        unit = city.jiaojiang if part.unit_id == city.jiaojiang.id else city.huangyan
        assert part.people == sum(homes[name] for name in homes if (name == "Huangyan") == (unit == city.huangyan))


async def test_ages_turn_on_the_birthday(city: City) -> None:
    born = {
        "18 today": Born(year=2008, day=date(2008, TODAY.month, TODAY.day)),
        "18 tomorrow": Born(year=2008, day=date(2008, TODAY.month, TODAY.day) + timedelta(days=1)),
        "a year alone": Born(year=TODAY.year - 18),
    }
    for name, birth in born.items():
        for number in range(5):
            await says(city, await city.person(f"{name} {number}", city.huangyan), born=birth)
    figures = await figures_of(city, city.huangyan)
    assert shown(figures, Chapter.AGES) == {UNDER: 10, "18": 5}


async def test_who_is_gone_counts_nowhere(city: City) -> None:
    people = [await city.person(f"Person {number}", city.huangyan) for number in range(7)]
    async with city.writing() as rows:
        await rows.people.erase(people[0].id)
    assert (await figures_of(city, city.huangyan)).people == 6


async def test_active_is_who_gave_time_and_served_what_rosters_say(city: City) -> None:
    people = [await city.person(f"Person {number}", city.huangyan) for number in range(20)]
    async with city.changing() as tx:
        for number, person in enumerate(people):
            day = TODAY - timedelta(days=[5, 45, 200, 600][number % 4])
            tx.later(
                """
                INSERT INTO entries
                    (person_id, unit_id, kind, day, month, minutes, change, participations, no_shows, at)
                VALUES (:person, :unit, 'attended', :day, :month, 60, 60, 1, 0, 0)
                """,
                person=person.id,
                unit=city.huangyan.id,
                day=day.isoformat(),
                month=f"{day:%Y-%m}",
            )
    shift = await city.shift(-48, activity=await city.activity(unit=city.huangyan))
    async with city.changing() as tx:
        tx.later("UPDATE shifts SET served_people = 50 WHERE id = :shift", shift=shift.id)
    figures = await figures_of(city, city.huangyan)
    assert shown(figures, Chapter.ACTIVE) == {"30": 5, "90": 5, "365": 5, LONGER: 5}
    assert [figures.active_within(days) for days in (30, 90, 365)] == [5, 10, 15]
    assert (figures.served, figures.served_each) == (50, 2.5)


async def test_what_was_drawn_up_stays_until_the_next_time(city: City) -> None:
    for number in range(6):
        await city.person(f"Person {number}", city.huangyan)
    before = await figures_of(city, city.huangyan)
    await city.person("Late", city.huangyan)
    async with city.database.reading() as reader:
        found = await census_report(reader, city.huangyan.id)
    assert isinstance(found, CensusReport)
    assert (found.figures, found.at) == (before, NOW)
    assert (await figures_of(city, city.huangyan)).people == 7
