"""Reminders exactly once, however often somebody sweeps; rosters asked for, and asked for again."""

import pytest

from storage.rows.answers import SaidOfShift, said_in, said_of
from tests.support.acting import NOW, appoint, at, hours_later, known, owed, sign_up, told
from tests.support.city import City
from volunteering.actions import reminders
from volunteering.actions.attendance.rosters import confirm_roster
from volunteering.actions.leading.cancelling import cancel_activity, cancel_shift
from volunteering.actions.leading.moving import move_shift
from volunteering.actions.reminders import ask_for_rosters, ask_once_more, next_due, remind
from volunteering.actions.signing_up.places import leave_shift, say_coming
from volunteering.rules.activities import Shift
from volunteering.rules.answers import AnswerSums
from volunteering.rules.ground.periods import Period
from volunteering.rules.volunteers import Actor

EVENING = 30  # hours after `NOW`: Wednesday at six


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def sweep(city: City, *hours: float) -> None:
    for moment in hours:
        async with city.writing() as rows:
            assert not await remind(rows, at(hours_later(moment)))
            assert not await ask_once_more(rows, at(hours_later(moment)))
            assert not await ask_for_rosters(rows, at(hours_later(moment)))


async def reminded(city: City) -> list[tuple[int, list[int]]]:
    return [(person, facts["shift_ids"]) for person, facts in await owed(city, "reminder")]


async def test_both_reminders_come_once(city: City) -> None:
    wang = await city.person("Wang")
    shift = await city.shift(48)
    await sign_up(city, shift, wang)
    await sweep(city, 23.9)
    assert await reminded(city) == []
    await sweep(city, 24, 24, 30, 45.9)
    assert await reminded(city) == [(wang.id, [shift.id])]
    await sweep(city, 46, 47, 48, 49)
    assert await reminded(city) == [(wang.id, [shift.id]), (wang.id, [shift.id])]


async def test_two_shifts_due_together_are_one_message(city: City) -> None:
    wang, chen = await city.people(2)
    later, sooner = await city.shift(52), await city.shift(48)
    await sign_up(city, sooner, wang, chen)
    await sign_up(city, later, wang)
    await sweep(city, 28)
    assert await reminded(city) == [(wang.id, [sooner.id, later.id]), (chen.id, [sooner.id])]


async def test_the_long_reminder_of_one_and_the_short_one_of_another_are_one_message(city: City) -> None:
    wang, chen = await city.people(2)
    later, sooner = await city.shift(70), await city.shift(48)
    await sign_up(city, sooner, wang, chen)
    await sign_up(city, later, wang)
    await sweep(city, 24, 46, 47)
    assert await reminded(city) == [
        (wang.id, [sooner.id]),
        (chen.id, [sooner.id]),
        (wang.id, [sooner.id, later.id]),
        (chen.id, [sooner.id]),
    ]


async def test_after_a_long_night_only_the_shorter_one_is_sent(city: City) -> None:
    wang = await city.person("Wang")
    shift = await city.shift(48)
    await sign_up(city, shift, wang)
    await sweep(city, 47, 47.5)
    assert await reminded(city) == [(wang.id, [shift.id])]


async def test_less_than_an_hour_before_the_shorter_one_the_longer_stands_for_both(city: City) -> None:
    wang, chen = await city.person("Wang"), await city.person("Chen")
    shift = await city.shift(48)
    await sign_up(city, shift, wang)
    await sweep(city, 45.1, 46, 47)
    assert await reminded(city) == [(wang.id, [shift.id])]
    later = await city.shift(96)
    await sign_up(city, later, chen)
    await sweep(city, 92.9, 94)
    assert [facts for person, facts in await reminded(city) if person == chen.id] == [[later.id], [later.id]]


async def test_never_after_the_start(city: City) -> None:
    await sign_up(city, await city.shift(48), await city.person("Wang"))
    await sweep(city, 48)
    assert await reminded(city) == []


async def test_who_signs_up_inside_the_window_is_not_reminded_of_it(city: City) -> None:
    wang = await city.person("Wang")
    shift = await city.shift(48)
    await sign_up(city, shift, wang, hours=25)
    await sweep(city, 26)
    assert await reminded(city) == []
    await sweep(city, 46)
    assert await reminded(city) == [(wang.id, [shift.id])]


async def test_a_moved_shift_moves_its_reminder(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    shift = await city.shift(48)
    await sign_up(city, shift, wang)
    await sweep(city, 24)
    moved = Period(start=hours_later(96), end=hours_later(99))
    async with city.writing() as rows:
        await move_shift(rows, leader, shift.id, moved, at(hours_later(25)))
    await sweep(city, 46, 71)
    assert len(await reminded(city)) == 1
    await sweep(city, 72, 73)
    assert len(await reminded(city)) == 2


async def test_nobody_is_reminded_of_what_is_not(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    left, cancelled, gone, full = [await city.shift(48, places=1) for _ in range(4)]
    for shift in (left, cancelled, gone):
        await sign_up(city, shift, wang)
    await sign_up(city, full, chen, wang)
    async with city.writing() as rows:
        await leave_shift(rows, wang, left.id, at(NOW))
    async with city.writing() as rows:
        await cancel_shift(rows, leader, cancelled.id, at(NOW))
        await cancel_activity(rows, leader, gone.activity_id, at(NOW))
    # Wang had waited for the full one.
    await sweep(city, 24)
    assert await reminded(city) == [(chen.id, [full.id])]


async def test_batches_cut_nobodys_shifts_in_two(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "BATCH", 3)
    people = await city.people(4)
    shifts = [await city.shift(starts) for starts in (48, 52)]
    for shift in shifts:
        await sign_up(city, shift, *people)
    sweeps = 0
    more = True
    while more:
        async with city.writing() as rows:
            more = await remind(rows, at(hours_later(30)))
        sweeps += 1
    assert sweeps > 1
    assert await reminded(city) == [(person.id, [shift.id for shift in shifts]) for person in people]


async def test_batches_of_both_reminders_cut_nobodys_shifts_in_two(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "BATCH", 3)
    people = await city.people(5)
    sooner, later = await city.shift(48), await city.shift(70)
    await sign_up(city, sooner, *people[1:])
    await sign_up(city, later, *people[::2])
    for moment in (24, 24.1, 24.2, 24.3, 46, 46.1, 46.2, 46.3):
        async with city.writing() as rows:
            await remind(rows, at(hours_later(moment)))
    second = [shifts for person, shifts in await reminded(city) if person == people[2].id]
    assert second == [[sooner.id], [sooner.id, later.id]]
    assert len(await reminded(city)) == len(people[1:]) + len(people)


async def test_one_person_with_more_shifts_than_a_batch_is_reminded_of_all(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "BATCH", 1)
    wang = await city.person("Wang")
    for starts in (48, 52):
        await sign_up(city, await city.shift(starts), wang)
    for _ in range(3):
        async with city.writing() as rows:
            await remind(rows, at(hours_later(30)))
    assert len(await reminded(city)) == 2


async def test_the_leader_is_asked_for_the_roster_and_later_the_others_are(city: City, leader: Actor) -> None:
    other = await appoint(city, await city.person("Chen"), city.jiaojiang)
    shift = await city.shift(1)
    await sign_up(city, shift, await city.person("Wang"))
    await sweep(city, 3.9)
    assert await told(city, "roster_due") == []
    await sweep(city, 4, 5, 27.9)
    assert await owed(city, "roster_due") == [
        (leader.id, {"kind": "roster_due", "shift_id": shift.id, "again": False, "only": None})
    ]
    await sweep(city, 28, 29, 100)
    assert await told(city, "roster_due") == sorted([leader.id, other.id])


async def test_after_a_long_night_the_second_time_waits(city: City, leader: Actor) -> None:
    other = await appoint(city, await city.person("Chen"), city.jiaojiang)
    await sign_up(city, await city.shift(1), await city.person("Wang"))
    await sweep(city, 100, 101, 123)
    assert await told(city, "roster_due") == [leader.id]
    await sweep(city, 124)
    assert await told(city, "roster_due") == sorted([leader.id, other.id])


async def test_an_answered_roster_is_not_asked_for(city: City, leader: Actor) -> None:
    shift, empty = await city.shift(1), await city.shift(1)
    await sign_up(city, shift, await city.person("Wang"))
    async with city.writing() as rows:
        await confirm_roster(rows, leader, shift.id, at(hours_later(3.5)))
    await sweep(city, 5, 50)
    assert await told(city, "roster_due") == []
    assert empty.id != shift.id


async def test_where_the_leader_is_none_any_more_the_units_leaders_are_asked(city: City) -> None:
    above = await appoint(city, await city.person("Chen"), city.top)
    await sign_up(city, await city.shift(1), await city.person("Wang"))
    await sweep(city, 5)
    assert await told(city, "roster_due") == [above.id]


async def test_where_nobody_leads_the_first_who_does_is_asked(city: City) -> None:
    await sign_up(city, await city.shift(1), await city.person("Wang"))
    await sweep(city, 5)
    assert await told(city, "roster_due") == []
    leader = await appoint(city, city.leader, city.jiaojiang)
    await sweep(city, 6)
    assert await told(city, "roster_due") == [leader.id]


async def test_what_is_due_next(city: City, leader: Actor) -> None:
    async def due(hours: float) -> float | None:
        async with city.looking() as rows:
            found = await next_due(rows, at(hours_later(hours)))
        return (found - NOW).total_seconds() / 3600 if found else None

    assert await due(0) is None
    shift = await city.shift(48)
    assert await due(0) is None  # nobody signed up
    await sign_up(city, shift, await city.person("Wang"))
    assert await due(0) == 24
    await sweep(city, 24)
    assert await due(24) == EVENING
    await sweep(city, EVENING)
    assert await due(EVENING) == 46
    assert await due(46) == 51
    await sweep(city, 51)
    assert await due(51) == 75
    await sweep(city, 75)
    assert await due(75) is None


async def asked_once_more(city: City, *hours: float) -> list[tuple[int, list[int]]]:
    for moment in hours:
        async with city.writing() as rows:
            await remind(rows, at(hours_later(moment)))
            await ask_once_more(rows, at(hours_later(moment)))
    return [(person, facts["shift_ids"]) for person, facts in await owed(city, "once_more")]


async def test_the_silent_are_asked_once_more_and_keep_their_places(city: City) -> None:
    wang, chen, zhao = await city.people(3)
    sooner, later = await city.shift(EVENING + 15), await city.shift(EVENING + 19)
    await sign_up(city, sooner, wang, chen, zhao)
    await sign_up(city, later, wang)
    assert await asked_once_more(city, EVENING - 9, EVENING - 4) == []
    async with city.writing() as rows:
        await say_coming(rows, await known(rows, chen), sooner.id, at(hours_later(EVENING - 3)))
        await leave_shift(rows, await known(rows, zhao), sooner.id, at(hours_later(EVENING - 3)))
        assert await next_due(rows, at(hours_later(EVENING - 3))) == hours_later(EVENING)
    assert await asked_once_more(city, EVENING, EVENING, EVENING + 0.5, EVENING + 15) == [
        (wang.id, [sooner.id, later.id])
    ]
    async with city.writing() as rows:
        assert [one.person_id for one in await rows.sign_ups.confirmed(sooner.id)] == [wang.id, chen.id]


async def test_who_signed_up_again_since_they_were_asked_is_not_asked(city: City) -> None:
    wang = await city.person("Wang")
    shift = await city.shift(EVENING + 15)
    await sign_up(city, shift, wang)
    assert await asked_once_more(city, EVENING - 9) == []
    async with city.writing() as rows:
        await leave_shift(rows, await known(rows, wang), shift.id, at(hours_later(EVENING - 8)))
    await sign_up(city, shift, wang, hours=EVENING - 7)
    assert await asked_once_more(city, EVENING) == []


async def test_whoever_has_a_move_to_confirm_is_asked_that(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    shift = await city.shift(EVENING + 20)
    await sign_up(city, shift, wang)
    assert await asked_once_more(city, EVENING - 4) == []
    period = Period(start=hours_later(EVENING + 20.5), end=hours_later(EVENING + 23))
    async with city.writing() as rows:
        await move_shift(rows, leader, shift.id, period, at(hours_later(EVENING - 3.9)))
    assert await asked_once_more(city, EVENING - 3.5, EVENING) == []


async def said(city: City, shift: Shift) -> SaidOfShift:
    """What is known of a shift's people."""
    async with city.database.reading() as reader:
        return said_in(await reader.several(*said_of(shift.id, 24 * 60, shift.period.start)), shift.id)


async def test_who_signed_up_too_late_to_be_asked_is_never_silent(city: City, leader: Actor) -> None:
    """Not by the reminder that only reminds, either, nor where a move was too late for a question."""
    wang, chen = await city.people(2)
    shift, moved = await city.shift(48), await city.shift(100)
    await sign_up(city, shift, wang, hours=40)
    await sign_up(city, moved, chen, hours=1)
    async with city.writing() as rows:
        there = Period(start=hours_later(48), end=hours_later(50))
        await move_shift(rows, leader, moved.id, there, at(hours_later(41)))
    await sweep(city, 46, 47)
    for one in (shift, moved):
        of_it = await said(city, one)
        assert (of_it.to_call, of_it.answers[None]) == ((), AnswerSums(unasked=1))


async def test_what_stands_for_a_question_that_was_missed_asks_it(city: City) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(48)
    await sign_up(city, shift, wang)
    await sign_up(city, shift, chen, hours=40)
    await sweep(city, 46, 47)
    unasked = {person: facts["unasked"] for person, facts in await owed(city, "reminder")}
    assert unasked == {wang.id: [], chen.id: [shift.id]}
    of_it = await said(city, shift)
    assert [one.person_id for one in of_it.to_call] == [wang.id]
    assert of_it.answers[None] == AnswerSums(silent=1, unasked=1)
