"""What a decision, a training or an examination gives: held at once, told once, taken back without a trace of harm."""

from datetime import date

from tests.support.acting import NOW, at, known, told
from tests.support.city import City
from tests.support.qualified import TODAY, found, held_on, kind_of, sent, verifies
from volunteering.actions.qualifications.granting import grant, take_back
from volunteering.rules.qualifications import Qualification, QualificationState
from volunteering.rules.volunteers import Actor, Person


async def granted(
    city: City, by: Actor, person: Person, code: str = "first_aid", *, level: int = 0, issued_on: date = TODAY
) -> Qualification | None:
    kind = await kind_of(city, code)
    async with city.writing() as rows:
        return await grant(rows, await known(rows, person), kind, level, issued_on, by.id, at(NOW))


async def takes_back(city: City, by: Actor, number: int) -> Qualification | None:
    async with city.writing() as rows:
        return await take_back(rows, number, by.id, "Not passed", at(NOW))


async def test_it_is_held_at_once_and_its_person_is_told(city: City, li: Actor, mei: Person) -> None:
    one = await granted(city, li, mei, issued_on=date(2026, 3, 1))
    assert one is not None
    assert (await found(city, one.id)).decided_by == li.id
    assert (one.state, one.expires_on) == (QualificationState.VERIFIED, date(2029, 3, 1))
    assert await told(city, "qualification_decided") == [mei.id]


async def test_whoever_holds_one_that_ends_no_earlier_keeps_that(city: City, li: Actor, mei: Person) -> None:
    assert await granted(city, li, mei, "social_work", level=1) is not None
    for level in (0, 1):
        assert await granted(city, li, mei, "social_work", level=level) is None
    assert await granted(city, li, mei, "first_aid", issued_on=TODAY) is not None
    assert await granted(city, li, mei, "first_aid", issued_on=date(2026, 3, 1)) is None
    assert len(await held_on(city, mei, TODAY)) == 2


async def test_lower_ones_and_what_waits_are_replaced_and_come_back(city: City, li: Actor, mei: Person) -> None:
    low, waiting = [await sent(city, mei, "social_work", level=level) for level in (0, 1)]
    await verifies(city, li, low)
    one = await granted(city, li, mei, "social_work", level=2)
    assert one is not None
    assert (await found(city, low)).state is QualificationState.REPLACED
    assert (await found(city, waiting)).state is QualificationState.WITHDRAWN
    back = await takes_back(city, li, one.id)
    assert back is not None
    assert back.state is (await found(city, one.id)).state is QualificationState.REJECTED
    assert (await found(city, low)).state is QualificationState.VERIFIED
    assert await takes_back(city, li, one.id) is None, "once"


async def test_one_that_was_replaced_is_taken_back_as_if_it_had_never_been(city: City, li: Actor, mei: Person) -> None:
    first, second, third = [await granted(city, li, mei, "social_work", level=level) for level in (0, 1, 2)]
    assert first is not None
    assert second is not None
    assert third is not None
    assert await takes_back(city, li, second.id) is not None
    assert await takes_back(city, li, third.id) is not None
    assert [(await found(city, one.id)).state for one in (first, second, third)] == [
        QualificationState.VERIFIED,
        QualificationState.WITHDRAWN,
        QualificationState.REJECTED,
    ]
