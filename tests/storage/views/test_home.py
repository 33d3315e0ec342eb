"""What the first screen says, on both databases."""

from datetime import timedelta

from storage.views.home import Ahead, ahead_of
from tests.support.city import NOW, ZONE, City, hours_later
from volunteering.rules.activities import State
from volunteering.rules.ground.periods import local_day
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Post, Rights, Role, Unit
from volunteering.rules.volunteers import Person


def _leading(*units: Unit) -> Rights:
    return Rights(posts=tuple(Post(unit=unit, role=Role.LEADER) for unit in units))


async def _ahead(city: City, person: Person, rights: Rights | None = None, *, hours: float = 0) -> Ahead:
    async with city.database.reading() as reader:
        return await ahead_of(reader, person, rights or Rights(), hours_later(hours))


async def _put(city: City, shift_id: int, person: Person, state: SignUpState = SignUpState.CONFIRMED) -> None:
    async with city.writing() as rows:
        await rows.sign_ups.put(shift_id, person.id, state, NOW)


async def test_nothing_ahead(city: City) -> None:
    assert await _ahead(city, city.leader, _leading(city.top)) == Ahead()


async def test_the_next_is_the_soonest_confirmed_open_one(city: City) -> None:
    wei = await city.person("Wei")
    waiting, later, soon, cancelled = [await city.shift(hours) for hours in (1, 48, 24, 2)]
    await _put(city, waiting.id, wei, SignUpState.WAITING)
    for shift in (later, soon, cancelled):
        await _put(city, shift.id, wei)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(cancelled.id, at=NOW)
    ahead = await _ahead(city, wei)
    assert (ahead.shift_id, ahead.title, ahead.period) == (soon.id, "River clean-up", soon.period)
    assert (await _ahead(city, wei, hours=24)).shift_id == later.id  # it has begun


async def test_rosters_of_shifts_that_are_over_wait_for_whoever_leads_them(city: City) -> None:
    wei = await city.person("Wei")
    empty, first, second = [await city.shift(hours) for hours in (1, 2, 8)]
    for shift in (second, first):
        await _put(city, shift.id, wei)
    leading = _leading(city.jiaojiang)
    assert (await _ahead(city, city.leader, leading, hours=4)).rosters == 0
    ahead = await _ahead(city, city.leader, leading, hours=12)
    assert (ahead.rosters, ahead.roster_of) == (2, first.id)
    assert (await _ahead(city, wei, leading, hours=12)).rosters == 0
    assert (await _ahead(city, city.leader, leading, hours=24 * 31)).rosters == 0  # not asked for any more
    async with city.writing() as rows:
        await rows.activities.change(first.activity_id, state=State.CANCELLED)
    assert (await _ahead(city, city.leader, leading, hours=12)).roster_of == first.id  # it was held all the same
    async with city.writing() as rows:
        await rows.hours.close_roster(first.id, city.leader.id, NOW)
    ahead = await _ahead(city, city.leader, leading, hours=12)
    assert (ahead.rosters, ahead.roster_of) == (1, second.id)
    assert empty.id != ahead.roster_of


async def test_claims_are_counted_in_all_led_units_but_not_ones_own(city: City) -> None:
    wei = await city.person("Wei")
    team = await city.unit("East Gate team", city.jiaojiang)
    day = local_day(NOW, ZONE) - timedelta(days=1)
    async with city.writing() as rows:
        for person, unit in ((wei, team), (wei, city.jiaojiang), (wei, city.huangyan), (city.leader, team)):
            await rows.hours.add_claim(person_id=person.id, unit_id=unit.id, day=day, minutes=60, what="Tea", at=NOW)
    for rights, claims in (
        (Rights(), 0),
        (_leading(team), 1),
        (_leading(city.jiaojiang), 2),
        (_leading(team, city.huangyan), 2),
        (_leading(city.top), 3),
    ):
        assert (await _ahead(city, city.leader, rights)).claims == claims
