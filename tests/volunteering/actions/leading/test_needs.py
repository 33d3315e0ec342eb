"""What a role asks for guards each place that is given, and takes none away that somebody has."""

from datetime import date

import pytest

from scheduling.sweeps import move_up
from tests.support.acting import NOW, appoint, at, hours_later, places, sign_up, told
from tests.support.city import City
from volunteering.actions.leading.needs import CannotAsk, NeedsChanged, NoSuchRole, change_needs
from volunteering.actions.signing_up.places import leave_shift
from volunteering.rules.activities import Shift
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.needs import MOST_KINDS, Needs, Required, TooManyKinds
from volunteering.rules.qualifications import QualificationState
from volunteering.rules.signing_up import Begun, SignUpState
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def first_aid(city: City) -> Required:
    async with city.looking() as rows:
        kinds = await rows.kinds.all_for(city.jiaojiang)
    return Required(kind=next(kind for kind in kinds if kind.code == "first_aid"))


async def ask_of_all(city: City, leader: Actor, shift: Shift) -> None:
    """First aid, of everybody in the shift."""
    required = await first_aid(city)
    async with city.writing() as rows:
        outcome = await change_needs(rows, leader, shift.id, None, lambda needs: needs.requiring(required), at(NOW))
    assert isinstance(outcome, NeedsChanged)


async def learn(city: City, person: Person, expires_on: date | None = None) -> None:
    """The person has it, verified."""
    required = await first_aid(city)
    async with city.writing() as rows:
        number = await rows.qualifications.add(
            person.id, required.kind, level=0, number="", issued_on=date(2026, 1, 1), evidence=None, at=NOW
        )
        rows.qualifications.decide(
            number, QualificationState.VERIFIED, by_id=city.leader.id, at=NOW, expires_on=expires_on
        )


async def test_a_freed_place_goes_to_the_first_who_has_what_is_asked_for(city: City, leader: Actor) -> None:
    city.are_put_in_at_once = True
    wang, zhao, chen = await city.people(3)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, zhao, chen)
    await learn(city, chen)
    await ask_of_all(city, leader, shift)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(NOW))
    assert await places(city, shift) == {SignUpState.CONFIRMED: [chen.id], SignUpState.WAITING: [zhao.id]}


async def test_whoever_has_a_place_keeps_it_whatever_is_asked_for(city: City, leader: Actor) -> None:
    wang, zhao = await city.people(2)
    shift = await city.shift(48, places=2)
    await learn(city, zhao, expires_on=date(2026, 12, 1))
    await sign_up(city, shift, wang, zhao)
    await ask_of_all(city, leader, shift)
    await move_up(city.database, at(NOW))
    await move_up(city.database, at(hours_later(30)))
    assert await places(city, shift) == {SignUpState.CONFIRMED: [wang.id, zhao.id], SignUpState.WAITING: []}


async def test_who_waits_has_the_place_once_they_have_it_or_it_is_asked_no_more(city: City, leader: Actor) -> None:
    city.are_put_in_at_once = True
    for has_it in (True, False):
        wang, zhao = await city.people(2)
        shift = await city.shift(48, places=1)
        await sign_up(city, shift, wang, zhao)
        await ask_of_all(city, leader, shift)
        async with city.writing() as rows:
            await leave_shift(rows, wang, shift.id, at(NOW))
        await move_up(city.database, at(NOW))
        assert await places(city, shift) == {SignUpState.CONFIRMED: [], SignUpState.WAITING: [zhao.id]}
        if has_it:
            await learn(city, zhao)
        else:
            async with city.writing() as rows:
                await change_needs(rows, leader, shift.id, None, lambda _: Needs(), at(NOW))
                assert rows.frees, "waiting lists are looked at at once"
        await move_up(city.database, at(NOW))
        assert await places(city, shift) == {SignUpState.CONFIRMED: [zhao.id], SignUpState.WAITING: []}
    assert len(await told(city, "promoted")) == 2


async def test_what_cannot_be_asked(city: City, leader: Actor) -> None:
    shift = await city.shift(48)
    async with city.writing() as rows:
        for number in range(MOST_KINDS + 1):
            await rows.kinds.add(city.jiaojiang, name=f"No. {number}", levels=(), months=0, needs_evidence=False)
    async with city.looking() as rows:
        kinds = [kind for kind in await rows.kinds.all_for(city.jiaojiang) if kind.name]
    many = Needs(kinds=tuple(Required(kind=kind) for kind in kinds))
    async with city.writing() as rows:
        assert await change_needs(rows, leader, shift.id, None, lambda _: many, at(NOW)) == CannotAsk(
            reasons=(TooManyKinds(),)
        )
        assert await change_needs(rows, leader, shift.id, None, lambda needs: needs, at(NOW)) == Unchanged()
        assert await change_needs(rows, leader, shift.id, 999, lambda _: Needs(), at(NOW)) == NoSuchRole()
        assert await change_needs(rows, leader, 999, None, lambda _: many, at(NOW)) is None
        late = at(hours_later(48))
        assert isinstance(await change_needs(rows, leader, shift.id, None, lambda _: many, late), Begun)
    stranger = await appoint(city, await city.person("Hua", city.huangyan), city.huangyan)
    async with city.writing() as rows:
        assert isinstance(await change_needs(rows, stranger, shift.id, None, lambda _: many, at(NOW)), NotAllowed)
