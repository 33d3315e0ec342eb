"""What a unit decides for itself and everything below: typed, on and off, from which unit it comes, and whose it is."""

import re

import pytest

from handlers.buttons.tree import ManageUnit
from handlers.buttons.unit_settings import ChangeSetting, ShowSettings, TurnSetting
from handlers.unit_settings import screens, settings
from handlers.unit_settings.fairness.questions import FAIR_ROWS
from handlers.unit_settings.questions import ROWS, SettingRow
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.town import ROOT
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import ON, UnitSetting

EVERY = (*ROWS, *FAIR_ROWS)


@pytest.fixture
async def admin(chat: Chat) -> PhoneInChat:
    return await chat.volunteer("Chen", role=Role.ADMIN)


async def kept(city: City) -> dict[tuple[int, str], str]:
    rows = await city.table("SELECT unit_id, name, value FROM unit_settings")
    return {(row["unit_id"], row["name"]): row["value"] for row in rows}


async def test_a_ladder_of_a_unit_s_own(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(ManageUnit(unit=city.jiaojiang.id))
    await admin.taps("Settings")
    admin.sees("Settings of Jiaojiang", "Stars: 100 · 300 · 600 · 1,000 · 1,500 h")
    await admin.taps("Stars: change")
    admin.sees("How many hours does each star take?", "Jiaojiang")
    await admin.sends("a hundred")
    admin.sees("“a hundred” is not a row of hours")
    await admin.sends("50, 50")
    admin.sees("Each star takes more hours than the one before.")
    await admin.sends(", ".join(map(str, range(1, 12))))
    admin.sees("at most 10")
    await admin.sends("50、150小时，４００ h")
    admin.sees("✅ Saved.", "Stars: 50 · 150 · 400 h")
    assert await kept(city) == {(city.jiaojiang.id, "stars"): "50,150,400"}


async def test_weights_that_are_refused_say_what_they_make(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(ShowSettings(unit=city.jiaojiang.id))
    await admin.taps("Appraisal weights: change")
    await admin.sends("30 30 20 10 20")
    admin.sees("“30 30 20 10 20” makes 110 in all: it has to be 100.")
    await admin.sends("40、60")
    admin.sees("“40、60” are 2 numbers: five that make 100 are needed.")
    await admin.sends("a lot")
    admin.sees("“a lot”: five numbers that make 100 are needed.")
    await admin.sends("30、25、20、15、10")
    admin.sees("✅ Saved.", "30 · 25 · 20 · 15 · 10")


async def test_what_a_unit_above_has_decided_says_from_where(admin: PhoneInChat, city: City) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.STARS, "10")
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.STARS, "20,30")
    await admin.taps_button(ShowSettings(unit=team.id))
    admin.sees("Stars: 20 · 30 h (from Jiaojiang)")
    await admin.taps_button(ShowSettings(unit=city.huangyan.id))
    admin.sees("Stars: 10 h (from Taizhou)")


async def test_none_of_its_own_is_as_above_again(admin: PhoneInChat, city: City) -> None:
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.STARS, "10")
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.STARS, "20,30")
    await admin.taps_button(ChangeSetting(unit=city.jiaojiang.id, setting=UnitSetting.STARS))
    await admin.taps("None of its own")
    admin.sees("✅ Saved.", "Stars: 10 h (from Taizhou)")
    assert await kept(city) == {(city.top.id, "stars"): "10"}


async def test_the_law_of_records_is_chosen(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(ShowSettings(unit=city.jiaojiang.id))
    admin.sees("Service records by law: not set")
    await admin.taps("Service records by law: change")
    await admin.sends("some law")
    admin.sees("By which law are service records written?")
    await admin.taps("Order 67 (China)")
    admin.sees("✅ Saved.", "Service records by law: Order 67 (China)")
    assert await kept(city) == {(city.jiaojiang.id, "record_law"): "cn-order67"}


@pytest.fixture
def with_a_switch(monkeypatch: pytest.MonkeyPatch) -> SettingRow:
    """One that is on or off, whichever there are."""
    row = SettingRow(
        UnitSetting.INDUCTION, "Stars", lambda words, value, _: screens.on_or_off(words, is_on=value == ON)
    )
    monkeypatch.setattr(settings, "ROWS", (row,))
    monkeypatch.setattr(settings, "_ROWS", {row.setting: row})
    return row


async def test_on_and_off_are_one_tap_each(admin: PhoneInChat, city: City, with_a_switch: SettingRow) -> None:
    await admin.taps_button(ShowSettings(unit=city.jiaojiang.id))
    admin.sees("Stars: off")
    await admin.taps("Stars: turn on")
    admin.sees("Stars: on")
    assert await kept(city) == {(city.jiaojiang.id, "induction"): "1"}
    await admin.taps("Stars: turn off")
    assert await kept(city) == {}, "as above again"
    await admin.taps_button(TurnSetting(unit=city.top.id, setting=UnitSetting.INDUCTION, on=True))
    await admin.taps_button(ShowSettings(unit=city.jiaojiang.id))
    admin.sees("Stars: on (from Taizhou)")
    await admin.taps("Stars: turn off")
    assert await kept(city) == {(city.top.id, "induction"): "1", (city.jiaojiang.id, "induction"): "0"}


async def test_only_admins_of_the_unit(chat: Chat, city: City) -> None:
    ana = await chat.volunteer("Ana", city.huangyan, role=Role.ADMIN)
    for button in (
        ShowSettings(unit=city.jiaojiang.id),
        ChangeSetting(unit=city.jiaojiang.id, setting=UnitSetting.STARS),
        TurnSetting(unit=city.jiaojiang.id, setting=UnitSetting.INDUCTION, on=True),
    ):
        await ana.taps_button(button)
        ana.sees("You do not manage this")
    await ana.taps_button(ShowSettings(unit=404))
    ana.sees("That is not here any more.")


async def test_what_is_typed_is_not_turned_and_what_is_turned_not_typed(
    admin: PhoneInChat, city: City, with_a_switch: SettingRow
) -> None:
    await admin.taps_button(TurnSetting(unit=city.jiaojiang.id, setting=UnitSetting.STARS, on=True))
    await admin.taps_button(ChangeSetting(unit=city.jiaojiang.id, setting=UnitSetting.INDUCTION))
    assert await kept(city) == {}


async def test_an_admin_who_is_one_no_more_while_typing(chat: Chat, city: City) -> None:
    ana = await chat.volunteer("Ana", city.jiaojiang, role=Role.ADMIN)
    await ana.taps_button(ChangeSetting(unit=city.jiaojiang.id, setting=UnitSetting.STARS))
    person = await ana.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.set_role(person.id, city.jiaojiang.id, None, by_id=None, at=NOW)
    await ana.sends("50")
    assert await kept(city) == {}


def test_the_page_of_rules_has_every_setting_and_no_other() -> None:
    rules = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    [table] = re.findall(r"^\| setting \|.+\n\|[-|]+\n((?:\|.+\n)+)", rules, re.MULTILINE)
    assert re.findall(r"^\| \*([^*]+)\*", table, re.MULTILINE) == [row.title for row in EVERY]
    assert sorted(row.setting for row in EVERY) == sorted(UnitSetting)
