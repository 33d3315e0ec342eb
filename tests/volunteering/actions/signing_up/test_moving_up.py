"""Looking at waiting lists beside free places: who may have one by now gets it, in order, and nobody else."""

from collections.abc import Awaitable, Callable

import pytest

from scheduling.sweeps import move_up
from storage.rows import Rows
from tests.support.acting import NOW, appoint, at, hours_later, offers, owed, places, sign_up, told
from tests.support.city import City, at_shift
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.actions.signing_up.places import leave_shift
from volunteering.rules.activities import Shift
from volunteering.rules.ground.policy import Policy
from volunteering.rules.hours import Kind
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Actor, Person, Standing


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def beside_a_place(city: City, hinder: Callable[[Rows, Person], Awaitable[object]]) -> tuple[Shift, Person]:
    """A shift whose only place came free while the one who waits for it was kept from it."""
    wang, zhao = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, zhao)
    async with city.writing() as rows:
        await hinder(rows, zhao)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(NOW))
    assert await places(city, shift) == {SignUpState.CONFIRMED: [], SignUpState.WAITING: [zhao.id]}
    return shift, zhao


async def suspended(rows: Rows, person: Person) -> None:
    await rows.people.change(person.id, standing=Standing.SUSPENDED)


async def blocking(rows: Rows, person: Person) -> None:
    await rows.people.change(person.id, reachable=False)


@pytest.mark.parametrize("hinder", [suspended, blocking])
async def test_nothing_happens_while_it_lasts_and_a_place_is_given_once_it_ended(
    city: City, leader: Actor, hinder: Callable[[Rows, Person], Awaitable[object]]
) -> None:
    shift, zhao = await beside_a_place(city, hinder)
    await move_up(city.database, at(NOW))
    assert await told(city, "offered") == []
    async with city.writing() as rows:
        await rows.people.change(zhao.id, standing=Standing.ACTIVE, reachable=True)
    for _ in range(2):
        await move_up(city.database, at(NOW))
    assert await offers(city, shift) == [zhao.id]
    assert await owed(city, "offered") == [(zhao.id, {"kind": "offered", "shift_id": shift.id, "why": "free"})]


async def test_another_setting_lets_in_whom_no_shows_kept_out(city: City, leader: Actor) -> None:
    past = [await city.shift(-48 - number * 24) for number in range(2)]

    async def missing(_: Rows, person: Person) -> None:
        for shift in past:
            await city.record(at_shift(shift, person), Kind.NO_SHOW)

    wang, zhao = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, zhao)
    for missed in past:
        await city.record(at_shift(missed, zhao), Kind.NO_SHOW)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(NOW))
    await move_up(city.database, at(NOW))
    assert await told(city, "offered") == []
    await move_up(city.database, at(NOW, Policy(no_shows=3)))
    assert await told(city, "offered") == [zhao.id]


async def test_the_first_in_line_is_the_first_who_may(city: City, leader: Actor) -> None:
    wang, first, second, third = await city.people(4)
    shift, elsewhere = await city.shift(48, places=1), await city.shift(48)
    await sign_up(city, shift, wang, first, second, third)
    await sign_up(city, elsewhere, first, second, third)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(NOW))
    async with city.writing() as rows:
        await cancel_shift(rows, leader, elsewhere.id, at(NOW))
    await move_up(city.database, at(NOW))
    assert await offers(city, shift) == [first.id]


@pytest.mark.parametrize(("hours", "moves"), [(44.9, True), (45, False), (48, False)])
async def test_within_the_late_hours_nobody_is_moved_up_and_nobody_is_told(
    city: City, leader: Actor, hours: float, *, moves: bool
) -> None:
    _, zhao = await beside_a_place(city, suspended)
    async with city.writing() as rows:
        await rows.people.change(zhao.id, standing=Standing.ACTIVE)
    await move_up(city.database, at(hours_later(hours)))
    assert await told(city, "offered") == ([zhao.id] if moves else [])
    assert await told(city, "gap") == [], "the place was free before: it is no news"


async def test_a_shorter_late_window_lets_them_in(city: City, leader: Actor) -> None:
    _, zhao = await beside_a_place(city, suspended)
    async with city.writing() as rows:
        await rows.people.change(zhao.id, standing=Standing.ACTIVE)
    await move_up(city.database, at(hours_later(46)))
    assert await told(city, "offered") == []
    await move_up(city.database, at(hours_later(46), Policy(late_hours=1)))
    assert await told(city, "offered") == [zhao.id]


async def test_places_without_a_limit_are_free_for_those_who_still_wait(city: City, leader: Actor) -> None:
    shift, zhao = await beside_a_place(city, suspended)
    async with city.writing() as rows:
        await rows.activities.set_limit(shift.id, None)
        await rows.people.change(zhao.id, standing=Standing.ACTIVE)
    await move_up(city.database, at(NOW))
    assert await told(city, "offered") == [zhao.id]


@pytest.mark.parametrize(
    ("act", "frees"),
    [
        (lambda rows, *_: rows.sign_ups.set_state(1, SignUpState.LEFT, NOW), True),
        (lambda rows, shift, _: rows.activities.set_limit(shift.id, 5), True),
        (lambda rows, _, person: rows.people.change(person.id, standing=Standing.ACTIVE), True),
        (lambda rows, _, person: rows.people.change(person.id, reachable=True), True),
        (lambda rows, _, person: rows.people.change(person.id, name="Zhao"), False),
        (lambda rows, shift, person: rows.sign_ups.put(shift.id, person.id, SignUpState.WAITING, NOW), False),
    ],
)
async def test_what_may_have_freed_somebody_says_so_itself(
    city: City, act: Callable[[Rows, Shift, Person], Awaitable[object]], *, frees: bool
) -> None:
    shift, person = await city.shift(48), await city.person("Zhao")
    async with city.writing() as rows:
        await act(rows, shift, person)
        assert rows.frees is frees
