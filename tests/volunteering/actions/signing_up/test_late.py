"""Free within the late hours: whoever is in charge hears of it whatever the line, and a new place is for all of it."""

import pytest

from scheduling.moves import see_to_moves
from scheduling.offering import see_to_offers
from storage.rows.moves import note_asked
from tests.support.acting import NOW, appoint, at, hear, hours_later, known, sign_up, told
from tests.support.city import City
from volunteering.actions.leading.moving import move_shift
from volunteering.actions.signing_up.confirming import question_of
from volunteering.actions.signing_up.offering import skip_offer
from volunteering.actions.signing_up.places import leave_shift
from volunteering.rules.ground.periods import Period
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
