"""Changing what is posted: who is told, what, and how often."""

from datetime import time

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, signs_up, times_told
from tests.support.town import Town


async def manages(phone: Phone, title: str, *, past: bool = False) -> None:
    """Open the activity of that title as its leader."""
    await phone.sends("/manage")
    if past:
        await phone.taps("Past")
    await phone.taps(button_with(phone, title))


async def test_a_moved_shift_is_told_once_and_its_reminder_follows(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    await town.activity("River clean-up", li, in_days=2, at=time(9), hours=3)
    await signs_up(mei, "River clean-up")

    await manages(li, "River clean-up")
    await li.taps(button_with(li, "1 of 10"))
    await li.taps("Change time")
    await li.sends("2026-11-26 14:00-16:00")
    await li.taps("Move it")
    await li.sees("1 person is asked to confirm")
    await li.taps("Change time")
    await li.sends("2026-11-26 15:00-17:00")
    await li.taps("Move it")
    await town.passes(minutes=1)
    told = await mei.sees("Please confirm: River clean-up")
    assert "Thu 26 Nov, 15:00–17:00" in told.text, "what it is now"
    assert "Wed 25 Nov, 09:00–12:00" in told.text, "what it was"
    assert times_told(mei, "Please confirm:") == 1, "two changes in a row are one message"
    await mei.taps("I still come")

    await town.passes(days=1)
    assert times_told(mei, "See you tomorrow") + times_told(mei, "See you soon") == 0, "no reminder of the old time"
    await town.passes(days=1, hours=5, minutes=59)
    await mei.sees("See you tomorrow")
    assert times_told(mei, "See you tomorrow") == 1


async def test_a_change_is_taken_back_before_anybody_is_told(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    await town.activity("River clean-up", li, in_days=2, at=time(9), hours=3)
    await signs_up(mei, "River clean-up")
    await manages(li, "River clean-up")
    await li.taps("Edit")
    await li.taps("Title")
    await li.sends("Lake clean-up")
    await li.sees("✅ Saved. 1 person will be told in half a minute.")
    await li.taps("Undo")
    await li.sees("✅ Undone. Nobody will be told.")
    assert "River clean-up" in li.screen.text

    await li.taps(button_with(li, "1 of 10"))
    await li.taps("Change time")
    await li.sends("2026-11-26 14:00-16:00")
    await li.taps("Move it")
    await town.passes(seconds=20)
    await li.taps("‹ River clean-up")
    await li.taps(button_with(li, "1 of 10"))
    await li.sees("⏳ It was just changed. Nobody has been told yet.")
    await li.taps("Undo")
    await li.sees("✅ Undone. Nobody will be told.")
    assert "Wed 25 Nov, 09:00–12:00" in li.screen.text
    await town.passes(minutes=2)
    assert times_told(mei, "Changed") == 0
    await town.passes(days=1)
    await mei.sees("See you tomorrow")


async def test_half_a_minute_later_it_is_told_and_can_be_changed_again(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    await town.activity("River clean-up", li, in_days=2, at=time(9), hours=3)
    await signs_up(mei, "River clean-up")
    await manages(li, "River clean-up")
    await li.taps(button_with(li, "1 of 10"))
    await li.taps("Change time")
    await li.sends("2026-11-26 14:00-16:00")
    await li.taps("Move it")
    await li.sees("in half a minute")
    await town.passes(seconds=31)
    await mei.sees("Please confirm: River clean-up")
    await li.taps("‹ River clean-up")
    await li.taps("Edit")
    await li.taps("Title")
    await li.sends("Lake clean-up")
    await town.passes(seconds=31)
    await li.taps("Undo")
    await li.sees("People have been told already")
    await li.taps("Edit")
    await li.taps("Title")
    await li.sends("River clean-up")
    await li.taps(button_with(li, "1 of 10"))
    await li.taps("Change time")
    await li.sends("2026-11-25 09:00-12:00")
    await li.taps("Move it")
    await town.passes(seconds=31)
    told = await mei.sees("It was Thu 26 Nov, 14:00–16:00")
    assert "Wed 25 Nov, 09:00–12:00" in told.text
    await li.sends("/manage")
    await li.taps(button_with(li, "River clean-up"))
    assert not {"Undo", "Undo the move"} & set(li.screen.labels), "of a shift it is on the shift"


async def test_a_restart_within_the_half_minute_changes_nothing(cold_town: Town) -> None:
    town = cold_town
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    await town.activity("River clean-up", li, in_days=2, at=time(9), hours=3)
    await signs_up(mei, "River clean-up")
    await manages(li, "River clean-up")
    for title, is_undone in (("Lake clean-up", True), ("Sea clean-up", False)):
        await li.taps("Edit")
        await li.taps("Title")
        await li.sends(title)
        await town.stop()
        await town.start()
        if is_undone:
            await li.taps("Undo")
            await li.sees("✅ Undone. Nobody will be told.")
    await town.passes(minutes=1)
    told = await mei.sees("Changed: Sea clean-up")
    assert "It was called River clean-up." in told.text
    assert times_told(mei, "Changed:") == 1


async def test_a_place_changed_when_it_is_over_is_nobodys_news(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=1)
    await signs_up(mei, "River clean-up")
    await town.passes(hours=3)
    await manages(li, "River clean-up")
    await li.taps("Edit")
    await li.taps("Place")
    await li.sends("West Gate")
    await li.sees("✅ Saved.")
    await town.passes(hours=1)
    assert times_told(mei, "Changed:") == 0

    await mei.sends("/my")
    assert times_told(mei, "West Gate") == 0


async def test_a_new_place_and_title_are_one_message_old_and_new(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await town.activity("River clean-up", li, places=1)
    await signs_up(mei, "River clean-up")
    await bo.sends("/activities")
    await bo.taps("River clean-up")
    await bo.taps("Join waiting list")

    await manages(li, "River clean-up")
    for field, value in (("Place", "West Gate"), ("Title", "Lake clean-up"), ("Description", "Bring gloves")):
        await li.taps("Edit")
        await li.taps(field)
        await li.sends(value)
        if field == "Place":
            await li.taps("Move it")
    await town.passes(minutes=1)
    for someone, title in ((mei, "Please confirm: Lake clean-up"), (bo, "Changed: Lake clean-up")):
        told = await someone.sees(title)
        for said in ("📍 West Gate", "It was East Gate.", "It was called River clean-up."):
            assert said in told.text
        assert times_told(someone, "It was called") == 1, "the description is no reason to write"


async def test_cancelling_tells_everybody_once(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo, ana = [await town.member(name) for name in ("Mei", "Bo", "Ana")]
    await town.activity("River clean-up", li, places=2)
    for someone in (mei, bo):
        await signs_up(someone, "River clean-up")
    await ana.sends("/activities")
    await ana.taps("River clean-up")

    await manages(li, "River clean-up")
    await li.taps("Cancel the activity")
    await li.sees("2 people are signed up and will be told")
    await li.taps("Yes, cancel the activity")
    await li.sees("Why is it cancelled? Everybody who signed up will be told.")
    await li.taps("Keep it")
    assert times_told(mei, "Cancelled") == 0, "asked why, one may still think better of it"
    await li.taps("Cancel the activity")
    await li.taps("Yes, cancel the activity")
    await li.sends("The river is in flood <b>again</b>")
    await li.sees("✅ Cancelled. 2 people are told.")
    await li.sees("It was cancelled: The river is in flood <b>again</b>")
    await li.repeats()
    for someone in (mei, bo):
        told = await someone.sees("Cancelled: River clean-up")
        assert "Reason: The river is in flood <b>again</b>" in told.text
    await town.passes(days=3)
    for someone in (mei, bo):
        assert times_told(someone, "Cancelled: River clean-up") == 1
        assert times_told(someone, "See you") == 0, "there is nothing left to be reminded of"
        await someone.sends("/my")
        await someone.sees("No shift ahead")
    assert times_told(li, "Who came") == 0, "nobody is asked who came to what was called off"

    await ana.taps("Join waiting list")
    await ana.sees("It was cancelled: The river is in flood <b>again</b>")


async def test_writing_to_the_people_signed_up(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo, ana = [await town.member(name) for name in ("Mei", "Bo", "Ana")]
    await town.activity("River clean-up", li)
    for someone in (mei, bo):
        await signs_up(someone, "River clean-up")

    await manages(li, "River clean-up")
    await li.taps("Write to people")
    await li.sends("Bring <b>boots</b> & a hat 🥾")
    await li.sees("It goes to 2 people.")
    await li.taps("Send")
    await li.sees("✅ Sent to 2 people.")
    for someone in (mei, bo):
        await someone.sees("Bring <b>boots</b> & a hat 🥾")
        assert times_told(someone, "boots") == 1
    assert times_told(ana, "boots") == 0


async def test_when_a_leader_leaves_the_activity_finds_another(town: Town) -> None:
    li, wu, bo = [await town.leader(name, team="Baiyun") for name in ("Li", "Wu", "Bo")]
    await town.activity("River clean-up", li)
    await li.sends("/privacy")
    await li.taps("Leave for now")
    await li.taps("Leave for now")
    for other in (wu, bo):
        await other.sees("1 activity needs a leader")
        await other.sees("Li does not lead there any more.")
    await wu.taps("Hand over")
    await wu.taps(button_with(wu, "Bo"))
    await wu.sees("Led by Bo")
    await bo.sees("You lead River clean-up now")
    await bo.sees("Wu handed it over to you.")
    await bo.taps("Manage")
    await bo.sees("Led by Bo")
