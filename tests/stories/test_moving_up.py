"""Whatever kept somebody from a free place: once it has ended, the waiting list that they stand in is looked at."""

from datetime import time

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, signs_up, times_told, waits
from tests.support.town import Town


async def scene(town: Town) -> tuple[Phone, Phone, Phone]:
    """Bo waits for Library help, which Mei has the only place in; Li leads."""
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await town.activity("Library help", li, in_days=2, at=time(9), places=1)
    await signs_up(mei, "Library help")
    await waits(bo, "Library help")
    return li, mei, bo


async def is_told_of_a_place(bo: Phone, why: str = "A place was free, and you can take it now.") -> None:
    told = await bo.sees("A place for you: Library help")
    assert why in told.text
    assert times_told(bo, "A place for you") == 1


async def elsewhere(town: Town, li: Phone, mei: Phone, bo: Phone) -> None:
    """Bo is somewhere else then, so that the place that Mei leaves stays free."""
    await town.activity("Night market", li, in_days=2, at=time(10))
    await signs_up(bo, "Night market")
    await mei.taps("Leave")
    await town.passes(minutes=1)
    assert times_told(bo, "A place for you") == 0


async def manages(li: Phone, title: str) -> None:
    await li.sends("/manage")
    await li.taps(button_with(li, title))


async def test_leaving_what_was_at_the_same_time(town: Town) -> None:
    li, mei, bo = await scene(town)
    await elsewhere(town, li, mei, bo)
    await bo.taps("Leave")
    await is_told_of_a_place(bo)


async def test_what_was_at_the_same_time_is_cancelled(town: Town) -> None:
    li, mei, bo = await scene(town)
    await elsewhere(town, li, mei, bo)
    await manages(li, "Night market")
    await li.taps("Cancel the activity")
    await li.taps("Yes, cancel the activity")
    await li.taps("No reason")
    await is_told_of_a_place(bo)


async def test_what_was_at_the_same_time_is_moved(town: Town) -> None:
    li, mei, bo = await scene(town)
    await elsewhere(town, li, mei, bo)
    await manages(li, "Night market")
    await li.taps(button_with(li, "1 of 10"))
    await li.taps("Change time")
    await li.sends("2026-11-26 14:00-16:00")
    await li.taps("Move it")
    await is_told_of_a_place(bo)


async def test_a_suspension_ends(town: Town) -> None:
    _, mei, bo = await scene(town)
    chen = await town.admin("Chen")
    await chen.sends("/people Bo")
    await chen.taps("Suspend")
    await chen.taps("Several shifts missed")
    await mei.taps("Leave")
    await town.passes(minutes=1)
    assert times_told(bo, "A place for you") == 0
    await chen.taps("Restore")
    await is_told_of_a_place(bo)


async def missed(town: Town, li: Phone, bo: Phone) -> None:
    """Two shifts that Bo signed up for, and did not come to."""
    for title in ("Soup kitchen", "Night market"):
        await town.activity(title, li, in_days=0, at=time(10), hours=1)
        await signs_up(bo, title)
        await town.passes(hours=2, minutes=1)
        await li.sees(f"Who came to {title}?")
        await li.taps("Roster")
        await li.taps("Confirm")
        await li.taps("Nobody came")
        await bo.sees(f"Missed: {title}")
        await town.passes(hours=21, minutes=59)


async def test_no_shows_are_forgiven_or_corrected(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    chen = await town.admin("Chen")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await town.activity("Library help", li, in_days=9, places=1)
    await signs_up(mei, "Library help")
    await waits(bo, "Library help")
    await missed(town, li, bo)
    await mei.taps("Leave")
    await town.passes(minutes=1)
    assert times_told(bo, "A place for you") == 0

    await chen.sends("/people Bo")
    await chen.taps("No-shows")
    await chen.taps(button_with(chen, "Night market"))
    await chen.taps("Forgive")
    await chen.sees("✅ Forgiven. They are told.")
    await is_told_of_a_place(bo)


async def test_a_setting_lets_people_in(cold_town: Town) -> None:
    town = cold_town
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await town.activity("Library help", li, in_days=9, places=1)
    await signs_up(mei, "Library help")
    await waits(bo, "Library help")
    await missed(town, li, bo)
    await mei.taps("Leave")
    await town.stop()
    await town.start({"NO_SHOWS": "3"})
    await is_told_of_a_place(bo)


async def test_more_places_and_another_time_are_given_as_the_reason(town: Town) -> None:
    li, _, bo = await scene(town)
    await manages(li, "Library help")
    await li.taps(button_with(li, "1 of 1"))
    await li.taps("Change places")
    await li.sends("2")
    await li.taps("Yes, change it")
    await is_told_of_a_place(bo, "There are more places now, and you were next in line.")


async def test_a_shift_that_moves_out_of_the_way(town: Town) -> None:
    li, mei, bo = await scene(town)
    await elsewhere(town, li, mei, bo)
    await manages(li, "Library help")
    await li.taps(button_with(li, "0 of 1"))
    await li.taps("Change time")
    await li.sends("2026-11-26 14:00-16:00")
    await is_told_of_a_place(bo, "It is at another time now, with a place free for you.")
