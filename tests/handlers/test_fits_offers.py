"""Every screen of a place that is held, and of appealing against no-shows, with the nastiest values there can be.

In every language. The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from datetime import timedelta

from handlers.buttons.activities import ShowShift
from handlers.buttons.button import LARGEST
from handlers.buttons.enquiries import Appeal
from handlers.buttons.signing_up import MyShifts, SkipOffer, TakeOffer, TakeShift
from handlers.buttons.volunteers import SetLanguage
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat
from tests.support.city import NOW, City, at_shift
from volunteering.rules.hours import Kind
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Language


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_a_place_that_is_held(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei = await chat.volunteer(nasty[:64], city.jiaojiang)
    await wei.taps_button(SetLanguage(language=language))
    me = await wei.known()
    assert me is not None
    shift = await city.shift(60, activity=await city.activity(nasty), places=1)
    for nothing in (SkipOffer(shift=shift.id), TakeOffer(shift=shift.id)):  # is held
        await wei.taps_button(nothing)
    for answer in (SkipOffer(shift=shift.id), TakeOffer(shift=shift.id)):
        await city.put(shift, me, state=SignUpState.WAITING)
        async with city.writing() as rows:
            mine = await rows.sign_ups.mine(shift.id, me.id)
            assert mine is not None
            await rows.offers.hold(mine.id, NOW + timedelta(hours=12))
        for button in (ShowShift(shift=shift.id), MyShifts(), answer):
            await wei.taps_button(button)
            assert wei.last.rows
    await wei.taps_button(TakeOffer(shift=LARGEST))


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_appealing_against_no_shows(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei = await chat.volunteer(nasty[:64], city.jiaojiang)
    await wei.taps_button(SetLanguage(language=language))
    me = await wei.known()
    assert me is not None
    await wei.taps_button(Appeal())  # against none
    for days in (3, 5):
        missed = await city.shift(-24 * days, activity=await city.activity(nasty))
        await city.put(missed, me)
        await city.record(at_shift(missed, me), Kind.NO_SHOW)
    shift = await city.shift(60, activity=await city.activity(nasty))
    await wei.taps_button(TakeShift(shift=shift.id))
    for _ in range(2):
        await wei.taps_button(Appeal())
        assert wei.last.rows
