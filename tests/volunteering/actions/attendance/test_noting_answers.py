"""Whoever leads notes what somebody said who was called: as by their own tap (docs/rules.md: Reminders)."""

from datetime import timedelta

import pytest

from tests.support.acting import acting, appoint, at, hours_later, known, offers, owed, places, sign_up, told
from tests.support.city import NOW, City
from volunteering.actions.attendance.noting_answers import (
    AnsweredSince,
    AnswerNoted,
    AsRead,
    Called,
    HasToConfirm,
    NoPlace,
    OwnAnswer,
    PlaceGivenUp,
    find_called,
    note_coming,
    note_not_coming,
)
from volunteering.actions.leading.moving import move_shift
from volunteering.actions.signing_up.places import leave_shift, say_coming, take_shift
from volunteering.rules.activities import Shift, State
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import Begun, Closed, SignUpState
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person

CONFIRMED, WAITING = SignUpState.CONFIRMED, SignUpState.WAITING


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def seen(city: City, leader: Actor, shift: Shift, person: Person) -> AsRead:
    """What the leader reads of somebody."""
    async with city.looking() as rows:
        called = await find_called(rows, leader, shift.id, person.id, at(NOW))
    assert isinstance(called, Called)
    return called.seen


async def can_not(city: City, actor: Actor, shift: Shift, person: Person, seen: AsRead, hours: float = 0) -> object:
    async with city.writing() as rows:
        return await note_not_coming(rows, actor, shift.id, person.id, seen, at(hours_later(hours)))


async def comes(city: City, actor: Actor, shift: Shift, person: Person, seen: AsRead, hours: float = 0) -> object:
    async with city.writing() as rows:
        return await note_coming(rows, actor, shift.id, person.id, seen, at(hours_later(hours)))


async def row(city: City, shift: Shift, person: Person) -> dict[str, object]:
    """What is kept of somebody in a shift but for the numbers that differ anyway."""
    [found] = await city.table(
        "SELECT state, coming, answered_at, left_late, at FROM signups WHERE shift_id = :shift AND person_id = :person",
        shift=shift.id,
        person=person.id,
    )
    return dict(found)


@pytest.mark.parametrize("late", [False, True])
async def test_it_is_kept_as_their_own_answer_is(city: City, leader: Actor, *, late: bool) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(20)
    await sign_up(city, shift, wang, chen)
    async with city.writing() as rows:
        await say_coming(rows, chen, shift.id, at(hours_later(1)), late=late)
    read = await seen(city, leader, shift, wang)
    async with city.writing() as rows:
        outcome = await note_coming(rows, leader, shift.id, wang.id, read, at(hours_later(1)), late=late)
    assert isinstance(outcome, AnswerNoted)
    assert await row(city, shift, wang) == await row(city, shift, chen)
    [noted] = await city.table("SELECT kind, by_id, person_id FROM journal WHERE kind = 'answer_noted'")
    assert (noted["by_id"], noted["person_id"]) == (leader.id, wang.id)


@pytest.mark.parametrize("hours", [1, 28])
async def test_who_cannot_come_gives_the_place_on_as_by_their_own_tap(city: City, leader: Actor, hours: int) -> None:
    """In turn and within the late hours: the same of the same, but for the one message that tells them."""
    wang, chen, mei, ana = await city.people(4)
    theirs, own = await city.shift(30, places=1), await city.shift(30, places=1)
    await sign_up(city, theirs, wang, mei)
    await sign_up(city, own, chen, ana)
    read = await seen(city, leader, theirs, wang)
    outcome = await can_not(city, leader, theirs, wang, read, hours)
    async with city.writing() as rows:
        left = await leave_shift(rows, await known(rows, chen), own.id, at(hours_later(hours)))
    assert isinstance(outcome, PlaceGivenUp)
    assert left is not None
    assert await row(city, theirs, wang) == await row(city, own, chen)
    in_turn = hours == 1
    assert (await offers(city, theirs), await offers(city, own)) == (([mei.id], [ana.id]) if in_turn else ([], []))
    assert await told(city, "offered" if in_turn else "first_come") == sorted([mei.id, ana.id])
    [(reader, facts)] = await owed(city, "noted_not_coming")
    assert (reader, facts["by_id"], facts["shift_id"]) == (wang.id, leader.id, theirs.id)
    journal = await city.table("SELECT by_id, person_id FROM journal WHERE kind = 'left' ORDER BY id")
    assert [(line["by_id"], line["person_id"]) for line in journal] == [(leader.id, wang.id), (chen.id, chen.id)]


async def test_nobody_is_told_what_they_noted_and_another_leader_is(city: City, leader: Actor) -> None:
    other = await appoint(city, await city.person("Other"), city.jiaojiang)
    wang, chen = await city.people(2)
    shift = await city.shift(2)
    await sign_up(city, shift, wang, chen)
    await can_not(city, leader, shift, wang, await seen(city, leader, shift, wang))
    assert await told(city, "late_leave") == []
    await can_not(city, other, shift, chen, await seen(city, other, shift, chen))
    assert await told(city, "late_leave") == [leader.id]


async def test_what_was_said_since_stays(city: City, leader: Actor) -> None:
    wang, shift = await city.person("Wang"), await city.shift(20)
    await sign_up(city, shift, wang)
    read = await seen(city, leader, shift, wang)
    async with city.writing() as rows:
        await say_coming(rows, wang, shift.id, at(NOW), late=True)
    assert isinstance(await comes(city, leader, shift, wang, read), AnsweredSince)
    assert isinstance(await can_not(city, leader, shift, wang, read), AnsweredSince)
    assert (await seen(city, leader, shift, wang)).answer is ReminderAnswer.LATE
    assert await told(city, "noted_not_coming") == []
    assert isinstance(await comes(city, leader, shift, wang, await seen(city, leader, shift, wang)), AnswerNoted)


async def test_an_old_button_ends_no_place_that_was_taken_since(city: City, leader: Actor) -> None:
    wang, shift = await city.person("Wang"), await city.shift(20)
    await sign_up(city, shift, wang)
    read = await seen(city, leader, shift, wang)
    assert isinstance(await can_not(city, leader, shift, wang, read), PlaceGivenUp)
    assert isinstance(await can_not(city, leader, shift, wang, read), NoPlace)
    async with city.writing() as rows:
        await take_shift(rows, await known(rows, wang), shift.id, at(hours_later(1)))
    assert isinstance(await can_not(city, leader, shift, wang, read, 2), AnsweredSince)
    assert (await places(city, shift))[CONFIRMED] == [wang.id]
    again = await seen(city, leader, shift, wang)
    assert isinstance(await can_not(city, leader, shift, wang, again, 2), PlaceGivenUp)
    assert await told(city, "noted_not_coming") == [wang.id, wang.id], "once for each place"


async def test_whom_it_is_not_noted_for_and_by_whom_not(city: City, leader: Actor) -> None:
    wang, waits, elsewhere = await city.people(3)
    shift, other = await city.shift(20, places=2), await city.shift(30)
    await sign_up(city, shift, wang, city.leader, waits)
    await sign_up(city, other, elsewhere)
    read = await seen(city, leader, shift, wang)
    stranger = await acting(city, elsewhere)
    for note in (comes, can_not):
        assert isinstance(await note(city, stranger, shift, wang, read), NotAllowed)
        assert isinstance(await note(city, leader, shift, city.leader, read), OwnAnswer)
        assert isinstance(await note(city, leader, shift, waits, read), NoPlace)
        assert isinstance(await note(city, leader, shift, elsewhere, read), NoPlace)
        assert isinstance(await note(city, leader, shift, wang, read, hours=20), Begun)
    async with city.looking() as rows:
        assert await find_called(rows, leader, 404, wang.id, at(NOW)) is None
    async with city.writing() as rows:
        await rows.activities.change(shift.activity_id, state=State.CANCELLED)
    assert isinstance(await comes(city, leader, shift, wang, read), Closed)
    found = await places(city, shift)
    assert (found[CONFIRMED], found[WAITING]) == ([wang.id, city.leader.id], [waits.id])


async def test_a_move_is_confirmed_by_themselves(city: City, leader: Actor) -> None:
    wang, shift = await city.person("Wang"), await city.shift(90)
    await sign_up(city, shift, wang)
    later = Period(start=shift.period.start + timedelta(hours=1), end=shift.period.end + timedelta(hours=1))
    async with city.writing() as rows:
        await move_shift(rows, leader, shift.id, later, at(NOW))
    read = await seen(city, leader, shift, wang)
    assert isinstance(await comes(city, leader, shift, wang, read), HasToConfirm)
    assert isinstance(await can_not(city, leader, shift, wang, read), PlaceGivenUp)


async def test_they_are_told_in_the_morning_but_of_a_shift_of_that_day(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    night = 14  # two o'clock
    tomorrow, soon = await city.shift(40), await city.shift(18)
    await sign_up(city, tomorrow, wang)
    await sign_up(city, soon, chen)
    for shift, person in ((tomorrow, wang), (soon, chen)):
        await can_not(city, leader, shift, person, await seen(city, leader, shift, person), night)
    due = {
        line["person_id"]: line["due_at"]
        for line in await city.table("SELECT person_id, due_at FROM outbox WHERE kind = 'noted_not_coming'")
    }
    now = int(hours_later(night).timestamp())
    assert due[wang.id] > now
    assert due[chen.id] <= now
