"""Coming to Yigong, leaving it, and being forgotten, told through phones."""

from datetime import time

import pytest

from playground.phones.phone import Phone
from tests.support.phone_steps import data_of, document_of, signs_up
from tests.support.town import Town
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language

FIVE_TAPS = {
    Language.ENGLISH: ("English", "I agree", "Mei", "Share my number", "Jiaojiang"),
    Language.SIMPLIFIED: ("简体中文", "我同意", "Mei", "分享我的号码", "Jiaojiang"),
    Language.TRADITIONAL: ("繁體中文", "我同意", "Mei", "分享我的號碼", "Jiaojiang"),
}


async def registers(phone: Phone, *, branch: str = "") -> None:
    """In English, without a phone number."""
    for label in ("English", "I agree", phone.person.first_name, "Skip", *([branch] if branch else [])):
        await phone.taps(label)


@pytest.mark.parametrize("language", Language)
async def test_five_taps_and_one_is_a_volunteer(town: Town, language: Language) -> None:
    await town.team("Jiaojiang")
    await town.team("Huangyan")
    mei = town.phone("Mei", language)
    await mei.opens("/start")
    assert mei.screen.labels[0] == FIVE_TAPS[language][0], "the language of her phone is offered first"

    for label in FIVE_TAPS[language]:
        await mei.taps(label)
    welcome = mei.screen
    assert "Mei" in welcome.text.splitlines()[0]
    assert "Jiaojiang" in welcome.text
    assert len(welcome.labels) >= 2, "there is a way on"

    await mei.taps(welcome.labels[0])
    assert mei.screen.text.splitlines()[0] in {"What is coming up", "近期活动", "近期活動"}
    await mei.sends("/profile")
    assert mei.person.phone in mei.screen.text, "her number was taken from the contact"
    assert "my" in {command["command"] for command in mei.menu}, "her menu is a volunteer's now"


async def test_only_ones_own_contact_counts(town: Town) -> None:
    bo = await town.member("Bo")
    mei = town.phone("Mei")
    await mei.opens("/start")
    for label in ("English", "I agree", "Mei"):
        await mei.taps(label)

    await mei.shares_contact(of=bo)
    await mei.sees("That is somebody else's number")
    await mei.sends("+8613800138000")
    await mei.sees("A number that is typed cannot be checked")
    await mei.taps("Skip")
    await mei.sees("Welcome, Mei")
    await mei.sends("/profile")
    await mei.sees("Phone: not given")


async def _kept(town: Town) -> dict[str, list[str]]:
    """Of anybody: the organisation's own line says how far the sweeps have come, too."""
    return {table: rows for table, rows in (await town.everything()).items() if table != "city"}


async def test_who_declines_leaves_no_trace(town: Town) -> None:
    await town.team("Jiaojiang")
    mei = town.phone("Mei")
    await mei.sends("hello?")
    await mei.sees("Please register first")
    before = await _kept(town)

    await mei.opens("/start")
    await mei.taps("English")
    await mei.sees("May we keep your data?")
    await mei.taps("No, thank you")
    await mei.sees("Nothing was kept")
    assert await _kept(town) == before

    await mei.taps("Register")
    await mei.taps("English")
    await mei.sees("May we keep your data?")


async def test_links_lead_to_a_team_and_to_an_activity(town: Town) -> None:
    await town.team("Jiaojiang")
    await town.team("Baiyun", above="Jiaojiang")
    li = await town.leader("Li", team="Baiyun")
    await town.activity("River clean-up", li)
    activity = await town.number("SELECT id FROM activities")
    mei, bo = town.phone("Mei"), town.phone("Bo")

    await mei.opens(f"u{await town.unit_number('Baiyun')}")
    await mei.sees("You are invited to Baiyun")
    await registers(mei)
    await mei.sees("You belong to Baiyun")

    await bo.opens(f"a{activity}")
    await bo.sees("You came for River clean-up")
    await registers(bo, branch="Jiaojiang")
    await bo.sees("Welcome, Bo")
    await bo.taps("See River clean-up")
    await bo.taps("Sign up")
    await bo.sees("You are in: River clean-up")

    await bo.opens(f"u{await town.unit_number('Baiyun')}")
    await bo.taps("Join")
    await bo.sends("/profile")
    await bo.sees("Also in: Baiyun")
    for dead in ("a999999", "u999999", "u-1", "a" + "9" * 40, "what-is-this"):
        await bo.opens(dead)
        assert "That link is out of date" in bo.screen.text, f"{dead} leads nowhere, and that is said"


async def test_leaving_and_coming_back(town: Town) -> None:
    li = await town.leader("Li")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await town.activity("Library help", li, places=1)
    for someone, label in ((mei, "Sign up"), (bo, "Join waiting list")):
        await someone.sends("/activities")
        await someone.taps("Library help")
        await someone.taps(label)

    await mei.sends("/privacy")
    await mei.taps("Leave for now")
    await mei.sees("Leave for now?")
    await mei.taps("Leave for now")
    await mei.sees("You gave back 1 place.")
    await bo.sees("A place for you: Library help")

    await mei.sends("/activities")
    await mei.sees("You have left")
    await mei.taps("Come back")
    await mei.sees("Welcome back, Mei")
    await mei.taps("Activities")
    await mei.taps("Library help")
    await mei.taps("Join waiting list")
    await mei.sees("You are number 2")  # behind whom it is offered to


async def test_whoever_is_erased_is_nowhere_and_the_hours_stay(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    chen = await town.admin("Chen")
    mei = await town.member("Mei Xiulan", team="Baiyun", role=Role.LEADER)
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    await signs_up(mei, "River clean-up")
    await town.passes(hours=5)
    await li.sends("/start")
    await li.taps("Confirm the roster")
    await li.taps("All came")
    await li.taps("Confirm")
    await mei.sees("3 h recorded for you")
    await mei.sends("/hours 2 2026-11-20 Library help")
    await mei.taps("Confirm")

    await mei.sends("/privacy")
    await mei.taps("Download my data")
    assert "River clean-up" in (await document_of(mei)).content.decode()
    await mei.taps("Erase me")
    await mei.sees("Erase everything about you?")
    forever = data_of(mei, "Erase me for good")
    await mei.taps("Erase me for good")
    await mei.sees("Your data is erased")

    for table, rows in (await town.everything()).items():
        for secret in ("Xiulan", str(mei.person.id), mei.person.phone):
            assert not [row for row in rows if secret in row], f"{table} still knows {secret}"
    await mei.forges(forever)
    await mei.sees("Nothing is kept about you")
    await chen.sends("/stats")
    await chen.sees("Served 3 h")
