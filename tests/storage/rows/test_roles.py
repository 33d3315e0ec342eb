"""The roles of a shift in its tables: their room, and who is in which one."""

from tests.support.city import City
from volunteering.rules.capacity import Capacity
from volunteering.rules.roles import NewRole
from volunteering.rules.signing_up import SignUpState


async def test_each_role_has_room_of_its_own(city: City) -> None:
    shift = await city.shift()
    wang, chen, lin = await city.people(3)
    helpers, first_aid = await city.roles(shift, Helpers=2, First_aid=1)
    await city.put(shift, wang, role=helpers)
    await city.put(shift, chen, role=first_aid)
    await city.put(shift, lin, role=first_aid, state=SignUpState.WAITING)
    async with city.looking() as rows:
        rooms = await rows.roles.of(shift.id)
        asked = await rows.sign_ups.facts(shift.id, wang.id, first_aid.id)
        mine = await rows.sign_ups.facts(shift.id, wang.id)
        other = await rows.sign_ups.facts(shift.id, city.leader.id)
    assert {room.role.name: room.capacity for room in rooms} == {
        "Helpers": Capacity(limit=2, taken=1),
        "First aid": Capacity(limit=1, taken=1, waiting=1),
    }
    assert asked is not None
    assert mine is not None
    assert other is not None
    assert (asked.role, asked.capacity, asked.mine_in) == (first_aid, rooms[1].capacity, helpers)
    assert (mine.role, mine.capacity) == (helpers, rooms[0].capacity)
    assert (other.role, other.capacity) == (None, Capacity(limit=3, taken=2, waiting=1))


async def test_a_shift_counts_its_roles_and_the_places_in_all_of_them(city: City) -> None:
    shift = await city.shift(places=10)
    await city.roles(shift, Helpers=8, First_aid=0)
    async with city.looking() as rows:
        found = await rows.activities.shift(shift.id)
    assert found is not None
    assert (shift.roles, found[1].roles, found[1].limit) == (0, 2, None)


async def test_whoever_is_in_a_role_goes_where_it_goes(city: City) -> None:
    shift = await city.shift()
    wang, chen = await city.people(2)
    helpers, first_aid = await city.roles(shift, Helpers=2, First_aid=1)
    await city.put(shift, wang, role=first_aid)
    await city.put(shift, chen, role=first_aid, state=SignUpState.LEFT)
    async with city.writing() as rows:
        rows.roles.change(helpers.id, 1, NewRole(name="All hands", limit=5))
        rows.roles.remove([first_aid.id], helpers.id)
        rows.roles.count(shift.id, 1, 5)
    async with city.looking() as rows:
        [room] = await rows.roles.of(shift.id)
        facts = await rows.sign_ups.facts(shift.id, wang.id)
    assert (room.role.name, room.capacity) == ("All hands", Capacity(limit=5, taken=1))
    assert facts is not None
    assert facts.mine_in == room.role


async def test_no_number_is_another_role_s_later(city: City) -> None:
    shift = await city.shift()
    [first] = await city.roles(shift, Helpers=2)
    async with city.writing() as rows:
        rows.roles.remove([first.id], None)
    [second] = await city.roles(shift, Drivers=2)
    assert second.id > first.id, "an old button would take another role"


async def test_beside_free_places_is_whoever_waits_for_a_role_that_has_one(city: City) -> None:
    shift = await city.shift()
    wang, chen = await city.people(2)
    helpers, first_aid = await city.roles(shift, Helpers=2, First_aid=1)
    await city.put(shift, wang, role=first_aid)
    await city.put(shift, chen, role=first_aid, state=SignUpState.WAITING)
    async with city.looking() as rows:
        assert await rows.offers.beside_free_places(shift.since) == ()
    await city.put(shift, chen, role=helpers, state=SignUpState.WAITING)
    async with city.looking() as rows:
        assert await rows.offers.beside_free_places(shift.since) == (shift.id,)
