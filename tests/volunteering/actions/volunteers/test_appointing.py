"""Admins by the settings: whose role became another one is told, but not who is being welcomed at that moment."""

from tests.support.acting import NOW, at, told
from tests.support.city import City
from volunteering.actions.volunteers.appointing import appoint_admins
from volunteering.rules.volunteers import Person


async def _appoint(city: City, *people: Person, registering: int | None = None) -> None:
    async with city.writing() as rows:
        await appoint_admins(rows, [person.telegram_id or 0 for person in people], at(NOW), registering=registering)


async def test_who_is_an_admin_by_the_settings_is_told_once(city: City) -> None:
    wei, chen = await city.person("Wei"), await city.person("Chen")
    for _ in range(2):
        await _appoint(city, wei, chen)
    assert await told(city, "role_changed") == [wei.id, chen.id]


async def test_who_is_one_no_more_is_told(city: City) -> None:
    wei, chen = await city.person("Wei"), await city.person("Chen")
    await _appoint(city, wei, registering=wei.id)
    assert await told(city, "role_changed") == []
    await _appoint(city, chen, registering=chen.id)
    assert await told(city, "role_changed") == [wei.id]
