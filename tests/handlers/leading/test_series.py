"""A series as a leader lives it: a line, the form, what is read back, and its end; and as volunteers find it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.doors.way import Way
from scheduling.series import post_series
from tests.support.acting import at
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.ground.policy import Policy
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language

LINE = "/new Reading circle | every Wed 15:00-17:00 until 2027-06-30 | Library | 6"
EVERY = "📅 every Wednesday, 15:00–17:00, until 30 Jun 2027"


@pytest.fixture
def china(chat: Chat) -> Policy:
    """The organisation goes by the holidays of China."""
    policy = Policy(holidays="CN")
    chat.organisation = replace(chat.organisation, policy=policy)
    chat.way = Way(chat.database, chat.organisation, chat.clock)
    return policy


async def recurrences_of(city: City) -> list[str]:
    rows = await city.table("SELECT recurrence FROM shifts ORDER BY recurrence")
    return [row["recurrence"] for row in rows]


async def test_one_line_posts_eight_weeks_of_it_and_says_so_before(
    chat: Chat, city: City, li: PhoneInChat, china: Policy
) -> None:
    await li.sends(LINE)
    li.sees("Is this right?", "📅 tomorrow, 15:00–17:00 (2 h)", EVERY, "👥 6 places", "📍 Library")
    li.sees("8 shifts are posted at once: tomorrow · Wed 9 Dec · Wed 16 Dec · Wed 23 Dec · …")
    li.sees("The others are posted by themselves, 8 weeks ahead.")
    li.sees("Holidays are known until Thu 31 Dec. Please look at later days yourself.")
    await li.taps("Post it")
    li.sees("Posted: Reading circle", EVERY, "8 shifts are posted.", "The others are posted by themselves")
    assert len(await recurrences_of(city)) == 8
    await li.taps("Manage it")
    li.sees("Reading circle (1–5 of 8)", EVERY, "End the series")
    await post_series(chat.database, at(NOW + timedelta(days=14), china))
    assert len(await recurrences_of(city)) == 10


async def test_volunteers_find_the_next_and_the_others_one_tap_away(
    chat: Chat, city: City, li: PhoneInChat, china: Policy
) -> None:
    await li.sends(LINE)
    await li.taps("Post it")
    wei = await chat.volunteer("Wei")
    for way in ("/activities", "By time", "This week"):
        await (wei.sends(way) if way.startswith("/") else wei.taps(way))
        wei.sees("📅 tomorrow, 15:00 · Reading circle · Library · every Wednesday · 6 places left")
        assert wei.last.text.count("Reading circle") == 1
    await wei.taps("Reading circle")
    wei.sees(EVERY, "Sign up", "7 other times")
    await wei.taps("7 other times")
    wei.sees("Reading circle (1–5 of 8)", "Wed 9 Dec, 15:00")
    first = await city.figure("SELECT id AS n FROM shifts ORDER BY starts_at LIMIT 1")
    async with city.changing() as transaction:
        transaction.later("UPDATE shifts SET state = 'cancelled' WHERE id = :shift", shift=first)
    await wei.sends("/activities")
    wei.sees("📅 Wed 9 Dec, 15:00 · Reading circle")


async def test_in_the_form_it_is_said_beside_the_time_or_added_to_the_preview(city: City, li: PhoneInChat) -> None:
    await li.sends("/new")
    await li.sends("Choir")
    await li.sends("every Wed and Sat 9-11 until 30 Dec")
    li.sees("Where do people meet?")
    for answer in ("Hall", "12"):
        await li.sends(answer)
    li.sees("every Wednesday and Saturday, 09:00–11:00, until Wed 30 Dec", "9 shifts are posted at once")
    await li.taps("Change repeats")
    await li.taps("Only once")
    li.sees("It comes again")
    li.sees_not("every Wednesday", "Holidays")
    await li.taps("It comes again")
    li.sees("How often does it come again?", "Every Wednesday", "Every 2 weeks on Wednesday", "On the first Wednesday")
    await li.sends("now and then")
    li.sees("⚠️ “now and then” does not say how often it comes", "How often does it come again?")
    await li.taps("Every 2 weeks on Wednesday")
    li.sees("every 2 weeks on Wednesday, 09:00–11:00")
    await li.taps("Change time")
    await li.sends("every Thu 10-12")
    li.sees("every Thursday, 10:00–12:00")
    await li.taps("Post it")
    days = {row["day"] for row in await city.table("SELECT day FROM shifts")}
    assert min(days) == "2026-12-03"
    assert len(days) == 8


async def test_holidays_are_named_and_kept_with_one_tap(chat: Chat, city: City, li: PhoneInChat) -> None:
    chat.organisation = replace(chat.organisation, policy=Policy(holidays="DE"))
    chat.way = Way(chat.database, chat.organisation, chat.clock)
    await li.sends("/new Choir | every Fri 19:00-21:00 until 2027-01-31 | Hall | 6")
    li.sees("Left out: Fri 25 Dec (Christmas Day) · 1 Jan 2027 (New Year's Day)", "6 shifts are posted")
    li.sees_not("Holidays are known until")
    await li.taps("Holidays")
    await li.taps("Keep them")
    li.sees("Kept: Fri 25 Dec (Christmas Day) · 1 Jan 2027 (New Year's Day)")
    await li.taps("Change holidays")
    await li.taps("Leave them out")
    await li.taps("Post it")
    assert "2026-12-25T19:00" not in await recurrences_of(city)
    await li.taps("Manage it")
    li.sees("Left out: Fri 25 Dec (Christmas Day)")


async def test_a_series_of_no_day_at_all_is_not_posted(chat: Chat, city: City, li: PhoneInChat) -> None:
    chat.organisation = replace(chat.organisation, policy=Policy(holidays="DE"))
    chat.way = Way(chat.database, chat.organisation, chat.clock)
    await li.sends("/new Choir | every year, 2026-12-25 19:00-21:00 until 2026-12-31 | Hall | 6")
    li.sees("⚠️ No day is left of it")
    await li.taps("Post it")
    li.sees("Not posted", "Without a shift there is nothing to sign up for.")
    assert await recurrences_of(city) == []


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ("RRULE:FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3", "that never comes"),
        ("RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU", "that never comes"),
        ("every Wed until 2020-01-01", "It would be over already."),
        ("RRULE:FREQ=SECONDLY", "does not say how often it comes"),
    ],
)
async def test_what_never_comes_is_asked_again_and_nothing_typed_is_lost(
    li: PhoneInChat, rule: str, complaint: str
) -> None:
    await li.sends("/new Choir | Mon 7 Dec 19:00-21:00 | Hall | 6")
    await li.taps("It comes again")
    await li.sends(rule)
    li.sees(complaint, "How often does it come again?")
    await li.sends("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1")
    li.sees("Choir", "📍 Hall", "by the rule FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1")


async def test_an_end_of_a_series_is_asked_about_and_keeps_what_is_posted(
    chat: Chat, city: City, li: PhoneInChat
) -> None:
    await li.sends(LINE)
    await li.taps("Post it")
    await li.taps("Manage it")
    await li.taps("End the series")
    li.sees("End the series of Reading circle?", "8 shifts that are posted stay.")
    await li.taps("No, it goes on")
    await li.taps("End the series")
    await li.taps("End the series")
    li.sees("✅ The series has ended.", "every Wednesday, 15:00–17:00, until 20 Jan 2027")
    li.sees_not("End the series")
    await post_series(chat.database, at(NOW + timedelta(days=30)))
    assert len(await recurrences_of(city)) == 8


SAID = {
    Language.SIMPLIFIED: (
        "/new 读书会 | 每周三15:00-17:00到2027年6月30日 | 图书馆 | 6",
        "每星期三 15:00–17:00，到2027年6月30日",
    ),
    Language.TRADITIONAL: ("/new 讀書會 | 每週三下午三點到五點 | 圖書館 | 6", "每星期三 15:00–17:00"),
}


@pytest.mark.parametrize("language", SAID)
async def test_it_is_typed_and_said_in_chinese(chat: Chat, city: City, language: Language) -> None:
    typed, said = SAID[language]
    li = await chat.volunteer("李敏", city.jiaojiang, role=Role.LEADER, language=language)
    await li.sends(typed)
    li.sees(f"📅 {said}")
