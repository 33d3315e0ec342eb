"""People who came without having signed up."""

import pytest

from tests.support.acting import acting, appoint, at, hours_later, sign_up, told
from tests.support.city import City, at_shift
from volunteering.actions.attendance.rosters import (
    Confirmed,
    DayIsFull,
    NobodySignedUp,
    NotYet,
    Roster,
    adjust,
    confirm_roster,
    led_roster,
    tick,
    tick_all,
)
from volunteering.actions.attendance.walk_ins import NotHere, NoWalkIn, OnHold, OwnLine, WalkInAdded, add_walk_in
from volunteering.rules.activities import Shift
from volunteering.rules.hours import Kind
from volunteering.rules.signing_up import Closed, SignUpState
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person, Standing

AFTER = hours_later(60)


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def add(city: City, leader: Actor, shift: Shift, person: Person) -> WalkInAdded | NoWalkIn | None:
    async with city.writing() as rows:
        return await add_walk_in(rows, leader, shift.id, person.id, at(AFTER))


async def confirm(city: City, leader: Actor, shift: Shift) -> Confirmed:
    async with city.writing() as rows:
        outcome = await confirm_roster(rows, leader, shift.id, at(AFTER))
    assert isinstance(outcome, Confirmed)
    return outcome


async def lines(city: City) -> list[tuple[int, str, int]]:
    rows = await city.table("SELECT person_id, kind, minutes FROM entries ORDER BY id")
    return [(row["person_id"], row["kind"], row["minutes"]) for row in rows]


async def test_they_have_a_line_like_anybody_else(city: City, leader: Actor) -> None:
    wang, wei = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang)
    outcome = await add(city, leader, shift, wei)
    assert isinstance(outcome, WalkInAdded)
    assert [(line.person_id, line.came, line.walked_in) for line in outcome.roster.lines] == [
        (wang.id, None, False),
        (wei.id, True, True),
    ]
    async with city.writing() as rows:
        await tick(rows, leader, shift.id, wang.id, at(AFTER), came=True)
        await adjust(rows, leader, shift.id, wei.id, 90, at(AFTER))
    assert (await confirm(city, leader, shift)).came == 2
    assert await lines(city) == [(wang.id, "attended", 180), (wei.id, "attended", 90)]
    assert await told(city, "hours_recorded") == [wang.id, wei.id]
    places = await city.figure("SELECT COUNT(*) AS n FROM signups WHERE state = 'confirmed'")
    assert places == 1, "never more people than places"
    assert await city.figure("SELECT COUNT(*) AS n FROM journal WHERE kind = 'walk_in_added'") == 1


async def test_nobody_is_added_twice(city: City, leader: Actor) -> None:
    wang, wei = await city.people(2)
    shift = await city.shift(48)
    await sign_up(city, shift, wang)
    for person, was_on_it, ticked in (
        (wei, False, [None, True]),
        (wei, True, [None, True]),
        (wang, True, [True, True]),
    ):
        outcome = await add(city, leader, shift, person)
        assert isinstance(outcome, WalkInAdded)
        assert outcome.was_on_it is was_on_it
        assert [line.came for line in outcome.roster.lines] == ticked
    assert await city.figure("SELECT COUNT(*) AS n FROM journal WHERE kind = 'walk_in_added'") == 1


async def test_added_again_they_were_there_as_long_as_was_said(city: City, leader: Actor) -> None:
    wei, shift = await city.person("Wei"), await city.shift(48)
    await add(city, leader, shift, wei)
    async with city.writing() as rows:
        await adjust(rows, leader, shift.id, wei.id, 90, at(AFTER))
    outcome = await add(city, leader, shift, wei)
    assert isinstance(outcome, WalkInAdded)
    assert [line.minutes for line in outcome.roster.lines] == [90]


async def test_whoever_waited_or_had_left_may_have_come(city: City, leader: Actor) -> None:
    wang, wei, mei = await city.people(3)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, wei)
    await city.put(shift, mei, state=SignUpState.LEFT)
    for person in (wei, mei):
        assert isinstance(await add(city, leader, shift, person), WalkInAdded)
    async with city.looking() as rows:
        found = await rows.hours.roster(shift.id)
    assert [line.person_id for line in found] == [wang.id, wei.id, mei.id]


async def test_a_slip_is_no_no_show(city: City, leader: Actor) -> None:
    wang, wei = await city.people(2)
    shift = await city.shift(48)
    await sign_up(city, shift, wang)
    await add(city, leader, shift, wei)
    async with city.writing() as rows:
        await tick(rows, leader, shift.id, wei.id, at(AFTER), came=None)
        roster = await tick_all(rows, leader, shift.id, at(AFTER))
    assert isinstance(roster, Roster)
    assert [line.came for line in roster.lines] == [True, None], "All came is said of those who were expected"
    assert (await confirm(city, leader, shift)).no_shows == 0
    assert await lines(city) == [(wang.id, "attended", 180)]


async def test_taken_off_after_it_was_confirmed_the_hours_are_taken_back(city: City, leader: Actor) -> None:
    wei, shift = await city.person("Wei"), await city.shift(48)
    await add(city, leader, shift, wei)
    await confirm(city, leader, shift)
    async with city.writing() as rows:
        await tick(rows, leader, shift.id, wei.id, at(AFTER), came=None)
    await confirm(city, leader, shift)
    assert await lines(city) == [(wei.id, "attended", 180), (wei.id, "void", 0)]
    async with city.looking() as rows:
        [line] = await rows.hours.roster(shift.id)
    assert line.holds(shift)


async def test_a_shift_that_nobody_had_signed_up_for(city: City, leader: Actor) -> None:
    wei, shift = await city.person("Wei"), await city.shift(48)
    async with city.writing() as rows:
        assert isinstance(await led_roster(rows, leader, shift.id, at(AFTER)), NobodySignedUp)
    await add(city, leader, shift, wei)
    assert (await confirm(city, leader, shift)).came == 1


async def test_a_day_has_24_hours(city: City, leader: Actor) -> None:
    wei, shift, other = await city.person("Wei"), await city.shift(48), await city.shift(45)
    await city.record(at_shift(other, wei), Kind.ATTENDED, 21 * 60 + 1)
    full = await add(city, leader, shift, wei)
    assert isinstance(full, DayIsFull)
    assert full.already == 21 * 60 + 1
    assert full.roster.lines == ()
    await city.record(at_shift(other, wei), Kind.ATTENDED, 21 * 60)
    assert isinstance(await add(city, leader, shift, wei), WalkInAdded)
    await confirm(city, leader, shift)
    async with city.writing() as rows:
        assert isinstance(await adjust(rows, leader, shift.id, wei.id, 181, at(AFTER)), DayIsFull)
        assert isinstance(await adjust(rows, leader, shift.id, wei.id, None, at(AFTER)), Roster)
        assert isinstance(await adjust(rows, leader, shift.id, wei.id, 180, at(AFTER)), Roster)


@pytest.mark.parametrize(
    ("standing", "kind"),
    [(Standing.SUSPENDED, OnHold), (Standing.LEFT, NotHere), (Standing.ERASED, NotHere)],
)
async def test_who_cannot_be_added(city: City, leader: Actor, standing: Standing, kind: type) -> None:
    wei, shift = await city.person("Wei"), await city.shift(48)
    async with city.writing() as rows:
        await rows.people.change(wei.id, standing=standing)
    assert isinstance(await add(city, leader, shift, wei), kind)
    assert await city.figure("SELECT COUNT(*) AS n FROM signups") == 0


async def test_what_else_cannot_be(city: City, leader: Actor) -> None:
    wei, shift = await city.person("Wei"), await city.shift(48)
    volunteer = await acting(city, wei)
    stranger = await appoint(city, await city.person("Lin"), city.huangyan)
    assert isinstance(await add(city, leader, shift, city.leader), OwnLine)
    async with city.writing() as rows:
        assert isinstance(await add_walk_in(rows, leader, shift.id, wei.id, at(hours_later(47.9))), NotYet)
        for actor in (volunteer, stranger):
            assert await add_walk_in(rows, actor, shift.id, city.leader.id, at(AFTER)) == NotAllowed()
        assert isinstance(await add_walk_in(rows, leader, shift.id, 404, at(AFTER)), NotHere)
        assert await add_walk_in(rows, leader, 404, wei.id, at(AFTER)) is None
        await rows.activities.cancel_shift(shift.id, at=hours_later(1))
    assert await add(city, leader, shift, wei) == Closed()
    assert await city.figure("SELECT COUNT(*) AS n FROM signups") == 0
