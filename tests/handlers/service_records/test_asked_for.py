"""Service records as admins get them: a workbook and its schema, of their teams and nobody else's."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from bot.importing.recorded import RecordNames
from handlers.buttons.service_records import SendServiceRecords
from handlers.buttons.tree import ManageUnit
from handlers.service_records import asked_for
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City, at_shift
from volunteering.rules.hours import Kind
from volunteering.rules.service_records import OUR_HEADS, SHEETS, read_heads
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting


@pytest.fixture
async def admin(chat: Chat) -> PhoneInChat:
    return await chat.volunteer("Chen", role=Role.ADMIN)


async def served(city: City) -> None:
    """Wei of Jiaojiang and Bo of Huangyan were at the same shift; Wei's line was corrected, and somebody was erased."""
    wei, bo = await city.person("=Wei", phone="+8613900000001"), await city.person("Bo", city.huangyan)
    gone = await city.person("Gone", phone="+8613900000009")
    shift = await city.shift(-48)
    for person, minutes in ((wei, 60), (wei, 90), (bo, 30), (gone, 45)):
        await city.record(at_shift(shift, person), Kind.ATTENDED, minutes)
    async with city.writing() as rows:
        await rows.people.erase(gone.id)


def rows_of(phone: PhoneInChat) -> dict[str, list[tuple[Any, ...]]]:
    """The workbook that came, sheet by sheet, without the heads."""
    (_, content), _ = phone.files[-2:]
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}


async def test_what_was_given_with_all_that_the_law_asks_for(admin: PhoneInChat, city: City) -> None:
    await served(city)
    await admin.taps_button(ManageUnit(unit=city.top.id))
    await admin.taps("Service records")
    said = admin.messages[-3].text
    assert "Service records: Taizhou" in said
    assert "🕒 2 lines of service" in said
    book = rows_of(admin)
    assert list(book) == [
        "Teams",
        "People",
        "Qualifications",
        "Activities",
        "Service",
        "Training",
        "Honours",
        "Appraisal",
    ]
    assert [row[1:4] for row in book["Service"]] == [("=Wei", "attended", 1.5), ("Bo", "attended", 0.5)]
    day, activity, _, _, place, responsible = book["Service"][0][7:13]
    assert (str(day.date()), activity, place, responsible) == (
        "2026-11-29",
        "River clean-up",
        "East Gate",
        "Teacher Li",
    )
    assert {row[1] for row in book["People"]} >= {"=Wei", "Bo", "Chen"}
    assert "Gone" not in str(book)
    assert "+8613900000009" not in str(book)


async def test_only_of_the_unit_and_below(chat: Chat, city: City) -> None:
    await served(city)
    below = await chat.volunteer("Below", city.huangyan, role=Role.ADMIN)
    await below.taps_button(SendServiceRecords(unit=city.huangyan.id))
    book = rows_of(below)
    assert {row[1] for row in book["People"]} == {"Bo", "Below"}
    await below.taps_button(SendServiceRecords(unit=city.top.id))
    below.sees("You do not manage this")
    plain = await chat.volunteer("Plain", city.huangyan)
    await plain.taps_button(SendServiceRecords(unit=city.huangyan.id))
    plain.sees("You cannot open that")


async def test_it_is_too_much_for_a_chat(admin: PhoneInChat, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    await served(city)
    monkeypatch.setattr(asked_for, "MOST_LINES", 1)
    await admin.taps_button(SendServiceRecords(unit=city.top.id))
    admin.sees("Too much for one file: Taizhou", "Choose a team below it.")
    assert admin.last.file is None


async def test_columns_are_called_as_the_settings_say(chat: Chat, admin: PhoneInChat, city: City) -> None:
    await served(city)
    heads = read_heads(json.dumps({"people": "志愿者", "people.name": "姓名"}))
    chat.way = replace(chat.way, organisation=replace(chat.organisation, record_heads=heads))
    await admin.taps_button(SendServiceRecords(unit=city.top.id))
    book = rows_of(admin)
    assert "志愿者" in book
    (name, schema) = admin.files[-1]
    assert name.endswith("schema.json")
    said = json.loads(schema)
    assert "姓名" in said["properties"]["志愿者"]["items"]["properties"]
    assert len(said["properties"]) == len(SHEETS)


async def test_by_the_law_of_the_unit(admin: PhoneInChat, city: City) -> None:
    await served(city)
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.RECORD_LAW, "tw-record-book")
        rows.unit_settings.put(city.huangyan.id, UnitSetting.RECORD_LAW, "cn-order67")
    await admin.taps_button(SendServiceRecords(unit=city.jiaojiang.id))
    assert "服務紀錄" in rows_of(admin)
    await admin.taps_button(SendServiceRecords(unit=city.huangyan.id))
    (_, content), _ = admin.files[-2:]
    sheet = openpyxl.load_workbook(BytesIO(content))["志愿服务情况"]
    heads = [cell.value for cell in sheet[1]]
    assert {"活动名称", "活动日期", "活动地点", "服务内容", "服务时间（小时）", "活动组织单位", "活动负责人"} <= set(
        heads
    )
    names = RecordNames(OUR_HEADS).sheet_of(sheet.title, heads)
    assert names is not None
    assert names.sheet == "service"


async def test_honours_and_training_are_in_it(admin: PhoneInChat, city: City) -> None:
    await served(city)
    [wei] = await city.table("SELECT id FROM people WHERE name = '=Wei'")
    async with city.writing() as rows:
        for name in ("Volunteer of the year", "Taken back"):
            number = await rows.honours.add(
                wei["id"], city.top, name=name, day=date(2026, 11, 20), note="", by_id=city.leader.id, at=NOW
            )
        rows.honours.take_back(number, city.leader.id, NOW)
    await admin.taps_button(SendServiceRecords(unit=city.jiaojiang.id))
    [(_, name, day, title, team)] = rows_of(admin)["Honours"]
    assert (name, day.date(), title, team) == ("=Wei", date(2026, 11, 20), "Volunteer of the year", "Taizhou")
