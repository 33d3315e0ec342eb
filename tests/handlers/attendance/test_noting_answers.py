"""Whoever has to be called is a tap away from what they say, on the shift's card and on its roster."""

import pytest

from handlers.buttons.attendance import ListAnswers, NoteComing, NoteNotComing, ShowAnswer, ShowRoster
from handlers.buttons.leading import ManageShift
from handlers.buttons.signing_up import SayLate, TakeShift
from storage.engine.values import seconds
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.activities import Shift
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.tree import Role

ASKED = 24 * 60  # minutes before, for the last time


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader of Jiaojiang."""
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def shift(city: City) -> Shift:
    """Of tomorrow."""
    return await city.shift(20)


async def _number(phone: PhoneInChat) -> int:
    person = await phone.known()
    assert person is not None
    return person.id


async def _silent(chat: Chat, city: City, shift: Shift, *names: str) -> list[PhoneInChat]:
    """They are in it, were asked for the last time, and have said nothing."""
    phones = [await chat.volunteer(name, city.jiaojiang) for name in names]
    for phone in phones:
        await phone.taps_button(TakeShift(shift=shift.id))
        async with city.changing() as tx:
            await tx.execute(
                "INSERT INTO reminders (shift_id, person_id, minutes_before, starts_at, at) "
                "VALUES (:shift, :person, :asked, :starts, :at)",
                shift=shift.id,
                person=await _number(phone),
                asked=ASKED,
                starts=seconds(shift.period.start),
                at=seconds(NOW) - 3600,
            )
    return phones


async def test_called_and_noted_from_the_card(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    _wei, _mei = await _silent(chat, city, shift, "Wei", "Mei")
    await li.taps_button(ManageShift(shift=shift.id))
    li.sees("2 people were asked and have not answered", "Tap a name to note what they said.", "Wei", "Mei")
    await li.taps("Wei")
    li.sees("What did Wei say?", "🙋 Wei", "No answer yet.", "Comes", "Comes late", "Can't come", "‹ Roster", "‹ Shift")
    await li.taps("Comes late")
    li.sees("✅ Noted: Wei comes late.", "✅ Comes late", "Comes", "Can't come")
    await li.taps("Comes")
    li.sees("✅ Noted: Wei comes.")
    await li.taps("‹ Shift")
    li.sees("1 person was asked and has not answered", "1 coming")
    await li.taps("Mei")
    await li.taps("Can't come")
    li.sees("Mei can't come?", "as if they had said so themselves")
    await li.taps("‹ Back")
    li.sees("What did Mei say?", "No answer yet.")
    await li.taps("Can't come")
    await li.taps("Yes, can't come")
    li.sees("✅ Noted: Mei can't come. The place is free.", "1 of 10: 1 coming")
    li.sees_not("Tap a name")


async def test_who_calls_again_is_noted_again(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    """Whatever was noted, or said by themselves: the roster leads to everybody, until it begins."""
    wei, _mei = await _silent(chat, city, shift, "Wei", "Mei")
    await wei.taps_button(SayLate(shift=shift.id))
    await li.taps_button(TakeShift(shift=shift.id))
    await li.taps_button(ShowRoster(shift=shift.id))
    await li.taps("Note an answer")
    li.sees("Note an answer", "River clean-up", "Tap a name to note what they said.", "Wei", "Mei")
    li.sees_not("Li")
    await li.taps("Wei")
    li.sees("✅ Comes late")
    await li.taps("Can't come")
    await li.taps("Yes, can't come")
    li.sees("✅ Noted: Wei can't come.")
    chat.clock.passes(hours=20)
    await li.taps_button(ListAnswers(shift=shift.id))
    li.sees("Who came to River clean-up?")


async def test_from_the_roster_everybody_of_a_page(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    names = [f"Volunteer {number}" for number in range(8)]
    await _silent(chat, city, shift, *names)
    await li.taps_button(ManageShift(shift=shift.id))
    li.sees("and 3 more")
    await li.taps_button(ShowRoster(shift=shift.id))
    for name in names:
        li.button(name)
    await li.taps("Volunteer 7")
    await li.taps("Comes")
    await li.taps("‹ Roster")
    li.sees("✅ 8. Volunteer 7", "Tap a name")
    chat.clock.passes(hours=20)
    await li.taps_button(ShowRoster(shift=shift.id))
    li.sees("Who came to River clean-up?")


async def test_two_of_one_name_are_told_apart_by_their_numbers(
    chat: Chat, city: City, li: PhoneInChat, shift: Shift
) -> None:
    phones = await _silent(chat, city, shift, "Wei", "Wei")
    for digit, phone in enumerate(phones):
        async with city.writing() as rows:
            await rows.people.change(await _number(phone), phone=f"+861380000432{digit}")
    await li.taps_button(ManageShift(shift=shift.id))
    await li.taps("Wei · +8613800004321")
    li.sees("🙋 Wei +8613800004321")


async def test_what_was_said_meanwhile_is_shown(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    [wei] = await _silent(chat, city, shift, "Wei")
    await li.taps_button(ShowAnswer(shift=shift.id, person=await _number(wei)))
    await wei.taps_button(SayLate(shift=shift.id))
    await li.taps("Can't come")
    li.sees("It has changed meanwhile", "✅ Comes late")
    await wei.taps_button(ManageShift(shift=shift.id))
    wei.sees_not("Noted")


async def test_of_ones_own_place_one_speaks_oneself(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    await li.taps_button(TakeShift(shift=shift.id))
    await li.taps_button(ShowAnswer(shift=shift.id, person=await _number(li)))
    li.sees("🙋 This is your own place: say it here.", "River clean-up")


async def test_forged_buttons_say_nothing_of_anybody(chat: Chat, city: City, li: PhoneInChat, shift: Shift) -> None:
    [wei] = await _silent(chat, city, shift, "Wei")
    secret = await chat.volunteer("Secretive", city.jiaojiang)
    ours, theirs = await _number(wei), await _number(secret)
    for person in (ours, theirs, 999):
        known = {"shift": shift.id, "person": person, "ticket": 1, "seen": ReminderAnswer.SILENT}
        buttons = (
            ShowAnswer(shift=shift.id, person=person),
            NoteComing(**known),
            NoteNotComing(**known),
            NoteNotComing(**known, sure=True),
        )
        for button in buttons:
            await secret.taps_button(button)
            secret.sees_not("Wei", "What did")
            if person != ours:
                await li.taps_button(button)
                li.sees("⚠️ That person has no place in it any more.")
                li.sees_not("Secretive")
    chat.clock.passes(hours=20)
    await li.taps_button(ShowAnswer(shift=shift.id, person=ours))
    li.sees("It has begun")
    await li.taps_button(ShowAnswer(shift=404, person=ours))
    li.sees_not("What did")
