"""Every screen of buddies, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from handlers.buttons.attendance import ShowRoster
from handlers.buttons.buddies import DeclineBuddy, GoWithout, ResumeBuddy, ShowBuddies, TakePart, WriteToBuddy
from handlers.buttons.profiles import ShowAboutMe
from handlers.buttons.reports import ShowReturning
from handlers.buttons.volunteers import SetLanguage
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.activities import Shift
from volunteering.rules.buddies import MOST_WORDS
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import ON, UnitSetting
from volunteering.rules.volunteers import Language, Person


async def _known(phone: PhoneInChat) -> Person:
    person = await phone.known()
    assert person is not None
    return person


async def _pair(city: City, shift: Shift, newcomer: Person, buddy: Person) -> int:
    await city.put(shift, newcomer, buddy, at=-1)
    async with city.writing() as rows:
        return await rows.buddies.add(shift.id, newcomer.id, buddy.id, shift.period.start, NOW)


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_buddies(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei, li = await chat.volunteer(nasty[:64], city.jiaojiang), await chat.volunteer(nasty[:64], role=Role.ADMIN)
    for phone in (wei, li):
        await phone.taps_button(SetLanguage(language=language))
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.BUDDIES, ON)
    shifts = [await city.shift(30 + 24 * number, activity=await city.activity(nasty)) for number in range(6)]
    pairs = [await _pair(city, shift, await _known(wei), await _known(li)) for shift in shifts[:3]]
    pairs += [await _pair(city, shift, await _known(li), await _known(wei)) for shift in shifts[3:5]]
    await city.put(shifts[5], await _known(wei), *await city.people(7))
    for shift in shifts:
        await li.taps_button(ShowRoster(shift=shift.id))
    for phone in (wei, li):
        await phone.taps_button(ShowAboutMe())
        await phone.taps_button(ShowBuddies())
        assert phone.last.rows
        for pair in (pairs[0], pairs[-1]):
            for button in (DeclineBuddy(pair=pair), ResumeBuddy(pair=pair), WriteToBuddy(pair=pair)):
                await phone.taps_button(button)
            await phone.sends(nasty)
        for other in (GoWithout(), TakePart(), DeclineBuddy(pair=0)):
            await phone.taps_button(other)
    for _ in range(MOST_WORDS + 1):
        await li.taps_button(WriteToBuddy(pair=pairs[1]))
        await li.sends(nasty)
    for span in ("2026-11", "2026"):
        await li.taps_button(ShowReturning(span=span, unit=city.top.id))
