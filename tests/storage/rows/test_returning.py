"""Who came again: from which shift on people count, until when, and whose they are (docs/rules.md: Totals)."""

from datetime import date, timedelta

import pytest

from storage.rows.returning import returning
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from volunteering.rules.ground.periods import Month
from volunteering.rules.hours import BEFORE_YIGONG, Kind, Subject, entry_for
from volunteering.rules.reports import RETURN_WITHIN, Returning, Span
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Person

MAY = Span.of(Month(year=2026, number=5))
FIRST = date(2026, 5, 10)
LATER = date(2026, 12, 1)


@pytest.fixture
def ledger(city: City) -> Ledger:
    return Ledger(city)


@pytest.fixture
async def wang(city: City, ledger: Ledger) -> Person:
    return await ledger.newcomer("Wang", city.jiaojiang, FIRST)


async def found(city: City, unit: Unit | None = None, span: Span = MAY, today: date = LATER) -> Returning:
    async with city.database.reading() as reader:
        return await returning(reader, span, (unit or city.top).id, today)


@pytest.mark.parametrize(
    ("after", "returned"), [(timedelta(0), 1), (RETURN_WITHIN, 1), (RETURN_WITHIN + timedelta(days=1), 0)]
)
async def test_again_within_sixty_days(
    city: City, ledger: Ledger, wang: Person, after: timedelta, returned: int
) -> None:
    await ledger.came(await ledger.shift(FIRST), wang)
    await ledger.came(await ledger.shift(FIRST + after), wang)
    assert await found(city) == Returning(newcomers=1, settled=1, returned=returned)
    assert (await found(city)).rate == returned


async def test_nobody_came(city: City) -> None:
    assert await found(city) == Returning()
    assert (await found(city)).rate is None


async def test_it_is_said_once_the_days_are_over(city: City, ledger: Ledger, wang: Person) -> None:
    await ledger.came(await ledger.shift(FIRST), wang)
    await ledger.came(await ledger.shift(FIRST + timedelta(days=3)), wang)
    last = FIRST + RETURN_WITHIN
    assert await found(city, today=last) == Returning(newcomers=1), "nobody is counted before others had their days"
    assert (await found(city, today=last)).open == 1
    assert await found(city, today=last + timedelta(days=1)) == Returning(newcomers=1, settled=1, returned=1)


async def test_somebody_is_new_once_and_where_that_was(city: City, ledger: Ledger, wang: Person) -> None:
    await ledger.came(await ledger.shift(FIRST, unit=city.huangyan), wang)
    await ledger.came(await ledger.shift(FIRST + timedelta(days=30)), wang)
    assert await found(city, city.huangyan) == Returning(newcomers=1, settled=1, returned=1)
    assert await found(city, city.jiaojiang) == Returning()
    assert await found(city, city.jiaojiang, Span(year=2026)) == Returning()
    assert await found(city, span=Span.of(Month(year=2026, number=6))) == Returning()
    assert await found(city, span=Span(year=2026)) == Returning(newcomers=1, settled=1, returned=1)


async def test_what_was_taken_back_is_no_shift(city: City, ledger: Ledger, wang: Person) -> None:
    first, second = await ledger.shift(FIRST), await ledger.shift(FIRST + timedelta(days=9))
    await ledger.came(first, wang)
    await ledger.came(second, wang)
    await ledger.missed(second, wang)
    assert (await found(city)).returned == 0
    await ledger.missed(first, wang)
    assert await found(city) == Returning()
    await ledger.came(second, wang)
    assert await found(city) == Returning(newcomers=1, settled=1)
    await ledger.came(first, wang)
    assert await found(city) == Returning(newcomers=1, settled=1, returned=1)


async def test_a_shift_corrected_in_length_is_the_same_one(city: City, ledger: Ledger, wang: Person) -> None:
    first = await ledger.shift(FIRST)
    await ledger.came(first, wang)
    await ledger.came(first, wang, minutes=60)
    assert await found(city) == Returning(newcomers=1, settled=1)


async def test_whoever_did_not_come_or_logged_hours_has_not_begun(city: City, ledger: Ledger, wang: Person) -> None:
    await ledger.missed(await ledger.shift(FIRST), wang)
    await ledger.logged(wang, FIRST, 60)
    assert await found(city) == Returning()


async def test_whoever_brought_hours_along_has_begun_before(city: City, ledger: Ledger, wang: Person) -> None:
    await ledger.came(await ledger.shift(FIRST), wang)
    subject = Subject(person_id=wang.id, unit_id=wang.unit.id, day=BEFORE_YIGONG, title="Before")
    line = entry_for(subject, Kind.CARRIED_OVER, 600, None, by_id=None, at=NOW)
    assert line is not None
    async with city.writing() as rows:
        await rows.hours.append(line)
    assert await found(city) == Returning()
