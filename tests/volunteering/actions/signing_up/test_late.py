"""Free within the late hours: whoever is in charge hears of it whatever the line, and a new place is for all of it."""

import pytest

from scheduling.moves import see_to_moves
from scheduling.offering import see_to_offers
from storage.rows.moves import note_asked
from tests.support.acting import NOW, appoint, at, hear, hours_later, known, sign_up, told
from tests.support.city import City
from volunteering.actions.leading.moving import change_places, move_shift
from volunteering.actions.leading.roles import RolesChanged, change_roles
from volunteering.actions.signing_up.confirming import question_of
from volunteering.actions.signing_up.offering import skip_offer
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.rules.ground.periods import Period
from volunteering.rules.roles import NewRole
from volunteering.rules.volunteers import Actor


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def test_an_offer_to_the_last_in_line_that_lapses_as_the_late_hours_begin_is_a_gap(
    city: City, leader: Actor
) -> None:
    wang, zhao = await city.people(2)
    shift = await city.shift(8, places=1)
    await sign_up(city, shift, wang, zhao)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(NOW))
    await see_to_offers(city.database, at(hours_later(4.9)))
    assert await told(city, "gap") == []
    await hear(city, "offered")
    for _ in range(2):
        await see_to_offers(city.database, at(hours_later(5)))
    assert await told(city, "offer_lapsed") == [zhao.id]
    assert await told(city, "gap") == [leader.id]
    assert await told(city, "first_come") == [], "they were asked about this very place"


async def test_of_a_place_that_nobody_confirmed_in_time_the_leader_hears_once(city: City, leader: Actor) -> None:
    """At two in the night the six hours are over; the morning comes two hours before the start."""
    wang, zhao = await city.people(2)
    shift = await city.shift(30, places=1)
    await sign_up(city, shift, wang, zhao)
    sooner, evening, morning = Period(start=hours_later(22), end=hours_later(25)), hours_later(8), hours_later(20)
    async with city.writing() as rows:
        await move_shift(rows, leader, shift.id, sooner, at(evening))
    async with city.writing() as rows:
        facts = await rows.sign_ups.facts(shift.id, wang.id)
        assert facts is not None
        note_asked(rows.tx, await question_of(rows, facts, at(evening)))
    await see_to_moves(city.database, at(morning))
    await see_to_offers(city.database, at(morning))
    assert await told(city, "first_come") == [zhao.id]
    assert [len(await told(city, kind)) for kind in ("not_confirmed", "gap", "late_leave")] == [1, 0, 0]


async def test_whoever_let_a_place_pass_is_told_of_another_that_comes_free_late(city: City, leader: Actor) -> None:
    wang, zhao, chen = await city.people(3)
    shift = await city.shift(8, places=2)
    await sign_up(city, shift, wang, zhao, chen)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(NOW))
        await skip_offer(rows, await known(rows, chen), shift.id, at(NOW))
    async with city.writing() as rows:
        await leave_shift(rows, zhao, shift.id, at(hours_later(6)))
    assert await told(city, "first_come") == [chen.id]
    async with city.looking() as rows:
        [mine] = await rows.sign_ups.waiting(shift.id)
    assert not mine.passed, "that was another place"
    await see_to_offers(city.database, at(hours_later(8)))
    assert await told(city, "left_over") == [chen.id]


async def read(city: City, hours: float) -> None:
    """Whoever waits is told, and reads it."""
    await see_to_offers(city.database, at(hours_later(hours)))
    async with city.writing() as rows:
        rows.tx.later("UPDATE outbox SET state = 'sent', message_id = 5 WHERE kind IN ('first_come', 'gap')")


async def owed_still(city: City, kind: str) -> list[int]:
    found = await city.table("SELECT person_id FROM outbox WHERE kind = :kind AND state = 'owed' ORDER BY 1", kind=kind)
    return [row["person_id"] for row in found]


@pytest.mark.parametrize("free", [0, 1])
@pytest.mark.parametrize("freeing", ["left", "places", "no limit"])
async def test_nobody_is_told_twice_of_places_that_are_free(city: City, leader: Actor, free: int, freeing: str) -> None:
    """Once for the first that is; of another beside it, only who has not heard that one is."""
    wang, zhao, chen, li = await city.people(4)
    sun, shift, elsewhere = await city.person("Sun"), await city.shift(8, places=3), await city.shift(8)
    await sign_up(city, shift, wang, zhao, await city.person("Yang"), chen, li)
    await sign_up(city, elsewhere, li)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(hours_later(5.5)))
        if not free:
            await take_shift(rows, sun, shift.id, at(hours_later(5.6)))
    await read(city, 5.7)
    async with city.writing() as rows:
        await leave_shift(rows, li, elsewhere.id, at(hours_later(5.8)))
    async with city.writing() as rows:
        match freeing:
            case "left":
                await leave_shift(rows, zhao, shift.id, at(hours_later(6)))
            case _:
                limit = {"places": 4, "no limit": None}[freeing]
                await change_places(rows, leader, shift.id, limit, at(hours_later(6)))
    assert await owed_still(city, "first_come") == ([li.id] if free else [chen.id, li.id])
    is_news = not free and freeing != "left"  # of somebody who leaves late the leader has a message of its own
    assert await owed_still(city, "gap") == ([leader.id] if is_news else [])


async def test_with_another_leader_nobody_is_told_again(city: City, leader: Actor) -> None:
    wang, zhao, chen = await city.people(3)
    shift, deputy = await city.shift(8, places=2), await appoint(city, await city.person("Deputy"), city.jiaojiang)
    await sign_up(city, shift, wang, zhao, chen)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(hours_later(6)))
    await read(city, 6.1)
    async with city.writing() as rows:
        rows.tx.later("UPDATE activities SET leader_id = :id", id=deputy.id)
        await change_places(rows, deputy, shift.id, 3, at(hours_later(6.2)))
    assert await owed_still(city, "first_come") == []
    assert await owed_still(city, "gap") == [deputy.id], "who has it now had not heard"


async def test_of_another_role_that_comes_free_its_line_is_told(city: City, leader: Actor) -> None:
    wang, zhao, chen, li = await city.people(4)
    shift = await city.shift(8, places=2)
    helpers, first_aid = await city.roles(shift, Helpers=1, First_aid=1)
    for person, role in ((wang, helpers), (zhao, first_aid), (chen, helpers), (li, first_aid)):
        async with city.writing() as rows:
            await take_shift(rows, person, shift.id, at(NOW), role_id=role.id)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(hours_later(6)))
    await read(city, 6.1)
    more = (NewRole(name="Helpers", limit=2), NewRole(name="First_aid", limit=2))
    async with city.writing() as rows:
        outcome = await change_roles(rows, leader, shift.id, more, at(hours_later(6.2)))
    assert isinstance(outcome, RolesChanged)
    assert await owed_still(city, "first_come") == [li.id], "Chen has read that a helper's place is free"


async def test_more_places_in_one_role_ask_nobody_again_who_let_another_pass(city: City, leader: Actor) -> None:
    wang, zhao, chen, li = await city.people(4)
    shift = await city.shift(48, places=2)
    helpers, first_aid = await city.roles(shift, Helpers=1, First_aid=1)
    for person, role in ((wang, helpers), (zhao, first_aid), (chen, helpers), (li, first_aid)):
        async with city.writing() as rows:
            await take_shift(rows, person, shift.id, at(NOW), role_id=role.id)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(NOW))
        await skip_offer(rows, await known(rows, chen), shift.id, at(NOW))
    more = (NewRole(name="Helpers", limit=1), NewRole(name="First_aid", limit=2))
    async with city.writing() as rows:
        await change_roles(rows, leader, shift.id, more, at(hours_later(1)))
    async with city.looking() as rows:
        held = {one.person_id: (one.is_offered, one.passed) for one in await rows.sign_ups.waiting(shift.id)}
    assert held == {chen.id: (False, True), li.id: (True, False)}
    async with city.writing() as rows:
        await change_roles(
            rows, leader, shift.id, (more[0].model_copy(update={"limit": 2}), more[1]), at(hours_later(2))
        )
    async with city.looking() as rows:
        assert all(one.is_offered for one in await rows.sign_ups.waiting(shift.id))
