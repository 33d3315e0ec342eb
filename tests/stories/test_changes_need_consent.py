"""A shift at another time or place: everybody is asked whether they still come, and it can be undone for an hour."""

from datetime import time

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, signs_up, times_told, waits
from tests.support.town import Town

LAKE, FAIR = "Lake clean-up", "Book fair"


async def opens_shift(li: Phone, title: str) -> None:
    await li.sends("/manage")
    await li.taps(button_with(li, title))
    await li.taps(button_with(li, " of "))


async def sees(phone: Phone, first: str, *others: str) -> None:
    """All of it in one message."""
    found = await phone.sees(first)
    for text in others:
        assert text in found.text, found.text


async def test_a_move_is_confirmed_refused_or_lapses_and_the_place_goes_on(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo, ana, wu = [await town.member(name) for name in ("Mei", "Bo", "Ana", "Wu")]
    await town.activity(LAKE, li, in_days=5, at=time(9), hours=3, places=3)
    await town.activity(FAIR, li, in_days=6, at=time(14), hours=2)
    for someone in (mei, bo, ana):
        await signs_up(someone, LAKE)
    await signs_up(bo, FAIR)
    await waits(wu, LAKE)

    await opens_shift(li, LAKE)
    await li.taps("Change time")
    await li.sends("2026-11-29 14:00-16:00")
    await sees(li, "🙋 3 people with a place will be asked", "is elsewhere then: ")
    await li.taps("Move it")
    await sees(li, "3 people are asked to confirm", "1 is elsewhere then")
    await town.passes(seconds=31)

    await sees(mei, "Please confirm: Lake clean-up", "Please confirm by Sat 28 Nov, 14:00")
    await mei.sends("/my")
    await mei.sees("Lake clean-up · please confirm")
    await mei.taps(button_with(mei, LAKE))
    await mei.taps("I still come")
    await mei.sees("See you there: Lake clean-up")

    await bo.sees("You are also signed up for Book fair then")
    await bo.taps("I still come")
    await bo.sees("Please choose: Lake clean-up")
    await bo.taps("I can't make it")
    assert times_told(wu, "Please confirm") == 0, "who waits has nothing to confirm"

    await opens_shift(li, LAKE)
    await sees(li, "have confirmed", "⏳ Not yet: ", "Ana")
    await li.taps("Roster")
    await sees(li, "Ana", "to confirm")

    await town.passes(days=4, hours=6)
    assert times_told(ana, "Do you still come?") == 2, "asked, and reminded once"
    await town.passes(days=1)
    await sees(ana, "Your place was offered on: Lake clean-up", "Nobody holds that against you")
    assert times_told(ana, "Your place was offered on") == 1
    await ana.taps("Sign up again")
    await ana.sees("You are in: Lake clean-up")


async def test_an_hour_long_it_is_undone_with_everything_that_was_said(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = [await town.member(name) for name in ("Mei", "Bo")]
    await town.activity(LAKE, li, in_days=5, at=time(9), hours=3)
    for someone in (mei, bo):
        await signs_up(someone, LAKE)
    await opens_shift(li, LAKE)
    await li.taps("Change time")
    await li.sends("2026-11-29 14:00-16:00")
    await li.taps("Move it")
    await town.passes(minutes=1)
    await mei.taps("I still come")
    await opens_shift(li, LAKE)
    await sees(li, "✅ 1 of 2 have confirmed", "⏳ Not yet: Bo")
    await town.stop()
    await town.start()
    await town.passes(minutes=30)
    await li.taps("Undo the move")
    await sees(li, "✅ Undone. 2 people will be told that it is back.", "09:00–12:00")
    await town.passes(minutes=1)
    for someone in (mei, bo):
        await sees(someone, "As it was before: Lake clean-up", "It was Sun 29 Nov, 14:00–16:00")
        await someone.sends("/my")
        await someone.sees("Sat 28 Nov, 09:00 · Lake clean-up")
    await li.repeats()
    await town.passes(days=3)
    assert times_told(bo, "Do you still come?") == 1, "nothing is to be confirmed any more"


async def test_another_place_is_one_question_about_all_shifts(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    await town.activity(LAKE, li, in_days=5, at=time(9), hours=3)
    await signs_up(mei, LAKE)
    await li.sends("/manage")
    await li.taps(button_with(li, LAKE))
    await li.taps("Add a shift")
    await li.sends("2026-11-29 9-12, 10")
    await li.taps("Add it")
    await mei.sends("/activities")
    await mei.taps(button_with(mei, "Sun 29 Nov"))
    await mei.taps("Sign up")

    await li.sends("/manage")
    await li.taps(button_with(li, LAKE))
    await li.taps("Edit")
    await li.taps("Place")
    await li.sends("West Gate")
    await li.taps("Move it")
    await li.sees("1 person is asked to confirm")
    await town.passes(seconds=31)
    await sees(mei, "Please confirm: Lake clean-up", "Sat 28 Nov", "Sun 29 Nov", "It was East Gate")
    assert times_told(mei, "Please confirm") == 1
    await mei.taps("I still come")
    await mei.sees("You keep 2 places.")
    await town.passes(minutes=20)
    await li.sends("/manage")
    await li.taps(button_with(li, LAKE))
    await li.taps("Undo the move")
    await li.sees("📍 East Gate")
    await town.passes(minutes=1)
    await mei.sees("As it was before: Lake clean-up")
