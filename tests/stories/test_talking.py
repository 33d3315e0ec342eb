"""Whatever is typed or sent gets a helpful answer, never silence."""

import pytest

from tests.support.town import Town

ODD = ("?", "🙂", "ok", "Thanks!", "<b>", "/", "/stat", "/NEW", "/start@other_bot", "a" * 4096, "مرحبا", "\u202egnol")


async def test_every_message_is_answered_with_a_way_on(town: Town) -> None:
    li = await town.leader("Li")
    mei, stranger = await town.member("Mei"), town.phone("Nobody")
    await town.activity("River clean-up", li)
    for typed in ODD:
        for someone in (mei, stranger):
            before = len(someone.chat)
            await someone.sends(typed)
            assert len(someone.chat) == before + 2, f"{typed[:20]!r} has an answer"
            assert someone.screen.labels, f"{typed[:20]!r} leads on"
    await mei.sends_document("photo.jpg", b"\xff\xd8", "image/jpeg")
    await mei.sees("I can read text only")

    await mei.sends("river")
    await mei.sees("📍 East Gate")
    await mei.sends("2 h at the library")
    await mei.sees("Would you like to log hours?")


@pytest.mark.parametrize("at", ["/new", "/hours", "/people", "/profile"])
async def test_cancel_leaves_any_form(town: Town, at: str) -> None:
    chen = await town.admin("Chen")
    await chen.sends(at)
    if at == "/profile":
        await chen.taps("Change name")
    await chen.sends("/cancel")
    await chen.sees("Nothing was saved")
    await chen.sends("/cancel")
    await chen.sees("No form is open")


async def test_another_language_changes_everything_at_once(town: Town) -> None:
    mei = await town.member("Mei")
    await mei.sends("/language")
    await mei.taps("繁體中文")
    await mei.sends("/my")
    assert mei.screen.text.startswith("我的報名")
    assert "近期活動" in {command["description"] for command in mei.menu}, "the menu, too"


async def test_a_form_left_open_is_offered_again(town: Town) -> None:
    li = await town.leader("Li")
    await li.sends("/new")
    await li.sends("River clean-up")
    await li.sends("/start")
    await li.taps("Go on with the form")
    await li.sees("When is it, from when to when?")
    await li.sends("/activties")
    await li.sees("Your form is still open")
    await town.passes(days=3)
    await li.sends("/start")
    assert "Go on with the form" not in li.screen.labels, "after two days it is forgotten"
