"""A shift has too few: whoever could come is asked, and the leader decides what is left to be decided."""

from datetime import time

from playground.phones.phone import Phone
from storage.rows import Rows
from tests.support.phone_steps import button_with, signs_up, times_told
from tests.support.town import Town


async def taking(town: Town, li: Phone, title: str, minimum: int, *, in_days: int = 2, places: int = 10) -> int:
    """An activity whose shift takes so many people."""
    shift = await town.activity(title, li, in_days=in_days, at=time(10), places=places)
    await takes(town, shift, minimum)
    return shift


async def takes(town: Town, shift: int, minimum: int) -> None:
    """From now on it takes so many."""

    async def say(records: Rows) -> None:
        await records.activities.set_minimum(shift, minimum)

    await town.writes(say)


async def test_a_drop_out_is_replaced_and_the_others_hear_kindly_that_it_is_filled(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    bo, wang, zhao = [await town.member(name, team="Baiyun") for name in ("Bo", "Wang", "Zhao")]
    shift = await taking(town, li, "Library help", 0, places=1)
    await signs_up(mei, "Library help")
    await takes(town, shift, 1)
    await town.passes(minutes=2)
    assert not any(times_told(phone, "Can you help out?") for phone in (bo, wang, zhao, li))

    await mei.taps("Leave")
    await town.passes(minutes=7)
    for phone in (bo, wang, zhao):
        told = await phone.sees("Can you help out? Library help")
        assert "It takes at least 1: 1 is still missing" in told.text
        assert "at most 2 times in seven days" in told.text  # they are asked for the first time
    assert times_told(li, "Can you help out?") == 0, "who leads it knows"
    assert times_told(mei, "Can you help out?") == 0

    await zhao.taps("Not this one")
    await zhao.sees("Thank you for saying so")
    await bo.taps("Take it")
    await bo.sees("You are in: Library help")
    await wang.taps("Take it")
    await wang.sees("It is filled: there are enough people by now.")
    await wang.taps("See what else there is")
    await wang.sees("What is coming up")

    await town.passes(hours=3)
    await li.sends("/manage")
    await li.taps(button_with(li, "Library help"))
    await li.taps(button_with(li, "1 of 1"))
    await li.taps("Who was asked")
    told = await li.sees("Asked: Library help")
    assert "3 asked: 1 yes, 1 no, 1 silent." in told.text
    assert "Yes: Bo" in told.text
    assert "Not this one: Zhao" in told.text


async def test_asked_less_down_to_never_and_back_in_the_profile(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    bo = await town.member("Bo", team="Baiyun")
    await taking(town, li, "Library help", 5)
    await town.passes(minutes=2)
    await bo.sees("Can you help out?")
    await bo.taps("Ask me less")
    await bo.sees("You are asked once in seven days at the most.")
    await bo.taps("Ask me less")
    await bo.sees("You are asked once in thirty days at the most.")
    await bo.sees("You may still come to Library help")
    assert "Take it after all" in bo.screen.labels
    await bo.taps("Undo")
    told = await bo.sees("✅ Undone. You are asked once in seven days at the most.")
    assert told.text.startswith("Can you help out? Library help"), "what they were asked is there to be answered"
    await bo.sends("/profile")
    await bo.taps("When people are missing")
    await bo.taps("Never")
    await bo.sees("You are not asked any more.")


async def test_nobody_is_left_and_the_leader_widens_and_then_cancels(town: Town) -> None:
    await town.team("Baiyun")
    li = await town.leader("Li", team="Baiyun")
    bo = await town.member("Bo", team="Baiyun")
    far = await town.member("Far")
    await taking(town, li, "Library help", 5)
    await taking(town, li, "Reading aloud", 0, in_days=3)
    await town.passes(minutes=2)
    await bo.sees("Can you help out?")
    await bo.taps("Not this one")
    await town.passes(hours=4)
    told = await li.sees("People are missing: Library help")
    assert "1 asked: 0 yes, 1 no, 0 silent." in told.text
    assert "Nobody of Baiyun is left who could be asked just now." in told.text
    assert "“Widen” asks the people of Taizhou, too." in told.text
    await li.taps("Widen")
    await li.sees("The people of Taizhou are asked, too.")
    assert "Widen" not in li.screen.labels, "there is nobody further"
    await town.passes(minutes=2)
    await far.sees("Can you help out? Library help")
    await far.taps("Take it")
    await far.sees("You are in: Library help")
    await li.taps("Cancel this shift")
    await li.taps("Yes, cancel the shift")
    await li.taps("No reason")
    await far.sees("Cancelled: Library help")
