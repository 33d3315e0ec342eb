"""Whom a move would affect, on both databases: as many as it asks once it is done, and the same who are elsewhere."""

from storage.rows.affected import affected_by_time, affected_by_venue
from tests.support.acting import appoint, at
from tests.support.city import NOW, City, hours_later
from volunteering.actions.leading.moving import Moved, move_shift
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import SignUpState


async def test_what_is_shown_before_is_what_is_done(city: City) -> None:
    li = await appoint(city, city.leader, city.jiaojiang)
    wang, zhao, waits, far = await city.people(4)
    shift = await city.shift(48)
    await city.put(shift, li.person, wang, zhao)
    await city.put(shift, waits, state=SignUpState.WAITING)
    market = await city.shift(72, activity=await city.activity("Market"))
    await city.put(market, wang, waits, far, li.person)
    await city.put(await city.shift(75.5), zhao)
    there = Period(start=hours_later(73), end=hours_later(75.5))
    async with city.database.reading() as reader:
        found = await affected_by_time(reader, shift.id, there, NOW, without=li.id)
    assert found.people == 2
    assert [(one.name, one.title, one.period) for one in found.elsewhere] == [(wang.name, "Market", market.period)]
    async with city.writing() as rows:
        moved = await move_shift(rows, li, shift.id, there, at(NOW))
    assert isinstance(moved, Moved)
    assert (moved.asked.people, moved.asked.elsewhere) == (found.people, len(found.elsewhere))


async def test_another_place_affects_whoever_has_a_place_in_what_is_ahead(city: City) -> None:
    activity = await city.activity()
    over, first, second, off = [await city.shift(hours, activity=activity) for hours in (-5, 20, 40, 60)]
    wang, zhao, late, me = await city.people(4)
    await city.put(over, late)
    await city.put(first, wang, zhao, me)
    await city.put(second, wang)
    await city.put(off, late)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(off.id, at=NOW)
    async with city.database.reading() as reader:
        found = await affected_by_venue(reader, activity, NOW, without=me.id)
    assert (found.people, found.shifts) == (2, 2)
