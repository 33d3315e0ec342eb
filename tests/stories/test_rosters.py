"""The roster after a shift: who came, what is corrected, and what nobody answers."""

from datetime import time

from handlers.buttons.attendance import AllCame, ConfirmRoster, TickPerson
from tests.support.files import pages_of
from tests.support.phone_steps import button_with, document_of, signs_up, times_told
from tests.support.town import Town


async def test_a_correction_replaces_and_the_history_shows_both(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    for someone in (mei, bo):
        await signs_up(someone, "River clean-up")
    await town.passes(hours=4, minutes=1)
    await li.taps("Roster")
    await li.taps("Mei")
    await li.taps("Confirm")
    await li.sees("Roster confirmed: River clean-up")
    await mei.sees("🕒 3 h recorded for you")
    await bo.sees("Missed: River clean-up")

    await town.passes(hours=1)
    await li.taps("Correct it")
    await li.taps("3 h")
    await li.sends("8")
    await li.sees("it can be 7 h at the most")
    await li.sends("2:30")
    await li.taps(button_with(li, "Bo"))
    await li.sees("2 lines differ from what was confirmed")
    await li.taps("Confirm")
    await mei.sees("🕒 2 h 30 instead of 3 h")
    await bo.sees("🕒 3 h recorded for you")

    await mei.sends("/my")
    await mei.sees("🕒 2 h 30 this month")
    await mei.taps("My hours")
    lines = [line for line in mei.screen.text.splitlines() if "River clean-up" in line]
    assert len(lines) == 2, "what was said first, and what holds"
    assert any("3 h" in line for line in lines)
    assert any("2 h 30" in line and "corrected by Li" in line for line in lines)


async def test_a_roster_that_nobody_answers_is_asked_for_again(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    await signs_up(mei, "River clean-up")

    await town.passes(hours=4, minutes=1)
    await li.sees("Who came to River clean-up?")
    await town.passes(hours=23)
    assert times_told(li, "Still open") == 0
    await town.passes(hours=2)
    assert times_told(li, "Still open") == 0, "Li reads it in the evening"
    await town.passes(hours=5)
    await li.sees("What needs you: Wed 25 Nov")
    assert "⚠️ 1 roster to confirm" in li.screen.labels
    await town.passes(days=5)
    await mei.sends("/my")
    await mei.sees("🕒 No hours yet")
    assert times_told(mei, "recorded for you") == 0, "nothing is approved silently"

    await li.sends("/start")
    await li.sees("1 roster to confirm")
    await li.taps("Confirm the roster")
    await li.taps("All came")
    await li.taps("Confirm")
    await mei.sees("🕒 3 h recorded for you")


async def test_two_no_shows_refuse_the_third_and_a_correction_lifts_it_at_once(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    for title, hour in (("River clean-up", 10), ("Library help", 13)):
        await town.activity(title, li, in_days=0, at=time(hour), hours=2)
    await town.activity("Soup kitchen", li, in_days=3)
    await town.activity("Night market", li, in_days=4)
    for title in ("River clean-up", "Library help", "Night market"):
        await signs_up(mei, title)
        await signs_up(bo, title)
    await town.passes(hours=6, minutes=1)
    for _ in range(2):
        await li.sends("/start")
        await li.taps("Confirm the roster")
        await li.taps("Bo")
        await li.taps("Confirm")

    await mei.sends("/activities")
    await mei.sees("You did not come to 2 shifts")
    await mei.taps("Soup kitchen")
    assert "Sign up" not in mei.screen.labels
    await mei.sends("/my")
    await mei.sees("Night market")
    await signs_up(bo, "Soup kitchen")
    await bo.sees("You are in: Soup kitchen")

    await li.taps("Correct it")
    await li.taps(button_with(li, "Mei"))
    await li.taps("Confirm")
    await signs_up(mei, "Soup kitchen")
    await mei.sees("You are in: Soup kitchen")


async def test_a_leaders_own_line_is_for_another_leader(town: Town) -> None:
    li, wu = await town.leader("Li", team="Baiyun"), await town.leader("Wu", team="Baiyun")
    mei = await town.member("Mei")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    for someone in (li, mei):
        await signs_up(someone, "River clean-up")
    await town.passes(hours=4, minutes=1)
    await li.taps("Roster")
    await li.taps("All came")
    await li.taps("Confirm")
    await li.sees("Another leader is asked about your own line")
    await li.sends("/my")
    await li.sees("🕒 No hours yet")

    await wu.sees("Was Li at River clean-up?")
    await wu.taps("Roster")
    assert "✅ Li" not in wu.screen.labels, "All came says nothing of who taps it"
    await wu.taps("Li")
    await wu.taps("Confirm")
    await li.sees("🕒 3 h recorded for you")
    assert times_told(mei, "recorded for you") == 1


async def test_somebody_who_came_without_signing_up_has_hours_like_anybody_else(town: Town) -> None:
    await town.team("Haimen")
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei", team="Baiyun"), await town.member("Bo", team="Haimen")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3, places=1)
    await signs_up(mei, "River clean-up")
    await town.passes(hours=4, minutes=1)
    await li.taps("Roster")
    await li.taps("All came")
    await li.taps("Somebody else came")
    await li.sends(bo.person.phone[-4:])
    await li.sees("✅ Added: Bo · Haimen")
    await li.repeats()
    await li.taps("Confirm")
    await li.sees("✅ 2 came")
    await bo.sees("🕒 3 h recorded for you")
    await bo.sends("/my")
    await bo.sees("🕒 3 h this month")

    await town.passes(hours=1)
    await li.taps("Correct it")
    await li.taps("✅ Bo")
    await li.sees("1 line differs")
    assert "left out · Bo" in li.screen.labels
    await li.taps("Confirm")
    await bo.sees("What was recorded for you was taken back")
    assert times_told(bo, "Missed") == 0, "nobody had expected Bo"
    assert await town.number("SELECT COUNT(*) FROM signups WHERE state = 'confirmed'") == 1


async def test_correcting_another_line_makes_no_no_show_of_whoever_confirmed(town: Town) -> None:
    li, wu = await town.leader("Li", team="Baiyun"), await town.leader("Wu", team="Baiyun")
    mei = await town.member("Mei")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    for someone in (li, mei):
        await signs_up(someone, "River clean-up")
    await town.passes(hours=4, minutes=1)
    await li.taps("Roster")
    await li.taps("All came")
    await li.taps("Confirm")

    await wu.sees("Was Li at River clean-up?")
    await wu.taps("Roster")
    await wu.taps("3 h")
    await wu.sends("2")
    await wu.taps("Confirm")
    await wu.sees("Did Li come?")
    await town.settles()
    assert times_told(li, "Missed") == 0
    await wu.taps("Li came")
    await wu.taps("Confirm")
    await li.sees("🕒 3 h recorded for you")
    await mei.sees("🕒 2 h instead of 3 h")


async def test_nobody_is_ticked_before_the_start(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    shift = await town.activity("River clean-up", li, in_days=1)
    await signs_up(mei, "River clean-up")
    await li.sends("/manage")
    await li.taps(button_with(li, "River clean-up"))
    await li.taps(button_with(li, "1 of 10"))
    await li.taps("Roster")
    await li.sees("Mei")
    assert mei.person.phone in li.screen.text, "a leader can call those who are in"
    assert "Confirm" not in li.screen.labels
    mei_id = await town.number("SELECT id FROM people WHERE name = 'Mei'")
    tick = TickPerson(shift=shift, person=mei_id, came=True)
    for forged in (tick, AllCame(shift=shift), ConfirmRoster(shift=shift, sure=True)):
        await li.forges(forged.pack())
        await li.sees("It has not begun")
    assert await town.number("SELECT COUNT(came) FROM signups") == 0
    assert await town.number("SELECT COUNT(*) FROM entries") == 0
    await town.passes(days=1, hours=1)
    for allowed in (tick, ConfirmRoster(shift=shift, sure=True)):
        await li.forges(allowed.pack())
    await mei.sees("recorded for you")


async def test_one_of_a_crowd_is_found_and_the_crowd_is_printed(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    shift = await town.activity("Marathon", li, in_days=0, at=time(10), hours=3, places=0)
    await town.crowd(shift, 60)
    mei = await town.member("Mei")
    await signs_up(mei, "Marathon")

    await li.sends("/manage")
    await li.taps(button_with(li, "Marathon"))
    await li.taps(button_with(li, "10:00"))
    await li.taps("Roster")
    await li.sees("Marathon (1–10 of 61)")
    await li.taps("Print (PDF)")
    pages = pages_of((await document_of(li)).content)
    assert "Walker 1" in pages[0]
    assert "61 Mei" in "".join(pages)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]

    await town.passes(hours=1, minutes=5)
    await li.sends("/manage")
    await li.taps(button_with(li, "Marathon"))
    await li.taps(button_with(li, "10:00"))
    await li.taps("Roster")
    await li.taps("Search")
    await li.sends(mei.person.phone[-4:] if mei.person.phone else "")
    await li.sees("61. Mei")
    await li.taps("Mei")
    assert "✅ Mei" in li.screen.labels
    await li.taps("‹ Roster")
    await li.sees("👥 1 of 61 ticked")
