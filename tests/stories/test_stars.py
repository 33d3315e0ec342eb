"""Stars: reached, told, and not taken back silently."""

from datetime import time

from tests.support.phone_steps import button_with, signs_up, times_told
from tests.support.town import Town


async def test_a_star_is_told_when_it_is_reached_and_when_a_correction_takes_it(town: Town) -> None:
    li, chen = await town.leader("Li", team="Baiyun"), await town.admin("Chen")
    mei = await town.member("Mei", team="Baiyun")
    await chen.sends("/units")
    await chen.taps(button_with(chen, "Baiyun"))
    await chen.taps("Settings")
    await chen.taps("Stars: change")
    await chen.sends("3, 10")
    await chen.sees("Stars: 3 · 10 h")

    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    await signs_up(mei, "River clean-up")
    await town.passes(hours=4, minutes=1)
    await li.taps("Roster")
    await li.taps("All came")
    await li.taps("Confirm")
    await town.passes(minutes=1)
    told = await mei.sees("You have reached 1 star")
    assert "★☆ 7 h to the next star" in told.text
    await mei.sends("/my")
    await mei.sees("★☆ 7 h to the next star")

    await town.passes(minutes=5)
    assert times_told(mei, "You have reached 1 star") == 1
    await li.taps("Correct it")
    await li.taps("3 h")
    await li.sends("2")
    await li.taps("Confirm")
    await town.passes(minutes=1)
    told = await mei.sees("You have no star now")
    assert "Your hours were put right: 2 h in all." in told.text


async def test_another_ladder_is_told_the_next_morning(town: Town) -> None:
    li, chen = await town.leader("Li", team="Baiyun"), await town.admin("Chen")
    mei = await town.member("Mei", team="Baiyun")
    await mei.sends("/hours 2.5 2026-11-20 Library help")
    await mei.taps("Confirm")
    await li.taps("Approve")
    await town.passes(minutes=1)
    await chen.sends("/units")
    await chen.taps(button_with(chen, "Baiyun"))
    await chen.taps("Settings")
    await chen.taps("Stars: change")
    await chen.sends("1, 2, 10")
    await chen.sees("✅ Saved.")
    await town.passes(hours=3)
    assert times_told(mei, "star now") == 0
    await town.passes(days=1)
    told = await mei.sees("You have 2 stars now")
    assert "A star takes other hours in your team now." in told.text
    await town.passes(days=1)
    assert times_told(mei, "star") - times_told(mei, "to the next star") <= 1
    assert times_told(mei, "You have 2 stars now") == 1
