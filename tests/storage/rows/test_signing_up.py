"""Sign-ups: the facts that decide, places in order of arrival, and who is where."""

import pytest

from tests.support.city import NOW, City, at_shift, hours_later
from volunteering.rules.activities import Shift, State
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.capacity import Capacity
from volunteering.rules.hours import Kind
from volunteering.rules.signing_up import Facts, SignUp, SignUpState
from volunteering.rules.volunteers import Person, Standing


async def _facts_of(city: City, shift: Shift, person: Person) -> Facts:
    async with city.looking() as rows:
        facts = await rows.sign_ups.facts(shift.id, person.id)
    assert facts is not None
    return facts


async def place_of(city: City, shift: Shift, person: Person) -> SignUp:
    async with city.looking() as rows:
        sign_up = await rows.sign_ups.mine(shift.id, person.id)
    assert sign_up is not None
    return sign_up


async def test_somebody_new_in_an_empty_shift(city: City) -> None:
    person, shift = await city.person("Wang"), await city.shift(places=1)
    async with city.writing() as rows:
        facts = await rows.sign_ups.facts(shift.id, person.id)
        found = await rows.activities.shift(shift.id)
    assert found is not None
    assert facts == Facts(
        standing=Standing.ACTIVE,
        activity=found[0],
        shift=shift,
        mine=None,
        clash=None,
        capacity=Capacity(limit=1),
        no_shows=(),
    )


async def test_a_shift_that_is_not_there_has_no_facts(city: City) -> None:
    async with city.writing() as rows:
        assert await rows.sign_ups.facts(404, city.leader.id) is None


async def test_facts_count_who_is_in_and_who_waits(city: City) -> None:
    wang, chen, lin, zhao = await city.people(4)
    shift = await city.shift(places=2)
    await city.put(shift, wang, chen)
    await city.put(shift, lin, state=SignUpState.WAITING)
    async with city.writing() as rows:
        await rows.people.change(zhao.id, standing=Standing.SUSPENDED)

    facts = await _facts_of(city, shift, zhao)

    assert (facts.capacity, facts.capacity.is_full) == (Capacity(limit=2, taken=2, waiting=1), True)
    assert facts.standing is Standing.SUSPENDED
    assert facts.mine is None
    assert (await _facts_of(city, shift, lin)).mine == await place_of(city, shift, lin)


async def test_no_shows_are_those_of_the_person(city: City) -> None:
    wang, chen = await city.people(2)
    for _ in range(2):
        await city.record(at_shift(await city.shift(-48), wang), Kind.NO_SHOW)
    await city.record(at_shift(await city.shift(-48), chen), Kind.NO_SHOW)
    assert len((await _facts_of(city, await city.shift(), wang)).no_shows) == 2
    assert (await _facts_of(city, await city.shift(), await city.person("Zhao"))).no_shows == ()


@pytest.mark.parametrize(
    ("starts", "lasts", "clashes"),
    [
        (45, 3, False),  # ends as the other starts
        (45, 3.1, True),
        (48, 3, True),
        (49, 1, True),
        (47, 5, True),
        (50.9, 2, True),
        (51, 2, False),  # starts as the other ends
    ],
)
async def test_overlaps_are_half_open(city: City, starts: float, lasts: float, *, clashes: bool) -> None:
    person = await city.person("Wang")
    mine = await city.shift(48, lasts=3, activity=await city.activity("Library help"))
    await city.put(mine, person)

    facts = await _facts_of(city, await city.shift(starts, lasts=lasts), person)

    assert (facts.clash is not None) == clashes
    if facts.clash:
        assert (facts.clash.shift, facts.clash.title) == (mine, "Library help")


@pytest.mark.parametrize("state", [SignUpState.WAITING, SignUpState.LEFT])
async def test_only_confirmed_places_clash(city: City, state: SignUpState) -> None:
    person, mine = await city.person("Wang"), await city.shift()
    await city.put(mine, person, state=state)
    assert (await _facts_of(city, await city.shift(), person)).clash is None


async def test_what_is_cancelled_does_not_clash(city: City) -> None:
    person = await city.person("Wang")
    shift, activity = await city.shift(), await city.activity()
    other = await city.shift(activity=activity)
    await city.put(shift, person)
    await city.put(other, person)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(shift.id, at=NOW)
        await rows.activities.change(activity, state=State.CANCELLED)
    assert (await _facts_of(city, await city.shift(), person)).clash is None


async def test_a_shift_does_not_clash_with_itself(city: City) -> None:
    person, shift = await city.person("Wang"), await city.shift()
    await city.put(shift, person)
    facts = await _facts_of(city, shift, person)
    assert facts.clash is None
    assert facts.mine is not None
    assert facts.mine.state is SignUpState.CONFIRMED


async def test_places_are_numbered_in_order_of_arrival(city: City) -> None:
    people = await city.people(4)
    shift = await city.shift(places=2)
    await city.put(shift, *people[:2])
    await city.put(shift, *people[2:], state=SignUpState.WAITING)
    async with city.looking() as rows:
        confirmed, waiting = await rows.sign_ups.confirmed(shift.id), await rows.sign_ups.waiting(shift.id)
    assert [(sign_up.person_id, sign_up.ticket) for sign_up in confirmed] == [(people[0].id, 1), (people[1].id, 2)]
    assert [(sign_up.person_id, sign_up.ticket) for sign_up in waiting] == [(people[2].id, 3), (people[3].id, 4)]


async def test_who_comes_back_is_last_in_line_and_has_said_nothing_yet(city: City) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift()
    await city.put(shift, wang, chen)
    before = await place_of(city, shift, wang)
    async with city.writing() as rows:
        await rows.sign_ups.say_coming(before.id, ReminderAnswer.LATE, NOW)
        await rows.hours.tick(shift.id, wang.id, came=True, minutes=90)
        await rows.sign_ups.set_state(before.id, SignUpState.LEFT, hours_later(1))
    left = await place_of(city, shift, wang)
    assert (left.state, left.at, left.answer) == (SignUpState.LEFT, hours_later(1), ReminderAnswer.LATE)

    async with city.writing() as rows:
        await rows.sign_ups.put(shift.id, wang.id, SignUpState.CONFIRMED, hours_later(2))

    back = await place_of(city, shift, wang)
    assert (back.id, back.ticket, back.at, back.answer) == (before.id, 3, hours_later(2), ReminderAnswer.SILENT)
    async with city.looking() as rows:
        lines = await rows.hours.roster(shift.id)
    assert [(line.person_id, line.came, line.minutes) for line in lines] == [
        (chen.id, None, None),
        (wang.id, None, None),
    ]


async def test_somebody_who_is_in_no_way_signed_up_has_no_place(city: City) -> None:
    shift = await city.shift()
    async with city.looking() as rows:
        assert await rows.sign_ups.mine(shift.id, city.leader.id) is None


async def test_upcoming_are_places_and_waits_in_shifts_ahead(city: City) -> None:
    person, stranger = await city.people(2)
    later, sooner, begun, left, cancelled = [await city.shift(hours) for hours in (72, 24, 0, 30, 34)]
    closed = await city.activity()
    of_closed = await city.shift(40, activity=closed)
    await city.put(later, person, stranger)
    await city.put(sooner, person, state=SignUpState.WAITING)
    await city.put(left, person, state=SignUpState.LEFT)
    for shift in (begun, cancelled, of_closed):
        await city.put(shift, person)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(cancelled.id, at=NOW)
        await rows.activities.change(closed, state=State.CANCELLED)
    async with city.looking() as rows:
        upcoming = await rows.sign_ups.upcoming_of(person.id, NOW)
    assert [(sign_up.shift_id, sign_up.state) for sign_up in upcoming] == [
        (sooner.id, SignUpState.WAITING),
        (later.id, SignUpState.CONFIRMED),
    ]


async def test_of_many_at_once_is_known_what_is_known_of_each(city: City) -> None:
    people = await city.people(6)
    day = hours_later(24)
    shift, elsewhere = await city.shift(24, places=3), await city.shift(25, places=9)
    await city.put(shift, people[0])
    await city.put(shift, people[1], state=SignUpState.WAITING)
    await city.put(elsewhere, people[1], people[2])
    await city.roles(shift, Helpers=1, First_aid=2)
    async with city.writing() as rows:
        await rows.profiles.block(people[3].id, day.date(), day.date())
        await rows.people.change(people[4].id, standing=Standing.SUSPENDED)
    numbers = [person.id for person in people]
    async with city.writing() as rows:
        each = {number: await rows.sign_ups.facts(shift.id, number) for number in numbers}
        assert await rows.sign_ups.facts_of(shift.id, numbers) == each
        assert await rows.sign_ups.facts_of(shift.id, []) == {}
        assert await rows.sign_ups.facts_of(404, numbers) == {}
