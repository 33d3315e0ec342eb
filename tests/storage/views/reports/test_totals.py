"""Totals: what counts, where it counts, and that the parts are the whole (docs/rules.md: Totals)."""

from datetime import date, timedelta
from functools import partial

import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.rows.subtrees import SPLIT, WHOLE
from storage.views.reports import totals as asked
from storage.views.reports.months import Stretch
from storage.views.reports.totals import breakdown, course, report, totals
from tests.support.city import NOW, ZONE, City, hours_later
from tests.support.databases import Databases
from tests.support.hops import hops_of
from tests.support.ledger import Ledger
from volunteering.rules.ground.periods import Month
from volunteering.rules.hours import Decision
from volunteering.rules.reports import Span, Totals
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Person

NOVEMBER = Span.of(Month(year=2026, number=11))
YEAR = Span(year=2026)
MID = date(2026, 11, 15)
SUMMED = set(Totals.model_fields) - {"people"}


@pytest.fixture
def ledger(city: City) -> Ledger:
    return Ledger(city)


async def figures(city: City, span: Span = NOVEMBER, unit: Unit | None = None) -> Totals:
    async with city.database.reading() as reader:
        return await totals(reader, span, unit or city.top, NOW)


async def test_nothing_was_done(city: City) -> None:
    assert await figures(city) == Totals()


async def test_a_month(city: City, ledger: Ledger) -> None:
    wang, chen, lin = [await ledger.newcomer(name, city.jiaojiang, MID) for name in ("Wang", "Chen", "Lin")]
    shift = await ledger.shift(MID)
    await ledger.came(shift, wang, chen)
    await ledger.missed(shift, lin)
    await ledger.came(await ledger.shift(date(2026, 11, 16), places=0), wang, minutes=90)
    await ledger.logged(lin, MID, 30)
    await ledger.logged(wang, MID, 45, Decision.PENDING)
    await ledger.logged(wang, MID, 500, Decision.REJECTED)
    assert await figures(city) == Totals(
        activities=2,
        participations=3,
        people=3,
        minutes=180 + 180 + 90 + 30,
        minutes_outside=30,
        new_people=3,
        no_shows=1,
        places=10,
        places_taken=3,
        pending_minutes=45,
    )


async def test_a_shift_belongs_to_the_month_of_its_local_start(city: City, ledger: Ledger) -> None:
    wang = await ledger.newcomer("Wang", city.jiaojiang, date(2026, 1, 2))
    for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30)):
        await ledger.came(await ledger.shift(day), wang)
    assert (await figures(city, Span.of(Month(year=2026, number=10)))).participations == 1
    assert (await figures(city)).participations == 2
    assert (await figures(city, Span.of(Month(year=2026, number=12)))).participations == 0


async def test_held_is_what_began_and_was_not_called_off(city: City, ledger: Ledger) -> None:
    december = Span.of(Month(year=2026, number=12))
    await ledger.shift(date(2026, 12, 24))  # still to come
    called_off = await ledger.shift(date(2026, 12, 1))
    await ledger.cancelled(called_off, called_off.period.start - timedelta(hours=1))
    assert (await figures(city, december)).activities == 0
    broken_off = await ledger.shift(date(2026, 12, 1), places=8)
    await ledger.cancelled(broken_off, broken_off.period.start + timedelta(hours=1))
    found = await figures(city, december)
    assert (found.activities, found.places) == (1, 8)


async def test_an_activity_of_two_shifts_is_one(city: City, ledger: Ledger) -> None:
    first = await ledger.shift(MID)
    await ledger.shift(date(2026, 11, 16), activity=first.activity_id)
    assert (await figures(city)).activities == 1


async def test_a_year_is_its_months_but_people_are_counted_once(city: City, ledger: Ledger) -> None:
    wang = await ledger.newcomer("Wang", city.jiaojiang, MID)
    first = await ledger.shift(date(2026, 10, 31))
    await ledger.came(first, wang)
    await ledger.came(await ledger.shift(MID, activity=first.activity_id), wang)
    year = await figures(city, YEAR)
    assert (year.activities, year.participations, year.people) == (2, 2, 1)
    async with city.database.reading() as reader:
        found = await course(reader, YEAR, city.top.id, NOW)
    assert found is not None
    assert len(found.months) == 12
    for name in SUMMED:
        assert sum(getattr(figures, name) for _, figures in found.months) == getattr(year, name), name


async def test_who_was_corrected_to_absent_was_not_there(city: City, ledger: Ledger) -> None:
    wang, chen = [await ledger.newcomer(name, city.jiaojiang, MID) for name in ("Wang", "Chen")]
    shift = await ledger.shift(MID)
    await ledger.came(shift, wang, chen)
    await ledger.missed(shift, wang)
    await ledger.came(shift, chen, minutes=60)
    found = await figures(city)
    assert (found.participations, found.people, found.no_shows, found.minutes) == (1, 1, 1, 60)
    await ledger.came(shift, wang)
    found = await figures(city)
    assert (found.participations, found.people, found.no_shows, found.minutes) == (2, 2, 0, 240)


async def _history(city: City, ledger: Ledger) -> None:
    """Two branches, a team of one of them, and something of the top's own."""
    team = await city.unit("Team 1", city.jiaojiang)
    homes = (city.top, city.jiaojiang, city.huangyan, team)
    people: list[Person] = [await ledger.newcomer(f"P{number}", homes[number % 4], MID) for number in range(8)]
    for number, unit in enumerate(homes):
        shift = await ledger.shift(MID + timedelta(days=number), unit=unit, places=number + 2)
        await ledger.came(shift, *people[number : number + 3])
        await ledger.missed(shift, people[7])
    for number, person in enumerate(people[:4]):
        await ledger.logged(person, MID, 30 + number)
        await ledger.logged(person, MID, 20, Decision.PENDING)


async def test_the_units_add_up_to_the_whole(city: City, ledger: Ledger) -> None:
    await _history(city, ledger)
    whole = await figures(city)
    async with city.database.reading() as reader:
        found = await breakdown(reader, NOVEMBER, city.top.id, NOW)
        assert await breakdown(reader, NOVEMBER, 404, NOW) is None
    assert found is not None
    assert [(part.unit.name, part.is_own) for part in found.parts] == [
        ("Jiaojiang", False),
        ("Huangyan", False),
        ("Taizhou", True),
    ]
    for name in SUMMED:
        assert sum(getattr(part.totals, name) for part in found.parts) == getattr(whole, name), name
    for part in found.parts[:2]:
        assert part.totals == await figures(city, unit=part.unit)


async def test_people_add_up_to_activities_and_hours_outside(city: City, ledger: Ledger) -> None:
    await _history(city, ledger)
    whole = await figures(city)
    sums = "SELECT CAST(SUM(change) AS BIGINT) AS n FROM entries"
    by_person = await city.table(f"{sums} GROUP BY person_id")
    by_activity = await city.table(f"{sums} WHERE activity_id IS NOT NULL GROUP BY activity_id")
    assert sum(row["n"] for row in by_person) == whole.minutes
    assert sum(row["n"] for row in by_activity) + whole.minutes_outside == whole.minutes


async def test_a_report_stands_beside_the_month_before_and_a_year_ago(city: City, ledger: Ledger) -> None:
    wang = await ledger.newcomer("Wang", city.jiaojiang, date(2025, 1, 2))
    for day in (MID, date(2026, 11, 16), date(2026, 10, 1), date(2025, 11, 3)):
        await ledger.came(await ledger.shift(day), wang)
    async with city.database.reading() as reader:
        found = await report(reader, NOVEMBER, city.top.id, NOW, ZONE)
        full = await report(reader, NOVEMBER, city.top.id, NOW, ZONE, people_of_all=True)
        of_year = await report(reader, YEAR, city.jiaojiang.id, NOW, ZONE, people_of_all=True)
        assert await report(reader, NOVEMBER, 404, NOW, ZONE) is None
    assert found is not None
    assert full is not None
    assert of_year is not None
    assert found.now == await figures(city)
    assert (found.unit, found.has_below, of_year.has_below) == (city.top, True, False)
    assert (found.now.activities, found.before.activities, found.year_before.activities) == (2, 1, 1)
    assert (full.before.people, full.year_before.people) == (1, 1)
    assert of_year.before == of_year.year_before
    assert (of_year.now.participations, of_year.before.participations) == (3, 1)


async def test_what_goes_on_stands_beside_the_same_days(city: City, ledger: Ledger) -> None:
    """Of what is compared with it, each figure ends with the local day that today is: also at its last minute."""
    wang = await ledger.newcomer("Wang", city.jiaojiang, date(2026, 10, 31))
    await ledger.newcomer("Chen", city.jiaojiang, date(2026, 11, 1))
    for day in (date(2026, 11, 1), date(2026, 11, 2), date(2025, 12, 1), date(2025, 12, 31)):
        await ledger.came(await ledger.shift(day), wang)
        await ledger.logged(wang, day, 10, Decision.PENDING)
    december = NOVEMBER.after
    async with city.database.reading() as reader:
        month = await report(reader, december, city.top.id, NOW, ZONE, people_of_all=True)
        year = await report(reader, Span(year=2026), city.top.id, NOW, ZONE)
    assert month is not None
    assert year is not None
    assert month.goes_on
    assert year.goes_on
    for figures in (month.before, month.year_before):
        assert (figures.activities, figures.participations, figures.people, figures.pending_minutes) == (1, 1, 1, 10)
    assert month.before.new_people == 1
    assert (year.before.participations, year.before.activities, year.before.pending_minutes) == (1, 1, 10)


def test_the_same_day_of_a_shorter_month_is_its_last() -> None:
    february = Span.of(Month(year=2027, number=2))
    assert february.same_day(date(2027, 3, 31)) == date(2027, 2, 28)
    assert Span(year=2027).same_day(date(2028, 2, 29)) == date(2027, 2, 28)


async def test_each_is_one_way_to_the_database(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            city = await City.founded(database)
            async with database.reading() as reader:
                ways = (partial(report, zone=ZONE), breakdown, course)
                for way in ways:
                    with hops_of(monkeypatch) as hops:
                        assert await way(reader, YEAR, city.top.id, NOW) is not None
                    assert len(hops) == 1, way


@pytest.mark.parametrize("parts", [WHOLE, SPLIT], ids=["whole", "split"])
async def test_no_table_of_years_is_read_through(databases: Databases, parts: str) -> None:
    """What is read of the ledger, shifts, people and claims is found by the index of months or units."""
    scope = asked._WHOLE if parts is WHOLE else asked._SPLIT
    stretches = [Stretch(NOVEMBER), Stretch.up_to(date(2026, 10, 15), NOVEMBER.before, ZONE)]
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            plans = [await _plan(database, sql, values) for sql, values in asked._figures(scope, 1, stretches, NOW)]
    steps = [step for plan in plans for step in plan]
    for index in (
        "entries_by_month",
        "shifts_by_month",
        "people_by_month",
        "claims_by_unit",
        "signups_by_shift",
        "signups_excused",
    ):
        assert any(f"INDEX {index} " in step for step in steps), index
    for alias in ("e", "s", "p", "c", "g"):
        assert not any(f"{step} ".startswith(f"SCAN {alias} ") for step in steps), steps


async def _plan(database: Database, sql: str, values: object) -> list[str]:
    assert isinstance(values, dict)
    async with database.reading() as reader:
        return [row["detail"] for row in await reader.all(f"EXPLAIN QUERY PLAN {sql}", **values)]


async def test_what_begins_later_does_not_count_yet(city: City, ledger: Ledger) -> None:
    await ledger.shift(date(2026, 12, 2))
    december = Span.of(Month(year=2026, number=12))
    assert (await figures(city, december)).activities == 0
    async with city.database.reading() as reader:
        assert (await totals(reader, december, city.top, hours_later(48))).activities == 1
