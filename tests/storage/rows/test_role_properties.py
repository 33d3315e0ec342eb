"""Whatever happens to a shift with roles, in whatever order: never over any role, nobody in two, promoted in order."""

from typing import Literal

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scheduling import sweeps
from tests.support.acting import at
from tests.support.city import NOW, City
from volunteering.actions.doubles.making_one import merge, undo_merge
from volunteering.actions.leading.roles import change_roles
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.rules.activities import Shift
from volunteering.rules.capacity import limit_of
from volunteering.rules.roles import NewRole, Places, RoleRoom, limit_in_all
from volunteering.rules.signing_up import SignUp, SignUpState
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Actor, Person

MANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
NAMES = ("Helpers", "First aid", "Drivers", "Cooks")
PEOPLE = st.integers(0, 5)
WHICH = st.integers(0, 3)  # of the roles that there are, or none of them
ROLES = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 3)), max_size=3, unique_by=lambda role: role[0])
Act = tuple[Literal["take", "leave", "write", "block", "unblock", "merge", "part"], int, object]
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("take"), PEOPLE, WHICH),
        st.tuples(st.just("take"), PEOPLE, WHICH),
        st.tuples(st.just("take"), PEOPLE, WHICH),
        st.tuples(st.just("leave"), PEOPLE, st.none()),
        st.tuples(st.just("write"), WHICH, ROLES),
        st.tuples(st.sampled_from(["block", "unblock"]), PEOPLE, st.none()),
    ),
    max_size=25,
)
DOUBLES = st.lists(
    st.one_of(
        st.tuples(st.just("take"), PEOPLE, WHICH),
        st.tuples(st.just("take"), PEOPLE, WHICH),
        st.tuples(st.just("leave"), PEOPLE, st.none()),
        st.tuples(st.just("write"), WHICH, ROLES),
        st.tuples(st.just("merge"), PEOPLE, PEOPLE),
        st.tuples(st.just("part"), PEOPLE, st.none()),
    ),
    max_size=25,
)


async def do(city: City, act: tuple[str, int, object], people: list[Person], shift: Shift) -> None:
    """One act of a volunteer or of the leader, in a transaction of its own, and whatever the sweeps do after it."""
    what, number, more = act
    leader = Actor(person=city.leader, rights=Rights(posts=(Post(unit=city.top, role=Role.ADMIN),)))
    async with city.writing() as rows:
        rooms = await rows.roles.of(shift.id)
        match what:
            case "take" if isinstance(more, int):
                person = await rows.people.get(people[number].id)
                assert person is not None
                role_id = rooms[more].role.id if more < len(rooms) else None
                await take_shift(rows, person, shift.id, at(NOW), role_id=role_id)
            case "leave":
                await leave_shift(rows, people[number], shift.id, at(NOW))
            case "write" if isinstance(more, list):
                await change_roles(rows, leader, shift.id, _wanted(more), at(NOW), into=number)
            case "block" | "unblock":
                await rows.people.change(people[number].id, reachable=what == "unblock")
            case "merge" if isinstance(more, int):
                await merge(rows, None, people[number].id, people[more].id, at(NOW))
            case "part":
                newest = await rows.doubles.newest_of(people[number].id)
                if newest is not None:
                    await undo_merge(rows, leader, newest.id, at(NOW))
    await sweeps.move_up(city.database, at(NOW))


def _wanted(roles: list[tuple[str, int]]) -> Places:
    return tuple(NewRole(name=name, limit=limit_of(places)) for name, places in roles) or 6


async def state_of(city: City, shift: Shift) -> tuple[Shift, tuple[RoleRoom, ...], list[SignUp], list[SignUp]]:
    """The shift as it is now, its roles, who has a place, and who waits in order."""
    async with city.looking() as rows:
        found = await rows.activities.shift(shift.id)
        assert found is not None
        return (
            found[1],
            await rows.roles.of(shift.id),
            list(await rows.sign_ups.confirmed(shift.id)),
            list(await rows.sign_ups.waiting(shift.id)),
        )


async def holding(city: City, shift: Shift) -> tuple[Shift, tuple[RoleRoom, ...], list[SignUp], list[SignUp]]:
    """The same, and nothing in it that never may be."""
    found = now, rooms, confirmed, waiting = await state_of(city, shift)
    assert now.roles == len(rooms)
    if rooms:
        assert now.limit == limit_in_all(room.role.limit for room in rooms)
    assert not any(room.capacity.is_overfull for room in rooms), "more people than places in a role"
    everybody = [sign_up.person_id for sign_up in (*confirmed, *waiting)]
    assert len(everybody) == len(set(everybody)), "somebody is in two roles"
    known: set[int | None] = {room.role.id for room in rooms} or {None}
    assert {sign_up.role_id for sign_up in (*confirmed, *waiting)} <= known, "somebody is in a role that is gone"
    return found


# The role of the one who goes is taken away meanwhile.
_IN_BOTH: list[Act] = [("take", 0, 0), ("take", 1, 1), ("merge", 0, 1)]
# The one who stays waited, and has the other's place.
_IN_TURN: list[Act] = [("take", 2, 1), ("take", 0, 1), ("take", 1, 0), ("merge", 0, 1)]


@MANY
@given(acts=DOUBLES)
@example(acts=[*_IN_BOTH, ("write", 0, [("Helpers", 2)]), ("part", 0, None)])
@example(acts=[*_IN_BOTH, ("write", 0, [("Helpers", 1)]), ("part", 0, None)])
@example(acts=[*_IN_BOTH, ("write", 0, []), ("part", 0, None)])
@example(acts=[*_IN_TURN, ("leave", 2, None), ("write", 0, [("Helpers", 1)]), ("part", 0, None)])
@example(acts=[("write", 0, []), *_IN_BOTH, ("write", 0, [("Cooks", 3)]), ("part", 0, None)])
async def test_roles_hold_while_two_become_one_and_two_again(city: City, acts: list[Act]) -> None:
    """Even where the role is gone, or there are roles by then, that somebody had when they were two."""
    people = await city.people(6)
    shift = await city.shift(48)
    await city.roles(shift, Helpers=2, First_aid=1)
    for act in acts:
        await do(city, act, people, shift)
        await holding(city, shift)


@MANY
@given(acts=ACTS)
async def test_roles_hold_whatever_happens(city: City, acts: list[Act]) -> None:
    people = await city.people(6)
    shift = await city.shift(48)
    await city.roles(shift, Helpers=2, First_aid=1)
    for act in acts:
        before, *_, waited = await state_of(city, shift)
        had = {sign_up.person_id for sign_up in (await state_of(city, shift))[2]}
        await do(city, act, people, shift)
        now, _, confirmed, _ = await holding(city, shift)
        if act[0] in {"write", "leave"}:
            left = {people[act[1]].id} if act[0] == "leave" else set()
            assert had - left <= {sign_up.person_id for sign_up in confirmed}, "somebody lost a place"
        if act[0] == "leave" and before.roles == now.roles:
            await _promoted_in_order(city, waited, confirmed)


async def _promoted_in_order(city: City, waited: list[SignUp], confirmed: list[SignUp]) -> None:
    """Of each role, whoever got a place came before whoever still waits, but for those whom messages don't reach."""
    async with city.looking() as rows:
        reachable = {one.person_id for one in waited if (who := await rows.people.get(one.person_id)) and who.reachable}
    got = {sign_up.id for sign_up in confirmed}
    for one in waited:
        later = [other for other in waited if other.role_id == one.role_id and other.ticket > one.ticket]
        passed_over = one.id not in got and one.person_id in reachable and one.state is SignUpState.WAITING
        assert not (passed_over and any(other.id in got for other in later)), "somebody was passed over"
