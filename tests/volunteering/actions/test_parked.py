"""Admins hear that something lies there: once an hour at most, and only those of the top unit."""

from datetime import timedelta

from storage.rows import parked
from tests.support.acting import appoint, at
from tests.support.city import NOW, City
from volunteering.actions.parked import drop_parked, replay_parked, tell_of_parked
from volunteering.rules.ground.moment import Moment
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Actor


async def lies(city: City, number: int) -> None:
    async with city.changing() as tx:
        parked.park(tx, update_id=number, telegram_id=5, kind="text", error="E", payload="{}", now=NOW)


async def told(city: City, moment: Moment) -> int:
    async with city.writing() as rows:
        return await tell_of_parked(rows, moment)


async def with_role(city: City, name: str, role: Role, *, top: bool = True) -> Actor:
    return await appoint(city, await city.person(name), city.top if top else city.jiaojiang, role)


async def test_one_message_an_hour_to_the_admins_of_all(city: City) -> None:
    chen = await with_role(city, "Chen", Role.ADMIN)
    await with_role(city, "Li", Role.LEADER)
    await with_role(city, "Wang", Role.ADMIN, top=False)
    assert await told(city, at(NOW)) == 0, "nothing lies there"
    await lies(city, 1)
    await lies(city, 2)
    assert await told(city, at(NOW)) == 1
    rows = await city.table("SELECT person_id FROM outbox WHERE kind = 'updates_parked'")
    assert [row["person_id"] for row in rows] == [chen.person.id]
    assert await told(city, at(NOW + timedelta(minutes=30))) == 0, "of these they know"
    await lies(city, 3)
    assert await told(city, at(NOW + timedelta(minutes=59))) == 0
    async with city.changing() as tx:
        await tx.execute("UPDATE outbox SET state = 'sent'")
    assert await told(city, at(NOW + timedelta(minutes=60))) == 1, "what came meanwhile is told when the hour is over"
    assert await told(city, at(NOW + timedelta(hours=3))) == 0


async def test_without_an_admin_it_is_kept_for_whoever_comes(city: City) -> None:
    await lies(city, 1)
    assert await told(city, at(NOW)) == 0
    await with_role(city, "Chen", Role.ADMIN)
    assert await told(city, at(NOW + timedelta(minutes=1))) == 1


async def test_nobody_else_has_it_done_or_drops_it(city: City) -> None:
    await lies(city, 1)
    for they in (await with_role(city, "Li", Role.LEADER), await with_role(city, "Wang", Role.ADMIN, top=False)):
        async with city.writing() as rows:
            assert await replay_parked(rows, they, 1, at(NOW)) == NotAllowed()
            assert await drop_parked(rows, they, 1) == NotAllowed()
    chen = await with_role(city, "Chen", Role.ADMIN)
    async with city.writing() as rows:
        assert await replay_parked(rows, chen, None, at(NOW)) == 1
        assert await replay_parked(rows, chen, 1, at(NOW)) == 0, "somebody was quicker"
        assert await drop_parked(rows, chen, 1) == 1
