"""Whom a line keeps from being asked, from when on people are, and how often the leader is told of a gap."""

from storage.rows.volunteers import set_reachable
from tests.support.acting import NOW, appoint, at, hours_later, told
from tests.support.city import ZONE, City
from tests.volunteering.actions.asking.test_helping import ask, asked_for, taking
from volunteering.actions.asking.helping import shifts_to_ask_for
from volunteering.actions.signing_up.places import leave_shift
from volunteering.rules.ground.periods import Period
from volunteering.rules.needs import Needs
from volunteering.rules.profiles import Particular, Particulars, Spoken
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Standing


async def test_who_waits_and_cannot_take_it_keeps_nobody_from_being_asked(city: City) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    elsewhere, suspended, lacking, unreached, of_full_role, willing = await city.people(6)
    shift = await taking(city, 3, places=0)
    helpers, drivers = await city.roles(shift, helpers=1, drivers=4)
    await city.put(shift, city.leader, role=helpers)
    for person in (elsewhere, suspended, lacking, unreached):
        await city.put(shift, person, state=SignUpState.WAITING, role=drivers)
    await city.put(shift, of_full_role, state=SignUpState.WAITING, role=helpers)
    await city.put(await city.shift(48), elsewhere)
    async with city.writing() as rows:
        await rows.people.change(suspended.id, standing=Standing.SUSPENDED)
        rows.roles.ask(drivers.id, Needs(languages=(Spoken.WU,)))
        for person in (unreached, elsewhere, suspended, willing):
            said = Particulars(languages=(Spoken.WU,))
            await rows.profiles.change(person.id, said, [Particular.LANGUAGES], NOW)
    async with city.changing() as tx:
        set_reachable(tx, unreached.telegram_id or 0, reachable=False)
    async with city.looking() as rows:
        assert await shifts_to_ask_for(rows, at(NOW)) == (shift.id,)
    assert await ask(city, shift) == 1
    assert await asked_for(city, shift) == [willing.id]
    async with city.writing() as rows:
        await rows.people.change(suspended.id, standing=Standing.ACTIVE)
    await city.person("Another")
    assert await ask(city, shift, 0.2) == 0, "it is theirs first"


async def test_within_the_late_hours_others_are_asked_beside_the_line(city: City) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    waits, other = await city.people(2)
    shift = await taking(city, 2, starts=26)
    await city.put(shift, city.leader)
    await city.put(shift, waits, state=SignUpState.WAITING)
    assert await ask(city, shift, 22.9) == 0, "it is theirs first"
    assert await ask(city, shift, 23.1) == 1, "whoever asks first has it, and the line may have other plans"
    assert await asked_for(city, shift) == [other.id]


async def test_a_gap_that_closes_and_opens_again_is_told_again_and_each_once(city: City) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    wang, zhao = await city.people(2)
    shift = await taking(city, 2, starts=26)
    await city.put(shift, city.leader)
    for hours in (2.1, 3.2, 4.3):  # less than 24 h ahead
        await ask(city, shift, hours, lambda *_: ())
    assert await told(city, "help_missing") == [city.leader.id]
    for number, (person, hours) in enumerate(((wang, 4.4), (zhao, 5.4)), start=2):
        async with city.writing() as rows:
            await rows.sign_ups.put(shift.id, person.id, SignUpState.CONFIRMED, hours_later(hours))
        async with city.looking() as rows:
            assert await shifts_to_ask_for(rows, at(hours_later(hours))) == (shift.id,), "the gap is closed"
        await ask(city, shift, hours)
        async with city.looking() as rows:
            assert await shifts_to_ask_for(rows, at(hours_later(hours + 0.1))) == ()
        async with city.writing() as rows:
            await leave_shift(rows, person, shift.id, at(hours_later(hours + 0.1)))
        for later in (0.1, 0.2, 0.3):
            await ask(city, shift, hours + later, lambda *_: ())
        assert await told(city, "help_missing") == [city.leader.id] * number


async def test_a_day_after_posting_is_a_day_after_it_whatever_was_moved(city: City) -> None:
    await city.people(1)
    shift = await taking(city, 2, starts=100)
    async with city.writing() as rows:
        period = Period(start=hours_later(101), end=hours_later(103))
        await rows.activities.move_shift(shift.id, period, day=shift.day(ZONE), at=hours_later(20))
    for hours, is_time in ((20, False), (23.9, False), (24, True)):
        async with city.looking() as rows:
            assert await shifts_to_ask_for(rows, at(hours_later(hours))) == ((shift.id,) if is_time else ())
    assert await ask(city, shift, 24) > 0
