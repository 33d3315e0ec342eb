"""However many wait for a shift, the database is asked about as often."""

from collections.abc import Awaitable, Callable

import pytest

from scheduling.offering import see_to_offers
from scheduling.sweeps import move_up
from storage.rows import Rows
from tests.support.acting import at
from tests.support.city import City, city_on_sqlite, hours_later
from tests.support.databases import Databases
from tests.support.hops import hops_of
from volunteering.actions.leading.moving import change_places
from volunteering.actions.signing_up.places import leave_shift, leave_unless_taken
from volunteering.rules.activities import Shift
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Actor, Person

FEW, MANY = 8, 60
MORE = 6
"""So many more questions may be asked for them: a long line is read in parts, and in larger ones as it goes on."""

Act = Callable[[City, Shift, Person], Awaitable[object]]


async def _in_time(city: City, work: Callable[[Rows], Awaitable[object]]) -> None:
    async with city.writing() as rows:
        await work(rows)


async def _late_leave(city: City, shift: Shift, person: Person) -> None:
    await _in_time(city, lambda rows: leave_shift(rows, person, shift.id, at(hours_later(46))))


async def _asked_before_leaving(city: City, shift: Shift, person: Person) -> None:
    await _in_time(city, lambda rows: leave_unless_taken(rows, person, shift.id, at(hours_later(1))))


async def _leave(city: City, shift: Shift, person: Person) -> None:
    await _in_time(city, lambda rows: leave_shift(rows, person, shift.id, at(hours_later(1))))


async def _more_places(city: City, shift: Shift, _: Person) -> None:
    leader = Actor(person=city.leader, rights=Rights(posts=(Post(unit=city.top, role=Role.ADMIN),)))
    await _in_time(city, lambda rows: change_places(rows, leader, shift.id, 3, at(hours_later(1)), sure=False))


async def _looked_at(city: City, shift: Shift, person: Person) -> None:
    async with city.writing() as rows:
        await rows.sign_ups.put(shift.id, person.id, SignUpState.LEFT, hours_later(1))
    await move_up(city.database, at(hours_later(1)))
    await see_to_offers(city.database, at(hours_later(46)))


@pytest.mark.parametrize("act", [_late_leave, _asked_before_leaving, _leave, _more_places, _looked_at])
@pytest.mark.parametrize("are_elsewhere", [False, True])
async def test_a_long_line_is_read_in_a_few_questions(
    databases: Databases, monkeypatch: pytest.MonkeyPatch, act: Act, are_elsewhere: bool
) -> None:
    """Also where none of them may have a place, so that all have to be looked at."""
    asked: list[int] = []
    for number in (FEW, MANY):
        async with city_on_sqlite(databases) as city:
            shift, other = await city.shift(48, places=1), await city.shift(48, places=0)
            first, *line = await city.people(number + 1)
            await city.put(shift, first)
            await city.put(shift, *line, state=SignUpState.WAITING)
            if are_elsewhere:
                await city.put(other, *line)
            with hops_of(monkeypatch) as hops:
                await act(city, shift, first)
            asked.append(len(hops))
    few, many = asked
    assert many <= few + MORE, f"asked {few} times for {FEW} in line, and {many} times for {MANY}"
