"""When an activity is: whatever its leader types of dates and times, and what they are asked about it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.handlers.leading.test_posting import LINE, posts_of
from tests.support.chat import Chat, PhoneInChat, organisation
from tests.support.city import ZONE, City
from volunteering.rules.tree import Role


@pytest.mark.parametrize(
    ("piece", "says"),
    [
        ("2026-02-30 09:00-12:00", "there is no such date"),
        ("2026-12-05 25:00-26:00", "there is no such time of day"),
        ("2026-12-05 13:00-12:00", "ends before it starts. Does it end the day after?"),
        ("2020-12-05 09:00-12:00", "That has begun already"),
        ("2026-12-05 09:00 - 2026-12-08 09:00", "a shift has 24 hours at the most"),
        ("2026-12-05", "The times are missing"),
        ("whenever you like", "“whenever you like” is not a date."),
        ("7/8 9-12", "can be two dates"),
        ("<b>tomorrow</b>", "“<b>tomorrow</b>” is not a date."),
        ("5 - " * 300, "is not a date."),
    ],
)
async def test_a_mistake_in_the_time_is_named(city: City, li: PhoneInChat, piece: str, says: str) -> None:
    await li.sends(f"/new River clean-up | {piece} | East Gate | 10")
    li.sees("When is it", says)
    await li.sends("2026-12-05 09:00-12:00")
    li.sees("Is this right?", "River clean-up", "East Gate", "👥 10 places")
    await li.taps("Post it")
    assert len(await posts_of(city)) == 1


@pytest.mark.parametrize(
    ("rest", "means"),
    [
        ("2 h", "15:00–17:00 (2 h)"),
        ("五点", "15:00–17:00"),
        ("到五点半", "15:00–17:30"),
        ("5pm", "15:00–17:00"),
        ("until 6", "15:00–18:00"),
        ("3小时", "15:00–18:00"),
        ("90 min", "15:00–16:30"),
        ("Saturday 9-12", "Sat 5 Dec, 09:00–12:00"),
    ],
)
async def test_a_start_is_kept_until_its_end_or_its_length_is_said(li: PhoneInChat, rest: str, means: str) -> None:
    await li.sends("/new 河道清洁 | 明天下午三点 | 东门 | 10")
    li.sees("From tomorrow, 15:00. Until when, or for how long?", "1 h", "2 h", "3 h")
    await li.sends("嗯")
    li.sees("From tomorrow, 15:00. Until when, or for how long?", "2 h")
    await (li.taps(rest) if rest == "2 h" else li.sends(rest))
    li.sees("Is this right?", "河道清洁", means, "东门", "👥 10 places")


async def test_a_start_of_yesterday_is_still_that_day(chat: Chat, li: PhoneInChat) -> None:
    await li.sends("/new River | the day after tomorrow 3pm | East Gate")
    chat.clock.passes(days=1)
    await li.sends("5pm")
    li.sees("Is this right?", "tomorrow, 15:00–17:00")


async def test_what_is_changed_later_begins_anew(li: PhoneInChat) -> None:
    await li.sends("/new River | tomorrow 3pm | East Gate")
    await li.sends("5pm")
    await li.taps("Change time")
    await li.sends("6pm")
    li.sees("The date is missing.")


async def test_a_weekday_that_has_begun_is_offered_a_week_later(chat: Chat, li: PhoneInChat) -> None:
    today = chat.clock.now().astimezone(ZONE)
    await li.sends(f"/new Library | {today:%A} 00:00-8:00 | East Gate")
    li.sees("That has begun already", "Do you mean the next one?")
    await li.taps(f"{today + timedelta(days=7):%a} {(today + timedelta(days=7)).day}")
    li.sees("Is this right?", "00:00–08:00 (8 h)")


@pytest.mark.parametrize(
    "line",
    [
        "River clean-up, Sat 5 Dec 9-12, East Gate, 10",
        "River clean-up Sat 5 Dec 9-12 East Gate 10",
        "River clean-up on Sat 5 Dec 9am to noon at East Gate, 10 people",
        "River clean-up\nSat 5 Dec 9-12\nEast Gate\n10",
        "River clean-up、Sat 5 Dec 9-12、East Gate、10",
        "Sat 5 Dec 9-12 River clean-up, East Gate, 10",
        "River clean-up | East Gate | Sat 5 Dec 9-12 | 10",
    ],
)
async def test_a_line_needs_no_bars(li: PhoneInChat, line: str) -> None:
    await li.sends(f"/new {line}")
    li.sees("Is this right?", "Sat 5 Dec, 09:00–12:00 (3 h)", "📍 East Gate", "👥 10 places")
    assert "River clean-up" in li.last.text.splitlines()[1]


async def test_each_mistake_has_its_turn(li: PhoneInChat) -> None:
    await li.sends(f"/new {'x' * 500} | 2026-02-30 9-12 | East Gate | -1")
    li.sees("That is too long: 500 characters", "What is it called?")
    await li.sends("River")
    li.sees("there is no such date", "When is it")
    await li.sends("tomorrow 9-12")
    li.sees("There can be 1 to 9,999 places", "How many people")
    await li.taps("No limit")
    li.sees("Is this right?", "River", "Everybody is welcome", "East Gate")


async def test_what_a_time_may_mean_is_a_tap(city: City, li: PhoneInChat) -> None:
    await li.sends("/new Night watch | 2026-12-05 13:00-12:00 | East Gate")
    await li.taps("Sat 5 Dec 13:00–12:00")
    li.sees("Is this right?", "(23 h)")
    await li.sends("/cancel")
    await li.sends("/new Night watch | 7/8 9-12 | East Gate")
    await li.taps("7 Aug 2027 09:00–12:00")
    li.sees("Is this right?", "7 Aug 2027", "09:00–12:00 (3 h)")


async def test_a_time_that_comes_twice_is_asked_about(city: City) -> None:
    chat = Chat(city.database, organisation(zone=ZoneInfo("Europe/Berlin")))
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await li.sends("/new Night watch | 2027-10-31 02:30-06:00 | East Gate")
    li.sees("that time comes twice", "4 h 30", "3 h 30")
    await li.taps("31 Oct 2027 02:30–06:00 · 3 h 30")
    li.sees("Is this right?", "(3 h 30)")
    await li.sends("/cancel")
    await li.sends("/new Night watch | 2027-03-28 02:30-06:00 | East Gate")
    li.sees("that time is skipped")


async def test_a_line_of_the_review_is_read_when_it_is_pasted_back(city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    await li.taps("Change time")
    await li.sends("Time: Sat 5 Dec, 14:00–16:30 (2 h 30)")
    li.sees("Is this right?", "14:00–16:30")
    await li.taps("Change places")
    await li.sends("Places: 1,200")
    li.sees("Is this right?", "1,200")


async def test_what_a_person_does_not_say_clearly_is_asked_about(city: City, li: PhoneInChat) -> None:
    await li.sends("/new 夜间巡逻 | 12月5日半夜2点到4点 | 东门")
    li.sees("which night is that?", "Sat 5 Dec 02:00–04:00", "Sun 6 Dec 02:00–04:00")
    await li.taps("Sun 6 Dec 02:00–04:00")
    li.sees("Is this right?", "Sun 6 Dec, 02:00–04:00 (2 h)")
