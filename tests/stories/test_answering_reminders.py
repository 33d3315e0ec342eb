"""Reminders that are answered: who comes, who comes late, who can't, and whom the leader has to call."""

from datetime import time, timedelta

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, signs_up, times_told, waits
from tests.support.town import MONDAY_MORNING, Town


async def the_shift_of(li: Phone, title: str) -> str:
    """What the leader reads of the only shift of that title."""
    await li.sends("/manage")
    await li.taps(title)
    await li.taps(button_with(li, " of "))
    return li.screen.text


async def test_three_answers_and_somebody_who_says_nothing(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, ana, zoe, bo = [await town.member(name) for name in ("Mei", "Ana", "Zoe", "Bo")]
    await town.activity("Library help", li, in_days=4, at=time(9), places=3)
    for someone in (mei, ana, zoe):
        await signs_up(someone, "Library help")
    await waits(bo, "Library help")

    await town.passes(days=1)
    for someone in (mei, ana, zoe):
        await someone.sees("See you Fri")
        assert {"I'm coming", "I'll be late", "I can't make it"} <= set(someone.screen.labels)
    await mei.taps("I'll be late")
    await mei.sees("Li knows that you'll be late.")
    await ana.taps("I'm coming")
    await ana.sees("See you there: Library help")
    seen = await the_shift_of(li, "Library help")
    assert "👥 3 of 3: 1 coming, 1 late, 1 silent · 1 waiting" in seen
    assert "Please call" not in seen, "Zoe is asked once more first"

    await town.passes(days=2)
    told = await mei.sees("See you tomorrow")
    assert "You said that you'll be late" in told.text
    await mei.taps("I'm coming")
    assert "I'll be late" in mei.screen.labels, "Mei isn't any more"
    await zoe.sees("See you tomorrow")
    await ana.sees("See you tomorrow")
    await ana.taps("I can't make it")
    await ana.taps("Yes, leave")
    await ana.sees("You are no longer signed up")
    await bo.sees("Library help")
    seen = await the_shift_of(li, "Library help")
    assert "1 person was asked and has not answered. Please call:" in seen
    assert f"Zoe {zoe.person.phone}" in seen
    await li.taps("Roster")
    assert "⚠️ 2. Zoe" in li.screen.text

    await town.passes(hours=9)
    told = await zoe.sees("We have not heard from you yet")
    assert {"I'm coming", "I'll be late", "I can't make it"} <= set(zoe.screen.labels)
    await town.passes(hours=13)
    told = await zoe.sees("See you soon")
    assert times_told(zoe, "We have not heard from you yet") == 1
    assert times_told(mei, "We have not heard from you yet") == 0, "Mei has said that she comes"
    assert f"Zoe {zoe.person.phone}" in await the_shift_of(li, "Library help"), "a place is not lost by saying nothing"
    assert "If you can't come, please say so" in told.text
    assert "I'm coming" not in zoe.screen.labels, "the last one only reminds"


async def test_nobody_is_woken_but_for_a_shift_of_today(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    for someone, title, hour in ((mei, "Night watch", 1), (bo, "Early market", 6)):
        await town.activity(title, li, in_days=4, at=time(hour), hours=3)
        await signs_up(someone, title)
    clock = town.playground.clock
    for hours, phones, told in (
        (23, (mei, bo), "See you Fri"),  # Tuesday at eight
        (71, (mei, bo), "See you tomorrow"),  # Thursday at eight
        (81, (mei, bo), "We have not heard from you yet"),  # at six in the evening
        (84, (mei,), "See you soon"),  # at nine in the evening: at eleven it would be night
        (91, (bo,), "See you soon"),  # at four: of today
    ):
        assert await clock.advance_to_next()
        assert clock.moment() == MONDAY_MORNING + timedelta(hours=hours)
        for phone in phones:
            await phone.sees(told)
    for phone in (mei, bo):
        assert times_told(phone, "See you") == 4


async def test_in_the_evening_the_leader_reads_what_needs_them_tomorrow(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, ana = await town.member("Mei"), await town.member("Ana")
    for title, days in (("Library help", 4), ("Soup kitchen", 5)):
        await town.activity(title, li, in_days=days, at=time(20))
        await signs_up(mei, title)
    await signs_up(ana, "Library help")
    await town.passes(days=3, hours=8, minutes=59)
    assert times_told(li, "What needs you") == 0
    await town.passes(hours=3)  # nine in the evening
    told = await li.sees("What needs you: Fri 27 Nov")
    assert "0 coming, 0 late, 2 silent" in told.text
    assert "Soup kitchen" not in told.text
    await town.stop()
    await town.start()
    await town.passes(minutes=30)
    assert times_told(li, "What needs you") == 1
    await li.taps(button_with(li, "Library help"))
    assert "Roster" in li.screen.labels
