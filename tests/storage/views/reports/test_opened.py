"""A month's figures opened into what makes them: it adds up, and nothing of other months or units is among it."""

from datetime import date, timedelta

import pytest

from storage.engine.pages import Page
from storage.views.reports.opened import came, held, lines, newcomers
from storage.views.reports.totals import totals
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from volunteering.rules.ground.periods import Month
from volunteering.rules.hours import Decision, Kind
from volunteering.rules.reports import Span

NOVEMBER = Month(year=2026, number=11)
MID = date(2026, 11, 15)
PAGE = 5


@pytest.fixture
def ledger(city: City) -> Ledger:
    return Ledger(city)


async def test_the_activities_of_a_month_the_latest_first(city: City, ledger: Ledger) -> None:
    wang, chen = [await ledger.newcomer(name, city.jiaojiang, MID) for name in ("Wang", "Chen")]
    for number in range(PAGE + 1):
        shift = await ledger.shift(MID + timedelta(days=number), unit=city.jiaojiang if number else city.top)
        await ledger.came(shift, wang, chen)
    await ledger.came(await ledger.shift(date(2026, 10, 30)), wang)
    again = await ledger.shift(MID + timedelta(days=9), activity=shift.activity_id)
    await ledger.came(again, wang, minutes=60)
    async with city.database.reading() as reader:
        first = await held(reader, NOVEMBER, city.top.id, NOW, own=False, page=Page(PAGE))
        second = await held(reader, NOVEMBER, city.top.id, NOW, own=False, page=Page(PAGE, 1))
        own = await held(reader, NOVEMBER, city.top.id, NOW, own=True, page=Page(PAGE))
        beyond = await held(reader, NOVEMBER, city.top.id, NOW, own=False, page=Page(PAGE, 9_999))
        assert await held(reader, NOVEMBER, 404, NOW, own=False, page=Page(PAGE)) is None
    assert first is not None
    assert second is not None
    assert own is not None
    assert beyond is not None
    assert (len(first.held), first.extent.has_more) == (PAGE, True)
    assert (len(second.held), second.extent.has_more) == (1, False)
    assert (beyond.held, beyond.extent.has_more) == ((), False)
    assert first.held[0].activity_id == shift.activity_id
    assert (first.held[0].came, first.held[0].minutes) == (3, 180 + 180 + 60)
    assert [one.unit for one in own.held] == ["Taizhou"]
    async with city.database.reading() as reader:
        whole = await totals(reader, Span.of(NOVEMBER), city.top, NOW)
    assert sum(one.came for one in (*first.held, *second.held)) == whole.participations
    assert len((*first.held, *second.held)) == whole.activities


async def test_the_people_of_an_activity(city: City, ledger: Ledger) -> None:
    people = [await ledger.newcomer(f"P{number}", city.jiaojiang, MID) for number in range(PAGE + 1)]
    shift = await ledger.shift(MID, places=0)
    await ledger.came(shift, *people[:-1])
    await ledger.missed(shift, people[-1])
    await ledger.came(shift, people[0], minutes=60)
    await ledger.came(await ledger.shift(date(2026, 10, 1), activity=shift.activity_id), people[0])
    async with city.database.reading() as reader:
        first = await came(reader, NOVEMBER, shift.activity_id, page=Page(PAGE))
        second = await came(reader, NOVEMBER, shift.activity_id, page=Page(PAGE, 1))
        assert await came(reader, NOVEMBER, 404, page=Page(PAGE)) is None
    assert first is not None
    assert second is not None
    assert (first.came, first.minutes) == (PAGE, 60 + (PAGE - 1) * 180)
    assert (first.people[0].name, first.people[0].minutes, first.people[0].came) == ("P0", 60, 1)
    assert [(one.name, one.came, one.no_shows) for one in second.people] == [(people[-1].name, 0, 1)]
    assert (first.extent.has_more, second.extent.has_more) == (True, False)


async def test_the_lines_of_the_ledger_add_up(city: City, ledger: Ledger) -> None:
    wang, chen = [await ledger.newcomer(name, city.huangyan, MID) for name in ("Wang", "Chen")]
    shift = await ledger.shift(MID)
    await ledger.came(shift, wang, chen)
    await ledger.missed(shift, wang)
    await ledger.logged(chen, date(2026, 11, 20), 45)
    await ledger.logged(chen, date(2026, 11, 20), 45, Decision.PENDING)
    async with city.database.reading() as reader:
        found = await lines(reader, NOVEMBER, city.top.id, own=False, page=Page(PAGE))
        own = await lines(reader, NOVEMBER, city.top.id, own=True, page=Page(PAGE))
        whole = await totals(reader, Span.of(NOVEMBER), city.top, NOW)
        assert await lines(reader, NOVEMBER, 404, own=False, page=Page(PAGE)) is None
    assert found is not None
    assert own is not None
    assert (own.lines, own.minutes) == ((), 0)
    assert [(line.name, line.title, line.kind, line.change, line.corrects) for line in found.lines] == [
        ("Chen", "Library help", Kind.LOGGED, 45, False),
        ("Wang", "River clean-up", Kind.NO_SHOW, -180, True),
        ("Chen", "River clean-up", Kind.ATTENDED, 180, False),
        ("Wang", "River clean-up", Kind.ATTENDED, 180, False),
    ]
    assert found.minutes == sum(line.change for line in found.lines) == whole.minutes


async def test_who_is_new(city: City, ledger: Ledger) -> None:
    for number in range(PAGE + 1):
        await ledger.newcomer(f"P{number}", city.jiaojiang, MID + timedelta(days=number))
    await ledger.newcomer("Earlier", city.jiaojiang, date(2026, 10, 31))
    await ledger.newcomer("Elsewhere", city.huangyan, MID)
    async with city.database.reading() as reader:
        first = await newcomers(reader, NOVEMBER, city.jiaojiang.id, page=Page(PAGE))
        second = await newcomers(reader, NOVEMBER, city.jiaojiang.id, page=Page(PAGE, 1))
        assert await newcomers(reader, NOVEMBER, 404, page=Page(PAGE)) is None
    assert first is not None
    assert second is not None
    assert [one.name for one in (*first.people, *second.people)] == [f"P{number}" for number in range(PAGE, -1, -1)]
    assert (first.extent.has_more, second.extent.has_more) == (True, False)
