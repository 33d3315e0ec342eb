"""Weighing the shifts to come: what is written, that nothing is written twice, and that what was before is known."""

import asyncio
from datetime import timedelta

import pytest

from scheduling.weighing import weigh
from tests.support.acting import at
from tests.support.city import City, hours_later
from volunteering.rules.activities import Shift, State
from volunteering.rules.ordering import HOLDS
from volunteering.rules.signing_up import SignUpState

AN_HOUR = HOLDS / timedelta(hours=1)


async def weighed(city: City, shift: Shift) -> tuple[int | None, int | None]:
    """How urgent it is, and was before."""
    [row] = await city.table("SELECT urgency, urgency_before FROM shifts WHERE id = :shift", shift=shift.id)
    return row["urgency"], row["urgency_before"]


async def test_free_places_and_the_time_to_the_start_weigh(city: City) -> None:
    soon, later, open_to_all = (
        await city.shift(20, places=4),
        await city.shift(200, places=4),
        await city.shift(20, places=0),
    )
    full = await city.shift(30, places=1)
    await city.put(full, await city.person("Wang"), at=-100)
    short = await city.shift(60, places=4)
    async with city.writing() as rows:
        await rows.activities.set_minimum(short.id, 2)
    await city.put(short, await city.person("Li"), at=-100)
    past, off = await city.shift(-20), await city.shift(40)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(off.id, at=hours_later(0))
    await weigh(city.database, at(hours_later(0)))
    assert [await weighed(city, shift) for shift in (soon, later, open_to_all, full, short, past, off)] == [
        (32, None), (12, None), (8, None), (0, None), (24, None), (None, None), (None, None),
    ]  # fmt: skip


async def test_a_place_that_is_held_for_somebody_sends_nobody_else_there(city: City) -> None:
    """What is held counts as taken for everybody else: the list would send people to what reads full."""
    shift, wang = await city.shift(20, places=1), await city.person("Wang")
    async with city.writing() as rows:
        await rows.activities.set_minimum(shift.id, 1)
        await rows.sign_ups.put(shift.id, wang.id, SignUpState.WAITING, hours_later(-100))
        mine = await rows.sign_ups.mine(shift.id, wang.id)
        assert mine is not None
        await rows.offers.hold(mine.id, hours_later(10))
    await weigh(city.database, at(hours_later(0)))
    assert await weighed(city, shift) == (0, None)


async def test_whoever_just_took_a_place_has_others_sent_elsewhere_and_fades_in_a_day(city: City) -> None:
    shift = await city.shift(70, places=20)
    await city.put(shift, *await city.people(8), at=-2)
    await weigh(city.database, at(hours_later(0)))
    assert await weighed(city, shift) == (30, None)
    await weigh(city.database, at(hours_later(23)))
    assert await weighed(city, shift) == (60, 30)


async def test_a_shift_is_weighed_once_an_hour_by_however_many_sweeps(city: City) -> None:
    shift = await city.shift(70, places=1)
    await weigh(city.database, at(hours_later(0)))
    person = await city.person("Wang")
    await city.put(shift, person, at=0.1)
    await weigh(city.database, at(hours_later(AN_HOUR - 0.01)))
    assert await weighed(city, shift) == (6, None)
    await asyncio.gather(*(weigh(city.database, at(hours_later(AN_HOUR))) for _ in range(3)))
    assert await weighed(city, shift) == (0, 6)


async def test_a_clock_set_back_weighs_anew(city: City) -> None:
    shift = await city.shift(70, places=1)
    await weigh(city.database, at(hours_later(50)))
    assert await weighed(city, shift) == (8, None)
    await weigh(city.database, at(hours_later(0)))
    assert await weighed(city, shift) == (6, 8)


@pytest.mark.parametrize("state", [State.OPEN, State.CANCELLED])
async def test_what_has_not_changed_is_not_written(city: City, state: State) -> None:
    shift = await city.shift(70, places=1)
    if state is State.CANCELLED:
        async with city.writing() as rows:
            await rows.activities.change(shift.activity_id, state=state)
    await weigh(city.database, at(hours_later(0)))
    [before] = await city.table("SELECT weighed_at FROM shifts")
    await weigh(city.database, at(hours_later(5)))
    [after] = await city.table("SELECT weighed_at FROM shifts")
    assert before["weighed_at"] == after["weighed_at"]
    assert (before["weighed_at"] is None) == (state is State.CANCELLED)
