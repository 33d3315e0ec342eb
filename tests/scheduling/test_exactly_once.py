"""Reminders and rosters: exactly one each, whatever happens until it is read (docs/rules.md: Reminders)."""

import asyncio

import pytest
from telegram.error import TimedOut
from typing_extensions import override

from bot.delivering.errands import TRIES
from scheduling import sweeps
from storage.engine.database import Database
from tests.support.acting import at
from tests.support.city import ZONE, hours_later
from tests.support.delivering import PostOffice, Quick
from volunteering.rules.activities import Shift
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

SOON, TOMORROW = "See you soon", "See you tomorrow"


@pytest.fixture
async def office(database: Database) -> PostOffice:
    return await PostOffice.opened(database)


@pytest.fixture
async def wang(office: PostOffice) -> Person:
    return await office.reader()


@pytest.fixture
async def shift(office: PostOffice, wang: Person) -> Shift:
    """A shift in two days, with Wang in it."""
    shift = await office.city.shift(48)
    await office.confirm(wang, shift.id)
    return shift


async def move(office: PostOffice, shift: Shift, starts: float) -> None:
    period = Period(start=hours_later(starts), end=hours_later(starts + 3))
    async with office.city.writing() as rows:
        await rows.activities.move_shift(shift.id, period, day=period.day(ZONE), at=office.clock.now())


async def test_a_day_and_two_hours_before_and_never_again(office: PostOffice, wang: Person, shift: Shift) -> None:
    await office.passes(hours=23)
    assert office.texts(wang) == []
    await office.passes(hours=1)
    assert office.texts(wang) == [TOMORROW]
    await office.passes(hours=21)
    assert office.texts(wang) == [TOMORROW]
    await office.passes(hours=1)
    assert office.texts(wang) == [TOMORROW, SOON]
    await office.passes(hours=1)
    await office.passes(hours=3)
    assert office.texts(wang) == [TOMORROW, SOON]


async def test_sweeping_twice_reminds_once(office: PostOffice, wang: Person, shift: Shift) -> None:
    await office.passes(hours=24)
    await office.sweep()
    await office.passes(seconds=30)
    assert office.texts(wang) == [TOMORROW]


async def test_sweeps_at_the_same_moment_remind_once(office: PostOffice, wang: Person, shift: Shift) -> None:
    crowd = [await office.reader(f"Volunteer {number}") for number in range(20)]
    for person in crowd:
        await office.confirm(person, shift.id)
    office.clock.passes(hours=24)
    policy = office.organisation.policy
    await asyncio.gather(*(sweeps.remind(office.city.database, at(office.clock.now(), policy)) for _ in range(5)))
    await office.delivery.drain_once()
    assert [office.texts(person) for person in (wang, *crowd)] == [[TOMORROW]] * 21


async def test_whoever_is_second_at_delivering_keeps_still(office: PostOffice, wang: Person, shift: Shift) -> None:
    office.clock.passes(hours=24)
    await office.sweep()
    first = office.delivery

    class LateQuick(Quick):
        @override
        async def turn(self, chat_id: int | str) -> float:
            await first.drain_once()
            return 0.0

    await office.another(pace=LateQuick()).drain_once()
    assert office.texts(wang) == [TOMORROW]
    assert office.outcomes == [("reminder", "sent"), ("reminder", "settled by others")]


async def test_a_crash_between_sweep_and_delivery_loses_nothing(office: PostOffice, wang: Person, shift: Shift) -> None:
    office.clock.passes(hours=24)
    await office.sweep()
    office.delivery = office.another()  # the process that swept is gone
    await office.passes(minutes=5)
    assert office.texts(wang) == [TOMORROW]


async def test_down_when_it_was_due_it_comes_late(office: PostOffice, wang: Person, shift: Shift) -> None:
    await office.passes(hours=40)
    assert office.texts(wang) == [], "nobody is woken for it"
    await office.passes(hours=4)
    assert office.texts(wang) == ["See you soon"]
    await office.passes(hours=3)
    assert office.texts(wang) == ["See you soon", SOON]


async def test_of_two_due_at_once_only_the_shorter_comes(office: PostOffice, wang: Person, shift: Shift) -> None:
    await office.passes(hours=47)
    assert office.texts(wang) == [SOON]
    await office.passes(minutes=30)
    assert office.texts(wang) == [SOON]


async def test_down_until_it_began_there_is_none(office: PostOffice, wang: Person, shift: Shift) -> None:
    await office.passes(hours=48)
    assert office.texts(wang) == []


async def test_owed_but_not_delivered_before_it_began_there_is_none(
    office: PostOffice, wang: Person, shift: Shift
) -> None:
    assert wang.telegram_id is not None
    office.clock.passes(hours=46)
    office.telegram.faults[wang.telegram_id] = [TimedOut() for _ in range(TRIES)]
    await office.passes()
    assert office.texts(wang) == []
    await office.passes(hours=2)
    assert office.texts(wang) == []
    assert await office.states() == ["dropped"]


async def test_a_moved_shift_moves_its_reminder(office: PostOffice, wang: Person, shift: Shift) -> None:
    await office.passes(hours=2)
    await move(office, shift, starts=72)
    await office.passes(hours=22)
    assert office.texts(wang) == []
    await office.passes(hours=24)
    assert office.texts(wang) == [TOMORROW]


async def test_moved_after_the_reminder_there_is_one_for_the_new_time(
    office: PostOffice, wang: Person, shift: Shift
) -> None:
    await office.passes(hours=24)
    await move(office, shift, starts=96)
    await office.passes(hours=24)
    assert office.texts(wang) == [TOMORROW]
    await office.passes(hours=24)
    assert office.texts(wang) == [TOMORROW, TOMORROW]


async def test_moved_between_sweep_and_delivery_the_old_time_is_not_told(
    office: PostOffice, wang: Person, shift: Shift
) -> None:
    office.clock.passes(hours=24)
    await office.sweep()
    await move(office, shift, starts=96)
    await office.delivery.drain_once()
    assert office.texts(wang) == []
    await office.passes(hours=48)
    assert office.texts(wang) == [TOMORROW]


@pytest.mark.parametrize("delivered", [False, True], ids=["before delivery", "before the sweep"])
async def test_cancelled_means_none(office: PostOffice, wang: Person, shift: Shift, *, delivered: bool) -> None:
    office.clock.passes(hours=24)
    if not delivered:
        await office.sweep()
    async with office.city.writing() as rows:
        await rows.activities.cancel_shift(shift.id, at=office.clock.now())
    await office.passes()
    assert office.texts(wang) == []


@pytest.mark.parametrize("swept", [False, True], ids=["before the sweep", "before delivery"])
async def test_left_means_none(office: PostOffice, wang: Person, shift: Shift, *, swept: bool) -> None:
    office.clock.passes(hours=24)
    if swept:
        await office.sweep()
    async with office.city.writing() as rows:
        mine = await rows.sign_ups.mine(shift.id, wang.id)
        assert mine is not None
        await rows.sign_ups.set_state(mine.id, SignUpState.LEFT, office.clock.now())
    await office.passes()
    assert office.texts(wang) == []


async def test_waiting_is_no_reason_to_be_reminded(office: PostOffice, shift: Shift) -> None:
    zhao = await office.reader("Zhao")
    await office.confirm(zhao, shift.id, SignUpState.WAITING)
    await office.passes(hours=24)
    assert office.texts(zhao) == []


async def test_whoever_signs_up_inside_the_window_is_not_reminded_of_it(office: PostOffice, shift: Shift) -> None:
    zhao = await office.reader("Zhao")
    office.clock.passes(hours=30)
    await office.confirm(zhao, shift.id)
    await office.passes(minutes=1)
    assert office.texts(zhao) == []
    await office.passes(hours=16)
    assert office.texts(zhao) == [SOON]


async def test_two_shifts_due_together_are_one_message(office: PostOffice, wang: Person, shift: Shift) -> None:
    later = await office.city.shift(51.5, activity=await office.city.activity("Library help"))
    await office.confirm(wang, later.id)
    await office.passes(hours=28)
    [message] = office.messages(wang)
    assert "River clean-up" in message.text
    assert "Library help" in message.text
    assert message.labels.count("I'm coming") == 2
    assert message.labels.count("I can't make it") == 2
    await office.passes(minutes=1)
    assert len(office.messages(wang)) == 1


async def test_the_leader_is_asked_who_came_and_a_day_later_the_others(office: PostOffice, shift: Shift) -> None:
    leader, other = office.city.leader, await office.reader("Chen")
    async with office.city.writing() as rows:
        for one in (leader, other):
            await rows.people.set_role(one.id, office.city.jiaojiang.id, Role.LEADER, by_id=None, at=office.clock.now())
    await office.passes(hours=51)
    assert office.texts(leader) == ["Who came to River clean-up?"]
    await office.passes(hours=23)
    assert office.texts(other) == []
    await office.passes(hours=1)
    assert office.texts(other) == ["Still open: who came to River clean-up?"]
    await office.passes(hours=48)
    assert (len(office.texts(leader)), len(office.texts(other))) == (1, 1)


async def test_a_roster_that_was_confirmed_meanwhile_is_not_asked_for(office: PostOffice, shift: Shift) -> None:
    office.clock.passes(hours=51)
    await office.sweep()
    async with office.city.writing() as rows:
        await rows.hours.close_roster(shift.id, office.city.leader.id, office.clock.now())
    await office.delivery.drain_once()
    assert office.texts(office.city.leader) == []
