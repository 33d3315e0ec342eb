"""Every screen of ratings, commendations and records, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from datetime import timedelta

from handlers.buttons.attendance import ShowRoster
from handlers.buttons.button import Button
from handlers.buttons.profiles import ShowThem, ShowThisOne
from handlers.buttons.thanks import (
    Commend,
    HideWords,
    ListToCommend,
    ListToRate,
    RateShift,
    SayOfShift,
    ShowMyRating,
    ShowMyRecord,
    ShowRatings,
    ShowRecordOf,
    TakeBackCommendation,
    WithdrawRating,
)
from handlers.buttons.volunteers import SetLanguage, ShowPerson, ShowProfile
from handlers.thanks.screens.rating import checksum_of
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.acting import at
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City, at_shift
from volunteering.actions.thanks.rating import take_up
from volunteering.rules.activities import Shift
from volunteering.rules.ground.texts import cut_to
from volunteering.rules.hours import Kind
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language, Person


async def _rated(city: City, shifts: list[Shift], nasty: str, person: Person, me: Person) -> None:
    """The first by eight others, so that leaders see it."""
    others, shift = await city.people(8), shifts[0]
    for one in (person, me, *others):
        await city.put(shift, one)
        await city.record(at_shift(shift, one), Kind.ATTENDED, 60)
    for other in shifts[1:]:
        await city.record(at_shift(other, person), Kind.ATTENDED, 60)
    async with city.writing() as rows:
        await rows.hours.close_roster(shift.id, me.id, NOW)
        for number, one in enumerate(others):
            rows.thanks.rate(shift.id, one.id, 5, NOW)
            rows.thanks.say(shift.id, one.id, cut_to(f"{number}{nasty}", 200))
    async with city.writing() as rows:
        assert await take_up(rows, shift.id, at(NOW + timedelta(days=1)))


async def _leads_on(phone: PhoneInChat, *buttons: Button) -> None:
    """From each of these there is a way."""
    for button in buttons:
        await phone.taps_button(button)
        assert phone.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_ratings_and_thanks(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei = await chat.volunteer(nasty[:64], city.jiaojiang)
    person = await wei.known()
    admin = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    me = await admin.known()
    assert person is not None
    assert me is not None
    for phone in (wei, admin):
        await phone.taps_button(SetLanguage(language=language))
    shifts = [await city.shift(-30 - number, activity=await city.activity(nasty[:100])) for number in range(7)]
    shift = shifts[0]
    await _rated(city, shifts, nasty, person, me)
    await _leads_on(
        wei,
        ListToRate(),
        ListToRate(page=1),
        ShowMyRating(shift=shift.id),
        SayOfShift(shift=shift.id),
        RateShift(shift=shift.id, stars=4),
        SayOfShift(shift=shift.id),
    )
    await wei.sends(cut_to(nasty, 200))
    await _leads_on(wei, ShowMyRating(shift=shift.id), WithdrawRating(shift=shift.id), ShowMyRating(shift=404))
    hidden = checksum_of(cut_to(f"0{nasty}", 200))
    await _leads_on(
        admin,
        ShowRoster(shift=shift.id),
        ShowRatings(shift=shift.id),
        HideWords(shift=shift.id, checksum=hidden, hidden=True),
        ShowRatings(shift=shift.id, page=1),
        HideWords(shift=shift.id, checksum=hidden, hidden=False),
        ShowRatings(shift=shifts[1].id),
        ShowMyRating(shift=shift.id),
        ListToCommend(shift=shift.id),
        ListToCommend(shift=shift.id, page=1),
        ListToCommend(shift=shifts[1].id),
        Commend(shift=shift.id, person=me.id),
        Commend(shift=shifts[1].id, person=me.id),
        Commend(shift=shift.id, person=person.id),
    )
    await admin.sends(cut_to(nasty, 200))
    await _leads_on(admin, ListToCommend(shift=shift.id), Commend(shift=shift.id, person=person.id))
    await admin.sends(nasty[:20])
    chat.clock.passes(minutes=11)
    await _leads_on(
        admin,
        TakeBackCommendation(commendation=1),
        ShowThem(shift=shift.id),
        ShowThisOne(shift=shift.id, person=person.id),
        ShowRecordOf(person=person.id),
        ShowPerson(person=person.id),
        ShowRecordOf(person=person.id),
    )
    await _leads_on(wei, ShowMyRecord(), ShowProfile())
