"""What is due because time passed: whom to remind, which rosters to ask for, and that it happens once."""

from datetime import datetime

import pytest

from tests.support.acting import at
from tests.support.city import NOW, ZONE, City, hours_later
from volunteering.rules.activities import Shift, State
from volunteering.rules.reminders import Occasion, ReminderLine, Unanswered, is_owed, starts_owed
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person, Standing

LONG_AGO = hours_later(-1000)


async def unreminded(city: City, now: datetime, *, before: int = 24, limit: int = 100) -> list[tuple[int, int]]:
    async with city.looking() as rows:
        expected = await rows.reminders.unreminded(before, starts_owed(before, at(now)), limit)
    assert all(is_owed(one.shift, one.sign_up, before, at(now)) for one in expected)
    return [(one.sign_up.person_id, one.shift.id) for one in expected]


def reminded(shift: Shift, person: Person, hours_before: int = 24) -> ReminderLine:
    return ReminderLine(shift_id=shift.id, person_id=person.id, about=hours_before * 60, starts_at=shift.period.start)


def asked(shift: Shift, person: Person, occasion: Occasion) -> ReminderLine:
    return ReminderLine(shift_id=shift.id, person_id=person.id, about=occasion, starts_at=shift.period.start)


async def note(city: City, *lines: ReminderLine, at: float = 0) -> frozenset[ReminderLine]:
    async with city.writing() as rows:
        return await rows.reminders.note(lines, hours_later(at))


@pytest.mark.parametrize(
    ("hours_now", "due"),
    [(23.9, False), (24, True), (47.9, True), (48, False)],
    ids=["too early", "24 h before", "just before", "begun"],
)
async def test_a_reminder_is_due_from_its_hour_to_the_start(city: City, hours_now: float, *, due: bool) -> None:
    person, shift = await city.person("Wang"), await city.shift(48)
    await city.put(shift, person)
    assert await unreminded(city, hours_later(hours_now)) == ([(person.id, shift.id)] if due else [])


async def test_who_learned_of_it_inside_the_window_is_not_reminded(city: City) -> None:
    early, late, just = await city.people(3)
    shift = await city.shift(48)
    for person, hours in ((early, 23.9), (just, 24), (late, 30)):
        await city.put(shift, person, at=hours)
    assert await unreminded(city, hours_later(31)) == [(early.id, shift.id)]
    assert await unreminded(city, hours_later(46), before=2) == [
        (early.id, shift.id),
        (late.id, shift.id),
        (just.id, shift.id),
    ]


async def test_a_moved_shift_moves_its_reminder(city: City) -> None:
    person, shift = await city.person("Wang"), await city.shift(48)
    await city.put(shift, person)
    await note(city, reminded(shift, person))
    assert await unreminded(city, hours_later(25)) == []
    later = shift.period.model_copy(update={"start": hours_later(96), "end": hours_later(99)})
    async with city.writing() as rows:
        await rows.activities.move_shift(shift.id, later, day=later.day(ZONE), at=hours_later(26))
    assert await unreminded(city, hours_later(27)) == []
    assert await unreminded(city, hours_later(73)) == [(person.id, shift.id)]


async def test_a_shift_moved_into_the_window_is_known_from_the_change(city: City) -> None:
    person, shift = await city.person("Wang"), await city.shift(96)
    await city.put(shift, person)
    sooner = shift.period.model_copy(update={"start": hours_later(20), "end": hours_later(23)})
    async with city.writing() as rows:
        await rows.activities.move_shift(shift.id, sooner, day=sooner.day(ZONE), at=hours_later(1))
    assert await unreminded(city, hours_later(2)) == []


@pytest.mark.parametrize("state", [SignUpState.WAITING, SignUpState.LEFT])
async def test_only_those_with_a_place_are_reminded(city: City, state: SignUpState) -> None:
    person, shift = await city.person("Wang"), await city.shift(48)
    await city.put(shift, person, state=state)
    assert await unreminded(city, hours_later(30)) == []


async def test_nobody_is_reminded_of_what_is_cancelled(city: City) -> None:
    person, activity = await city.person("Wang"), await city.activity()
    of_cancelled, cancelled = await city.shift(48, activity=activity), await city.shift(48)
    await city.put(of_cancelled, person)
    await city.put(cancelled, person)
    async with city.writing() as rows:
        await rows.activities.change(activity, state=State.CANCELLED)
        await rows.activities.cancel_shift(cancelled.id, at=NOW)
    assert await unreminded(city, hours_later(30)) == []
    async with city.looking() as rows:
        assert await rows.reminders.next_start(NOW) is None


async def test_by_person_then_by_start_and_so_many(city: City) -> None:
    wang, chen = await city.people(2)
    later, sooner = await city.shift(50), await city.shift(48)
    for shift in (later, sooner):
        await city.put(shift, chen)
        await city.put(shift, wang)
    expected = [(wang.id, sooner.id), (wang.id, later.id), (chen.id, sooner.id), (chen.id, later.id)]
    assert await unreminded(city, hours_later(30)) == expected
    assert await unreminded(city, hours_later(30), limit=3) == expected[:3]


async def test_a_line_is_new_once(city: City) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(48)
    day, short, hers = reminded(shift, wang), reminded(shift, wang, 2), reminded(shift, chen)
    assert await note(city, day, short) == {day, short}
    assert await note(city, day, hers) == {hers}
    assert await note(city) == frozenset()
    await city.put(shift, wang)
    assert await unreminded(city, hours_later(30)) == []


async def unanswered(
    city: City, by: float, *, after: datetime = LONG_AGO, asked_by: float | None = None, limit: int = 100
) -> list[int]:
    async with city.looking() as rows:
        found = await rows.reminders.unanswered(
            after, hours_later(by), asked_by=None if asked_by is None else hours_later(asked_by), limit=limit
        )
    return [one.shift.id for one in found]


async def test_rosters_to_ask_for(city: City) -> None:
    person = await city.person("Wang")
    newer, older, nobody, confirmed, cancelled = [await city.shift(hours) for hours in (-4, -48, -10, -20, -30)]
    for shift in (newer, older, confirmed, cancelled):
        await city.put(shift, person)
    await city.put(nobody, person, state=SignUpState.WAITING)
    async with city.writing() as rows:
        await rows.hours.close_roster(confirmed.id, city.leader.id, NOW)
        await rows.activities.cancel_shift(cancelled.id, at=hours_later(-31))
    assert await unanswered(city, 0) == [older.id, newer.id]
    assert await unanswered(city, 0, limit=1) == [older.id]
    assert await unanswered(city, -1) == [older.id, newer.id]  # the newer one ends at -1 h
    assert await unanswered(city, -1.1) == [older.id]
    assert await unanswered(city, 0, after=hours_later(-45)) == [newer.id]


async def test_a_roster_with_nobody_but_walk_ins_is_asked_for(city: City) -> None:
    shift = await city.shift(-10)
    await city.put(shift, await city.person("Wang"), state=SignUpState.WALKED_IN)
    assert await unanswered(city, 0) == [shift.id]


async def test_asking_once_and_once_again(city: City) -> None:
    person, shift = await city.person("Wang"), await city.shift(-4)
    await city.put(shift, person)
    assert await unanswered(city, 30, asked_by=0) == []
    await note(city, asked(shift, city.leader, Occasion.FIRST_ASKED), at=0)
    assert await unanswered(city, 30) == []
    assert await unanswered(city, 30, asked_by=-1) == []
    assert await unanswered(city, 30, asked_by=0) == [shift.id]
    async with city.looking() as rows:
        assert await rows.reminders.next_asked(hours_later(-1)) == NOW
        assert await rows.reminders.next_asked(NOW) is None
    await note(city, asked(shift, city.leader, Occasion.ASKED_AGAIN), at=24)
    assert await unanswered(city, 60, asked_by=30) == []
    async with city.looking() as rows:
        assert await rows.reminders.next_asked(hours_later(-1)) is None


async def test_whether_the_leader_answers(city: City) -> None:
    person, shift = await city.person("Wang"), await city.shift(-4)
    await city.put(shift, person)

    async def found() -> Unanswered:
        async with city.looking() as rows:
            [one] = await rows.reminders.unanswered(LONG_AGO, NOW, limit=10)
        return one

    assert await found() == Unanswered(shift=shift, unit=city.jiaojiang, leader_id=city.leader.id, leader_answers=False)
    for unit, answers in ((city.huangyan, False), (city.top, True)):
        async with city.writing() as rows:
            await rows.people.set_role(city.leader.id, unit.id, Role.LEADER, by_id=None, at=NOW)
        assert (await found()).leader_answers == answers
    async with city.writing() as rows:
        await rows.people.change(city.leader.id, reachable=False)
    assert not (await found()).leader_answers
    async with city.writing() as rows:
        await rows.people.change(city.leader.id, reachable=True, standing=Standing.SUSPENDED)
    assert not (await found()).leader_answers


async def test_what_comes_next(city: City) -> None:
    person = await city.person("Wang")
    async with city.looking() as rows:
        assert await rows.reminders.next_start(NOW) is None
        assert await rows.reminders.next_end(NOW) is None
        assert await rows.reminders.next_asked(NOW) is None
    running, first, second = [await city.shift(hours) for hours in (-1, 20, 10)]
    await city.shift(5)  # with nobody in it
    for shift in (running, first, second):
        await city.put(shift, person)
    async with city.looking() as rows:
        assert await rows.reminders.next_start(NOW) == hours_later(10)
        assert await rows.reminders.next_start(hours_later(10)) == hours_later(20)
        assert await rows.reminders.next_end(NOW) == hours_later(2)
    async with city.writing() as rows:
        await rows.hours.close_roster(running.id, city.leader.id, NOW)
        assert await rows.reminders.next_end(NOW) == hours_later(13)
