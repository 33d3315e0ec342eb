"""Checking in and out with the code that is shown."""

from datetime import datetime, timedelta

import pytest

from tests.support.acting import acting, appoint, at, hours_later, sign_up
from tests.support.city import City
from volunteering.actions.attendance.rosters import confirm_roster, tick
from volunteering.actions.checking_in import arriving
from volunteering.actions.checking_in.arriving import (
    Already,
    CheckedIn,
    CheckedOut,
    CheckInTakenBack,
    CodeOfBefore,
    NoDoor,
    NotOnRoster,
    NotOnTheSpot,
    RosterClosed,
    WrongCode,
)
from volunteering.actions.checking_in.showing import CodeShown, TooEarly, show_code
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.rules.activities import Shift
from volunteering.rules.checking_in import MOST_IN_A_SHIFT, TooManyGuesses, code_in, minute_of
from volunteering.rules.signing_up import Closed
from volunteering.rules.volunteers import Actor, Person

START = 2.0  # hours after now
BEFORE = hours_later(1.75)
MIDDLE = hours_later(3)


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


@pytest.fixture
async def wei(city: City) -> Person:
    return await city.person("Wei")


@pytest.fixture
async def shift(city: City, leader: Actor, wei: Person) -> Shift:
    """Three hours long, with Wei in it; its code is shown since a quarter of an hour before the start."""
    shift = await city.shift(START)
    await sign_up(city, shift, wei)
    await shows(city, leader, shift, BEFORE)
    return shift


async def shows(city: City, leader: Actor, shift: Shift, now: datetime) -> None:
    async with city.writing() as rows:
        assert isinstance(await show_code(rows, leader, shift.id, at(now)), CodeShown)


async def code(city: City, shift: Shift, shown_at: datetime) -> str:
    """What the leader's telephone shows then."""
    async with city.looking() as rows:
        door = await rows.check_ins.door(shift.id)
    assert door is not None
    return code_in(door, minute_of(shift.id, shown_at))


async def comes(city: City, person: Person, shift: Shift, shown_at: datetime, now: datetime | None = None) -> object:
    digits = await code(city, shift, shown_at)
    async with city.writing() as rows:
        return await arriving.check_in(rows, person, shift.id, digits, at(now or shown_at))


async def goes(city: City, person: Person, shift: Shift, shown_at: datetime, now: datetime | None = None) -> object:
    digits = await code(city, shift, shown_at)
    async with city.writing() as rows:
        return await arriving.check_out(rows, person, shift.id, digits, at(now or shown_at))


async def times(city: City, shift: Shift) -> list[tuple[int, int, int | None]]:
    rows = await city.table("SELECT person_id, in_at, out_at FROM check_ins WHERE shift_id = :s", s=shift.id)
    return [(row["person_id"], row["in_at"], row["out_at"]) for row in rows]


async def came(city: City, shift: Shift) -> list[int]:
    """Who is ticked on the roster."""
    rows = await city.table("SELECT person_id FROM signups WHERE shift_id = :s AND came = 1", s=shift.id)
    return [row["person_id"] for row in rows]


async def test_with_the_code_one_is_here_and_ticked(city: City, shift: Shift, wei: Person) -> None:
    outcome = await comes(city, wei, shift, BEFORE)
    assert isinstance(outcome, CheckedIn)
    assert timedelta() <= BEFORE - outcome.check_in.in_at < timedelta(minutes=1), "since the code was shown"
    assert await came(city, shift) == [wei.id]


async def test_said_twice_one_came_once_and_at_first(city: City, shift: Shift, wei: Person) -> None:
    await comes(city, wei, shift, BEFORE)
    [first] = await times(city, shift)
    assert isinstance(await comes(city, wei, shift, MIDDLE), Already)
    assert await times(city, shift) == [first]


async def test_a_phone_that_was_offline_says_it_later_and_it_counts_from_then(
    city: City, shift: Shift, wei: Person
) -> None:
    outcome = await comes(city, wei, shift, BEFORE, now=hours_later(8))
    assert isinstance(outcome, CheckedIn)
    assert BEFORE - outcome.check_in.in_at < timedelta(minutes=1)
    assert outcome.check_in.is_late, "the leader is told"


async def test_a_code_that_was_not_shown_is_none(city: City, shift: Shift, wei: Person) -> None:
    for shown_at in (BEFORE - timedelta(minutes=5), MIDDLE + timedelta(hours=1)):
        outcome = await comes(city, wei, shift, shown_at, now=MIDDLE)
        assert isinstance(outcome, WrongCode), "before it was first shown, and of an hour that is still to come"
    assert await came(city, shift) == []


async def test_nobody_goes_before_they_came_nor_by_the_code_they_came_with(
    city: City, shift: Shift, wei: Person
) -> None:
    assert isinstance(await goes(city, wei, shift, MIDDLE), NotOnRoster)
    await comes(city, wei, shift, MIDDLE)
    assert isinstance(await goes(city, wei, shift, MIDDLE), CodeOfBefore)
    assert isinstance(await goes(city, wei, shift, BEFORE, now=MIDDLE), CodeOfBefore)
    out_at = MIDDLE + timedelta(minutes=30)
    outcome = await goes(city, wei, shift, out_at)
    assert isinstance(outcome, CheckedOut)
    assert outcome.check_in.out_at is not None
    assert out_at - outcome.check_in.out_at < timedelta(minutes=1)
    assert isinstance(await goes(city, wei, shift, out_at + timedelta(minutes=20)), Already), "once"


async def test_whoever_is_still_here_takes_having_gone_back(city: City, shift: Shift, wei: Person) -> None:
    await comes(city, wei, shift, BEFORE)
    await goes(city, wei, shift, MIDDLE)
    digits = await code(city, shift, MIDDLE)
    async with city.writing() as rows:
        again = await arriving.check_in(rows, wei, shift.id, digits, at(MIDDLE), again=True)
    assert isinstance(again, CheckedIn)
    assert [out for _, _, out in await times(city, shift)] == [None]


async def test_guesses_are_counted_and_told(city: City, shift: Shift, wei: Person) -> None:
    right = await code(city, shift, MIDDLE)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    lefts = []
    for _ in range(5):
        async with city.writing() as rows:
            outcome = await arriving.check_in(rows, wei, shift.id, wrong, at(MIDDLE))
        assert isinstance(outcome, WrongCode)
        lefts.append(outcome.left)
    assert lefts == [4, 3, 2, 1, 0]
    async with city.writing() as rows:
        refused = await arriving.check_in(rows, wei, shift.id, right, at(MIDDLE))
    assert isinstance(refused, TooManyGuesses), "even the right one has to wait"
    assert refused.until == MIDDLE + timedelta(minutes=10)
    assert isinstance(await comes(city, wei, shift, MIDDLE, now=MIDDLE + timedelta(minutes=10)), CheckedIn)


async def test_whoever_goes_on_guessing_is_for_the_leader_to_tick(city: City, shift: Shift, wei: Person) -> None:
    wrong = f"{(int(await code(city, shift, MIDDLE)) + 1) % 1_000_000:06}"
    for tries in range(MOST_IN_A_SHIFT):
        now = MIDDLE + timedelta(minutes=10 * (tries // 5) + tries % 5)
        async with city.writing() as rows:
            assert isinstance(await arriving.check_in(rows, wei, shift.id, wrong, at(now)), WrongCode)
    refused = await comes(city, wei, shift, MIDDLE + timedelta(hours=1))
    assert refused == TooManyGuesses(until=None)


async def test_whoever_types_what_they_guess_is_for_the_leader_to_tick_as_well(
    city: City, shift: Shift, wei: Person
) -> None:
    """And not free to go on for as long as a code counts."""
    wrong = f"{(int(await code(city, shift, MIDDLE)) + 1) % 1_000_000:06}"
    for tries in range(MOST_IN_A_SHIFT):
        now = MIDDLE + timedelta(minutes=10 * (tries // 5) + tries % 5)
        async with city.writing() as rows:
            assert isinstance(await arriving.door_with(rows, wei, wrong, at(now)), WrongCode)
    refused = await comes(city, wei, shift, MIDDLE + timedelta(hours=1))
    assert refused == TooManyGuesses(until=None)


async def test_what_a_leader_took_back_no_code_brings_back(
    city: City, shift: Shift, wei: Person, leader: Actor
) -> None:
    await comes(city, wei, shift, BEFORE)
    async with city.writing() as rows:
        await tick(rows, leader, shift.id, wei.id, at(MIDDLE), came=None)
    assert isinstance(await comes(city, wei, shift, MIDDLE), CheckInTakenBack)
    assert await came(city, shift) == []


async def test_once_the_roster_is_confirmed_it_says_who_came(
    city: City, shift: Shift, wei: Person, leader: Actor
) -> None:
    async with city.writing() as rows:
        await confirm_roster(rows, leader, shift.id, at(MIDDLE))
    assert isinstance(await comes(city, wei, shift, BEFORE, now=hours_later(6)), RosterClosed)


async def test_nobody_comes_to_what_is_cancelled_or_shows_no_code(
    city: City, shift: Shift, wei: Person, leader: Actor
) -> None:
    other = await city.shift(2)
    async with city.writing() as rows:
        assert isinstance(await arriving.check_in(rows, wei, other.id, "123456", at(MIDDLE)), NoDoor)
        assert await arriving.check_in(rows, wei, 9999, "123456", at(MIDDLE)) is None
        await cancel_shift(rows, leader, shift.id, at(BEFORE))
    assert isinstance(await comes(city, wei, shift, BEFORE), Closed)


async def test_a_day_later_it_is_too_late_to_say_it(city: City, shift: Shift, wei: Person) -> None:
    assert isinstance(await comes(city, wei, shift, MIDDLE, now=hours_later(5 + 0.5 + 24)), NoDoor)


async def test_the_code_is_not_shown_early(city: City, leader: Actor) -> None:
    shift = await city.shift(20)
    async with city.writing() as rows:
        outcome = await show_code(rows, leader, shift.id, at(hours_later(18.9)))
    assert isinstance(outcome, TooEarly)
    assert outcome.opens_at == hours_later(19)


async def along(city: City, person: Person, shift: Shift, now: datetime) -> object:
    digits = await code(city, shift, now)
    async with city.writing() as rows:
        return await arriving.come_along(rows, person, shift.id, digits, at(now))


async def state(city: City, person: Person, shift: Shift) -> str | None:
    rows = await city.table("SELECT state FROM signups WHERE shift_id = :s AND person_id = :p", s=shift.id, p=person.id)
    return rows[0]["state"] if rows else None


async def test_without_a_place_one_takes_a_free_one_on_the_spot(city: City, shift: Shift) -> None:
    mei, bo = await city.person("Mei"), await city.person("Bo")
    assert isinstance(await comes(city, mei, shift, BEFORE), NotOnRoster)
    assert isinstance(await along(city, mei, shift, BEFORE), CheckedIn)
    assert await state(city, mei, shift) == "confirmed", "before the start it is a place like any other"
    assert isinstance(await along(city, bo, shift, MIDDLE), CheckedIn)
    assert await state(city, bo, shift) == "walked_in"
    assert set(await came(city, shift)) == {mei.id, bo.id}


async def test_where_there_is_no_room_the_leader_decides(city: City, leader: Actor, wei: Person) -> None:
    full = await city.shift(START, places=1)
    await sign_up(city, full, wei)
    await shows(city, leader, full, BEFORE)
    mei = await city.person("Mei")
    for now in (BEFORE, MIDDLE):
        outcome = await along(city, mei, full, now)
        assert isinstance(outcome, NotOnTheSpot)
        assert outcome.reasons
    assert await state(city, mei, full) is None


async def test_whoever_has_no_place_has_to_be_there_now(city: City, shift: Shift) -> None:
    mei = await city.person("Mei")
    digits = await code(city, shift, BEFORE)
    async with city.writing() as rows:
        outcome = await arriving.come_along(rows, mei, shift.id, digits, at(MIDDLE))
    assert isinstance(outcome, WrongCode), "of an hour ago: it came by some other way"


async def test_digits_alone_find_the_shift_one_is_at(city: City, shift: Shift, wei: Person, leader: Actor) -> None:
    other = await city.shift(START)
    await shows(city, leader, other, BEFORE)
    mei = await city.person("Mei")
    theirs, others = await code(city, shift, BEFORE), await code(city, other, MIDDLE)
    async with city.writing() as rows:
        assert await arriving.door_with(rows, wei, theirs, at(MIDDLE)) == shift.id, "an hour later, too"
        assert await arriving.door_with(rows, mei, others, at(MIDDLE)) == other.id
        assert isinstance(await arriving.door_with(rows, mei, theirs, at(MIDDLE)), WrongCode)


async def test_where_nobody_shows_a_code_six_digits_are_something_else(city: City, wei: Person) -> None:
    async with city.writing() as rows:
        assert await arriving.door_with(rows, wei, "123456", at(MIDDLE)) is None


async def test_whoever_leads_comes_by_the_code_like_anybody(city: City, shift: Shift, leader: Actor) -> None:
    li = (await acting(city, city.leader)).person
    async with city.writing() as rows:
        await rows.check_ins.at_door(shift.id, li.id, MIDDLE)
    assert isinstance(await along(city, li, shift, BEFORE), CheckedIn)
