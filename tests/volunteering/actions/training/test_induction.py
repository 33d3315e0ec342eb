"""The induction before somebody's first shift, where a unit asks for it; and nothing anywhere else."""

import pytest

from storage.views.activities.upcoming import card
from storage.views.training.on import next_induction
from tests.support.acting import NOW, at, known
from tests.support.city import City, at_shift
from tests.support.qualified import kind_of
from tests.support.trained import presence, training
from volunteering.actions.qualifications.deciding import give
from volunteering.actions.signing_up.places import take_shift
from volunteering.rules.activities import Shift
from volunteering.rules.hours import Kind
from volunteering.rules.needs import NoInduction
from volunteering.rules.signing_up import SignUpState, Taken, reasons_against
from volunteering.rules.training import NewTraining
from volunteering.rules.unit_settings import OFF, ON, UnitSetting
from volunteering.rules.volunteers import Actor, Person


async def asks(city: City, value: str = ON) -> None:
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.INDUCTION, value)


async def takes(city: City, person: Person, shift: Shift) -> object:
    async with city.writing() as rows:
        return await take_shift(rows, await known(rows, person), shift.id, at(NOW))


async def is_refused(city: City, person: Person, shift: Shift) -> bool:
    """By the action and on the card, which are of one mind."""
    async with city.database.reading() as reader:
        found = await card(reader, person, shift.id, NOW)
    assert found is not None
    on_card = NoInduction() in reasons_against(found.offer.facts, at(NOW))
    async with city.looking() as rows:
        facts = await rows.sign_ups.facts(shift.id, person.id)
    assert facts is not None
    assert on_card == (NoInduction() in reasons_against(facts, at(NOW)))
    return on_card


async def test_a_newcomer_is_refused_and_may_sign_up_once_they_are_inducted(city: City, li: Actor, mei: Person) -> None:
    shift = await city.shift(48)
    assert not await is_refused(city, mei, shift)
    await asks(city)
    assert await is_refused(city, mei, shift)
    induction = await kind_of(city, "induction")
    async with city.writing() as rows:
        await give(rows, li, mei.id, induction.id, 0, at(NOW).today, at(NOW))
    assert isinstance(await takes(city, mei, shift), Taken)


@pytest.mark.parametrize(("kind", "minutes"), [(Kind.ATTENDED, 60), (Kind.SENT_HOME, 10)])
async def test_whoever_has_served_anywhere_needs_none(city: City, mei: Person, kind: Kind, minutes: int) -> None:
    before = await city.shift(-48)
    await city.record(at_shift(before, mei), kind, minutes)
    await asks(city)
    assert not await is_refused(city, mei, await city.shift(48))


async def test_a_no_show_is_no_service(city: City, mei: Person) -> None:
    await city.record(at_shift(await city.shift(-48), mei), Kind.NO_SHOW)
    await asks(city)
    assert await is_refused(city, mei, await city.shift(48))


async def test_a_unit_below_may_ask_for_none(city: City, mei: Person) -> None:
    await asks(city)
    async with city.writing() as rows:
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.INDUCTION, OFF)
    assert not await is_refused(city, mei, await city.shift(48))
    elsewhere = await city.shift(48, activity=await city.activity(unit=city.huangyan))
    assert await is_refused(city, mei, elsewhere)


async def test_whoever_has_a_place_keeps_it(city: City, mei: Person) -> None:
    shift = await city.shift(48)
    await city.put(shift, mei, state=SignUpState.CONFIRMED)
    await asks(city)
    assert not await is_refused(city, mei, shift)


async def test_the_next_training_that_gives_it_is_open_to_them_and_gives_it(city: City, li: Actor, mei: Person) -> None:
    await asks(city)
    [other] = await training(city, NewTraining(kind=await kind_of(city, "first_aid")), 20)
    [far] = await training(city, NewTraining(kind=await kind_of(city, "induction")), 24, unit=city.huangyan)
    [near] = await training(city, NewTraining(kind=await kind_of(city, "induction")), 30)
    async with city.database.reading() as reader:
        assert await next_induction(reader, city.jiaojiang, NOW) == near.id, "of one's own unit before a sooner one"
        assert await next_induction(reader, city.huangyan, NOW) == far.id
    assert isinstance(await takes(city, mei, near), Taken)
    await presence(city, li, near, {mei: True})
    assert isinstance(await takes(city, mei, await city.shift(60)), Taken)
    assert other.id
