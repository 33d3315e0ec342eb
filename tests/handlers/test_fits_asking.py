"""Every screen of asking people to help out, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from handlers.buttons.asking import (
    AskAsBefore,
    AskLess,
    NotThisMonth,
    NotThisOne,
    SetPace,
    ShowAsk,
    ShowAsked,
    ShowPace,
    TakeAsked,
    Widen,
)
from handlers.buttons.button import LARGEST
from handlers.buttons.leading import ManageShift
from handlers.buttons.volunteers import SetLanguage, ShowProfile
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.asking import AskPace, AskReply
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language


async def _asked(city: City, shift: int, phone: PhoneInChat) -> int:
    """The number of what they are asked; and very many others are."""
    me = await phone.known()
    assert me is not None
    others = [(await city.person("漾" * 60)).id for _ in range(12)]
    async with city.writing() as rows:
        await rows.activities.set_minimum(shift, 9)
        numbers = await rows.asks.add(shift, [me.id, *others], 1, NOW)
        for number, reply in zip(others, (*AskReply, None, None, AskReply.NO), strict=False):
            rows.asks.answer(numbers[number], reply, NOW)
    async with city.changing() as tx:
        tx.later("UPDATE asks SET sent_at = at")
    return numbers[me.id]


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_asking(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei = await chat.volunteer(nasty[:64], city.jiaojiang)
    li = await chat.volunteer(nasty[:64], city.jiaojiang, role=Role.LEADER)
    for phone in (wei, li):
        await phone.taps_button(SetLanguage(language=language))
    shifts = [await city.shift(30 + 24 * n, activity=await city.activity(nasty), places=10 - 9 * n) for n in range(2)]
    for shift in shifts:
        await li.taps_button(ManageShift(shift=shift.id))
        await li.taps_button(ShowAsked(shift=shift.id))  # nobody was
        ask = await _asked(city, shift.id, wei)
        await wei.sends("I can't come")  # of several things it is asked which
        for button in (
            NotThisOne(ask=ask),
            NotThisMonth(ask=ask),
            AskLess(ask=ask),
            AskLess(ask=ask),
            AskLess(ask=ask),
        ):
            await wei.taps_button(button)
            assert wei.last.rows
        for pace in AskPace:
            await wei.taps_button(SetPace(pace=pace))
        await wei.taps_button(AskAsBefore(pace=AskPace.USUAL, until=LARGEST))
        for other in (
            ShowProfile(),
            ShowPace(),
            ShowAsk(ask=ask),
            ShowAsk(ask=LARGEST),
            TakeAsked(ask=0),
            NotThisOne(ask=0),
            AskLess(ask=LARGEST),
        ):
            await wei.taps_button(other)
        for phone in (li, wei):
            await phone.taps_button(ManageShift(shift=shift.id))
            await phone.taps_button(ShowAsked(shift=shift.id))
            await phone.taps_button(Widen(shift=shift.id, unit=city.top.id))
            await phone.taps_button(Widen(shift=shift.id, unit=LARGEST))
        await city.put(shifts[1], await city.person("Other"))
        await wei.taps_button(TakeAsked(ask=ask))
    await li.taps_button(ShowAsked(shift=LARGEST))
