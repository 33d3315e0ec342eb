"""What leaders see of the people of their shifts: no more than was said, and whom to call only around the shift."""

import pytest

from handlers.buttons.attendance import ShowSignedUp
from handlers.buttons.profiles import ShowThem, ShowThisOne
from handlers.buttons.volunteers import ShowPerson
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.volunteering.rules.test_profiles import FULL
from volunteering.rules.activities import Shift
from volunteering.rules.profiles import Particular
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

SECRETS = ("1958", "Woman", "College", "Jiaojiang")
FOR_LEADERS = ("Nurse", "Health and nursing", "sewing", "Mandarin", "Esperanto", "Weekend mornings")
CONTACT = "+8613912345678"


@pytest.fixture
async def wei(city: City) -> Person:
    """Somebody who has said everything."""
    person = await city.person("Wei", city.huangyan)
    async with city.writing() as rows:
        await rows.profiles.change(person.id, FULL.saying(Particular.DISTRICT, "Jiaojiang"), tuple(Particular), NOW)
    return person


async def _leader(chat: Chat, city: City) -> PhoneInChat:
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


async def _shift(city: City, person: Person, starts: float = 48) -> Shift:
    shift = await city.shift(starts)
    await city.put(shift, person)
    return shift


async def test_leaders_see_what_people_were_told_that_they_see(chat: Chat, city: City, wei: Person) -> None:
    leader, shift = await _leader(chat, city), await _shift(city, wei)
    await leader.taps_button(ShowSignedUp(shift=shift.id))
    await leader.taps("About them")
    await leader.taps("Wei")
    leader.sees(*FOR_LEADERS)
    assert not [secret for secret in SECRETS if secret in str(leader.last.text)]


@pytest.mark.parametrize(("starts", "is_seen"), [(24.01, False), (23.99, True), (-2.99, True), (-3.01, False)], ids=str)
async def test_whom_to_call_is_seen_from_a_day_before_until_the_end(
    chat: Chat, city: City, wei: Person, starts: float, is_seen: bool
) -> None:
    leader, shift = await _leader(chat, city), await _shift(city, wei, starts)
    for button in (ShowThem(shift=shift.id), ShowThisOne(shift=shift.id, person=wei.id)):
        await leader.taps_button(button)
        assert (CONTACT in str(leader.last.text)) is is_seen


async def test_nobody_else_sees_it(chat: Chat, city: City, wei: Person) -> None:
    shift, other = await _shift(city, wei, 2), await city.person("Other")
    elsewhere = await chat.volunteer("Zhu", city.huangyan, role=Role.LEADER)
    volunteer = await chat.volunteer("Mei", city.jiaojiang)
    leader = await _leader(chat, city)
    for phone in (elsewhere, volunteer):
        for button in (ShowThem(shift=shift.id), ShowThisOne(shift=shift.id, person=wei.id)):
            await phone.taps_button(button)
            assert CONTACT not in str(phone.last.text)
    await leader.taps_button(ShowThisOne(shift=shift.id, person=other.id))  # who is not in it
    leader.sees("About them")
    await leader.taps_button(ShowThem(shift=404))
    await leader.taps_button(ShowThisOne(shift=404, person=wei.id))


async def test_not_of_a_shift_that_is_off(chat: Chat, city: City, wei: Person) -> None:
    leader, shift = await _leader(chat, city), await _shift(city, wei, 2)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(shift.id, at=NOW)
    await leader.taps_button(ShowThem(shift=shift.id))
    assert CONTACT not in str(leader.last.text)


async def test_a_day_that_was_blocked_is_seen(chat: Chat, city: City, wei: Person) -> None:
    leader, shift = await _leader(chat, city), await _shift(city, wei)
    day = shift.day(chat.organisation.zone)
    async with city.writing() as rows:
        await rows.profiles.block(wei.id, day, day)
    await leader.taps_button(ShowThisOne(shift=shift.id, person=wei.id))
    leader.sees("Had said: not on")


async def test_the_card_of_a_person_has_the_same(chat: Chat, city: City, wei: Person) -> None:
    await _shift(city, wei, 2)
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    await admin.taps_button(ShowPerson(person=wei.id))
    admin.sees(*FOR_LEADERS)
    assert not [secret for secret in (*SECRETS, CONTACT) if secret in str(admin.last.text)]
