"""How places of a unit go round: each rule typed as people type it, said back, and taken back with a tap."""

import pytest

from handlers.buttons.leading import AddShift, MoveShift
from handlers.buttons.unit_settings import ChangeSetting, PutSettingBack, ShowFairness, ShowSettings
from handlers.unit_settings.fairness.questions import FAIR_ROWS
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.fairness import FAIR
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting


@pytest.fixture
async def admin(chat: Chat) -> PhoneInChat:
    return await chat.volunteer("Chen", role=Role.ADMIN)


async def kept(city: City) -> dict[str, str]:
    return {row["name"]: row["value"] for row in await city.table("SELECT name, value FROM unit_settings")}


def test_every_rule_has_its_row_in_one_order() -> None:
    assert tuple(row.setting for row in FAIR_ROWS) == FAIR


TYPED = [
    (UnitSetting.MOST_AHEAD, "3 shifts", "3", "Shifts ahead: at most 3"),
    (UnitSetting.MOST_AHEAD, "最多两个", "2", "Shifts ahead: at most 2"),
    (UnitSetting.REST, "11 小时", "660", "Rest between shifts: 11 h"),
    (UnitSetting.REST, "11h", "660", "Rest between shifts: 11 h"),
    (UnitSetting.WEEK, "8", "480", "Hours a week: at most 8 h"),
    (UnitSetting.NEWCOMERS_FIRST, "a day", "1440", "Newcomers first: for the first 24 h"),
    (UnitSetting.STAGES, "24 48", "1440 2880", "In stages: own team, the unit above after 24 h, everybody after 48 h"),
    (UnitSetting.STAGES, "12小时，1天", "720 1440", "the unit above after 12 h, everybody after 24 h"),
    (UnitSetting.OPENS, "两周", "14", "Sign-up opens: 14 days before"),
    (UnitSetting.CLOSES, "半小时", "30", "Sign-up closes: 30 min before the start"),
    (UnitSetting.LEAVING, "24小時", "1440", "Leaving closes: 24 h before the start"),
    (UnitSetting.LEAVING, "關", "0", "Leaving closes: off"),
    (UnitSetting.REST, "off", "0", "Rest between shifts: off"),
]


@pytest.mark.parametrize(("setting", "typed", "value", "said"), TYPED)
async def test_as_people_type_it(
    admin: PhoneInChat, city: City, setting: UnitSetting, typed: str, value: str, said: str
) -> None:
    await admin.taps_button(ChangeSetting(unit=city.jiaojiang.id, setting=setting))
    await admin.sends(typed)
    admin.sees("✅ Saved. Whoever has a place keeps it.", said)
    assert await kept(city) == {setting.value: value}


WRONG = [
    (UnitSetting.MOST_AHEAD, "many", "“many” is not a whole number."),
    (UnitSetting.MOST_AHEAD, "0", "It has to be 1 or more."),
    (UnitSetting.MOST_AHEAD, "51", "It can be 50 at the most."),
    (UnitSetting.REST, "long", "“long” is not a length of time."),
    (UnitSetting.REST, "0", "It has to be a minute or more."),
    (UnitSetting.REST, "4 days", "At most 72 h, please."),
    (UnitSetting.STAGES, "1 h, 2 h, 3 h", "is not a length of time."),
    (UnitSetting.OPENS, "next year", "“next year” is not a whole number."),
]


@pytest.mark.parametrize(("setting", "typed", "said"), WRONG)
async def test_what_is_not_understood_gets_one_sentence(
    admin: PhoneInChat, city: City, setting: UnitSetting, typed: str, said: str
) -> None:
    await admin.taps_button(ChangeSetting(unit=city.jiaojiang.id, setting=setting))
    await admin.sends(typed)
    admin.sees(said)
    assert await kept(city) == {}


async def test_what_most_decide_is_a_tap_and_so_is_undoing_it(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(ShowSettings(unit=city.jiaojiang.id))
    await admin.taps("Fair places")
    admin.sees("Fair places: Jiaojiang", "Rest between shifts: off")
    await admin.taps("Rest between shifts")
    await admin.taps("11 h")
    admin.sees("Rest between shifts: 11 h")
    await admin.taps("Rest between shifts")
    await admin.taps("Off")
    await admin.taps("Undo")
    admin.sees("✅ It is as it was before.", "Rest between shifts: 11 h")
    rows = await city.table("SELECT facts FROM journal WHERE kind = 'setting_changed' ORDER BY id")
    assert '"before":"0"' in rows[-1]["facts"]
    assert '"value":"660"' in rows[-1]["facts"]


async def test_it_says_how_many_have_more(admin: PhoneInChat, city: City) -> None:
    wang = await city.person("Wang")
    for day in (1, 2):
        await city.put(await city.shift(24 * day), wang)
    await admin.taps_button(ChangeSetting(unit=city.top.id, setting=UnitSetting.MOST_AHEAD))
    await admin.sends("1")
    admin.sees("✅ Saved. 1 person has more than that ahead, and keeps it.")
    await admin.taps_button(ShowFairness(unit=city.jiaojiang.id))
    admin.sees("Shifts ahead: at most 1 (from Taizhou)")


async def test_only_admins_of_the_unit_and_nothing_that_is_forged(chat: Chat, admin: PhoneInChat, city: City) -> None:
    ana = await chat.volunteer("Ana", city.huangyan, role=Role.ADMIN)
    there = city.jiaojiang.id
    for button in (ShowFairness(unit=there), PutSettingBack(unit=there, setting=UnitSetting.REST, value="660")):
        await ana.taps_button(button)
        ana.sees("You do not manage this")
    for forged in (
        PutSettingBack(unit=there, setting=UnitSetting.STARS, value="1"),
        PutSettingBack(unit=there, setting=UnitSetting.REST, value="   "),
    ):
        await admin.taps_button(forged)
        admin.sees("That is not here any more.")
    assert await kept(city) == {}


async def test_whoever_posts_after_sign_up_has_closed_reads_that_nobody_can_sign_up(
    admin: PhoneInChat, city: City, chat: Chat
) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    lines = "/new Tea | 2026-12-05 09:00-12:00 | East Gate | 10", "/new Rice | 2026-12-25 09:00-12:00 | East Gate | 10"
    await li.sends(lines[0])
    await li.taps("Post it")
    li.sees("It is in the list now.")
    await admin.taps_button(ChangeSetting(unit=city.jiaojiang.id, setting=UnitSetting.CLOSES))
    await admin.sends("14 days")
    await li.sends(lines[0])
    await li.taps("Post it")
    li.sees("⚠️ Sign-up closed on Sat 21 Nov, 09:00, 336 h before the start. Nobody can sign up for it.")
    li.sees_not("It is in the list now.")
    await li.sends(lines[1])
    await li.taps("Post it")
    li.sees("It is in the list now.")


@pytest.mark.parametrize("how", ["adds", "moves"])
async def test_whoever_adds_or_moves_a_shift_after_sign_up_has_closed_reads_the_same(
    city: City, chat: Chat, how: str
) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    shift = await city.shift(30 * 24)
    async with city.writing() as rows:
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.CLOSES, str(14 * 24 * 60))
    for when, is_closed in (("2026-12-05 09:00-12:00", True), ("2026-12-25 09:00-12:00", False)):
        await li.taps_button(AddShift(activity=shift.activity_id) if how == "adds" else MoveShift(shift=shift.id))
        await li.sends(when)
        if how == "adds":
            await li.taps("Add it")
        li.sees("✅ Saved")
        closed = "⚠️ Sign-up closed on Sat 21 Nov, 09:00, 336 h before the start. Nobody can sign up for it."
        (li.sees if is_closed else li.sees_not)(closed)
