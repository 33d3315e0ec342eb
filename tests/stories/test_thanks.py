"""What people say of a shift, and what leaders thank them for."""

from datetime import time

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, signs_up, times_told
from tests.support.town import Town


async def _held(town: Town, li: Phone, *names: str) -> list[Phone]:
    """A shift to which all of them came, with its roster confirmed."""
    people = [await town.member(name, team="Baiyun") for name in names]
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    for someone in people:
        await signs_up(someone, "River clean-up")
    await town.passes(hours=4, minutes=1)
    await li.taps("Roster")
    await li.taps("All came")
    await li.taps("Confirm")
    await li.sees("Roster confirmed: River clean-up")
    return people


async def _ratings(li: Phone) -> str:
    await li.sends("/manage")
    await li.taps("Past")
    await li.taps(button_with(li, "River clean-up"))
    await li.taps(li.screen.labels[0])
    await li.taps("Roster")
    await li.taps("Ratings")
    return (await li.sees("Ratings: River clean-up")).text


async def test_three_rate_a_shift_and_their_leader_reads_it_the_morning_after(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo, chen = await _held(town, li, "Mei", "Bo", "Chen")
    for someone, stars in ((mei, "5"), (bo, "4")):
        await someone.sees("How was it? 1 is poor, 5 is very good.")
        await someone.taps(stars)
        await someone.sees(f"You give it {stars} of 5.")
    await mei.taps("Say a word")
    await mei.sends("The tea was cold")
    await mei.sees("“The tea was cold”")
    await town.passes(days=1)
    assert "Nothing yet" in await _ratings(li), "two are too few"

    await chen.sends("/rate")
    await chen.taps(button_with(chen, "River clean-up"))
    await chen.taps("2")
    await chen.taps("3")
    await chen.sees("You give it 3 of 5.")
    assert "Nothing yet" in await _ratings(li), "no figure moves with a tap"
    await town.passes(days=1)
    seen = await _ratings(li)
    assert "4 of 5 by 3 people" in seen
    assert "1. “The tea was cold”" in seen
    assert not any(name in seen for name in ("Mei", "Bo", "Chen"))

    await chen.taps("Take my rating back")
    await chen.sees("Taken back. Nothing of it counts any more.")
    assert "Nothing yet" in await _ratings(li), "with two left there is nothing to see"
    await li.sends("/rate")
    await li.sees("Nothing to rate.")
    await town.passes(days=14)
    await mei.taps("1")
    await mei.sees("You could rate it for 14 days. They are over.")
    await mei.sees("You gave it 5 of 5.")


async def test_a_leader_commends_somebody_and_it_is_told_once(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, _ = await _held(town, li, "Mei", "Bo")
    await li.taps("Commend somebody")
    await li.taps("Bo")
    await li.sees("What would you like to thank them for?")
    await li.taps("Good with people")
    await li.sees("You commend Bo")
    await li.taps("Undo")
    await li.sees("Taken back. Bo hears nothing of it.")
    await li.taps("Mei")
    await li.sends("Carried the heavy bags")
    await li.sees("Mei is told in 10 min.")
    await li.taps("Commend somebody else")
    await li.taps("✅ Mei")
    await li.sends("Once more")
    await li.sees("You have commended Mei for this shift before.")
    assert times_told(mei, "commends you") == 0
    await town.passes(minutes=11)
    await mei.sees("Li commends you: River clean-up")
    assert times_told(mei, "commends you") == 1

    await mei.taps("My record")
    own = await mei.sees("Your record, as your leaders see it")
    assert "Carried the heavy bags" in own.text
    assert "Came to 1 shift" in own.text
    await li.sends("/manage")
    await li.taps("Past")
    await li.taps(button_with(li, "River clean-up"))
    await li.taps(li.screen.labels[0])
    await li.taps("Roster")
    await li.taps("Phone numbers")
    await li.taps("About them")
    await li.taps("Mei")
    await li.taps("Record")
    theirs = await li.sees("Record of Mei")
    assert theirs.text.splitlines()[1:] == own.text.splitlines()[1:], "they cannot differ"


async def test_an_admin_reads_quality_beside_the_totals(town: Town) -> None:
    an, li = await town.admin("An"), await town.leader("Li", team="Baiyun")
    bo = await town.member("Bo", team="Baiyun")
    await town.activity("Library help", li, in_days=0, at=time(10), hours=3)
    await signs_up(bo, "Library help")
    await bo.sends("can't come to the library")
    await bo.taps("Leave")
    mei, chen, zhao = await _held(town, li, "Mei", "Chen", "Zhao")
    for someone in (mei, chen, zhao):
        await someone.taps("4")
        await someone.sees("You give it 4 of 5.")
    await town.passes(days=1)
    await an.sends(f"/stats {town.now.year}-{town.now.month:02}")
    await an.taps("Quality")
    seen = (await an.sees("Quality · ")).text
    assert "Newcomers 3" in seen
    assert "Left by volunteers shortly before the start 1" in seen
    assert "Called off by leaders shortly before the start 0" in seen
    assert "Rating 4 of 5 by 3 people" in seen
    await an.taps("By unit")
    await an.sees("rating 4 of 5 by 3 people")
