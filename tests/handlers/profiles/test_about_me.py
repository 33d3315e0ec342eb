"""Saying something of oneself: each asked when it matters, with what for and who sees it, and taken back with a tap."""

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.profiles import (
    AskParticular,
    SetSlot,
    SetSpoken,
    ShowAboutMe,
    ShowBlocked,
    ShowParticular,
    TakeBack,
    UnblockDays,
)
from handlers.forms.particulars import WHY
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.profiles import MAY_BE_WITHHELD, Particular, Particulars, Slot
from volunteering.rules.volunteers import Language

ANSWERS = {
    Particular.BORN: ["1958年3月21日"],
    Particular.GENDER: ["Woman"],
    Particular.EDUCATION: ["Bachelor's degree"],
    Particular.OCCUPATION: ["Nurse"],
    Particular.BACKGROUND: ["Health and nursing"],
    Particular.SKILLS: ["Sewing"],
    Particular.DISTRICT: ["Jiaojiang"],
    Particular.EMERGENCY: ["Wang", "Daughter or son", "139 1234 5678"],
}


async def _said(chat: Chat, city: City, phone: PhoneInChat) -> Particulars:
    person = await phone.known()
    assert person is not None
    async with city.looking() as rows:
        return await rows.profiles.of(person.id)


def test_each_says_what_for_and_who_sees_it() -> None:
    assert WHY.keys() == set(Particular)
    assert all(why.startswith("Why: ") and seen.startswith("Seen by: ") for why, seen in WHY.values())


@pytest.mark.parametrize("particular", ANSWERS)
async def test_it_is_asked_said_shown_changed_and_taken_back(chat: Chat, city: City, particular: Particular) -> None:
    wei = await chat.volunteer()
    await wei.sends("/profile")
    await wei.taps("More about me")
    wei.sees("Nothing yet")
    await wei.taps_button(AskParticular(particular=particular))
    wei.sees("Why: ", "Seen by: ")
    for answer in ANSWERS[particular]:
        await wei.sends(answer)
    wei.sees("More about me", "✅ Saved.")
    assert (await _said(chat, city, wei)).says(particular)
    await wei.taps_button(ShowParticular(particular=particular))
    wei.sees("Why: ", "Seen by: ")
    await wei.taps("Change")
    await wei.taps("Cancel")
    await wei.taps_button(ShowParticular(particular=particular))
    await wei.taps("Take it back")
    wei.sees("✅ Taken back", "Nothing yet")
    assert await _said(chat, city, wei) == Particulars()


@pytest.mark.parametrize("particular", sorted(MAY_BE_WITHHELD - {Particular.LANGUAGES}))
async def test_rather_not_say_is_an_answer(chat: Chat, city: City, particular: Particular) -> None:
    wei = await chat.volunteer()
    await wei.taps_button(AskParticular(particular=particular))
    await wei.taps("Rather not say")
    wei.sees("rather not say")
    assert await _said(chat, city, wei) == Particulars().withholding(particular)


async def test_what_was_typed_is_quoted_where_it_is_no_birth_date(chat: Chat) -> None:
    wei = await chat.volunteer()
    await wei.taps_button(AskParticular(particular=Particular.BORN))
    await wei.sends("long ago")
    wei.sees("“long ago” is not a birth date")
    await wei.sends("3/4/1958")
    wei.sees("can be two dates")
    await wei.taps(wei.last.labels[0])
    wei.sees("✅ Saved.", "1958")


async def test_where_it_is_asked_for_a_shift_it_leads_back_there(chat: Chat, city: City) -> None:
    wei, shift = await chat.volunteer(), await city.shift()
    await wei.taps_button(AskParticular(particular=Particular.BORN, shift=shift.id))
    await wei.sends("1958")
    wei.sees("River clean-up", "✅ Saved.")
    await wei.taps("Sign up")
    wei.sees("You are in")


async def test_times_of_the_week_are_ticked(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    await wei.taps_button(ShowAboutMe())
    await wei.taps("When I can come")
    await wei.taps("Weekday mornings")
    await wei.taps("Weekend evenings")
    await wei.taps("✅ Weekday mornings")
    assert (await _said(chat, city, wei)).available == frozenset({Slot.WEEKEND_EVENING})
    await wei.taps_button(SetSlot(slot=Slot.WEEKEND_EVENING, can=True))
    twice = (await _said(chat, city, wei)).available
    assert twice == frozenset({Slot.WEEKEND_EVENING}), "tapped twice it is as ticked once"


async def test_languages_are_ticked_and_others_typed(chat: Chat, city: City) -> None:
    wei, shift = await chat.volunteer(), await city.shift()
    await wei.taps_button(AskParticular(particular=Particular.LANGUAGES, shift=shift.id))
    await wei.taps("Wu")
    await wei.taps("Another language")
    await wei.sends("粵語")  # it is one of those that are offered
    await wei.taps("Another language")
    await wei.sends("Esperanto, and Old Norse")
    assert (await _said(chat, city, wei)).languages == ("wuu", "yue", "Esperanto", "Old Norse")
    await wei.taps("✅ Esperanto")
    assert (await _said(chat, city, wei)).languages == ("wuu", "yue", "Old Norse")
    await wei.taps("Back to the shift")
    wei.sees("River clean-up")


async def test_what_is_forged_is_no_language(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    for forged in ("", ",", "，，"):
        await wei.taps_button(SetSpoken(language=forged, speaks=True))
    assert (await _said(chat, city, wei)).languages == ()
    wei.sees("Languages spoken")


async def test_days_are_blocked_and_unblocked(chat: Chat, city: City) -> None:
    wei, other = await chat.volunteer("Wei"), await chat.volunteer("Other")
    await wei.taps_button(ShowBlocked())
    await wei.taps("Add days")
    await wei.sends("2026-11-01")
    wei.sees("Those days are over.")
    await wei.sends("24-26 Dec")
    wei.sees("✅ Saved.", "24 Dec", "26 Dec")
    await wei.taps("Add days")
    await wei.sends("25 Dec")
    wei.sees("are there already")
    await wei.taps("‹ More about me")
    wei.sees("Not on: ")
    [row] = await city.table("SELECT id FROM blocked_days")
    await other.taps_button(UnblockDays(days=row["id"]))
    await wei.taps_button(UnblockDays(days=row["id"]))
    wei.sees("You can come then.")
    assert await city.figure("SELECT COUNT(*) AS n FROM blocked_days") == 0


async def test_the_card_of_a_shift_says_that_one_cannot_that_day(chat: Chat, city: City) -> None:
    wei, shift = await chat.volunteer(), await city.shift()
    await city.shift(96, activity=shift.activity_id)
    await wei.taps_button(ShowBlocked())
    await wei.taps("Add days")
    await wei.sends("2026-12-03")
    await wei.taps_button(ShowShift(shift=shift.id))
    wei.sees("You said that you can't that day.")
    await wei.taps("Sign up")
    wei.sees("You are in", "⚠️ You said that you can't come that day, and leaders see it.")
    await wei.taps("Days I can't come")
    await wei.taps("I can after all")
    await wei.taps_button(ShowShift(shift=shift.id))
    wei.sees_not("You said that you can't")


async def test_another_ones_days_stay(chat: Chat, city: City) -> None:
    wei, other = await chat.volunteer("Wei"), await chat.volunteer("Other")
    await wei.taps_button(ShowBlocked())
    await wei.taps("Add days")
    await wei.sends("next week")
    [row] = await city.table("SELECT id FROM blocked_days")
    await other.taps_button(UnblockDays(days=row["id"]))
    assert await city.figure("SELECT COUNT(*) AS n FROM blocked_days") == 1


@pytest.mark.parametrize("language", Language)
async def test_every_screen_in_every_language(chat: Chat, language: Language) -> None:
    wei = await chat.volunteer(language=language)
    await wei.taps_button(TakeBack(particular=Particular.BORN))
    for particular in Particular:
        await wei.taps_button(ShowParticular(particular=particular))
        await wei.taps_button(AskParticular(particular=particular))
        assert language is Language.ENGLISH or "Why" not in str(wei.last.text)
    await wei.taps_button(ShowBlocked())
