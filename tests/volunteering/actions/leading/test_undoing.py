"""Taking back a change: nobody hears of it who has not heard of it, and everything is as it was."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.support.acting import NOW, acting, appoint, at, hours_later, owed, places, sign_up, told
from tests.support.city import City
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.actions.leading.editing import Edit, edit
from volunteering.actions.leading.moving import Moved, NotLikeThat, move_shift
from volunteering.actions.leading.undoing import ChangedSince, ToldAlready, Undoing, Undone, undo
from volunteering.actions.signing_up.places import leave_shift, say_coming
from volunteering.rules.activities import Shift
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.changes import SETTLES
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import Closed, SignUpState
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor

LATER = Period(start=hours_later(60), end=hours_later(63))


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


def after(seconds: float) -> datetime:
    """So many seconds after NOW."""
    return NOW + timedelta(seconds=seconds)


async def moved(city: City, leader: Actor, shift: Shift, to: Period = LATER, *, now: datetime = NOW) -> int:
    """The shift moved; the number of that change."""
    async with city.writing() as rows:
        assert isinstance(await move_shift(rows, leader, shift.id, to, at(now)), Moved)
    return await newest(city)


async def newest(city: City) -> int:
    return await city.figure("SELECT COALESCE(MAX(id), 0) AS n FROM changes")


async def taken_back(city: City, leader: Actor, change: int, seconds: float = 10) -> Undoing | None:
    async with city.writing() as rows:
        return await undo(rows, leader, change, at(after(seconds)))


async def as_it_is(city: City, shift: Shift) -> tuple[Any, ...]:
    async with city.looking() as rows:
        found = await rows.activities.shift(shift.id)
    assert found is not None
    return found[0].title, found[0].venue, found[1].period, found[1].since


async def test_a_time_is_taken_back_with_all_that_went_with_it(city: City, leader: Actor) -> None:
    wang, zhao, mei = await city.people(3)
    shift = await city.shift(48)
    await sign_up(city, shift, wang, zhao, mei)
    async with city.writing() as rows:
        await say_coming(rows, wang, shift.id, at(NOW), late=True)
        await say_coming(rows, mei, shift.id, at(NOW))
    before = await as_it_is(city, shift)
    change = await moved(city, leader, shift, now=after(5))
    assert await as_it_is(city, shift) != before
    assert await taken_back(city, leader, change, 34) == Undone(told=0)
    assert await as_it_is(city, shift) == before
    async with city.looking() as rows:
        said = [one.answer for one in await rows.sign_ups.confirmed(shift.id)]
    assert said == [ReminderAnswer.LATE, ReminderAnswer.SILENT, ReminderAnswer.COMING]
    # What is owed for the change that is none any more finds nothing to say.
    assert {facts["period_before"]["start"] for _, facts in await owed(city, "changed")} == {
        shift.period.start.isoformat().replace("+00:00", "Z")
    }


async def test_a_title_and_a_place_are_taken_back_one_after_the_other(city: City, leader: Actor) -> None:
    shift = await city.shift(48)
    await sign_up(city, shift, await city.person("Wang"))
    numbers = []
    for changes in (Edit(title="Lake"), Edit(venue="West Gate")):
        async with city.writing() as rows:
            await edit(rows, leader, shift.activity_id, changes, at(NOW))
        numbers.append(await newest(city))
    first, second = numbers
    assert await taken_back(city, leader, first) == ChangedSince(), "it would take the other with it"
    assert isinstance(await taken_back(city, leader, second), Undone)
    assert (await as_it_is(city, shift))[:2] == ("Lake", "East Gate")
    assert isinstance(await taken_back(city, leader, first), Undone)
    assert (await as_it_is(city, shift))[:2] == ("River clean-up", "East Gate")
    assert await taken_back(city, leader, first) == Unchanged()


async def test_after_half_a_minute_it_is_told(city: City, leader: Actor) -> None:
    shift = await city.shift(48)
    await sign_up(city, shift, await city.person("Wang"))
    change = await moved(city, leader, shift)
    assert await taken_back(city, leader, change, SETTLES.total_seconds()) == ToldAlready()
    assert (await as_it_is(city, shift))[2] == LATER
    assert await taken_back(city, leader, 999) == ToldAlready(), "days later nobody knows how it was"


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
        assert await undo(rows, other, change, at(soon.period.start)) == NotAllowed()
        outcome = await undo(rows, leader, change, at(soon.period.start + timedelta(seconds=5)))
    assert isinstance(outcome, NotLikeThat), "its old start has passed"
    cancelled = await moved(city, leader, off)
    async with city.writing() as rows:
        await cancel_shift(rows, leader, off.id, at(NOW))
    assert await taken_back(city, leader, cancelled) == Closed()
    assert await taken_back(city, await acting(city, await city.person("Nobody")), cancelled) == NotAllowed()
