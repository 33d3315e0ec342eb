"""Whether people still come to a shift that was moved: who is asked, by when, and what becomes of who says nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from storage.rows.moves import note_asked
from tests.support.acting import NOW, appoint, at, hours_later, offers, owed, places, sign_up
from tests.support.city import ZONE, City
from volunteering.actions.leading.editing import Edit, edit
from volunteering.actions.leading.moving import Moved, move_shift
from volunteering.actions.signing_up.confirming import (
    HasToChoose,
    MoveConfirmed,
    MovedSince,
    NothingToConfirm,
    confirm_move,
    lapse_unconfirmed,
    next_due,
    question_of,
    unconfirmed,
    urge_unconfirmed,
)
from volunteering.actions.signing_up.places import NotIn, ToConfirm, leave_shift, say_coming
from volunteering.rules.activities import Shift
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.ground.periods import Period
from volunteering.rules.moves import confirm_until
from volunteering.rules.signing_up import Begun, SignUpState
from volunteering.rules.volunteers import Actor, Person


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def moves(city: City, leader: Actor, shift: Shift, to: float, *, hours: float = 0, lasts: float = 3) -> Moved:
    """The shift starts so many hours after NOW; it is moved then."""
    period = Period(start=hours_later(to), end=hours_later(to + lasts))
    async with city.writing() as rows:
        outcome = await move_shift(rows, leader, shift.id, period, at(hours_later(hours)))
    assert isinstance(outcome, Moved)
    return outcome


async def asks(city: City, shift: Shift, *people: Person, hours: float = 0.01) -> None:
    """They get the message that asks them."""
    for person in people:
        async with city.writing() as rows:
            facts = await rows.sign_ups.facts(shift.id, person.id)
            assert facts is not None
            note_asked(rows.tx, await question_of(rows, facts, at(hours_later(hours))))


async def lapses(city: City, hours: float) -> list[int]:
    """How many lose their places then, in each shift of which somebody does."""
    now = at(hours_later(hours))
    async with city.looking() as rows:
        shifts = await unconfirmed(rows, now)
    lost = []
    for shift_id in shifts:
        async with city.writing() as rows:
            lost.append(await lapse_unconfirmed(rows, shift_id, now))
    return lost


async def test_everybody_keeps_the_place_and_is_asked_but_whoever_moved_it(city: City, leader: Actor) -> None:
    wang, zhao = await city.people(2)
    shift, elsewhere = await city.shift(96), await city.shift(120, activity=await city.activity("Fair"))
    await sign_up(city, shift, wang, zhao, city.leader)
    await sign_up(city, elsewhere, zhao)
    outcome = await moves(city, leader, shift, 121)
    assert (outcome.told, outcome.asked.people, outcome.asked.elsewhere) == (2, 2, 1)
    async with city.looking() as rows:
        asked = {one.person_id for one in await rows.sign_ups.confirmed(shift.id) if one.to_confirm}
    assert asked == {wang.id, zhao.id}


async def test_whoever_confirms_has_said_that_they_come_and_keeps_the_place(city: City, leader: Actor) -> None:
    wang, shift = await city.person("Wang"), await city.shift(96)
    await sign_up(city, shift, wang)
    await moves(city, leader, shift, 100)
    await asks(city, shift, wang)
    async with city.writing() as rows:
        assert isinstance(await confirm_move(rows, wang, shift.id, at(hours_later(1))), MoveConfirmed)
    async with city.writing() as rows:
        assert isinstance(await confirm_move(rows, wang, shift.id, at(hours_later(1))), NothingToConfirm)
        [mine] = await rows.sign_ups.confirmed(shift.id)
        assert (mine.answer, mine.to_confirm) == (ReminderAnswer.COMING, None)
    assert await lapses(city, 99) == []


async def test_an_answer_to_an_earlier_move_confirms_nothing(city: City, leader: Actor) -> None:
    wang, shift = await city.person("Wang"), await city.shift(96)
    await sign_up(city, shift, wang)
    await moves(city, leader, shift, 100)
    await moves(city, leader, shift, 101, hours=1)
    async with city.writing() as rows:
        assert isinstance(await confirm_move(rows, wang, shift.id, at(hours_later(2)), asked_since=NOW), MovedSince)
    async with city.writing() as rows:
        assert isinstance(await say_coming(rows, wang, shift.id, at(hours_later(2))), ToConfirm), "an old reminder"
        later = await confirm_move(rows, wang, shift.id, at(hours_later(2)), asked_since=hours_later(1))
        assert isinstance(later, MoveConfirmed)


async def test_whoever_is_elsewhere_then_has_to_choose(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    shift, fair = await city.shift(96), await city.shift(120, activity=await city.activity("Fair"))
    await sign_up(city, shift, wang)
    await sign_up(city, fair, wang)
    await moves(city, leader, shift, 121)
    async with city.writing() as rows:
        outcome = await confirm_move(rows, wang, shift.id, at(hours_later(1)))
        assert isinstance(outcome, HasToChoose)
        assert [reason.clash.title for reason in outcome.reasons] == ["Fair"]  # type: ignore[union-attr]
        await leave_shift(rows, wang, fair.id, at(hours_later(1)))
    async with city.writing() as rows:
        assert isinstance(await confirm_move(rows, wang, shift.id, at(hours_later(1))), MoveConfirmed)


async def test_who_says_nothing_loses_the_place_to_who_waits_and_is_told_once(city: City, leader: Actor) -> None:
    wang, zhao, chen = await city.people(3)
    shift = await city.shift(96, places=2)
    await sign_up(city, shift, wang, zhao, chen)
    await moves(city, leader, shift, 100)
    await asks(city, shift, wang, zhao)
    async with city.writing() as rows:
        await confirm_move(rows, zhao, shift.id, at(hours_later(1)))
    assert await lapses(city, 75) == []
    assert await lapses(city, 76) == [1], "a day before the start"
    assert await lapses(city, 76) == []
    assert wang.id not in (await places(city, shift))[SignUpState.CONFIRMED]
    assert [person for person, _ in await owed(city, "place_lapsed")] == [wang.id]
    assert await offers(city, shift) == [chen.id]


async def test_nobody_loses_a_place_unasked(city: City, leader: Actor) -> None:
    wang, shift = await city.person("Wang"), await city.shift(96)
    await sign_up(city, shift, wang)
    await moves(city, leader, shift, 100)
    assert await lapses(city, 99) == [], "no message has reached them"
    assert (await places(city, shift))[SignUpState.CONFIRMED] == [wang.id]


async def test_moved_so_late_that_there_are_no_six_hours_nobody_loses_a_place(city: City, leader: Actor) -> None:
    wang, shift = await city.person("Wang"), await city.shift(10)
    await sign_up(city, shift, wang)
    await moves(city, leader, shift, 5)
    await asks(city, shift, wang)
    assert await lapses(city, 4.99) == []
    async with city.writing() as rows:
        assert isinstance(await confirm_move(rows, wang, shift.id, at(hours_later(4.9))), MoveConfirmed)
        assert isinstance(await confirm_move(rows, wang, shift.id, at(hours_later(5))), Begun)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(hours_later(4.95)))
        assert isinstance(await confirm_move(rows, wang, shift.id, at(hours_later(4.96))), NotIn)


@pytest.mark.parametrize(
    ("asked", "start", "by"),
    [
        ("2026-12-01 12:00", "2026-12-05 09:00", "2026-12-04 09:00"),  # a day before
        ("2026-12-01 12:00", "2026-12-02 09:00", "2026-12-01 18:00"),  # at least six hours
        ("2026-12-01 20:00", "2026-12-02 14:00", "2026-12-02 08:00"),  # what ends in the night ends with it
        ("2026-12-01 20:00", "2026-12-02 07:30", "2026-12-02 07:30"),  # and not after the start
        ("2026-12-01 12:00", "2026-12-05 03:00", "2026-12-04 08:00"),
        ("2026-12-01 12:00", "2026-12-01 17:00", "2026-12-01 17:00"),
    ],
)
def test_until_when_one_confirms(asked: str, start: str, by: str) -> None:
    def local(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)

    assert confirm_until(local(start), at(local(asked))) == local(by)


async def test_who_says_nothing_is_reminded_once_a_day_ahead_or_half_way(city: City, leader: Actor) -> None:
    wang, zhao = await city.people(2)
    long, short = await city.shift(300), await city.shift(60, activity=await city.activity("Fair"))
    await sign_up(city, long, wang)
    await sign_up(city, short, zhao)
    await moves(city, leader, short, 50)
    await asks(city, short, zhao, hours=0)

    async def urged(hours: float) -> int:
        async with city.writing() as rows:
            return await urge_unconfirmed(rows, at(hours_later(hours)))

    async with city.looking() as rows:
        assert await next_due(rows, at(NOW)) == hours_later(20), "half-way, in the morning: it is by two at night"
    assert [await urged(hours) for hours in (19.9, 20, 21)] == [0, 1, 0]
    assert [person for person, _ in await owed(city, "please_confirm")] == [zhao.id]


async def test_another_venue_asks_once_of_all_shifts_and_is_confirmed_at_once_or_each(
    city: City, leader: Actor
) -> None:
    wang, zhao = await city.people(2)
    activity = await city.activity()
    first, second = await city.shift(96, activity=activity), await city.shift(120, activity=activity)
    for shift in (first, second):
        await sign_up(city, shift, wang, zhao)
    async with city.writing() as rows:
        outcome = await edit(rows, leader, activity, Edit(venue="West Gate"), at(NOW))
    assert outcome is not None
    assert [person for person, _ in await owed(city, "changed")] in ([wang.id, zhao.id], [zhao.id, wang.id])
    async with city.writing() as rows:
        assert isinstance(await confirm_move(rows, wang, first.id, at(hours_later(1)), every=True), MoveConfirmed)
        await confirm_move(rows, zhao, first.id, at(hours_later(1)))
    async with city.looking() as rows:
        still = [
            (shift.id, one.person_id)
            for shift in (first, second)
            for one in await rows.sign_ups.confirmed(shift.id)
            if one.to_confirm
        ]
    assert still == [(second.id, zhao.id)]


@pytest.mark.parametrize("changes", [Edit(title="Lake"), Edit(description="Bring gloves"), Edit(details="Door 2")])
async def test_what_is_no_move_asks_nobody(city: City, leader: Actor, changes: Edit) -> None:
    wang, shift = await city.person("Wang"), await city.shift(96)
    await sign_up(city, shift, wang)
    async with city.writing() as rows:
        await say_coming(rows, wang, shift.id, at(NOW))
        await edit(rows, leader, shift.activity_id, changes, at(hours_later(1)))
        [mine] = await rows.sign_ups.confirmed(shift.id)
    assert (mine.answer, mine.to_confirm) == (ReminderAnswer.COMING, None)


async def test_at_night_people_hear_of_it_in_the_morning_but_of_todays_shift_at_once(city: City, leader: Actor) -> None:
    wang, zhao = await city.people(2)
    week, today = await city.shift(160), await city.shift(11.5, activity=await city.activity("Fair"))
    await sign_up(city, week, wang)
    await sign_up(city, today, zhao)
    midnight = 11  # eleven in the evening there
    assert (await moves(city, leader, week, 161, hours=midnight)).at == hours_later(20)
    assert (await moves(city, leader, today, 13, hours=midnight)).at == hours_later(midnight) + timedelta(seconds=30)
    due = await city.table("SELECT person_id, due_at FROM outbox WHERE kind = 'changed'")
    assert {row["person_id"]: row["due_at"] for row in due}[wang.id] == int(hours_later(20).timestamp())


async def test_whoever_takes_a_place_at_the_new_time_is_asked_nothing(city: City, leader: Actor) -> None:
    wang, zhao, shift = await city.person("Wang"), await city.person("Zhao"), await city.shift(96)
    await sign_up(city, shift, wang)
    await moves(city, leader, shift, 100)
    await sign_up(city, shift, zhao, hours=1)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(hours_later(2)))
    await sign_up(city, shift, wang, hours=3)
    async with city.looking() as rows:
        assert [one.to_confirm for one in await rows.sign_ups.confirmed(shift.id)] == [None, None]


async def test_who_let_a_place_of_another_role_pass_is_not_asked_again(city: City, leader: Actor) -> None:
    wang, zhao, bo = await city.people(3)
    shift = await city.shift(96)
    [helpers, cooks] = await city.roles(shift, Helpers=1, Cooks=1)
    await city.put(shift, wang, role=helpers)
    await moves(city, leader, shift, 98, hours=0.1)
    await asks(city, shift, wang)
    await city.put(shift, zhao, state=SignUpState.WAITING, at=0.2, role=helpers)
    await city.put(shift, bo, state=SignUpState.WAITING, at=0.2, role=cooks)
    async with city.changing() as tx:
        await tx.execute("UPDATE signups SET passed = 1 WHERE person_id = :bo", bo=bo.id)
    assert await lapses(city, 75) == [1]
    assert await offers(city, shift) == [zhao.id]
