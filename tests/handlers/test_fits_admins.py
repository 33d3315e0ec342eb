"""Every screen of the admin's side, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from datetime import date, timedelta

import pytest

from handlers.buttons.button import sought
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
from handlers.buttons.letters import WriteToUnit
from handlers.buttons.reports import (
    CompareTotals,
    ListHeld,
    ListLines,
    ListNew,
    ListServed,
    QualityByUnit,
    ShowHeld,
    ShowQuality,
    ShowTotals,
    TotalsByMonth,
    TotalsByUnit,
    TotalsFile,
)
from handlers.buttons.tree import (
    AddUnit,
    AskRemove,
    FindUnit,
    InviteTo,
    ManageUnit,
    MergeUnit,
    MoveUnit,
    RenameUnit,
    ShowPosts,
    ShowUnits,
)
from handlers.buttons.unit_settings import ChangeSetting, PutSettingBack, ShowFairness, ShowSettings
from handlers.buttons.volunteers import (
    AskTakeRole,
    AskUndoNoShows,
    CountAgain,
    FindPeople,
    Forgive,
    GiveRole,
    ListPeople,
    NarrowPeople,
    RestorePerson,
    SetLanguage,
    ShowNoShow,
    ShowNoShows,
    ShowPerson,
    ShowRoles,
    SuspendPerson,
    UndoNoShow,
    UndoNoShows,
)
from handlers.unit_settings.fairness.questions import FAIR_ROWS
from handlers.unit_settings.questions import ROWS
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from volunteering.rules.hours import Decision, Kind, Subject, entry_for
from volunteering.rules.reports import MOST_SERVED, Served
from volunteering.rules.tree import Role, Unit
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Language, Person

NASTY = ["<b>&\"'</b>" * 5 + "&" * 9, "\U0001f469\u200d\U0001f467" * 20, "汉" * 60, "ﷺ" * 60]
MONTH = "2026-11"
NOVEMBER = date(2026, 11, 1)

EVERY_NASTY = pytest.mark.parametrize("nasty", NASTY, ids=["markup", "emoji", "chinese", "wide"])
EVERY_LANGUAGE = pytest.mark.parametrize("language", Language)


async def _history(city: City, nasty: str) -> tuple[Unit, list[Person]]:
    """Everything that is listed, more than a page of it, in a unit of that name."""
    ledger = Ledger(city)
    unit = await city.unit(nasty)
    people = [await ledger.newcomer(f"{nasty}{count}", unit, NOVEMBER, phone="+8613800000000") for count in range(9)]
    for number in range(7):
        below = await city.unit(f"{nasty}{number}", unit)
        shift = await ledger.shift(
            NOVEMBER + timedelta(days=number), unit=below, activity=await city.activity(nasty, unit=below), places=0
        )
        await ledger.came(shift, *people[1:])
        await ledger.missed(shift, people[0])
        async with city.writing() as rows:
            await rows.hours.count_served(shift.id, Served(people=MOST_SERVED, things=MOST_SERVED))
    shift = await ledger.shift(NOVEMBER, unit=unit, activity=await city.activity(nasty, unit=unit))
    await ledger.came(shift, people[0])
    await ledger.came(shift, people[0], minutes=30)
    await ledger.logged(people[0], NOVEMBER, 30, Decision.PENDING)
    async with city.writing() as rows:
        for person in people:
            for place in (unit, city.top, city.jiaojiang, city.huangyan):
                await rows.people.set_role(person.id, place.id, Role.LEADER, by_id=None, at=NOW)
    return unit, people


async def _admin(chat: Chat, nasty: str, language: Language) -> PhoneInChat:
    admin = await chat.volunteer(nasty, role=Role.ADMIN)
    await admin.taps_button(SetLanguage(language=language))
    return admin


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_totals(chat: Chat, city: City, language: Language, nasty: str) -> None:
    unit, _ = await _history(city, nasty)
    admin = await _admin(chat, nasty, language)
    activity = (await city.table("SELECT MIN(id) AS id FROM activities"))[0]["id"]
    for command in ("/stats", "/stats 2026", "/stats 2026-11", "/stats 2020-01", f"/stats {nasty}"):
        await admin.sends(command)
    for number in (unit.id, city.top.id):
        for button in (
            ShowTotals(span="2026", unit=number),
            ShowTotals(span=MONTH, unit=number),
            CompareTotals(span=MONTH, unit=number),
            CompareTotals(span="2026", unit=number),
            ShowQuality(span=MONTH, unit=number),
            ShowQuality(span="2026", unit=number),
            *(QualityByUnit(span=MONTH, unit=number, page=page) for page in range(3)),
            *(TotalsByUnit(span=MONTH, unit=number, page=page) for page in range(3)),
            *(TotalsByMonth(span="2026", unit=number, page=page) for page in range(3)),
            TotalsFile(span=MONTH, unit=number),
            *(ListHeld(span=MONTH, unit=number, page=page) for page in range(3)),
            ListHeld(span=MONTH, unit=number, own=True),
            *(ListLines(span=MONTH, unit=number, page=page) for page in range(3)),
            *(ListServed(span=MONTH, unit=number, page=page) for page in range(3)),
            *(ListNew(span=MONTH, unit=number, page=page) for page in range(3)),
            *(ShowHeld(span=MONTH, activity=activity, unit=number, page=page) for page in range(3)),
        ):
            await admin.taps_button(button)
            assert admin.last.rows or admin.last.file


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_people(chat: Chat, city: City, language: Language, nasty: str) -> None:
    unit, people = await _history(city, nasty)
    admin = await _admin(chat, nasty, language)
    number = people[0].id
    shift = (await city.table("SELECT MIN(shift_id) AS id FROM entries WHERE kind = 'no_show'"))[0]["id"]
    await admin.sends(f"/people {nasty}")
    await admin.taps_button(FindPeople())
    await admin.sends(nasty)
    for button in (
        ListPeople(),
        ListPeople(unit=unit.id, page=1),
        ListPeople(unit=unit.id, page=9_999),
        ListPeople(text=sought(nasty)),
        NarrowPeople(text=sought(nasty)),
        NarrowPeople(unit=unit.id, page=9_999),
        ShowPerson(person=number),
        ShowRoles(person=number),
        ShowNoShows(person=number),
        ShowNoShows(person=number, page=1),
        ShowNoShow(person=number, shift=shift),
        Forgive(person=number, shift=shift),
        CountAgain(person=number, shift=shift),
        UndoNoShow(person=number, shift=shift),
        AskTakeRole(person=number, unit=unit.id),
        AskUndoNoShows(person=number),
        UndoNoShows(person=number),
        SuspendPerson(person=number),
        RestorePerson(person=number),
        GiveRole(person=number, role=Role.ADMIN),
    ):
        await admin.taps_button(button)
        assert admin.last.rows
    await admin.taps_button(SuspendPerson(person=number))
    await admin.sends((nasty * 10)[:60])
    await admin.taps_button(RestorePerson(person=number))
    await admin.taps_button(GiveRole(person=number, role=Role.ADMIN))
    await admin.taps(admin.last.labels[0])  # their own team
    await admin.taps(admin.last.labels[0])  # Confirm
    await admin.taps_button(GiveRole(person=number, role=Role.LEADER))
    await admin.taps(admin.last.labels[0])
    assert admin.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_honours(chat: Chat, city: City, language: Language, nasty: str) -> None:
    unit, people = await _history(city, nasty)
    admin = await _admin(chat, nasty, language)
    number = people[0].id
    await admin.taps_button(GiveHonour(person=number))
    await admin.sends(nasty[:60])
    await admin.sends("2026-11-20")
    await admin.taps(admin.last.labels[0])
    await admin.sends(nasty)
    await admin.taps(admin.last.labels[0])
    for days in range(7):
        async with city.writing() as rows:
            given = await rows.honours.add(
                number, unit, name=nasty[:60], day=NOVEMBER + timedelta(days=days), note=nasty, by_id=number, at=NOW
            )
    for button in (
        ShowHonoursOf(person=number),
        ShowHonoursOf(person=number, page=1),
        ShowHonour(honour=given),
        AskTakeBackHonour(honour=given),
        ListHonours(unit=unit.id),
        ShowMyHonours(),
        TakeBackHonour(honour=given),
    ):
        await admin.taps_button(button)
        assert admin.last.rows
    await admin.taps_button(HonoursFile(unit=unit.id))
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.RECORD_LAW, "tw-record-book")
        for person in people[:7]:
            subject = Subject(person_id=person.id, unit_id=unit.id, day=NOVEMBER.replace(year=2020), title="Before")
            entry = entry_for(subject, Kind.CARRIED_OVER, 400 * 60, None, by_id=None, at=NOW)
            assert entry is not None
            await rows.hours.append(entry)
    for about_cards in (
        ListHonours(unit=unit.id),
        ListCards(unit=unit.id),
        ListCards(unit=unit.id, page=1),
        ShowHonoursOf(person=number),
        GiveCard(person=number),
    ):
        await admin.taps_button(about_cards)
        assert admin.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_units(chat: Chat, city: City, language: Language, nasty: str) -> None:
    unit, _ = await _history(city, nasty)
    admin = await _admin(chat, nasty, language)
    await admin.sends("/units")
    for button in (
        ShowUnits(unit=unit.id),
        ShowUnits(unit=unit.id, page=1),
        ManageUnit(unit=unit.id),
        ShowSettings(unit=unit.id),
        *(ChangeSetting(unit=unit.id, setting=row.setting) for row in (*ROWS, *FAIR_ROWS) if row.form),
        ShowFairness(unit=unit.id, changed=UnitSetting.STAGES, before="43200 43200"),
        PutSettingBack(unit=unit.id, setting=UnitSetting.STAGES, value="43200 43200"),
        AskRemove(unit=unit.id),
        MergeUnit(unit=unit.id),
        InviteTo(unit=unit.id),
        ShowPosts(unit=unit.id),
        ShowPosts(unit=unit.id, page=1),
        FindUnit(),
    ):
        await admin.taps_button(button)
        assert admin.last.rows
    await admin.sends(nasty[:8])
    for opens in (AddUnit(above=city.top.id), RenameUnit(unit=city.jiaojiang.id)):
        await admin.taps_button(opens)
        await admin.sends(nasty)  # taken by the one that is there
        await admin.taps(admin.last.labels[0])
        await admin.sends(nasty[::-1][:60])
        assert admin.last.rows
    await admin.taps_button(WriteToUnit(unit=unit.id))
    await admin.sends((nasty * 2000)[:2000])
    await admin.taps(admin.last.labels[0])
    await admin.taps_button(MoveUnit(unit=unit.id))
    await admin.taps("Huangyan")
    await admin.taps(admin.last.labels[0])
    assert admin.last.rows
