"""A sheet on the screen of whoever may read it: whose words they are, and what becomes of those that were there."""

import pytest

from handlers.buttons.appraisal import (
    BeginAppraisal,
    CommentOnSheet,
    HandSheetOver,
    MarkMyself,
    MarkThem,
    OpenAppraisal,
    ReadSheet,
    SayOfMyself,
    SayOfThem,
    ShowSheet,
)
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.tree import Role

REPLACES = "It replaces what you wrote before."


@pytest.fixture
async def admin(chat: Chat) -> PhoneInChat:
    return await chat.volunteer("Chen", role=Role.ADMIN)


async def _leader_in_it(chat: Chat, city: City, admin: PhoneInChat) -> tuple[PhoneInChat, int]:
    """Li leads a team, and is in the appraisal of the whole organisation: with the number of their sheet."""
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await admin.taps_button(BeginAppraisal(unit=city.top.id, year=2026))
    await admin.taps_button(OpenAppraisal(unit=city.top.id, year=2026))
    person = await li.known()
    assert person is not None
    [row] = await city.table(f"SELECT id FROM appraisal_sheets WHERE person_id = {person.id}")
    return li, row["id"]


async def test_words_of_two_people_stand_under_their_names(chat: Chat, city: City, admin: PhoneInChat) -> None:
    li, sheet = await _leader_in_it(chat, city, admin)
    await li.taps_button(SayOfMyself(sheet=sheet))
    await li.sends("More young people came")
    li.sees("You wrote:\nMore young people came")
    for merit in Merit:
        await li.taps_button(MarkMyself(sheet=sheet, merit=merit, mark=4))
        await admin.taps_button(MarkThem(sheet=sheet, merit=merit, mark=5))
    await admin.taps_button(SayOfThem(sheet=sheet))
    await admin.sends("Thank you for the summer")
    admin.sees("Li wrote:\nMore young people came", "You wrote:\nThank you for the summer")
    await admin.taps_button(HandSheetOver(sheet=sheet))
    await li.taps_button(ReadSheet(sheet=sheet))
    li.sees("You wrote:\nMore young people came", "Chen wrote:\nThank you for the summer")
    other = await chat.volunteer("Wang", role=Role.ADMIN)
    await other.taps_button(ShowSheet(sheet=sheet))
    other.sees("Li wrote:\nMore young people came", "Chen wrote:\nThank you for the summer")


async def test_only_what_is_there_is_said_to_be_replaced(chat: Chat, city: City, admin: PhoneInChat) -> None:
    li, sheet = await _leader_in_it(chat, city, admin)
    for phone, button in ((li, SayOfMyself(sheet=sheet)), (admin, SayOfThem(sheet=sheet))):
        await phone.taps_button(button)
        assert REPLACES not in phone.last.text
        await phone.sends("So it was")
        await phone.taps_button(button)
        phone.sees(REPLACES)
        await phone.sends("So it was, in short")
    for merit in Merit:
        await admin.taps_button(MarkThem(sheet=sheet, merit=merit, mark=4))
    await admin.taps_button(HandSheetOver(sheet=sheet))
    await li.taps_button(CommentOnSheet(sheet=sheet))
    assert REPLACES not in li.last.text
    await li.sends("Thank you")
    await li.taps_button(CommentOnSheet(sheet=sheet))
    li.sees(REPLACES)
