"""Whoever says nothing is called, and what they said is noted: the place goes on, and they are told."""

from datetime import time

from tests.support.phone_steps import button_with, signs_up, times_told, waits
from tests.support.town import Town


async def test_the_leader_calls_and_the_place_is_somebody_elses(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    zoe, ana, bo = [await town.member(name) for name in ("Zoe", "Ana", "Bo")]
    await town.activity("Library help", li, in_days=4, at=time(9), places=2)
    for someone in (zoe, ana):
        await signs_up(someone, "Library help")
    await waits(bo, "Library help")

    await town.passes(days=3)
    await town.passes(hours=9, minutes=1)  # six in the evening, the day before
    for someone in (zoe, ana):
        await someone.sees("We have not heard from you yet")
    await li.sees("What needs you: Fri 27 Nov")
    await li.taps(button_with(li, "Library help"))
    await li.taps("Ana")
    assert str(ana.person.phone) in li.screen.text
    await li.taps("Comes late")
    assert "✅ Noted: Ana comes late." in li.screen.text
    await li.taps("‹ Shift")
    await li.taps("Zoe")
    await li.taps("Can't come")
    await li.taps("Yes, can't come")
    assert "✅ Noted: Zoe can't come. The place goes to somebody who waits." in li.screen.text
    assert "Please call" not in li.screen.text

    await bo.sees("A place for you: Library help")
    await bo.taps("Take it")
    await bo.sees("You are in: Library help")
    told = await zoe.sees("Li noted that you can't come: Library help")
    assert "your place is somebody else's by now" in told.text
    assert {"Join waiting list", "Ask the leader"} <= set(zoe.screen.labels)
    assert times_told(li, "can't make it") == 0, "Li has noted it"

    await town.passes(hours=13)  # two hours before
    told = await ana.sees("See you soon")
    assert "You said that you'll be late" in told.text
    assert times_told(zoe, "See you soon") == 0


async def test_who_did_not_say_so_takes_the_place_back(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    zoe = await town.member("Zoe")
    await town.activity("Library help", li, in_days=4, at=time(9), places=2)
    await signs_up(zoe, "Library help")
    await town.passes(days=3)
    await town.passes(hours=9, minutes=1)
    await li.sends("/manage")
    await li.taps("Library help")
    await li.taps(button_with(li, " of "))
    await li.taps("Roster")
    await li.taps("Zoe")
    await li.taps("Can't come")
    await li.taps("Yes, can't come")
    told = await zoe.sees("Li noted that you can't come: Library help")
    assert "a place is still free" in told.text
    await zoe.taps("I'm coming after all")
    await zoe.sees("You are in: Library help")
