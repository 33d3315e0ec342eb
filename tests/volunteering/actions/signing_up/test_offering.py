"""Offers: held for the first in line, taken, skipped or lapsed; each goes on in the same transaction."""

from datetime import timedelta

import pytest

from scheduling.offering import see_to_offers
from scheduling.sweeps import move_up, next_due
from tests.support.acting import NOW, appoint, at, hear, hours_later, known, offers, owed, places, sign_up, told
from tests.support.city import City
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.actions.leading.moving import change_places, move_shift
from volunteering.actions.signing_up.offering import OfferGone, Skipped, skip_offer, take_offer
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.rules.activities import Shift
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import Full, Refused, SignUpState, Taken, Waiting, reasons_against
from volunteering.rules.volunteers import Actor, Person, Standing


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def takes(city: City, shift: Shift, person: Person, hours: float = 0) -> object:
    async with city.writing() as rows:
        return await take_offer(rows, await known(rows, person), shift.id, at(hours_later(hours)))


async def skips(city: City, shift: Shift, person: Person, hours: float = 0) -> object:
    async with city.writing() as rows:
        return await skip_offer(rows, await known(rows, person), shift.id, at(hours_later(hours)))


async def leaves(city: City, shift: Shift, person: Person, hours: float = 0) -> None:
    async with city.writing() as rows:
        await leave_shift(rows, person, shift.id, at(hours_later(hours)))


async def passes(city: City, hours: float) -> None:
    for _ in range(2):  # done twice it does nothing twice
        await see_to_offers(city.database, at(hours_later(hours)))
        await move_up(city.database, at(hours_later(hours)))


async def with_a_line(
    city: City, number: int = 3, *, starts: float = 48, places: int = 1
) -> tuple[Shift, list[Person]]:
    """A full shift, whose first person leaves: the next is offered the place."""
    people = await city.people(number + places)
    shift = await city.shift(starts, places=places)
    await sign_up(city, shift, *people)
    await leaves(city, shift, people[0])
    return shift, people[places:]


async def test_what_is_held_is_nobody_else_s_and_taken_with_one_tap(city: City, leader: Actor) -> None:
    shift, [wang, chen, zhao] = await with_a_line(city)
    assert await offers(city, shift) == [wang.id]
    assert await owed(city, "offered") == [(wang.id, {"kind": "offered", "shift_id": shift.id, "why": "left"})]
    newcomer = await city.person("Newcomer")
    async with city.writing() as rows:
        answer = await take_shift(rows, newcomer, shift.id, at(NOW))
    assert isinstance(answer, Waiting)
    assert answer.number == 4
    async with city.looking() as rows:
        facts = await rows.sign_ups.facts(shift.id, zhao.id)
    assert facts is not None
    assert (facts.capacity.taken, facts.capacity.held, facts.capacity.left) == (0, 1, 0)
    assert isinstance(await takes(city, shift, chen), OfferGone), "it is not theirs"
    assert isinstance(await takes(city, shift, wang), Taken)
    found = await places(city, shift)
    assert found == {SignUpState.CONFIRMED: [wang.id], SignUpState.WAITING: [chen.id, zhao.id, newcomer.id]}
    assert await offers(city, shift) == []
    assert isinstance(await takes(city, shift, wang), Refused), "tapped twice it is taken once"


async def test_signing_up_from_the_card_takes_it_too(city: City, leader: Actor) -> None:
    shift, [wang, *_] = await with_a_line(city)
    await sign_up(city, shift, wang)
    assert (await places(city, shift))[SignUpState.CONFIRMED] == [wang.id]
    assert await offers(city, shift) == []


async def test_skipped_it_goes_on_and_whoever_skipped_is_asked_when_another_comes_free(
    city: City, leader: Actor
) -> None:
    shift, [first, wang, chen] = await with_a_line(city, places=2, number=3)
    outcome = await skips(city, shift, first)
    assert isinstance(outcome, Skipped)
    assert outcome.went_on
    assert await offers(city, shift) == [wang.id]
    assert isinstance(await skips(city, shift, chen), OfferGone)
    await skips(city, shift, wang)
    outcome = await skips(city, shift, chen)
    assert isinstance(outcome, Skipped)
    assert not outcome.went_on
    await passes(city, 1)
    assert await offers(city, shift) == [], "everybody let it pass: nobody is asked for it again"
    newcomer = await city.person("Newcomer")
    await sign_up(city, shift, newcomer)
    assert newcomer.id in (await places(city, shift))[SignUpState.CONFIRMED], "until then it is open to anybody"
    await leaves(city, shift, newcomer)
    assert await offers(city, shift) == [first.id], "another one came free: the first in line kept their number"


async def test_who_let_it_pass_may_still_take_it_while_it_is_open(city: City, leader: Actor) -> None:
    shift, [wang] = await with_a_line(city, 1)
    await skips(city, shift, wang)
    assert isinstance(await takes(city, shift, wang), Taken)


async def test_whoever_left_the_list_is_not_brought_back_by_an_old_message(city: City, leader: Actor) -> None:
    shift, [wang] = await with_a_line(city, 1)
    await leaves(city, shift, wang)
    assert isinstance(await takes(city, shift, wang), OfferGone)
    assert wang.id not in (await places(city, shift))[SignUpState.CONFIRMED]


async def test_without_an_answer_it_goes_on_and_is_told_once(city: City, leader: Actor) -> None:
    shift, [wang, chen, zhao] = await with_a_line(city, starts=96)
    async with city.looking():
        assert await next_due(city.database, at(NOW)) == hours_later(12)
    await passes(city, 11.9)
    assert await offers(city, shift) == [wang.id]
    await hear(city, "offered")
    await passes(city, 12)
    assert await offers(city, shift) == [chen.id]
    assert await told(city, "offer_lapsed") == [wang.id]
    # It lapsed at midnight: Chen hears of it at eight, and has twelve hours from then.
    await hear(city, "offered")
    await passes(city, 31.9)
    assert await offers(city, shift) == [chen.id]
    await passes(city, 32)
    assert await offers(city, shift) == [zhao.id]
    assert await told(city, "offer_lapsed") == [wang.id, chen.id]
    assert isinstance(await takes(city, shift, wang, 32), OfferGone)
    waits = (await places(city, shift))[SignUpState.WAITING]
    assert waits == [wang.id, chen.id, zhao.id], "everybody keeps their number"


async def test_whoever_has_not_heard_of_it_lets_nothing_pass(city: City, leader: Actor) -> None:
    shift, [wang, *_] = await with_a_line(city, starts=96)
    await passes(city, 60)
    assert await offers(city, shift) == [wang.id], "their message is still to be sent"
    assert await told(city, "offer_lapsed") == []
    await passes(city, 93)
    assert await offers(city, shift) == [], "but never into the last hours"
    assert await told(city, "offer_lapsed") == [], "nobody asked them"
    assert wang.id in await told(city, "first_come")


async def test_nobody_is_woken(city: City, leader: Actor) -> None:
    people = await city.people(2)
    shift = await city.shift(96, places=1)
    await sign_up(city, shift, *people)
    await leaves(city, shift, people[0], hours=11)  # eleven at night
    [row] = await city.table("SELECT due_at FROM outbox WHERE kind = 'offered'")
    assert row["due_at"] == hours_later(20).timestamp(), "at eight in the morning"


async def test_who_chose_so_is_put_in_at_once(city: City, leader: Actor) -> None:
    city.are_put_in_at_once = True
    shift, [wang, chen, zhao] = await with_a_line(city)
    assert await places(city, shift) == {SignUpState.CONFIRMED: [wang.id], SignUpState.WAITING: [chen.id, zhao.id]}
    assert await told(city, "promoted") == [wang.id]
    assert await told(city, "offered") == []


async def test_added_places_are_offered_to_as_many_as_fit(city: City, leader: Actor) -> None:
    people = await city.people(4)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, *people)
    async with city.writing() as rows:
        await change_places(rows, leader, shift.id, 3, at(NOW))
    assert await offers(city, shift) == [people[1].id, people[2].id]


async def test_whoever_leaves_the_line_or_is_kept_from_it_hands_the_offer_on(city: City, leader: Actor) -> None:
    shift, [wang, chen, zhao] = await with_a_line(city)
    await leaves(city, shift, wang)
    assert await offers(city, shift) == [chen.id]
    async with city.writing() as rows:
        await rows.people.change(chen.id, standing=Standing.SUSPENDED)
    await passes(city, 1)
    assert await offers(city, shift) == [zhao.id]
    async with city.writing() as rows:
        await rows.people.change(zhao.id, reachable=False)
    await passes(city, 2)
    assert await offers(city, shift) == []
    assert await told(city, "out_of_reach") == [leader.id], "somebody has to call"
    async with city.writing() as rows:
        await rows.people.change(zhao.id, reachable=True)
    await passes(city, 3)
    assert await offers(city, shift) == [zhao.id]


async def test_another_role_lets_go_of_what_is_held_in_the_first(city: City, leader: Actor) -> None:
    wang, chen, zhao = await city.people(3)
    shift = await city.shift(48)
    helpers, first_aid = await city.roles(shift, Helpers=1, First_aid=1)
    for person in (wang, chen, zhao):
        async with city.writing() as rows:
            await take_shift(rows, person, shift.id, at(NOW), role_id=helpers.id)
    await leaves(city, shift, wang)
    assert await offers(city, shift) == [chen.id]
    async with city.writing() as rows:
        assert isinstance(await take_shift(rows, chen, shift.id, at(NOW), role_id=first_aid.id), Taken)
    assert await offers(city, shift) == [zhao.id]


async def test_within_the_late_hours_all_are_told_and_the_first_to_ask_has_it(city: City, leader: Actor) -> None:
    people = await city.people(4)
    shift = await city.shift(4, places=2)
    await sign_up(city, shift, *people)
    await leaves(city, shift, people[0], hours=1.5)
    assert await told(city, "late_leave") == [leader.id]
    assert await told(city, "first_come") == [people[2].id, people[3].id]
    assert await offers(city, shift) == []
    assert isinstance(await takes(city, shift, people[3], 1.6), Taken)
    assert isinstance(await takes(city, shift, people[2], 1.6), OfferGone)


async def test_what_is_free_when_the_late_hours_begin_is_told_to_all_once(city: City, leader: Actor) -> None:
    shift, [wang, chen] = await with_a_line(city, 2, starts=5)
    assert await next_due(city.database, at(NOW)) == hours_later(2)
    await skips(city, shift, wang)
    await hear(city, "offered")
    await passes(city, 2)  # Chen's offer ends there, and both have let it pass
    assert await told(city, "offer_lapsed") == [chen.id]
    assert await told(city, "first_come") == []
    zhao, li = await city.people(2)
    night, same_time = await city.shift(8.5, places=1), await city.shift(8.5)
    await sign_up(city, night, zhao, li)
    await sign_up(city, same_time, li)
    await leaves(city, night, zhao)
    assert await offers(city, night) == [], "Li is elsewhere"
    await leaves(city, same_time, li, hours=5.4)
    for _ in range(2):
        await see_to_offers(city.database, at(hours_later(5.5)))
    assert await told(city, "first_come") == [li.id]
    assert await told(city, "gap") == [leader.id] * 2


async def test_where_nobody_would_hear_of_it_in_time_it_is_open_to_whoever_asks(city: City, leader: Actor) -> None:
    people = await city.people(2)
    shift = await city.shift(22, places=1)  # ten in the morning
    await sign_up(city, shift, *people)
    await leaves(city, shift, people[0], hours=11)  # eleven at night: at eight the late hours have begun
    await move_up(city.database, at(hours_later(11)))
    assert await offers(city, shift) == []
    await see_to_offers(city.database, at(hours_later(19)))
    [row] = await city.table("SELECT person_id, due_at FROM outbox WHERE kind = 'first_come'")
    assert (row["person_id"], row["due_at"]) == (people[1].id, hours_later(20).timestamp())
    assert isinstance(await takes(city, shift, people[1], 12), Taken)


async def test_who_is_left_over_is_told_when_it_begins(city: City, leader: Actor) -> None:
    people = await city.people(3)
    shift = await city.shift(2, places=1)
    await sign_up(city, shift, *people)
    assert await next_due(city.database, at(NOW)) is not None
    await see_to_offers(city.database, at(hours_later(1.9)))
    assert await told(city, "left_over") == []
    for hours in (2, 2.1, 8.1):
        await see_to_offers(city.database, at(hours_later(hours)))
    assert await told(city, "left_over") == [people[1].id, people[2].id]


async def test_moved_nothing_is_held_into_the_late_hours_and_cancelled_nothing_is_held(
    city: City, leader: Actor
) -> None:
    shift, [wang, *_] = await with_a_line(city, starts=96)
    start = hours_later(10)
    async with city.writing() as rows:
        await move_shift(rows, leader, shift.id, Period(start=start, end=start + timedelta(hours=2)), at(NOW))
    async with city.looking() as rows:
        mine = await rows.sign_ups.mine(shift.id, wang.id)
    assert mine is not None
    assert mine.held_until == hours_later(7)
    async with city.writing() as rows:
        await cancel_shift(rows, leader, shift.id, at(NOW))
    await passes(city, 1)
    assert await offers(city, shift) == []
    assert await told(city, "offered") == [wang.id]


async def test_what_an_older_replica_gave_away_is_not_given_twice(city: City, leader: Actor) -> None:
    """It knows of no offers: to it the place is free, and it confirms whoever it is held for without ending that."""
    shift, [wang, chen, _] = await with_a_line(city)
    async with city.changing() as tx:
        await tx.execute(
            "UPDATE signups SET state = 'confirmed' WHERE shift_id = :shift AND person_id = :chen",
            shift=shift.id,
            chen=chen.id,
        )
    assert isinstance(await takes(city, shift, wang), OfferGone)
    await passes(city, 0.5)
    assert await offers(city, shift) == [], "nothing is held that somebody else has"
    async with city.changing() as tx:
        await tx.execute(
            "UPDATE signups SET state = 'left' WHERE shift_id = :shift AND person_id = :wang",
            shift=shift.id,
            wang=wang.id,
        )
    async with city.looking() as rows:
        facts = await rows.sign_ups.facts(shift.id, wang.id)
    assert facts is not None
    assert facts.capacity.held == 0
    await passes(city, 1)
    assert await city.table("SELECT id FROM signups WHERE held_until IS NOT NULL") == []


async def test_a_full_list_says_that_it_is_offered(city: City, leader: Actor) -> None:
    shift, _ = await with_a_line(city)
    other = await city.person("Newcomer")
    async with city.looking() as rows:
        facts = await rows.sign_ups.facts(shift.id, other.id)
    assert facts is not None
    assert reasons_against(facts, at(NOW)) == (Full(limit=1, waiting=3, held=1),)
