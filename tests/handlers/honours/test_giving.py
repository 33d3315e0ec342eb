"""Honours: given by the admins of a team that holds somebody, told, listed, and taken back with a second question."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from handlers.buttons.honours import (
    AskTakeBackHonour,
    GiveCard,
    GiveHonour,
    HonoursFile,
    ListCards,
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
from tests.support.city import NOW, City
from volunteering.rules.hours import Kind, Subject, entry_for
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting


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
    admin.sees("Is this right?", "🙋 Mei", "Date: 20 November 2026", "Team: Jiaojiang")
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
    await admin.taps("Take the honour back")
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


async def with_record_book(chat: Chat, city: City) -> tuple[PhoneInChat, int]:
    """Mei of Jiaojiang, where records are by the record book; she registered today."""
    async with city.writing() as rows:
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.RECORD_LAW, "tw-record-book")
    mei = await chat.volunteer("Mei", city.jiaojiang)
    return mei, await number_of(mei)


async def serves(city: City, person: int, hours: int, day: date) -> None:
    async with city.writing() as rows:
        subject = Subject(person_id=person, unit_id=city.jiaojiang.id, day=day, title=f"{hours} h on {day}")
        entry = entry_for(subject, Kind.CARRIED_OVER, hours * 60, None, by_id=None, at=NOW)
        assert entry is not None
        await rows.hours.append(entry)


async def test_the_card_of_honour_takes_three_years_and_300_hours(chat: Chat, city: City, admin: PhoneInChat) -> None:
    _, mei = await with_record_book(chat, city)
    await serves(city, mei, 299, date(2023, 12, 1))
    await admin.taps_button(ShowHonoursOf(person=mei))
    admin.sees("Towards the card of honour: 299 h of 300 h, since 1 December 2023 (3 years)")
    await admin.taps_button(GiveCard(person=mei))
    admin.sees("⚠️ It takes 3 years and 300 h")
    await serves(city, mei, 2, date(2026, 11, 1))
    await admin.taps_button(ListCards(unit=city.jiaojiang.id))
    admin.sees("Cards of honour: Jiaojiang", "301 h · Mei")
    await admin.taps("301 h · Mei")
    await admin.taps("‹ Cards of honour")
    admin.sees("Cards of honour: Jiaojiang")
    await admin.taps("301 h · Mei")
    await admin.taps("Card handed over")
    admin.sees("✅ Noted.", "志願服務榮譽卡", "Towards the card of honour: 0 h of 300 h")
    assert len(await owed(city, "honour_given")) == 1
    await admin.taps_button(ListCards(unit=city.jiaojiang.id))
    admin.sees("Nobody qualifies just now.")


async def test_no_hour_is_counted_twice_until_the_card_is_taken_back(
    chat: Chat, city: City, admin: PhoneInChat
) -> None:
    _, mei = await with_record_book(chat, city)
    await serves(city, mei, 400, date(2020, 1, 1))
    for _ in range(2):
        await admin.taps_button(GiveCard(person=mei))
    assert await city.figure("SELECT COUNT(*) AS n FROM honours") == 1
    await serves(city, mei, 350, date(2026, 11, 1))
    await admin.taps_button(GiveCard(person=mei))
    admin.sees("⚠️ It takes 3 years", "350 h of 300 h, since 1 December 2026")
    [card] = await city.table("SELECT id, minutes FROM honours")
    assert card["minutes"] == 400 * 60
    await admin.taps_button(TakeBackHonour(honour=card["id"]))
    admin.sees("✅ Qualifies for the card of honour: 750 h")


async def test_without_the_record_book_there_is_no_card(chat: Chat, city: City, admin: PhoneInChat) -> None:
    mei = await number_of(await chat.volunteer("Mei", city.jiaojiang))
    await serves(city, mei, 400, date(2020, 1, 1))
    await admin.taps_button(ShowHonoursOf(person=mei))
    assert "Card handed over" not in admin.last.labels
    await admin.taps_button(GiveCard(person=mei))
    admin.sees("That is not here any more.")
    await admin.taps_button(ListCards(unit=city.top.id))
    admin.sees("Nobody qualifies just now.")
    ana = await chat.volunteer("Ana", city.huangyan, role=Role.ADMIN)
    await ana.taps_button(ListCards(unit=city.jiaojiang.id))
    ana.sees("You do not manage this")
