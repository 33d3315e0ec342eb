"""Somebody blocks the bot: no place is given to them in silence, and whoever leads is told to call."""

from datetime import time

from playground.phones.phone import Phone
from storage.engine.retrying import written
from tests.support.phone_steps import button_with, signs_up, times_told, waits
from tests.support.town import Town


async def the_roster(li: Phone, title: str) -> str:
    """What the leader reads under who is signed up."""
    await li.sends("/manage")
    await li.taps(button_with(li, title))
    await li.taps(button_with(li, " of "))
    await li.taps("Roster")
    return li.screen.text


async def test_a_place_goes_past_who_cannot_be_told_and_the_leader_calls(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo, ana = [await town.member(name) for name in ("Mei", "Bo", "Ana")]
    await town.activity("Library help", li, places=1)
    await signs_up(mei, "Library help")
    for someone in (bo, ana):
        await waits(someone, "Library help")
    await bo.blocks()

    await mei.taps("Leave")
    await mei.taps("Yes, leave")
    await ana.sees("A place for you: Library help")
    told = await li.sees("1 person has to be called")
    assert "Next in line for a free place" in told.text
    assert bo.person.phone in told.text
    assert "⏳ ⚠️ 1. Bo" in await the_roster(li, "Library help")
    assert "please call" in li.screen.text

    await ana.sends("/my")
    await ana.taps("Leave the list")
    await town.passes(hours=1)
    assert times_told(li, "has to be called") == 1, "once is enough"
    assert await town.number("SELECT COUNT(*) FROM signups WHERE state = 'confirmed'") == 0

    await bo.unblocks()
    await bo.sees("A place for you: Library help")
    await bo.sees("A place was free, and you can take it now.")
    assert "⚠️" not in await the_roster(li, "Library help")


async def test_whoever_writes_again_moves_up(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await town.activity("Library help", li, places=1)
    await signs_up(mei, "Library help")
    await waits(bo, "Library help")
    # As delivery leaves it when Telegram refuses a message.
    unreachable = "UPDATE people SET reachable = 0 WHERE name = 'Bo'"
    await written(town.database, lambda transaction: transaction.execute(unreachable))
    await mei.taps("Leave")
    await li.sees("1 person has to be called")
    await bo.sends("/my")
    await bo.sees("A place for you: Library help")


async def test_a_place_given_at_once_to_somebody_who_turns_out_unreachable_is_told(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await town.activity("Library help", li, places=1)
    await signs_up(mei, "Library help")
    await waits(bo, "Library help")
    await bo.sends("/profile")
    await bo.taps("Put me in at once")
    town.playground.telegram.chats[bo.person.id].is_blocked = True  # and no update tells of it
    await mei.taps("Leave")
    await mei.taps("Yes, leave")
    told = await li.sees("1 person has to be called")
    assert "Moved up from the waiting list" in told.text
    assert bo.person.phone in told.text
    await town.passes(days=1)
    await town.passes(hours=22)
    assert times_told(li, "has to be called") == 1, "the reminders that Bo doesn't get are no news"


async def test_reminders_changes_and_cancellations_that_do_not_arrive_are_told(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo, ana = [await town.member(name) for name in ("Mei", "Bo", "Ana")]
    await town.activity("River clean-up", li, in_days=2, at=time(9))
    for someone in (mei, bo, ana):
        await signs_up(someone, "River clean-up")
    for someone in (mei, bo):
        await someone.blocks()

    await town.passes(days=1)
    told = await li.sees("2 people have to be called")
    assert "Not reminded" in told.text
    assert mei.person.phone in told.text
    assert bo.person.phone in told.text
    assert ana.person.phone not in told.text
    await town.passes(hours=22)
    assert times_told(li, "have to be called") == 1

    await li.sends("/manage")
    await li.taps(button_with(li, "River clean-up"))
    await li.taps(button_with(li, "3 of 10"))
    await li.taps("Change time")
    await li.sends("2026-11-26 14:00-16:00")
    await li.taps("Move it")
    await town.passes(minutes=1)
    told = await li.sees("Not told of the change")
    assert "2 people have to be called" in told.text, "they know the old time at best"

    await li.sends("/manage")
    await li.taps(button_with(li, "River clean-up"))
    await li.taps("Cancel the activity")
    await li.taps("Yes, cancel the activity")
    await li.taps("No reason")
    await town.passes(hours=1)  # it is tomorrow's by now: nobody is woken for it
    await ana.sees("Cancelled: River clean-up")
    told = await li.sees("Not told that it is cancelled")
    assert "2 people have to be called" in told.text, "they would stand before a closed door"


async def test_what_a_leader_cannot_be_told_goes_to_the_others(town: Town) -> None:
    li, wu = [await town.leader(name, team="Baiyun") for name in ("Li", "Wu")]
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li, in_days=0, at=time(11), hours=2)
    await signs_up(mei, "River clean-up")
    town.playground.telegram.chats[li.person.id].is_blocked = True  # and no update tells of it
    await mei.taps("Leave")
    await wu.sees("Mei can't make it")

    await signs_up(mei, "River clean-up")
    await town.passes(hours=5)
    await wu.sees("Who came to River clean-up?")
    assert times_told(wu, "Mei can't make it") == 1


async def test_a_roster_that_the_leader_is_not_asked_for_is_anothers(town: Town) -> None:
    li, wu = [await town.leader(name, team="Baiyun") for name in ("Li", "Wu")]
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li, in_days=0, at=time(11), hours=2)
    await signs_up(mei, "River clean-up")
    town.playground.telegram.chats[li.person.id].is_blocked = True
    await town.passes(hours=5)
    await wu.sees("Who came to River clean-up?")
    assert times_told(wu, "Who came") == 1


async def test_an_admin_sees_in_the_list_whom_messages_do_not_reach(town: Town) -> None:
    chen, mei = await town.admin("Chen"), await town.member("Mei")
    await town.member("Mei Lin")
    await chen.sends("/people Mei")
    seen = await chen.sees("Mei Lin")
    assert "⚠️" not in seen.text
    await mei.blocks()
    await chen.sends("/people Mei")
    seen = await chen.sees("⚠️ Mei")
    assert seen.text.splitlines()[-1] == "⚠️ Messages do not arrive there: please call.", "a mark says what it means"


async def test_an_offer_to_somebody_who_turns_out_unreachable_goes_on(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo, ana = [await town.member(name) for name in ("Mei", "Bo", "Ana")]
    await town.activity("Library help", li, places=1)
    await signs_up(mei, "Library help")
    for someone in (bo, ana):
        await waits(someone, "Library help")
    town.playground.telegram.chats[bo.person.id].is_blocked = True  # and no update tells of it
    await mei.taps("Leave")
    await mei.taps("Yes, leave")
    await town.passes(minutes=1)
    told = await li.sees("1 person has to be called")
    assert "Next in line for a free place" in told.text
    await ana.sees("A place for you: Library help")
