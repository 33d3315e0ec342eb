"""Every screen of the yearly appraisal, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from handlers.buttons.appraisal import (
    AppraisalFile,
    AskClose,
    AskMyself,
    AskOfThem,
    AskReopen,
    BeginAppraisal,
    CloseAppraisal,
    CommentOnSheet,
    FindLeaderAbove,
    FindToAdd,
    HandSheetOver,
    ListLeadersAbove,
    ListSheets,
    ListToAdd,
    ListToAppraise,
    MarkMyself,
    MarkThem,
    NameLeaderAbove,
    NamePost,
    OpenAppraisal,
    PutBackIn,
    ReadSheet,
    RemindMissing,
    ReopenAppraisal,
    SayOfMyself,
    SayOfThem,
    ShowAppraisal,
    ShowAppraisals,
    ShowAppraisalsOf,
    ShowSheet,
    TakeOut,
    TakeSheetBack,
    TakeSheetOver,
    Which,
)
from handlers.buttons.button import sought
from handlers.buttons.tree import ManageUnit
from handlers.buttons.unit_settings import ChangeSetting
from handlers.buttons.volunteers import SetLanguage
from tests.handlers.test_fits_admins import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Language

LONGEST = 690
"""What somebody says of a year, as long as it may be, with room for how Telegram counts it."""


def _long(nasty: str) -> str:
    return (nasty * 40)[:LONGEST].encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_appraisal(chat: Chat, city: City, language: Language, nasty: str) -> None:
    unit = await city.unit(nasty)
    for number in range(12):
        leader = await city.person(f"{nasty[:50]} {number}", unit)
        async with city.writing() as rows:
            await rows.people.set_role(leader.id, unit.id, Role.LEADER, by_id=None, at=NOW)
    li = await chat.volunteer(nasty[:64], unit, role=Role.LEADER)
    chen = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    wei = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    for phone in (li, chen, wei):
        await phone.taps_button(SetLanguage(language=language))
    await _opens(chen, city, unit.id)
    appraisal = await city.figure("SELECT MIN(id) AS n FROM appraisals")
    [of_li, of_chen] = [await _sheet(city, phone) for phone in (li, chen)]
    await _says(li, of_li, nasty)
    await _takes_over(wei, chen, of_li)
    await _judges(chen, of_li, nasty)
    await li.taps_button(ReadSheet(sheet=of_li))
    await li.taps_button(CommentOnSheet(sheet=of_li))
    await li.sends(_long(nasty))
    await li.taps_button(ShowSheet(sheet=of_li))
    assert li.last.rows
    await chen.taps_button(ShowSheet(sheet=of_li))
    await chen.taps_button(TakeSheetBack(sheet=of_li))
    await _settles(chen, appraisal, of_li, of_chen, nasty)
    await _closes(chen, appraisal)
    await li.sends("/appraisal")
    await li.taps_button(MarkMyself(sheet=of_li, merit=Merit.RESULTS, mark=1))  # it is closed
    assert li.last.rows


async def _sheet(city: City, phone: PhoneInChat) -> int:
    person = await phone.known()
    assert person is not None
    return await city.figure("SELECT id AS n FROM appraisal_sheets WHERE person_id = :p", p=person.id)


async def _opens(chen: PhoneInChat, city: City, unit: int) -> None:
    await chen.sends("/appraisal")
    await chen.taps_button(ManageUnit(unit=unit))
    await chen.taps_button(ChangeSetting(unit=unit, setting=UnitSetting.APPRAISAL_WEIGHTS))
    await chen.sends("30 30 30 30 30")
    await chen.sends("30, 20, 20, 15, 15")
    for number in (unit, city.top.id):
        await chen.taps_button(ShowAppraisalsOf(unit=number))
        await chen.taps_button(BeginAppraisal(unit=number, year=2026))
    await chen.taps_button(OpenAppraisal(unit=unit, year=2026))
    await chen.taps_button(BeginAppraisal(unit=city.top.id, year=2026))
    await chen.taps_button(OpenAppraisal(unit=city.top.id, year=2026))
    await chen.taps_button(OpenAppraisal(unit=unit, year=2026))
    await chen.taps_button(ShowAppraisalsOf(unit=unit))
    assert chen.last.rows


async def _says(li: PhoneInChat, sheet: int, nasty: str) -> None:
    await li.taps_button(ShowSheet(sheet=sheet))
    await li.taps_button(AskMyself(sheet=sheet))
    for merit in Merit:
        await li.taps_button(MarkMyself(sheet=sheet, merit=merit, mark=4))
    await li.taps_button(AskMyself(sheet=sheet, merit=Merit.ABILITY))
    await li.taps_button(SayOfMyself(sheet=sheet))
    await li.sends(_long(nasty))
    await li.sends("/appraisal")
    assert li.last.rows


async def _takes_over(wei: PhoneInChat, chen: PhoneInChat, sheet: int) -> None:
    await wei.taps_button(MarkThem(sheet=sheet, merit=Merit.RESULTS, mark=2))
    await chen.taps_button(ShowSheet(sheet=sheet))
    await chen.taps_button(AskOfThem(sheet=sheet))
    await chen.taps_button(TakeSheetOver(sheet=sheet))
    await wei.taps_button(SayOfThem(sheet=sheet))
    assert wei.last.rows


async def _judges(chen: PhoneInChat, sheet: int, nasty: str) -> None:
    for page in range(2):
        await chen.taps_button(ListToAppraise(page=page))
    await chen.taps_button(ShowSheet(sheet=sheet))
    await chen.taps_button(AskOfThem(sheet=sheet))
    await chen.taps_button(HandSheetOver(sheet=sheet))  # no field has a mark yet
    for merit in Merit:
        await chen.taps_button(MarkThem(sheet=sheet, merit=merit, mark=5))
    await chen.taps_button(SayOfThem(sheet=sheet))
    await chen.sends(_long(nasty))
    await chen.taps_button(ShowSheet(sheet=sheet))
    await chen.taps_button(HandSheetOver(sheet=sheet))
    assert chen.last.rows


async def _settles(chen: PhoneInChat, appraisal: int, of_li: int, of_chen: int, nasty: str) -> None:
    for which in Which:
        for page in range(2):
            await chen.taps_button(ListSheets(appraisal=appraisal, which=which, page=page))
    await chen.taps_button(ShowSheet(sheet=of_chen))
    await chen.taps_button(ShowSheet(sheet=of_li))
    await chen.taps_button(FindLeaderAbove(sheet=of_li))
    await chen.sends(nasty)
    await chen.taps_button(ListLeadersAbove(sheet=of_li, text=sought(nasty)))
    await chen.taps_button(ListLeadersAbove(sheet=of_li, text="", page=1))
    me = await chen.known()
    assert me is not None
    await chen.taps_button(NameLeaderAbove(sheet=of_li, person=me.id))
    await chen.taps_button(NameLeaderAbove(sheet=of_li))
    await chen.taps_button(TakeOut(sheet=of_li))
    await chen.taps_button(ListSheets(appraisal=appraisal, which=Which.OUT))
    await chen.taps_button(PutBackIn(sheet=of_li))
    await chen.taps_button(FindToAdd(appraisal=appraisal))
    await chen.sends(nasty)
    await chen.taps_button(ListToAdd(appraisal=appraisal, text="", page=1))
    await chen.taps_button(NamePost(appraisal=appraisal, person=me.id))
    await chen.sends((nasty * 3)[:90])
    assert chen.last.rows


async def _closes(chen: PhoneInChat, appraisal: int) -> None:
    for button in (
        ShowAppraisal(appraisal=appraisal),
        RemindMissing(appraisal=appraisal),
        RemindMissing(appraisal=appraisal),
        AskClose(appraisal=appraisal),
        CloseAppraisal(appraisal=appraisal),
        ShowAppraisal(appraisal=appraisal),
        AskReopen(appraisal=appraisal),
        ReopenAppraisal(appraisal=appraisal),
        CloseAppraisal(appraisal=appraisal),
        ShowAppraisals(),
    ):
        await chen.taps_button(button)
        assert chen.last.rows
    await chen.taps_button(AppraisalFile(appraisal=appraisal))
