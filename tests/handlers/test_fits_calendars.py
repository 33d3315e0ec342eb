"""Every screen of calendars, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from handlers.buttons.calendars import (
    AddToCalendar,
    AskCloseCalendar,
    AskRenewCalendar,
    CloseCalendar,
    OpenCalendar,
    RenewCalendar,
    ShowCalendar,
)
from handlers.buttons.volunteers import SetLanguage
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.calendars import by_icalendar
from tests.support.chat import Chat
from tests.support.city import City
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Language


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_ones_calendar_and_a_shift_as_a_file(chat: Chat, city: City, language: Language, nasty: str) -> None:
    chat.has_pages("https://help.example.org/" + "long/" * 8)
    wei = await chat.volunteer(nasty[:60])
    await wei.taps_button(SetLanguage(language=language))
    person = await wei.known()
    assert person is not None
    shift = await city.shift(48, activity=await city.activity(nasty[:120]))
    for button in (
        ShowCalendar(), AskRenewCalendar(), AskCloseCalendar(), OpenCalendar(), OpenCalendar(), AskRenewCalendar(),
        RenewCalendar(), AskCloseCalendar(), CloseCalendar(), CloseCalendar(),
    ):  # fmt: skip
        await wei.taps_button(button)
        assert wei.last.text
    for state in (SignUpState.CONFIRMED, SignUpState.WAITING, SignUpState.LEFT):
        await city.put(shift, person, state=state)
        await wei.taps_button(AddToCalendar(shift=shift.id))
        assert len(by_icalendar(wei.files[-1][1])) == 1
