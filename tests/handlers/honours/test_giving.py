"""Honours: given by the admins of a team that holds somebody, told, listed, and taken back with a second question."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from handlers.buttons.honours import (
    AskTakeBackHonour,
    GiveHonour,
    HonoursFile,
    ListHonours,
    ShowHonour,
    ShowHonoursOf,
    ShowMyHonours,
    TakeBackHonour,
)
from handlers.buttons.tree import ManageUnit
from handlers.buttons.volunteers import ShowPerson, ShowProfile
from tests.support.acting import owed
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.tree import Role


@pytest.fixture
async def admin(chat: Chat) -> PhoneInChat:
    return await chat.volunteer("Chen", role=Role.ADMIN)


async def number_of(phone: PhoneInChat) -> int:
    person = await phone.known()
    assert person is not None
    return person.id


async def given(chat: Chat, city: City, admin: PhoneInChat) -> tuple[PhoneInChat, int]:
    """Mei has one, of Jiaojiang."""
    mei = await chat.volunteer("Mei", city.jiaojiang)
    await admin.taps_button(ShowPerson(person=await number_of(mei)))
    await admin.taps("Honours")
    admin.sees("Honours of Mei", "None yet.")
    await admin.taps("Give an honour")
    admin.sees("What is the honour called?", "Mei")
    await admin.sends("Volunteer of the year 2026")
    await admin.sends("2030-01-01")
    admin.sees("That day has not come yet")
    await admin.sends("2026-11-20")
    admin.sees("Which team awards it?")
    await admin.taps("Jiaojiang")
    await admin.sends("At the river <b>feast</b>")
    await admin.taps("Give it")
    admin.sees("✅ Given. They are told.", "Volunteer of the year 2026")
    [row] = await city.table("SELECT id FROM honours")
    return mei, row["id"]


async def test_given_told_and_seen(chat: Chat, city: City, admin: PhoneInChat) -> None:
    mei, honour = await given(chat, city, admin)
    assert await owed(city, "honour_given") == [(await number_of(mei), {"kind": "honour_given", "honour_id": honour})]
    await mei.taps_button(ShowProfile())
    await mei.taps("My honours")
    mei.sees("Volunteer of the year 2026", "Jiaojiang")
    await admin.taps_button(ShowHonour(honour=honour))
    admin.sees("Awarded by Jiaojiang", "Note: At the river", "Entered by Chen")


async def test_taken_back_after_a_second_question(chat: Chat, city: City, admin: PhoneInChat) -> None:
    mei, honour = await given(chat, city, admin)
    await admin.taps_button(ShowHonour(honour=honour))
    await admin.taps("Take back")
    admin.sees("Take Volunteer of the year 2026 back?")
    await admin.taps("Yes, take it back")
    admin.sees("✅ Taken back. They are told.", "None yet.")
    assert len(await owed(city, "honour_taken_back")) == 1
    await admin.taps_button(TakeBackHonour(honour=honour))
    admin.sees("It was taken back.")
    assert len(await owed(city, "honour_taken_back")) == 1
    await mei.taps_button(ShowProfile())
    assert "My honours" not in mei.last.labels


async def test_the_list_of_a_unit_and_its_workbook(chat: Chat, city: City, admin: PhoneInChat) -> None:
    await given(chat, city, admin)
    await admin.taps_button(ManageUnit(unit=city.top.id))
    await admin.taps("Honours")
    admin.sees("Honours: Taizhou", "Mei")
    await admin.taps("XLSX")
    _, content = admin.files[-1]
    [sheet] = load_workbook(BytesIO(content)).worksheets
    rows = list(sheet.values)
    assert rows[-1][1:4] == ("Mei", "Volunteer of the year 2026", "Jiaojiang")
    await admin.taps_button(ListHonours(unit=city.huangyan.id))
    admin.sees("None yet.")


async def test_an_admin_of_another_team_has_no_word_in_it(chat: Chat, city: City, admin: PhoneInChat) -> None:
    mei, honour = await given(chat, city, admin)
    ana = await chat.volunteer("Ana", city.huangyan, role=Role.ADMIN)
    person = await number_of(mei)
    for button in (
        ShowHonoursOf(person=person),
        GiveHonour(person=person),
        ShowHonour(honour=honour),
        AskTakeBackHonour(honour=honour),
        TakeBackHonour(honour=honour),
        ListHonours(unit=city.jiaojiang.id),
        HonoursFile(unit=city.jiaojiang.id),
    ):
        await ana.taps_button(button)
        ana.sees("You do not manage this")
    assert await city.figure("SELECT COUNT(*) AS n FROM honours WHERE taken_back_at IS NULL") == 1


async def test_nobody_honours_themselves(admin: PhoneInChat, city: City) -> None:
    own = await number_of(admin)
    await admin.taps_button(ShowHonoursOf(person=own))
    assert "Give an honour" not in admin.last.labels
    await admin.taps_button(GiveHonour(person=own))
    admin.sees("Not by you")
    await admin.taps_button(ShowMyHonours(page=3))
    admin.sees("That was all.")
    await admin.taps_button(ShowHonour(honour=404))
    admin.sees("That is not here any more.")


async def test_of_one_team_nobody_asks_which(chat: Chat, city: City) -> None:
    ana = await chat.volunteer("Ana", city.jiaojiang, role=Role.ADMIN)
    mei = await chat.volunteer("Mei", city.jiaojiang)
    await ana.taps_button(GiveHonour(person=await number_of(mei)))
    await ana.sends("Thanks")
    await ana.sends("2026-11-20")
    await ana.taps("No note")
    await ana.taps("Give it")
    ana.sees("✅ Given.")
    assert await city.figure("SELECT unit_id AS n FROM honours") == city.jiaojiang.id
