"""Bodily risk and places: nobody is put at a risk that they have not agreed to (docs/rules.md: Risk)."""

from datetime import date

import pytest

from tests.support.acting import appoint, at, places, told
from tests.support.city import NOW, City
from volunteering.actions.leading.risks import NotCovered, RiskIsStated, state_risk
from volunteering.actions.signing_up.agreeing import Agreed, NothingToAgree, agree
from volunteering.actions.signing_up.moving_up import shifts_to_fill
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.rules.activities import Shift
from volunteering.rules.choosing import ToChoose
from volunteering.rules.consenting import ToAgree
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.risk import Insurance, Risk
from volunteering.rules.signing_up import SignUpState, Taken, Waiting
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person

RISK = Risk(notice="Deep water", insurance=Insurance(insurer="PICC", first=date(2026, 12, 1), last=date(2026, 12, 31)))
OTHER = RISK.model_copy(update={"notice": "Deep, cold water"})
INSURED_LONGER = RISK.model_copy(
    update={"insurance": Insurance(insurer="PICC", first=date(2026, 12, 1), last=date(2027, 12, 31))}
)


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def state(city: City, leader: Actor, shift: Shift, risk: Risk | None) -> object:
    async with city.writing() as rows:
        return await state_risk(rows, leader, shift.activity_id, risk, at(NOW))


async def take(city: City, shift: Shift, person: Person, mark: str = "", role: int | None = None) -> object:
    async with city.writing() as rows:
        return await take_shift(rows, person, shift.id, at(NOW), role_id=role, agreed=mark)


async def consents(city: City) -> int:
    return await city.figure("SELECT COUNT(*) AS n FROM risk_consents")


async def test_nothing_is_written_before_it_is_agreed_to(city: City, leader: Actor) -> None:
    [wang, chen] = await city.people(2)
    shift = await city.shift(48, places=1)
    assert await state(city, leader, shift, RISK) == RiskIsStated(told=0)
    for mark in ("", OTHER.checksum):
        outcome = await take(city, shift, wang, mark)
        assert isinstance(outcome, ToAgree)
        assert outcome.outdated is bool(mark)
    assert not any((await places(city, shift)).values())
    assert await consents(city) == 0
    assert isinstance(await take(city, shift, wang, RISK.checksum), Taken)
    assert isinstance(await take(city, shift, chen), ToAgree), "the waiting list takes it, too"
    assert isinstance(await take(city, shift, chen, RISK.checksum), Waiting)
    assert await consents(city) == 2


async def test_a_place_goes_past_who_has_not_agreed_and_comes_to_them_once_they_have(city: City, leader: Actor) -> None:
    city.are_put_in_at_once = True
    wang, chen, mei = await city.people(3)
    shift = await city.shift(48, places=1)
    for person in (wang, chen, mei):
        await take(city, shift, person)
    assert await state(city, leader, shift, RISK) == RiskIsStated(told=3)
    async with city.writing() as rows:
        assert isinstance(await agree(rows, mei, shift.id, RISK.checksum, at(NOW)), Agreed)
        await leave_shift(rows, wang, shift.id, at(NOW))
    found = await places(city, shift)
    assert (found[SignUpState.CONFIRMED], found[SignUpState.WAITING]) == ([mei.id], [chen.id])
    assert await told(city, "out_of_reach") == [], "nobody has to be called: chen was asked"
    async with city.writing() as rows:
        await leave_shift(rows, mei, shift.id, at(NOW))
    assert (await places(city, shift))[SignUpState.WAITING] == [chen.id]
    async with city.writing() as rows:
        assert await shifts_to_fill(rows, at(NOW)) == ()
        await agree(rows, chen, shift.id, RISK.checksum, at(NOW))
        assert rows.frees
    async with city.writing() as rows:
        assert await shifts_to_fill(rows, at(NOW)) == (shift.id,)


async def test_another_text_asks_anew_and_another_insurance_does_not(city: City, leader: Actor) -> None:
    [wang] = await city.people(1)
    shift = await city.shift(48)
    await state(city, leader, shift, RISK)
    await take(city, shift, wang, RISK.checksum)
    assert await state(city, leader, shift, INSURED_LONGER) == RiskIsStated(told=1)
    assert await _agreed(city, shift, wang)
    assert await state(city, leader, shift, OTHER) == RiskIsStated(told=1)
    assert not await _agreed(city, shift, wang)
    assert await state(city, leader, shift, OTHER) == Unchanged()
    await state(city, leader, shift, RISK)
    assert await _agreed(city, shift, wang), "a text that is as it was before has its consents again"


async def _agreed(city: City, shift: Shift, person: Person) -> bool:
    async with city.looking() as rows:
        facts = await rows.sign_ups.facts(shift.id, person.id)
        [line] = await rows.hours.roster(shift.id)
    assert facts is not None
    assert facts.agreed == line.agreed
    return facts.agreed


async def test_roles_are_chosen_first_and_agreed_to_then(city: City, leader: Actor) -> None:
    [wang] = await city.people(1)
    shift = await city.shift(48)
    _, first_aid = await city.roles(shift, Helpers=8, First_aid=2)
    await state(city, leader, shift, RISK)
    assert isinstance(await take(city, shift, wang), ToChoose)
    outcome = await take(city, shift, wang, role=first_aid.id)
    assert isinstance(outcome, ToAgree)
    assert outcome.facts.role is not None
    assert outcome.facts.role.id == first_aid.id
    assert isinstance(await take(city, shift, wang, RISK.checksum, role=first_aid.id), Taken)


async def test_what_is_not_insured_or_not_ones_own_is_not_stated(city: City, leader: Actor) -> None:
    [wang] = await city.people(1)
    stranger = await appoint(city, wang, city.huangyan)
    shift = await city.shift(24 * 60)
    assert isinstance(await state(city, leader, shift, RISK), NotCovered)
    assert isinstance(await state(city, stranger, shift, INSURED_LONGER), NotAllowed)
    async with city.writing() as rows:
        assert await state_risk(rows, leader, 999, RISK, at(NOW)) is None
        assert isinstance(await agree(rows, wang, shift.id, RISK.checksum, at(NOW)), NothingToAgree)
        assert await agree(rows, wang, 999, RISK.checksum, at(NOW)) is None
