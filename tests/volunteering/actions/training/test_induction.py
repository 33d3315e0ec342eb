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
from volunteering.rules.needs import Needs, NoInduction
from volunteering.rules.qualifications import KindState
from volunteering.rules.signing_up import Refused, SignUpState, Taken, reasons_against
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
        assert await next_induction(reader, city.jiaojiang, mei.id, NOW) == near.id, "of one's own unit, though later"
        assert await next_induction(reader, city.huangyan, mei.id, NOW) == far.id
    assert isinstance(await takes(city, mei, near), Taken)
    await presence(city, li, near, {mei: True})
    assert isinstance(await takes(city, mei, await city.shift(60)), Taken)
    assert other.id


async def led_to(city: City, person: Person) -> int | None:
    async with city.database.reading() as reader:
        return await next_induction(reader, city.jiaojiang, person.id, NOW)


async def test_one_is_led_to_an_induction_that_one_can_still_get(city: City, mei: Person) -> None:
    induction = await kind_of(city, "induction")
    [_, late] = await training(city, NewTraining(kind=induction, least_sessions=2), -24, 20)
    assert await led_to(city, mei) == late.id, "there is no other"
    [full] = await training(city, NewTraining(kind=induction), 22, places=1)
    assert await led_to(city, mei) == full.id, "of the other one a session is over, and it takes both"
    hua = await city.person("Hua")
    await city.put(full, hua)
    assert await led_to(city, mei) == full.id, "there is a waiting list"
    [far] = await training(city, NewTraining(kind=induction), 30, unit=city.huangyan)
    assert await led_to(city, mei) == far.id, "it has room"
    assert await led_to(city, hua) == full.id, "they have a place there"
    [course, _] = await training(city, NewTraining(kind=induction, least_sessions=2), 40, 60)
    assert await led_to(city, mei) == course.id, "it has room, and is near"


async def test_what_nobody_can_get_is_asked_of_nobody(city: City, li: Actor, mei: Person) -> None:
    await asks(city)
    shift, other = await city.shift(48), await city.shift(72)
    await city.roles(other, helpers=5)
    async with city.writing() as rows:
        [room] = await rows.roles.of(other.id)
        rows.roles.ask(room.role.id, Needs(induction=True))
    induction = await kind_of(city, "induction")
    assert await is_refused(city, mei, shift)
    assert isinstance(await takes(city, mei, other), Refused)
    async with city.writing() as rows:
        rows.kinds.set_state(induction.id, KindState.REMOVED)
    assert not await is_refused(city, mei, shift)
    assert isinstance(await takes(city, mei, other), Taken)
    async with city.writing() as rows:
        rows.kinds.set_state(induction.id, KindState.KEPT)
    assert await is_refused(city, mei, shift), "put back, it is asked for again"
