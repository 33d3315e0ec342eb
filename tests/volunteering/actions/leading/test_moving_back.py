"""Undoing a move: everything is as it was, whoever was told is told, and whoever came to know it otherwise is asked."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.support.acting import NOW, acting, appoint, at, hours_later, offers, owed, places, sign_up, told
from tests.support.city import City
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.actions.leading.editing import Edit, edit
from volunteering.actions.leading.moving import Moved, NotLikeThat, move_shift
from volunteering.actions.leading.moving_back import TooLateToUndo, UndoingMove, undo_move
from volunteering.actions.leading.undoing import ChangedSince, Undone
from volunteering.actions.signing_up.confirming import confirm_move
from volunteering.actions.signing_up.places import leave_shift, say_coming
from volunteering.rules.activities import Shift
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.ground.periods import Period
from volunteering.rules.moves import UNDONE_WITHIN
from volunteering.rules.signing_up import Closed, SignUpState
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person

LATER = Period(start=hours_later(60), end=hours_later(63))


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


def after(seconds: float) -> datetime:
    """So many seconds after NOW."""
    return NOW + timedelta(seconds=seconds)


async def moved(city: City, leader: Actor, shift: Shift, to: Period = LATER, *, now: datetime = NOW) -> int:
    """The shift moved; the number of that move."""
    async with city.writing() as rows:
        assert isinstance(await move_shift(rows, leader, shift.id, to, at(now)), Moved)
    return await newest(city)


async def newest(city: City) -> int:
    return await city.figure("SELECT COALESCE(MAX(id), 0) AS n FROM moves")


async def taken_back(city: City, leader: Actor, change: int, seconds: float = 10) -> UndoingMove | None:
    async with city.writing() as rows:
        return await undo_move(rows, leader, change, at(after(seconds)))


async def as_it_is(city: City, shift: Shift) -> tuple[Any, ...]:
    async with city.looking() as rows:
        found = await rows.activities.shift(shift.id)
    assert found is not None
    return found[0].title, found[0].venue, found[1].period, found[1].since


async def test_a_time_is_taken_back_with_all_that_went_with_it(city: City, leader: Actor) -> None:
    wang, zhao = await city.people(2)
    shift = await city.shift(48)
    await sign_up(city, shift, wang, zhao)
    async with city.writing() as rows:
        await say_coming(rows, wang, shift.id, at(NOW))
    before = await as_it_is(city, shift)
    change = await moved(city, leader, shift, now=after(5))
    assert await as_it_is(city, shift) != before
    assert await taken_back(city, leader, change, 34) == Undone(told=0)
    assert await as_it_is(city, shift) == before
    async with city.looking() as rows:
        assert [one.answer for one in await rows.sign_ups.confirmed(shift.id)] == [
            ReminderAnswer.COMING,
            ReminderAnswer.SILENT,
        ]
    # What is owed for the change that is none any more finds nothing to say.
    assert {facts["period_before"]["start"] for _, facts in await owed(city, "changed")} == {
        shift.period.start.isoformat().replace("+00:00", "Z")
    }


async def test_after_an_hour_it_stays(city: City, leader: Actor) -> None:
    shift = await city.shift(48)
    await sign_up(city, shift, await city.person("Wang"))
    change = await moved(city, leader, shift)
    assert await taken_back(city, leader, change, UNDONE_WITHIN.total_seconds()) == TooLateToUndo()
    assert (await as_it_is(city, shift))[2] == LATER
    assert await taken_back(city, leader, 999) == TooLateToUndo(), "days later nobody knows how it was"


async def test_where_nobody_is_told_there_is_nothing_to_take_back(city: City, leader: Actor) -> None:
    await moved(city, leader, await city.shift(48))
    assert await newest(city) == 0


async def test_whoever_was_told_already_is_told_back(city: City, leader: Actor) -> None:
    wang, shift = await city.person("Wang"), await city.shift(48)
    await sign_up(city, shift, wang)
    change = await moved(city, leader, shift)
    async with city.changing() as tx:  # the clock of whoever delivers is ahead
        await tx.execute("UPDATE outbox SET state = 'sent' WHERE kind = 'changed'")
    await taken_back(city, leader, change)
    [(person_id, facts)] = await owed(city, "changed")
    assert (person_id, facts["period_before"]["start"]) == (wang.id, LATER.start.isoformat().replace("+00:00", "Z"))


async def test_whoever_came_to_know_it_otherwise_meanwhile_is_told(city: City, leader: Actor) -> None:
    wang, chen, zhao = await city.people(3)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, chen)
    change = await moved(city, leader, shift, now=after(1))
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(after(5)))  # Chen has the place, and is told of its new time
        await rows.activities.set_limit(shift.id, 5)
    await sign_up(city, shift, zhao, hours=7 / 3600)
    assert await taken_back(city, leader, change, 12) == Undone(told=2)
    otherwise = LATER.start.isoformat().replace("+00:00", "Z")
    told_back = {
        person for person, facts in await owed(city, "changed") if facts["period_before"]["start"] == otherwise
    }
    assert told_back == {chen.id, zhao.id}


async def test_whoever_got_a_place_elsewhere_meanwhile_is_told(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    shift, elsewhere = await city.shift(48), await city.shift(49, activity=await city.activity("Elsewhere"))
    await sign_up(city, shift, wang)
    change = await moved(city, leader, shift)
    await sign_up(city, elsewhere, wang, hours=5 / 3600)
    assert await places(city, elsewhere) == {SignUpState.CONFIRMED: [wang.id], SignUpState.WAITING: []}
    assert await taken_back(city, leader, change) == Undone(told=1)
    assert len(await told(city, "changed")) == 2, "one is of the change that is none, and goes to nobody"


async def test_what_cannot_be_taken_back(city: City, leader: Actor) -> None:
    soon, off = await city.shift(48), await city.shift(50)
    for shift in (soon, off):
        await sign_up(city, shift, await city.person(f"In {shift.id}"))
    change = await moved(city, leader, soon, now=soon.period.start - timedelta(seconds=5))
    other = await appoint(city, await city.person("Chen"), city.huangyan)
    async with city.writing() as rows:
        assert await undo_move(rows, other, change, at(soon.period.start)) == NotAllowed()
        outcome = await undo_move(rows, leader, change, at(soon.period.start + timedelta(seconds=5)))
    assert isinstance(outcome, NotLikeThat), "its old start has passed"
    cancelled = await moved(city, leader, off)
    async with city.writing() as rows:
        await cancel_shift(rows, leader, off.id, at(NOW))
    assert await taken_back(city, leader, cancelled) == Closed()
    assert await taken_back(city, await acting(city, await city.person("Nobody")), cancelled) == NotAllowed()


async def standing(city: City, shift: Shift) -> list[tuple[Any, ...]]:
    """Everybody with a place, with what they said and what they have still to confirm."""
    rows = await city.table(
        "SELECT person_id, coming, to_confirm FROM signups WHERE shift_id = :shift AND state = 'confirmed' ORDER BY id",
        shift=shift.id,
    )
    return [(row["person_id"], row["coming"], row["to_confirm"]) for row in rows]


async def confirms(city: City, person: Person, shift: Shift, seconds: float) -> None:
    async with city.writing() as rows:
        await confirm_move(rows, person, shift.id, at(after(seconds)))


async def test_half_an_hour_later_everybody_stands_as_before_whatever_they_answered(city: City, leader: Actor) -> None:
    wang, zhao, chen = await city.people(3)
    shift = await city.shift(72)
    await sign_up(city, shift, wang, zhao, chen)
    async with city.writing() as rows:
        await say_coming(rows, wang, shift.id, at(NOW))
    before = await standing(city, shift)
    move = await moved(city, leader, shift, now=after(5))
    assert {asked for _, _, asked in await standing(city, shift)} == {int(after(5).timestamp())}
    await confirms(city, zhao, shift, 600)
    assert await taken_back(city, leader, move, 1800) == Undone(told=3, was_told=True)
    assert await standing(city, shift) == before
    assert await taken_back(city, leader, move, 1801) == Unchanged()


async def test_of_two_moves_the_last_is_undone_first_and_the_question_is_that_of_the_one_before(
    city: City, leader: Actor
) -> None:
    wang, zhao = await city.people(2)
    shift = await city.shift(72)
    await sign_up(city, shift, wang, zhao)
    first = await moved(city, leader, shift)
    await confirms(city, zhao, shift, 60)
    once = await standing(city, shift)
    later = Period(start=hours_later(80), end=hours_later(82))
    second = await moved(city, leader, shift, later, now=after(120))
    assert {asked for _, _, asked in await standing(city, shift)} == {int(after(120).timestamp())}, "one question"
    assert await taken_back(city, leader, first, 180) == ChangedSince()
    assert isinstance(await taken_back(city, leader, second, 200), Undone)
    assert await standing(city, shift) == once
    assert (await as_it_is(city, shift))[2] == LATER
    assert isinstance(await taken_back(city, leader, first, 220), Undone)
    assert [asked for _, _, asked in await standing(city, shift)] == [None, None]


async def test_a_time_undone_below_a_venue_leaves_the_question_of_the_venue(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    shift = await city.shift(72)
    await sign_up(city, shift, wang)
    time = await moved(city, leader, shift)
    async with city.writing() as rows:
        await edit(rows, leader, shift.activity_id, Edit(venue="West Gate"), at(after(60)))
    venue = await newest(city)
    assert isinstance(await taken_back(city, leader, time, 90), Undone)
    assert await standing(city, shift) == [(wang.id, None, int(after(60).timestamp()))]
    assert isinstance(await taken_back(city, leader, venue, 120), Undone)
    assert await standing(city, shift) == [(wang.id, None, None)], "of the time nobody asks any more"
    assert (await as_it_is(city, shift))[:3] == ("River clean-up", "East Gate", shift.period)


async def test_whoever_got_the_place_of_one_who_could_not_come_keeps_it_and_is_asked(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(72, places=1)
    await sign_up(city, shift, wang)
    move = await moved(city, leader, shift)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(after(600)))
    await sign_up(city, shift, chen, hours=0.2)
    await taken_back(city, leader, move, 1800)
    assert await places(city, shift) == {SignUpState.CONFIRMED: [chen.id], SignUpState.WAITING: []}
    assert await standing(city, shift) == [(chen.id, None, int(after(1800).timestamp()))]


async def test_what_came_free_too_late_is_offered_once_it_is_in_time_again(city: City, leader: Actor) -> None:
    wang, zhao = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, zhao)
    change = await moved(city, leader, shift, Period(start=hours_later(2), end=hours_later(5)))
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(after(5)))
    assert await offers(city, shift) == [], "it is for whoever asks first"
    assert isinstance(await taken_back(city, leader, change), Undone)
    assert await offers(city, shift) == [zhao.id]


async def test_whoever_gave_the_place_back_for_it_is_told_and_nobody_is_put_in_again(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(72, places=1)
    await sign_up(city, shift, wang)
    move = await moved(city, leader, shift)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(after(300)))
    await sign_up(city, shift, chen, hours=0.2)
    await taken_back(city, leader, move, 1800)
    assert await places(city, shift) == {SignUpState.CONFIRMED: [chen.id], SignUpState.WAITING: []}
    assert [person for person, _ in await owed(city, "moved_back")] == [wang.id]


async def test_whoever_left_for_something_else_hears_nothing(city: City, leader: Actor) -> None:
    wang, zhao = await city.people(2)
    shift = await city.shift(72)
    await sign_up(city, shift, wang, zhao)
    move = await moved(city, leader, shift)
    await confirms(city, wang, shift, 60)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(after(300)))
    await taken_back(city, leader, move, 1800)
    assert await owed(city, "moved_back") == []
    assert (await places(city, shift))[SignUpState.WAITING] == []
