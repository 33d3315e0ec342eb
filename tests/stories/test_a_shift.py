"""The main job, told through phones: a volunteer signs up, is reminded, comes, and has the hours."""

from datetime import time

from tests.support.phone_steps import signs_up, times_told
from tests.support.town import Town


async def test_mei_signs_up_is_reminded_comes_and_has_her_hours(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    chen = await town.admin("Chen")
    await town.activity("River clean-up", li, in_days=2, at=time(9), hours=3, details="Door code 2580")

    await mei.sends("/activities")
    await mei.taps("River clean-up")
    assert "Door code" not in mei.screen.text, "the door code is for those who have a place"
    await mei.taps("Sign up")
    await mei.sees("You are in: River clean-up")
    assert "Door code 2580" in mei.screen.text

    await town.passes(days=1)
    await mei.sees("See you tomorrow")
    await mei.taps("I'm coming")
    await mei.sees("See you there")

    await town.passes(days=1, hours=3, minutes=1)
    await li.sees("Who came to River clean-up?")
    await li.taps("Roster")
    await li.taps("All came")
    await li.taps("Confirm")
    await mei.sees("3 h")

    await mei.sends("/my")
    await mei.sees("3 h this month")
    await chen.sends("/stats")
    await chen.sees("Participations 1")


async def test_a_full_shift_has_a_waiting_list_that_moves_up(town: Town) -> None:
    li = await town.leader("Li")
    mei, bo, ana = [await town.member(name) for name in ("Mei", "Bo", "Ana")]
    shift = await town.activity("Library help", li, places=1)
    for someone, label in ((mei, "Sign up"), (bo, "Join waiting list"), (ana, "Join waiting list")):
        await someone.sends("/activities")
        await someone.taps("Library help")
        await someone.taps(label)
    await ana.sees("You are number 2")

    await mei.taps("Leave")
    await mei.sees("2 people wait, and your place goes to one of them at once.")
    await mei.taps("Keep my place")
    await mei.sees("You are in, Li is expecting you")
    await mei.taps("Leave")
    await mei.taps("Yes, leave")
    await mei.sees("your place goes to somebody who waited")
    assert "Join waiting list" in mei.screen.labels
    await bo.sees("A place for you: Library help")
    await bo.taps("Take it")
    await bo.sees("You are in: Library help")
    await ana.sends("/my")
    await ana.sees("Library help")
    assert "number 1 on the waiting list" in ana.screen.text, "the second in line is the first now"
    confirmed = "SELECT COUNT(*) FROM signups WHERE shift_id = :shift AND state = 'confirmed'"
    assert await town.number(confirmed, shift=shift) == 1


async def test_within_three_hours_everybody_who_waits_is_told(town: Town) -> None:
    li = await town.leader("Li")
    mei, bo = [await town.member(name) for name in ("Mei", "Bo")]
    await town.activity("Soup kitchen", li, in_days=0, at=time(11), places=1)
    for someone, label in ((mei, "Sign up"), (bo, "Join waiting list")):
        await someone.sends("/activities")
        await someone.taps("Soup kitchen")
        await someone.taps(label)

    await mei.taps("Leave")
    told = await li.sees("Mei can't make it")
    assert "everybody who waits is told, and whoever asks first gets the place" in told.text
    await bo.sees("A place is free: Soup kitchen")
    await bo.sends("/activities")
    await bo.taps("Soup kitchen")
    await bo.taps("Take the free place")
    await bo.sees("You are in: Soup kitchen")


async def test_who_cannot_make_it_passes_the_place_on(town: Town) -> None:
    li = await town.leader("Li")
    mei, bo = [await town.member(name) for name in ("Mei", "Bo")]
    await town.activity("Library help", li, in_days=2, places=1)
    for someone, label in ((mei, "Sign up"), (bo, "Join waiting list")):
        await someone.sends("/activities")
        await someone.taps("Library help")
        await someone.taps(label)
    await town.passes(days=1)
    await mei.sees("See you tomorrow")
    assert times_told(bo, "See you") == 0, "who waits is not reminded"

    await mei.taps("I can't make it")
    await mei.sees("1 person waits, and your place goes to them at once.")
    assert mei.screen.labels == ("I'm coming", "Yes, leave")
    await mei.taps("Yes, leave")
    await mei.sees("your place goes to somebody who waited")
    await bo.sees("A place for you: Library help")
    await bo.taps("Take it")
    await town.passes(hours=22)
    await bo.sees("See you soon")
    assert times_told(mei, "See you soon") == 0


async def test_a_shift_elsewhere_at_the_same_time_is_named(town: Town) -> None:
    li = await town.leader("Li")
    mei = await town.member("Mei")
    await town.activity("Library help", li, at=time(8), hours=2)
    await town.activity("River clean-up", li, at=time(9), hours=3)
    await town.activity("Night market", li, at=time(10), hours=1)

    await signs_up(mei, "Library help")
    await mei.sends("/activities")
    await mei.taps("River clean-up")
    assert "Library help" in mei.screen.text, "why not is said before anybody taps in vain"

    await signs_up(mei, "Night market")
    await mei.sees("You are in: Night market")


async def test_the_same_tap_twice_is_one_sign_up(town: Town) -> None:
    li = await town.leader("Li")
    mei = await town.member("Mei")
    shift = await town.activity("River clean-up", li)
    await signs_up(mei, "River clean-up")
    await mei.repeats()

    assert "River clean-up" in mei.screen.text
    assert "Leave" in mei.screen.labels, "the repeat shows that she is in"
    assert await town.number("SELECT COUNT(*) FROM signups WHERE shift_id = :shift", shift=shift) == 1


async def test_a_restart_in_between_loses_nothing(cold_town: Town) -> None:
    town = cold_town
    li = await town.leader("Li")
    mei = await town.member("Mei")
    await town.activity("River clean-up", li, in_days=2)
    await signs_up(mei, "River clean-up")

    await town.stop()
    await town.passes(days=1, hours=22, minutes=30)
    await town.start()
    await mei.sees("See you soon")
    await mei.sends("/my")
    await mei.sees("My shifts")
    reminders = [bubble for bubble in mei.chat if "I can't make it" in bubble.labels]
    assert len(reminders) == 1, "one reminder, though both were due while nobody was there"
