"""Hours given outside shifts: logged by volunteers, decided by leaders."""

from datetime import time

from tests.support.phone_steps import button_with, data_of, signs_up, times_told
from tests.support.town import Town


async def test_one_line_approved_with_a_tap(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await mei.sends("/hours 2.5 2026-11-20 Library help")
    await mei.sees("2 h 30")
    await mei.taps("Confirm")
    await mei.sees("Sent to your leaders")
    await mei.sends("/my")
    await mei.sees("⏳ 2 h 30 waiting for approval")

    asked = await li.sees("Hours to approve")
    assert "Mei" in asked.text
    assert "Library help" in asked.text
    await li.taps("Approve")
    await mei.sees("Your hours are approved")
    await mei.sends("/my")
    await mei.sees("🕒 2 h 30 this month")
    await li.repeats()
    await mei.taps("My hours")
    await mei.sees("My hours: 2 h 30")


async def test_step_by_step_and_rejected_with_a_reason(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await mei.sends("/hours")
    for bad, said in (("25", "a day has 24 hours"), ("0", "a minute or more"), ("long", "is not a length of time")):
        await mei.sends(bad)
        await mei.sees(said)
    await mei.sends("1:30")
    await mei.sends("2026-11-30")
    await mei.sees("That day has not come yet")
    await mei.taps("Yesterday")
    await mei.sends("Phoned <elderly> neighbours")
    await mei.taps("Confirm")
    await mei.sees("Sent to your leaders")

    await li.sees("Hours to approve")
    await li.taps("Reject")
    await li.sends("That was for the other team")
    await li.sees("Rejected: Mei, 1 h 30")
    told = await mei.sees("Your hours were not approved")
    assert "That was for the other team" in told.text
    await mei.taps("My hours")
    await mei.sees("1 h 30, not approved")
    await mei.sends("/my")
    await mei.sees("🕒 No hours yet")


async def test_all_at_once_and_a_long_day_is_pointed_out(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei", team="Baiyun"), await town.member("Bo", team="Baiyun")
    for someone, line in ((mei, "9 2026-11-20 Flood relief"), (bo, "2 2026-11-20 Library help")):
        await someone.sends(f"/hours {line}")
        await someone.taps("Confirm")
    await li.sees("⚠️ 9 h in all on that day")
    assert times_told(li, "in all on that day") == 1, "two hours are not pointed out"

    await mei.sends("/hours 16 2026-11-20 Flood relief")
    await mei.taps("Confirm")
    await mei.sees("With the 9 h of that day that are logged already, it would have more than 24 hours.")
    await mei.sends("1")
    await mei.taps("Confirm")

    await li.taps("Everything to approve")
    await li.sees("3 requests, 12 h in all")
    await li.taps("Approve all")
    await li.sees("Approve all 3 requests?")
    await li.taps("Approve all")
    await li.sees("✅ Approved: 3 requests, 12 h")
    await li.sees("Nothing waits for you")
    await mei.sends("/my")
    await mei.sees("🕒 10 h this month")
    await bo.sends("/my")
    await bo.sees("🕒 2 h this month")


async def test_a_day_that_a_roster_has_filled_since_is_not_approved_past_24_hours(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    await signs_up(mei, "River clean-up")
    for line in ("20 2026-11-23 Flood relief", "2 2026-11-23 Library help"):
        await mei.sends(f"/hours {line}")
        await mei.taps("Confirm")
    await town.passes(hours=4, minutes=1)
    await li.taps("Roster")
    await li.taps("All came")
    await li.taps("Confirm")
    await mei.sees("🕒 3 h recorded for you")

    await li.taps("Everything to approve")
    await li.taps("Approve all")
    await li.taps("Approve all")
    await li.sees("✅ Approved: 1 request, 20 h")
    await li.sees("⚠️ 1 request is left: its day would have more than 24 hours.")
    await li.taps("Approve")
    await li.sees("Over 24 hours")
    await li.sees("With the 23 h recorded for that day already, it would have more than 24 hours.")
    await town.settles()
    assert times_told(mei, "Your hours are approved") == 1

    await li.taps("Correct it")
    await li.taps("3 h")
    await li.sends("2")
    await li.taps("Confirm")
    await mei.sees("🕒 2 h instead of 3 h")
    await li.taps("‹ Hours to decide")
    await li.taps("Approve")
    await li.sees("✅ Approved: Mei, 2 h")
    await mei.sends("/my")
    await mei.sees("🕒 24 h this month")


async def test_nobody_approves_their_own(town: Town) -> None:
    li, wu = await town.leader("Li", team="Baiyun"), await town.leader("Wu", team="Baiyun")
    await li.sends("/hours 2 2026-11-20 Library help")
    await li.taps("Confirm")
    await wu.sees("Hours to approve")
    assert times_told(li, "Hours to approve") == 0

    approve = data_of(wu, "Approve")
    await li.forges(approve)
    await li.sees("Nobody approves their own hours")
    await li.sends("/my")
    await li.sees("🕒 No hours yet")

    await wu.taps("Approve")
    await li.sees("Your hours are approved")
    await li.forges(approve)
    assert await town.number("SELECT COUNT(*) FROM entries") == 1


async def test_hours_that_a_roster_counts_already_are_pointed_out(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    await signs_up(mei, "River clean-up")
    await town.passes(hours=4, minutes=1)
    await li.taps("Roster")
    await li.taps("Mei")
    await li.taps("Confirm")
    await mei.sees("🕒 3 h recorded for you")

    await mei.sends("/hours 3 today Cleaned the river")
    await mei.taps("Confirm")
    asked = await li.sees("Hours to approve")
    assert "⚠️ Recorded for that day already: River clean-up · 3 h" in asked.text
    await mei.sends("/hours 1 yesterday Library")
    await mei.taps("Confirm")
    asked = await li.sees("Library")
    assert "Recorded for" not in asked.text, "that was another day"
    await li.taps("Everything to approve")
    await li.taps("⚠️ Mei · 3 h · today · Cleaned the river")
    await li.sees("⚠️ Recorded for that day already: River clean-up · 3 h")
    await li.taps("‹ Hours to decide")
    await li.taps("Approve all")
    await li.sees("1 of them is for a day with a shift on record.")


async def test_what_waits_is_changed_or_withdrawn_and_old_buttons_approve_nothing(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await mei.sends("/hours 20 2026-11-20 Library help")
    await mei.taps("Confirm")
    await li.sees("Hours to approve")
    old = data_of(li, "Approve")
    await mei.sends("/my")
    await mei.taps("My hours")
    await mei.taps(button_with(mei, "Library help"))
    await mei.sees("Waiting for approval")
    await mei.taps("Change")
    await mei.sees("Is this right?")
    await mei.taps("Change time given")
    await mei.sends("2")
    await mei.taps("Confirm")
    await mei.sees("Sent to your leaders")
    await li.sees("🕒 2 h, ")
    await li.forges(old)
    await li.sees("Mei has withdrawn this, or changed it.")
    assert await town.number("SELECT COUNT(*) FROM entries") == 0
    await li.taps("‹ Hours to decide")
    await li.sees("⏳ 1 request, 2 h in all")

    await mei.sends("/my")
    await mei.taps("My hours")
    await mei.taps(button_with(mei, "Library help"))
    await mei.taps("Withdraw")
    await mei.sees("Nobody is asked for them any more.")
    await li.taps("Approve")
    await li.sees("Mei has withdrawn this, or changed it.")
    await li.taps("‹ Hours to decide")
    await li.sees("✅ Nothing waits for you.")
    await mei.taps("Log them again")
    await mei.taps("Confirm")
    await mei.sees("Sent to your leaders")
    await li.sends("/home")
    await li.taps("Hours to decide")
    await li.taps("Approve")
    await mei.sees("Your hours are approved")
    await mei.sends("/my")
    await mei.taps("My hours")
    await mei.sees("My hours: 2 h")
