"""Excused, and sent home before the end: what they count, both ways (docs/rules.md: Attendance and hours)."""

import pytest

from tests.support.acting import acting, appoint, at, hours_later, sign_up
from tests.support.city import City
from volunteering.actions.attendance.noting import NothingToExcuse, excuse, send_home
from volunteering.actions.attendance.rosters import (
    Confirmed,
    MinutesOutOfRange,
    NotOnIt,
    NotYet,
    Roster,
    confirm_roster,
    tick,
    tick_all,
)
from volunteering.actions.attendance.walk_ins import WalkInAdded, add_walk_in
from volunteering.rules.activities import Shift
from volunteering.rules.hours import Kind
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person

AFTER = hours_later(60)


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def held(city: City, *people: Person) -> Shift:
    """A shift of three hours, over at `AFTER`, with these people in it."""
    shift = await city.shift(48)
    await sign_up(city, shift, *people)
    return shift


async def confirm(city: City, leader: Actor, shift: Shift) -> Confirmed:
    async with city.writing() as rows:
        outcome = await confirm_roster(rows, leader, shift.id, at(AFTER))
    assert isinstance(outcome, Confirmed)
    return outcome


async def sums(city: City, person: Person) -> tuple[int, int, int]:
    """Minutes, participations and no-shows: plain sums of the lines, as totals are."""
    [row] = await city.table(
        "SELECT COALESCE(SUM(change), 0) AS minutes, COALESCE(SUM(participations), 0) AS came, "
        f"COALESCE(SUM(no_shows), 0) AS missed FROM entries WHERE person_id = {person.id}"
    )
    return row["minutes"], row["came"], row["missed"]


async def test_excused_counts_nowhere_and_sent_home_with_the_real_minutes(city: City, leader: Actor) -> None:
    wang, chen, mei = await city.people(3)
    shift = await held(city, wang, chen, mei)
    async with city.writing() as rows:
        assert isinstance(await excuse(rows, leader, shift.id, wang.id, at(AFTER)), Roster)
        assert isinstance(await send_home(rows, leader, shift.id, chen.id, 45, at(AFTER)), Roster)
    outcome = await confirm(city, leader, shift)
    assert (outcome.came, outcome.no_shows, outcome.excused) == (1, 1, 1)
    assert [await sums(city, one) for one in (wang, chen, mei)] == [(0, 0, 0), (45, 1, 0), (0, 0, 1)]


async def test_all_came_leaves_both_as_they_are(city: City, leader: Actor) -> None:
    wang, chen, mei = await city.people(3)
    shift = await held(city, wang, chen, mei)
    async with city.writing() as rows:
        await excuse(rows, leader, shift.id, wang.id, at(AFTER))
        await send_home(rows, leader, shift.id, chen.id, 45, at(AFTER))
        await tick_all(rows, leader, shift.id, at(AFTER))
    await confirm(city, leader, shift)
    assert [await sums(city, one) for one in (wang, chen, mei)] == [(0, 0, 0), (45, 1, 0), (180, 1, 0)]


EXCUSED, SENT_HOME, CAME, ABSENT = Kind.EXCUSED, Kind.SENT_HOME, Kind.ATTENDED, Kind.NO_SHOW


@pytest.mark.parametrize("first", [EXCUSED, SENT_HOME, CAME, ABSENT])
@pytest.mark.parametrize("second", [EXCUSED, SENT_HOME, CAME, ABSENT])
async def test_each_is_corrected_to_each_other(city: City, leader: Actor, first: Kind, second: Kind) -> None:
    [wang] = await city.people(1)
    shift = await held(city, wang)
    counts = {EXCUSED: (0, 0, 0), SENT_HOME: (45, 1, 0), CAME: (180, 1, 0), ABSENT: (0, 0, 1)}
    for kind in (first, second):
        async with city.writing() as rows:
            match kind:
                case Kind.EXCUSED:
                    await excuse(rows, leader, shift.id, wang.id, at(AFTER))
                case Kind.SENT_HOME:
                    await send_home(rows, leader, shift.id, wang.id, 45, at(AFTER))
                case _:
                    await tick(rows, leader, shift.id, wang.id, at(AFTER), came=kind is CAME)
        await confirm(city, leader, shift)
        assert await sums(city, wang) == counts[kind]


async def test_nobody_is_there_longer_than_the_shift_before_being_sent_home(city: City, leader: Actor) -> None:
    [wang] = await city.people(1)
    shift = await held(city, wang)
    async with city.writing() as rows:
        outcome = await send_home(rows, leader, shift.id, wang.id, 181, at(AFTER))
    assert isinstance(outcome, MinutesOutOfRange)
    assert outcome.most == 180


async def test_who_came_without_a_place_cannot_be_excused(city: City, leader: Actor) -> None:
    wang, wei = await city.people(2)
    shift = await held(city, wang)
    async with city.writing() as rows:
        assert isinstance(await add_walk_in(rows, leader, shift.id, wei.id, at(AFTER)), WalkInAdded)
        assert isinstance(await excuse(rows, leader, shift.id, wei.id, at(AFTER)), NothingToExcuse)
    await confirm(city, leader, shift)
    assert await sums(city, wei) == (180, 1, 0)


async def test_nothing_is_said_before_the_start_by_others_or_of_strangers(city: City, leader: Actor) -> None:
    wang, wei = await city.people(2)
    shift = await held(city, wang)
    stranger = await acting(city, wei)
    async with city.writing() as rows:
        assert isinstance(await excuse(rows, leader, shift.id, wang.id, at(hours_later(1))), NotYet)
        assert isinstance(await excuse(rows, stranger, shift.id, wang.id, at(AFTER)), NotAllowed)
        assert isinstance(await send_home(rows, stranger, shift.id, wang.id, 10, at(AFTER)), NotAllowed)
        assert isinstance(await excuse(rows, leader, shift.id, wei.id, at(AFTER)), NotOnIt)
        assert isinstance(await send_home(rows, leader, shift.id, wei.id, 10, at(AFTER)), NotOnIt)
        assert await excuse(rows, leader, 999, wang.id, at(AFTER)) is None
