"""People served and things handed out: the figures are what the shifts say, however they are asked for."""

from datetime import date, timedelta
from random import Random

import pytest

from storage.engine.pages import Page
from storage.views.reports.served import ServedList, served
from storage.views.reports.totals import breakdown, course, report, totals
from tests.support.city import NOW, ZONE, City
from tests.support.ledger import Ledger
from volunteering.rules.attendance import Noted
from volunteering.rules.ground.periods import Month
from volunteering.rules.reports import Served, Span
from volunteering.rules.tree import Unit

Said = list[tuple[date, Unit, Served]]


@pytest.fixture
async def said(city: City) -> Said:
    """Forty shifts of fourteen months, some of them counted, by one number or by both, in three units."""
    random, ledger, found = Random(7), Ledger(city), []
    for _ in range(40):
        day = date(2025, 11, 1) + timedelta(days=random.randrange(395))
        unit = random.choice((city.top, city.jiaojiang, city.huangyan))
        shift = await ledger.shift(day, unit=unit)
        counted = Served(people=random.choice((None, 0, 7, 31)), things=random.choice((None, 120)))
        async with city.writing() as rows:
            await rows.hours.count_served(shift.id, counted)
        found.append((day, unit, counted))
    return found


def in_all(said: Said, span: Span, *units: Unit, until: date = date.max) -> tuple[int, int]:
    """What a person with a pencil would add up."""
    chosen = [
        one for day, unit, one in said if Month.of(day) in span.months and unit in (units or (unit,)) and day <= until
    ]
    return sum(one.people or 0 for one in chosen), sum(one.things or 0 for one in chosen)


SPANS = [Span(year=2026), Span(year=2025), *(Span.of(Month(year=2026, number=number)) for number in (1, 6, 10, 11))]


@pytest.mark.parametrize("span", SPANS, ids=str)
async def test_the_figures_are_the_plain_sums(city: City, said: Said, span: Span) -> None:
    async with city.database.reading() as reader:
        whole = await totals(reader, span, city.top, NOW)
        one = await totals(reader, span, city.jiaojiang, NOW)
        parts = await breakdown(reader, span, city.top.id, NOW)
    assert (whole.served_people, whole.handed_out) == in_all(said, span, until=date(2026, 12, 1))
    assert (one.served_people, one.handed_out) == in_all(said, span, city.jiaojiang)
    assert parts is not None
    for figure in ("served_people", "handed_out"):
        assert sum(getattr(part.totals, figure) for part in parts.parts) == getattr(whole, figure)


async def test_a_year_is_its_months(city: City, said: Said) -> None:
    async with city.database.reading() as reader:
        found = await course(reader, Span(year=2026), city.top.id, NOW)
    assert found is not None
    for month, figures in found.months:
        assert (figures.served_people, figures.handed_out) == in_all(said, Span.of(month), until=date(2026, 12, 1))


async def test_while_a_month_goes_on_it_stands_beside_the_same_days(city: City, said: Said) -> None:
    december = Span.of(Month(year=2026, number=12))
    async with city.database.reading() as reader:
        found = await report(reader, december, city.top.id, NOW, ZONE)
    assert found is not None
    assert (found.before.served_people, found.before.handed_out) == in_all(
        said, december.before, until=date(2026, 11, 1)
    )


@pytest.mark.parametrize("span", SPANS, ids=str)
async def test_they_open_into_the_shifts_that_make_them(city: City, said: Said, span: Span) -> None:
    pages: list[ServedList] = []
    while not pages or pages[-1].extent.has_more:
        async with city.database.reading() as reader:
            found = await served(reader, span, city.top.id, NOW, page=Page(4, len(pages)))
        assert found is not None
        pages.append(found)
    shifts = [one for page in pages for one in page.shifts]
    assert len({one.shift_id for one in shifts}) == len(shifts)
    assert [one.starts_at for one in shifts] == sorted((one.starts_at for one in shifts), reverse=True)
    listed = sum(one.served.people or 0 for one in shifts), sum(one.served.things or 0 for one in shifts)
    assert listed == in_all(said, span, until=date(2026, 12, 1))
    assert (pages[0].in_all.people or 0, pages[0].in_all.things or 0) == listed


async def test_nothing_counted_and_no_such_unit(city: City) -> None:
    async with city.database.reading() as reader:
        found = await served(reader, Span(year=2026), city.top.id, NOW, page=Page(4))
        assert found is not None
        assert (found.shifts, found.in_all) == ((), Served())
        assert await served(reader, Span(year=2026), 999, NOW, page=Page(4)) is None


async def test_whoever_was_excused_fills_no_place(city: City) -> None:
    ledger, day = Ledger(city), date(2026, 11, 15)
    wang, chen, mei = [await ledger.newcomer(name, city.jiaojiang, day) for name in ("Wang", "Chen", "Mei")]
    shift = await ledger.shift(day, places=4)
    await ledger.came(shift, wang, chen, mei)
    async with city.writing() as rows:
        await rows.hours.tick(shift.id, mei.id, came=False, noted=Noted.EXCUSED)
    async with city.database.reading() as reader:
        found = await totals(reader, Span.of(Month.of(day)), city.top, NOW)
    assert (found.places, found.places_taken) == (4, 2)
