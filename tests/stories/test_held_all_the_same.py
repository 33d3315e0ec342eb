"""A shift that is cancelled after it began was held: who came is asked for, and their hours count."""

from datetime import time

from tests.support.phone_steps import button_with, signs_up, times_told
from tests.support.town import Town


async def test_a_shift_cancelled_half_way_still_has_its_roster_and_its_hours(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    chen, mei = await town.admin("Chen"), await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    await signs_up(mei, "River clean-up")
    await town.passes(hours=2)  # it has gone on for an hour, and now it pours
    await li.sends("/manage")
    await li.taps(button_with(li, "River clean-up"))
    await li.taps(button_with(li, "1 of 10"))
    await li.taps("Cancel this shift")
    await li.sees("who came is still asked for")
    await li.taps("Yes, cancel the shift")
    await li.taps("No reason")
    told = await mei.sees("Cancelled: River clean-up")
    assert "your hours still count" in told.text

    await town.passes(hours=2, minutes=1)
    await li.sees("Who came to River clean-up?")
    await li.sends("/start")
    assert any("roster" in label.lower() for label in li.screen.labels), "the first screen knows of it"
    await li.sends("/manage")
    await li.sees("1 roster to confirm")
    await town.passes(days=1)
    await li.taps("Roster")
    await li.taps("All came")
    await li.taps("Confirm")
    await mei.sees("🕒 3 h recorded for you")
    await chen.sends("/stats")
    await chen.sees("Participations 1")
    assert "Activities 1" in chen.screen.text, "the totals count what was held"
    await li.sends("/manage")
    await li.taps("Past")
    await li.sees("River clean-up")


async def test_a_shift_cancelled_before_it_began_has_neither(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    await signs_up(mei, "River clean-up")
    await li.sends("/manage")
    await li.taps(button_with(li, "River clean-up"))
    await li.taps("Cancel the activity")
    await li.taps("Yes, cancel the activity")
    await li.taps("No reason")
    told = await mei.sees("Cancelled: River clean-up")
    assert "hours still count" not in told.text
    await town.passes(days=1)
    assert times_told(li, "Who came") == 0


async def test_the_door_code_is_told_until_the_shift_is_over(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3, details="Door code 2580")
    await signs_up(mei, "River clean-up")
    await mei.sees("Door code 2580")
    await town.passes(hours=2)
    await mei.repeats()
    assert "Door code 2580" in mei.screen.text, "it goes on: whoever was out for a moment has to come in again"
    await town.passes(hours=2)
    await mei.repeats()
    await mei.sees("You were signed up")
    assert "Door code" not in mei.screen.text, "it is over"
    await li.sends("/manage")
    await li.taps(button_with(li, "River clean-up"))
    await li.sees("Door code 2580")


async def test_the_door_code_of_a_cancelled_shift_is_told_no_more(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li, details="Door code 2580")
    await signs_up(mei, "River clean-up")
    await mei.sees("Door code 2580")
    await li.sends("/manage")
    await li.taps(button_with(li, "River clean-up"))
    await li.taps("Cancel the activity")
    await li.taps("Yes, cancel the activity")
    await li.taps("No reason")
    await mei.sees("Cancelled: River clean-up")
    await mei.repeats()
    await mei.sees("It was cancelled.")
    assert "Door code" not in mei.screen.text
