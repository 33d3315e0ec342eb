"""What people say of themselves is kept as it was said, on both databases, and goes with them."""

from datetime import date

import pytest

from storage.rows.profiles import COLUMNS
from tests.support.city import NOW, City
from tests.volunteering.rules.test_profiles import FULL
from volunteering.rules.profiles import MAY_BE_WITHHELD, Particular, Particulars, Slot
from volunteering.rules.volunteers import Person


async def _of(city: City, person: Person) -> Particulars:
    async with city.looking() as rows:
        return await rows.profiles.of(person.id)


async def _keep(city: City, person: Person, said: Particulars, *fields: Particular) -> None:
    async with city.writing() as rows:
        await rows.profiles.change(person.id, said, fields, NOW)


def test_each_field_has_its_columns() -> None:
    assert {*COLUMNS, Particular.BORN} == set(Particular)
    assert set(Particular) == {*Particulars.model_fields} - {"withheld"}


async def test_what_was_said_is_read_as_it_was_said(city: City) -> None:
    wei, other = await city.people(2)
    assert await _of(city, wei) == Particulars()
    await _keep(city, wei, FULL, *Particular)
    assert await _of(city, wei) == FULL
    assert await _of(city, other) == Particulars()
    async with city.looking() as rows:
        person = await rows.people.get(wei.id)
    assert person is not None
    assert person.born == FULL.born, "signing up reads it with the person"


@pytest.mark.parametrize("field", Particular)
async def test_one_field_is_changed_alone(city: City, field: Particular) -> None:
    wei = await city.person("Wei")
    await _keep(city, wei, FULL, *Particular)
    await _keep(city, wei, Particulars(), field)
    assert await _of(city, wei) == FULL.saying(field, None)
    await _keep(city, wei, FULL, field)
    assert await _of(city, wei) == FULL


@pytest.mark.parametrize("field", sorted(MAY_BE_WITHHELD))
async def test_rather_not_is_kept(city: City, field: Particular) -> None:
    wei = await city.person("Wei")
    await _keep(city, wei, Particulars().withholding(field), field)
    assert await _of(city, wei) == Particulars().withholding(field)


async def test_never_just_now_is_not_unsaid(city: City) -> None:
    wei = await city.person("Wei")
    never = Particulars(available=frozenset[Slot](), languages=())
    await _keep(city, wei, never, Particular.AVAILABLE, Particular.LANGUAGES)
    assert await _of(city, wei) == never


async def test_days_are_blocked_and_unblocked_by_whose_they_are(city: City) -> None:
    wei, other = await city.people(2)
    async with city.writing() as rows:
        later = await rows.profiles.block(wei.id, date(2026, 12, 24), date(2026, 12, 26))
        await rows.profiles.block(wei.id, date(2026, 12, 5), date(2026, 12, 5))
    async with city.writing() as rows:
        await rows.profiles.unblock(other.id, later)
    async with city.looking() as rows:
        found = await rows.profiles.blocked(wei.id, date(2026, 12, 1))
        assert [(days.first.day, days.last.day) for days in found] == [(5, 5), (24, 26)]
        assert [days.id for days in await rows.profiles.blocked(wei.id, date(2026, 12, 6))] == [later]
        assert await rows.profiles.blocked(other.id, date(2026, 12, 1)) == ()
    async with city.writing() as rows:
        await rows.profiles.unblock(wei.id, later)
    async with city.looking() as rows:
        assert await rows.profiles.blocked(wei.id, date(2026, 12, 6)) == ()


async def test_all_of_it_goes_with_its_person(city: City) -> None:
    wei, other = await city.people(2)
    for person in (wei, other):
        await _keep(city, person, FULL, *Particular)
        async with city.writing() as rows:
            await rows.profiles.block(person.id, date(2026, 12, 5), date(2026, 12, 5))
    async with city.writing() as rows:
        await rows.people.erase(wei.id)
    assert await _of(city, wei) == Particulars()
    assert await _of(city, other) == FULL
    assert await city.figure("SELECT COUNT(*) AS n FROM blocked_days WHERE person_id = :person", person=wei.id) == 0
    assert await city.figure("SELECT COUNT(*) AS n FROM profiles") == 1
