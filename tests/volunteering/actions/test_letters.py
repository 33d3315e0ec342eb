"""Writing to all the people of a unit: by its admins, to those who are there, and stopped on the way."""

from tests.support.acting import NOW, acting, appoint, at, owed, sign_up, told
from tests.support.city import City
from volunteering.actions.letters import WrittenToPeople, WrittenToUnit, stop_letter, write_to_people, write_to_unit
from volunteering.rules.letters import Course, UnitLetter
from volunteering.rules.tree import NotAllowed, Role, Unit
from volunteering.rules.volunteers import Actor, Standing

TEXT = "The river thanks you"


async def write(city: City, actor: Actor, unit: Unit) -> WrittenToUnit | NotAllowed:
    async with city.writing() as rows:
        return await write_to_unit(rows, actor, unit, TEXT, at(NOW))


async def stop(city: City, actor: Actor, number: int) -> UnitLetter | NotAllowed | None:
    async with city.writing() as rows:
        return await stop_letter(rows, actor, number, at(NOW))


async def test_it_goes_to_everybody_of_the_unit_who_is_there(city: City) -> None:
    admin = await appoint(city, await city.person("Chen"), city.jiaojiang, Role.ADMIN)
    wang, gone, blocked = await city.people(3)
    team = await city.unit("Team 1", city.jiaojiang)
    zhao, elsewhere = await city.person("Zhao", team), await city.person("Sun", city.huangyan)
    async with city.writing() as rows:
        await rows.people.change(gone.id, standing=Standing.LEFT)
        await rows.people.change(blocked.id, reachable=False)
    sending = await write(city, admin, city.jiaojiang)
    assert isinstance(sending, WrittenToUnit)
    assert await told(city, "letter") == sorted([city.leader.id, wang.id, zhao.id])
    assert elsewhere.id not in await told(city, "letter")
    assert sending.to == 3
    assert await owed(city, "broadcast_progress") == [
        (admin.id, {"kind": "broadcast_progress", "broadcast_id": sending.letter_id})
    ]
    async with city.looking() as rows:
        letter = await rows.unit_letters.get(sending.letter_id)
    assert letter is not None
    assert (letter.text, letter.total, letter.owed, letter.sent) == (TEXT, 3, 3, 0)
    assert not letter.is_over


async def test_it_takes_an_admin_of_that_unit(city: City) -> None:
    leader = await appoint(city, city.leader, city.top)
    of_another = await appoint(city, await city.person("Chen"), city.huangyan, Role.ADMIN)
    assert isinstance(await write(city, leader, city.jiaojiang), NotAllowed)
    assert isinstance(await write(city, of_another, city.jiaojiang), NotAllowed)
    assert await told(city, "letter") == []


async def test_stopped_it_reaches_nobody_else(city: City) -> None:
    admin = await appoint(city, await city.person("Chen"), city.jiaojiang, Role.ADMIN)
    sending = await write(city, admin, city.jiaojiang)
    assert isinstance(sending, WrittenToUnit)
    stopped = await stop(city, admin, sending.letter_id)
    assert isinstance(stopped, UnitLetter)
    assert (stopped.course, stopped.owed, stopped.missed, stopped.is_over) == (Course.STOPPED, 0, 0, True)
    assert await told(city, "letter") == []
    assert await stop(city, admin, sending.letter_id) == stopped


async def test_only_an_admin_of_the_unit_stops_it(city: City) -> None:
    admin = await appoint(city, await city.person("Chen"), city.jiaojiang, Role.ADMIN)
    sending = await write(city, admin, city.jiaojiang)
    assert isinstance(sending, WrittenToUnit)
    assert isinstance(await stop(city, await acting(city, city.leader), sending.letter_id), NotAllowed)
    assert await stop(city, admin, 999) is None
    assert len(await told(city, "letter")) == 1


# To the people of an activity


async def test_a_letter_reaches_the_people_of_one_shift_or_of_all(city: City) -> None:
    li = await appoint(city, city.leader, city.jiaojiang)
    wang, zhao = await city.people(2)
    first = await city.shift(48)
    second, off = [await city.shift(hours, activity=first.activity_id) for hours in (72, 96)]
    other = await city.shift(60, activity=await city.activity("Other"))
    for shift in (first, off, other):
        await sign_up(city, shift, wang)
    await sign_up(city, second, zhao)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(off.id, at=NOW)
    reached: list[int] = []
    for shift_id in (second.id, None):
        async with city.writing() as rows:
            written = await write_to_people(
                rows, li, first.activity_id, f"Hello {shift_id}", at(NOW), shift_id=shift_id
            )
        assert isinstance(written, WrittenToPeople)
        reached.append(written.to)
    assert reached == [1, 2]
    async with city.writing() as rows:
        for shift in (off, other):  # called off, and another activity's
            text = "Hello there"
            assert await write_to_people(rows, li, first.activity_id, text, at(NOW), shift_id=shift.id) is None
    assert await told(city, "letter") == sorted([zhao.id, zhao.id, wang.id])
