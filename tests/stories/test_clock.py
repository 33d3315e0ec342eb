"""The playground's clock: from reminder to reminder, as somebody who tries Yigong lives through a week in a minute."""

from datetime import UTC, datetime, time, timedelta

from tests.support.phone_steps import signs_up, times_told
from tests.support.town import MONDAY_MORNING, Town


async def test_to_the_next_reminder_and_the_next(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    await town.activity("River clean-up", li, in_days=3, at=time(9), hours=3)
    clock = town.playground.clock
    assert not await clock.advance_to_next(), "nobody has signed up, and nothing is due"

    await signs_up(mei, "River clean-up")
    start = MONDAY_MORNING + timedelta(days=3)
    for due, phone, told in (
        (start - timedelta(hours=24), mei, "See you tomorrow"),
        (start - timedelta(hours=15), li, "What needs you: "),
        (start - timedelta(hours=2), mei, "See you soon"),
        (start + timedelta(hours=3), li, "Who came to River clean-up?"),
    ):
        assert await clock.advance_to_next()
        assert clock.moment() == due, f"{told!r} is what comes next"
        await phone.sees(told)
        assert times_told(phone, told) == 1


async def test_shifts_due_together_are_one_reminder(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    for title, hour in (("River clean-up", 9), ("Library help", 13)):
        await town.activity(title, li, in_days=3, at=time(hour), hours=3)
        await signs_up(mei, title)

    await town.stop()
    await town.passes(days=2, hours=5)
    await town.start()
    told = await mei.sees("See you tomorrow")
    assert "River clean-up" in told.text
    assert "Library help" in told.text
    assert times_told(mei, "See you") == 1
    assert town.now == datetime(2026, 11, 25, 6, 0, tzinfo=UTC)


async def test_a_late_sign_up_is_not_reminded_of_what_was_a_minute_ago(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    await signs_up(mei, "River clean-up")
    assert "You get a reminder" not in mei.screen.text
    await town.passes(minutes=59)
    assert times_told(mei, "See you") == 0

    await bo.sends("/activities")
    await bo.taps("River clean-up")
    await town.passes(minutes=2)
    await bo.taps("Sign up")
    await bo.sees("It has begun already")
