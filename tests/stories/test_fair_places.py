"""Places that go round: what a team decided refuses with a reason, opens by the clock, and keeps nobody by force."""

from datetime import time

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, signs_up, waits
from tests.support.town import Town


async def decides(chen: Phone, rule: str, typed: str, *, within: str = "") -> None:
    await chen.sends("/units")
    if within:
        await chen.taps(button_with(chen, within))
    await chen.taps(button_with(chen, "Baiyun"))
    await chen.taps("Settings")
    await chen.taps("Fair places")
    await chen.taps(rule)
    await chen.sends(typed)
    await chen.sees("✅ Saved.")


async def test_one_shift_ahead_and_the_next_once_it_is_left(town: Town) -> None:
    li, chen = await town.leader("Li", team="Baiyun"), await town.admin("Chen")
    mei, bo = await town.member("Mei", team="Baiyun"), await town.member("Bo", team="Baiyun")
    await town.activity("River clean-up", li, in_days=3, at=time(9), hours=3)
    await town.activity("Library help", li, in_days=4, places=1)
    await decides(chen, "Shifts ahead", "1")
    await signs_up(bo, "Library help")
    await waits(mei, "Library help")
    await signs_up(mei, "River clean-up")
    await mei.sees("You are in: River clean-up")

    await town.activity("Night market", li, in_days=5)
    await mei.sends("/activities")
    assert "you have enough ahead" in mei.screen.text
    await mei.taps("Night market")
    refused = await mei.sees("You have 1 shift ahead; this team allows 1. The first ends on")
    assert "12:00" in refused.text
    assert "Sign up" not in mei.screen.labels
    await li.sends("/manage")
    await li.taps(button_with(li, "Night market"))
    await li.taps(button_with(li, "of 10"))
    await li.taps("Why can't they?")
    await li.sends("Mei")
    await li.sees("They have 1 shift ahead; this team allows 1.")

    await bo.sends("/my")
    await bo.taps(button_with(bo, "Library help"))
    await bo.taps("Leave")
    await town.passes(minutes=1)
    assert await town.number("SELECT COUNT(*) FROM signups WHERE state = 'confirmed'") == 1, "she has one ahead"
    await mei.sends("/my")
    await mei.taps(button_with(mei, "River clean-up"))
    await mei.taps("Leave")
    await town.passes(minutes=1)
    await mei.sees("Library help")


async def test_own_team_first_then_everybody_by_the_clock(town: Town) -> None:
    await town.team("Baiyun", above="Jiaojiang")
    li, chen = await town.leader("Li", team="Baiyun"), await town.admin("Chen")
    mei, ana = await town.member("Mei", team="Baiyun"), await town.member("Ana", team="Huangyan")
    await decides(chen, "In stages", "24 h, 48 h", within="Jiaojiang")
    await town.activity("River clean-up", li, in_days=6)
    await signs_up(mei, "River clean-up")
    await mei.sees("You are in: River clean-up")
    await ana.sends("/activities")
    assert "opens " in ana.screen.text
    await ana.taps("River clean-up")
    await ana.sees("Its own team comes first. It opens for you on")
    await town.passes(hours=48)
    await signs_up(ana, "River clean-up")
    await ana.sees("You are in: River clean-up")


async def test_once_leaving_has_closed_it_takes_a_word_and_nobody_is_kept(town: Town) -> None:
    li, chen = await town.leader("Li", team="Baiyun"), await town.admin("Chen")
    mei = await town.member("Mei", team="Baiyun")
    await decides(chen, "Leaving closes", "2天")
    await town.activity("River clean-up", li, in_days=1)
    await signs_up(mei, "River clean-up")
    await mei.taps("Leave")
    await mei.sees("They count on you: River clean-up")
    assert await town.number("SELECT COUNT(*) FROM signups WHERE state = 'confirmed'") == 1
    await mei.taps("I can't make it")
    await li.sees("Mei can't make it")
    assert await town.number("SELECT COUNT(*) FROM signups WHERE state = 'confirmed'") == 0


async def test_who_was_refused_for_no_shows_is_forgiven_with_a_tap(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei", team="Baiyun"), await town.member("Bo", team="Baiyun")
    for hour in (10, 14):
        await town.activity(f"Run at {hour}", li, in_days=0, at=time(hour), hours=2)
        for phone in (mei, bo):
            await signs_up(phone, f"Run at {hour}")
    await town.activity("Tree planting", li, in_days=5)
    await town.passes(hours=9)
    for _ in range(2):
        await li.sends("/start")
        await li.taps("Confirm the roster")
        await li.taps("Bo")
        await li.taps("Confirm")
    await mei.sends("/activities")
    await mei.taps("Tree planting")
    await mei.sees("You did not come to 2 shifts: ")
    await mei.taps("Appeal")
    await li.sees("Mei appeals")
    await li.taps("Forgive")
    await li.sees("✅ Forgiven. They are told.")
    await mei.sees("Forgiven: Run at")
    await signs_up(mei, "Tree planting")
    await mei.sees("You are in: Tree planting")
