"""Every screen of what people say of themselves, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from handlers.buttons.activities import ShowShift
from handlers.buttons.button import Button
from handlers.buttons.guardians import (
    AskForgetGuardian,
    AskGuardian,
    AskWithdraw,
    ForgetGuardian,
    GiveConsent,
    ReadConsent,
    ShowMyGuardian,
    ShowWards,
    WithdrawConsent,
)
from handlers.buttons.profiles import (
    AddLanguage,
    AskParticular,
    BlockDays,
    SetSlot,
    SetSpoken,
    ShowAboutMe,
    ShowBlocked,
    ShowParticular,
    ShowThem,
    ShowThisOne,
    TakeBack,
    UnblockDays,
)
from handlers.buttons.volunteers import SetLanguage, ShowPerson
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat
from tests.support.city import City
from volunteering.rules.guardians import digest_of
from volunteering.rules.profiles import Particular, Slot
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language

ANSWERS = {
    Particular.BORN: ("", "1958-03-21"),
    Particular.OCCUPATION: ("",),
    Particular.SKILLS: ("",),
    Particular.DISTRICT: ("",),
    Particular.EMERGENCY: ("", "", "+8613912345678901234", "+86139123456789"),
}
"""What is typed in answer to each; nothing is the nastiest there is."""


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_what_somebody_says(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei = await chat.volunteer(nasty[:64], city.jiaojiang)
    person = await wei.known()
    assert person is not None
    leader = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    for phone in (wei, leader):
        await phone.taps_button(SetLanguage(language=language))
    shift = await city.shift(2, activity=await city.activity(nasty))
    await city.put(shift, person)
    for particular in Particular:
        await wei.taps_button(AskParticular(particular=particular, shift=shift.id))
        for typed in ANSWERS.get(particular, ()):
            await wei.sends(typed or nasty[:50])
        if particular not in ANSWERS:
            await wei.taps(wei.last.labels[-3])
        await wei.taps_button(ShowParticular(particular=particular, shift=shift.id))
        assert wei.last.rows
    shown: tuple[Button, ...] = (
        SetSpoken(language="cmn", speaks=True),
        SetSpoken(language="cmn", speaks=True, shift=shift.id),
        SetSlot(slot=Slot.WEEKDAY_MORNING, can=True),
        AddLanguage(shift=shift.id),
    )
    for button in shown:
        await wei.taps_button(button)
    await wei.sends(nasty)
    await wei.taps_button(BlockDays())
    for typed in (nasty, "next week", "2026-12-24", "2026-12-31 - 2027-01-02"):
        await wei.sends(typed)
        await wei.taps_button(BlockDays())
    for button in (ShowBlocked(), ShowAboutMe()):
        await wei.taps_button(button)
        assert wei.last.rows
    for button in (
        ShowThem(shift=shift.id),
        ShowThisOne(shift=shift.id, person=person.id),
        ShowPerson(person=person.id),
    ):
        await leader.taps_button(button)
        assert leader.last.rows
    for button in (UnblockDays(days=1), TakeBack(particular=Particular.EMERGENCY)):
        await wei.taps_button(button)
        assert wei.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_who_answers_for_somebody(chat: Chat, city: City, language: Language, nasty: str) -> None:
    ward, guardian = await chat.volunteer(nasty[:64], city.jiaojiang), await chat.volunteer(nasty[:64])
    person = await ward.known()
    assert person is not None
    for phone in (ward, guardian):
        await phone.taps_button(SetLanguage(language=language))
    await ward.taps_button(AskParticular(particular=Particular.BORN))
    await ward.sends("2012")
    token = "A" * 22
    shift = await city.shift(30, activity=await city.activity(nasty))
    button: Button
    for button in (ShowMyGuardian(), ShowShift(shift=shift.id), AskGuardian(), AskGuardian(shift=shift.id)):
        await ward.taps_button(button)
        assert ward.last.rows
    async with city.writing() as rows:
        await rows.guardians.ask(person.id, digest_of(token), chat.clock.now(), 5)
    await ward.taps_button(ReadConsent(token=token))
    for button in (ReadConsent(token=token), GiveConsent(token=token)):
        await guardian.taps_button(button)
    for typed in (nasty, nasty[:64], nasty, "+8613912345678"):
        await guardian.sends(typed)
    await ward.taps_button(ShowMyGuardian(shift=shift.id))
    for button in (ShowWards(), AskWithdraw(guardian=3), AskForgetGuardian(), WithdrawConsent(guardian=3), ShowWards()):
        await guardian.taps_button(button)
        assert guardian.last.rows
    await ward.taps_button(ShowMyGuardian())
    await guardian.taps_button(ForgetGuardian())
    await guardian.taps_button(ReadConsent(token=token))
