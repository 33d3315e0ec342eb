"""Admins by the settings: they follow `ADMIN_IDS`, and nobody else's role changes."""

from tests.support.city import NOW, City
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Appointed, Person


async def _roles(city: City, person: Person) -> list[tuple[str, Role]]:
    async with city.looking() as rows:
        return [(post.unit.name, post.role) for post in (await rows.people.rights(person.id)).posts]


async def _appoint(city: City, *people: Person) -> Appointed:
    async with city.writing() as rows:
        return await rows.people.appoint([person.telegram_id or 0 for person in people], NOW)


async def test_those_named_are_admins_of_the_top(city: City) -> None:
    wei, chen = await city.person("Wei"), await city.person("Chen")
    for _ in range(2):
        await _appoint(city, chen)
        assert await _roles(city, chen) == [("Taizhou", Role.ADMIN)]
        assert await _roles(city, wei) == []


async def test_those_no_longer_named_are_not(city: City) -> None:
    wei, chen = await city.person("Wei"), await city.person("Chen")
    await _appoint(city, wei, chen)
    await _appoint(city, wei)
    assert await _roles(city, chen) == []
    await _appoint(city)
    assert await _roles(city, wei) == []


async def test_only_those_whose_role_became_another_are_named(city: City) -> None:
    wei, chen = await city.person("Wei"), await city.person("Chen")
    assert await _appoint(city, wei) == Appointed(given=(wei.id,))
    assert await _appoint(city, wei) == Appointed()
    assert await _appoint(city, chen) == Appointed(given=(chen.id,), taken=(wei.id,))


async def test_what_an_admin_gave_stays(city: City) -> None:
    wei, chen = await city.person("Wei"), await city.person("Chen")
    async with city.writing() as rows:
        await rows.people.set_role(chen.id, city.top.id, Role.ADMIN, by_id=wei.id, at=NOW)
        await rows.people.set_role(wei.id, city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)
    await _appoint(city, chen)
    await _appoint(city)
    assert await _roles(city, chen) == [("Taizhou", Role.ADMIN)]
    assert await _roles(city, wei) == [("Jiaojiang", Role.LEADER)]


async def test_a_leader_of_the_top_who_is_named_becomes_its_admin(city: City) -> None:
    chen = await city.person("Chen")
    async with city.writing() as rows:
        await rows.people.set_role(chen.id, city.top.id, Role.LEADER, by_id=city.leader.id, at=NOW)
    await _appoint(city, chen)
    assert await _roles(city, chen) == [("Taizhou", Role.ADMIN)]


async def test_those_who_are_not_registered_wait_until_they_are(city: City) -> None:
    async with city.writing() as rows:
        await rows.people.appoint([424242], NOW)
    assert await city.figure("SELECT COUNT(*) AS n FROM roles") == 0
