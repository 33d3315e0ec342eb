"""Who sees a census, and starts and stops one: admins of the unit, asked anew at each tap."""

import pytest

from handlers.buttons.census import (
    AnswerCensus,
    BeginCensus,
    CensusFile,
    CensusHow,
    CensusPicture,
    CensusProgressOf,
    CensusUnits,
    OpenCensus,
    ShowCensus,
    ShowCensusSubject,
    StartCensus,
    StopCensus,
)
from storage.engine.database import Database
from tests.support.chat import Chat
from tests.support.city import NOW, City
from tests.support.files import sheets_in
from volunteering.rules.census.subjects import Chapter
from volunteering.rules.profiles import Background, Education, Gender, Particular
from volunteering.rules.tree import Role


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


@pytest.fixture
def chat(city: City) -> Chat:
    return Chat(city.database)


OF_A_UNIT = (OpenCensus, ShowCensus, CensusUnits, CensusHow, CensusPicture, CensusFile, BeginCensus, StartCensus)


async def test_only_admins_of_it_get_to_it(chat: Chat, city: City) -> None:
    """Each button may be forged: by leaders, by admins of another unit, and of units that aren't there."""
    chen = await chat.volunteer("Chen", city.jiaojiang, role=Role.ADMIN)
    wu = await chat.volunteer("Wu", role=Role.LEADER)
    async with city.writing() as rows:
        census = await rows.censuses.begin(city.top, by_id=city.leader.id, at=NOW)
    every = [
        *(kind(unit=city.top.id) for kind in OF_A_UNIT),
        ShowCensusSubject(unit=city.top.id, subject=Chapter.GENDER),
        CensusProgressOf(census=census.id),
        StopCensus(census=census.id),
    ]
    for button in every:
        await wu.taps_button(button)
        wu.sees("Only admins can do that")
        await chen.taps_button(button)
        chen.sees_not("Census of Taizhou", "How it is counted", "Ask everybody")
    for kind in OF_A_UNIT:
        await chen.taps_button(kind(unit=999))
        chen.sees("Not found")
    await chen.taps_button(StopCensus(census=999))
    chen.sees("Not found")
    assert await city.figure("SELECT COUNT(*) AS n FROM censuses WHERE state = 'going'") == 1
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox") == 0


async def test_whoever_is_no_admin_any_more_starts_nothing(chat: Chat, city: City) -> None:
    chen = await chat.volunteer("Chen", role=Role.ADMIN)
    await chen.taps_button(BeginCensus(unit=city.top.id))
    chen.sees("Ask everybody of Taizhou?")
    async with city.changing() as tx:
        tx.later("DELETE FROM roles")
    await chen.taps_button(StartCensus(unit=city.top.id))
    chen.sees("Only admins can do that")
    assert await city.figure("SELECT COUNT(*) AS n FROM censuses") == 0


async def test_starting_twice_asks_once(chat: Chat, city: City) -> None:
    await city.people(3)
    chen = await chat.volunteer("Chen", role=Role.ADMIN)
    for _ in range(2):
        await chen.taps_button(StartCensus(unit=city.top.id))
    chen.sees("A census of Taizhou is going on already")
    await chen.taps_button(StartCensus(unit=city.jiaojiang.id))
    chen.sees("A census of Taizhou is going on already")
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'census_ask'") == 5


async def test_the_report_of_a_small_team_has_no_figures(chat: Chat, city: City) -> None:
    await city.people(3)
    chen = await chat.volunteer("Chen", role=Role.ADMIN)
    await chen.taps_button(OpenCensus(unit=city.huangyan.id))
    chen.sees("Census of Huangyan", "There are figures where five people or more are counted")
    chen.sees_not("People 0")


async def test_every_chapter_opens(chat: Chat, city: City) -> None:
    await city.people(6)
    chen = await chat.volunteer("Chen", role=Role.ADMIN)
    await chen.sends("/census")
    chen.sees("Census of Taizhou", "People 7", "Active in the last 30 days 0")
    for chapter in Chapter:
        await chen.taps_button(ShowCensusSubject(unit=city.top.id, subject=chapter))
        chen.sees("Taizhou")
    await chen.taps_button(CensusUnits(unit=city.top.id))
    chen.sees("Jiaojiang: 7", "Huangyan: not shown", "Figures of fewer than five people are not shown")
    await chen.taps("Jiaojiang")
    chen.sees("Census of Jiaojiang", "People 7")
    await chen.taps("Picture")
    await chen.taps("XLSX")
    assert [name.rpartition(".")[2] for name, _ in chen.files] == ["png", "xlsx"]


async def test_what_is_hidden_is_called_the_same_in_the_workbook_and_an_empty_sheet_says_why(
    chat: Chat, city: City
) -> None:
    await city.people(6)
    chen = await chat.volunteer("Chen", role=Role.ADMIN)
    await chen.sends("/census")
    await chen.taps("XLSX")
    sheets = {name: str(rows) for name, rows in sheets_in(chen.files[0][1]).items()}
    assert "There are figures where five people or more are counted." in sheets["Languages"]
    assert "not shown" in sheets["By unit"]
    assert "too few" not in "".join(sheets.values())


async def test_nothing_is_asked_of_who_has_said_everything(chat: Chat) -> None:
    wei = await chat.volunteer("Wei")
    await wei.taps_button(AnswerCensus())
    for _ in range(6):
        await wei.taps("Rather not say")
    wei.sees("Thank you")
    await wei.taps_button(AnswerCensus())
    wei.sees("Thank you", "That was all")


@pytest.mark.parametrize("typed", ["census", "普查進度", "摸底"])
async def test_who_types_for_it_before_anything_is_drawn_up_may_have_it_at_once(
    chat: Chat, city: City, typed: str
) -> None:
    chen = await chat.volunteer("Chen", city.top, role=Role.ADMIN)
    await chen.sends(typed)
    chen.sees("There are no figures of it yet.")
    await chen.taps("Draw them up now")
    chen.sees("Census of Taizhou", "As of today")


async def test_all_of_it_may_be_typed(chat: Chat, city: City) -> None:
    """As people type it who don't tap, and what they would rather not say."""
    wei = await chat.volunteer("Wei")
    await wei.taps_button(AnswerCensus())
    for typed in ("女的", "不想说", "大专毕业", "我以前是护士", "普通话和台州话", "跳过"):
        wei.sees_not("Thank you")
        await wei.sends(typed)
    wei.sees("Thank you")
    async with city.looking() as rows:
        [number] = await city.table("SELECT person_id FROM profiles")
        said = await rows.profiles.of(int(number["person_id"]))
    assert (said.gender, said.education, said.background) == (Gender.WOMAN, Education.COLLEGE, Background.HEALTH)
    assert (said.languages, said.withheld) == (("cmn", "wuu"), frozenset({Particular.BORN, Particular.DISTRICT}))
