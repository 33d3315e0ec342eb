"""Looking around: the list and its filters, cards for all kinds of readers, and what a forged tap gets."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from handlers.buttons.activities import ListActivities, ShowActivity, ShowShift, When
from handlers.buttons.signing_up import TakeShift
from tests.support.chat import Chat
from tests.support.city import NOW, City
from tests.support.hops import hops_of
from volunteering.rules.activities import Category
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person, Standing


async def shift_of(city: City, title: str, starts: float = 20, **shift: int) -> int:
    """A shift of a new activity with that title."""
    return (await city.shift(starts, activity=await city.activity(title), **shift)).id


async def fill(city: City, shift_id: int, *people: Person, state: SignUpState = SignUpState.CONFIRMED) -> None:
    async with city.looking() as rows:
        found = await rows.activities.shift(shift_id)
    assert found is not None
    await city.put(found[1], *people, state=state)


async def test_the_list_says_how_each_shift_stands_for_the_reader(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    me = await wei.known()
    assert me is not None
    others = await city.people(3)
    full, mine, waiting = [
        await shift_of(city, title, starts, places=places)
        for title, starts, places in (("Choir", 10, 1), ("River", 20, 4), ("Soup", 40, 1))
    ]
    await shift_of(city, "Library", 21)
    await shift_of(city, "Marathon", 50, places=0)
    await fill(city, full, others[0])
    await fill(city, mine, me)
    await fill(city, waiting, others[0])
    await fill(city, waiting, others[1], me, state=SignUpState.WAITING)
    chat.clock.passes(seconds=1)
    await wei.sends("/activities")
    for line in (
        "👥 today, 22:00 · Choir · East Gate · full",
        "🙋 tomorrow, 08:00 · River · East Gate · you are in",
        "📅 tomorrow, 09:00 · Library · East Gate · overlaps yours",
        "⏳ Thu 3 Dec, 04:00 · Soup · East Gate · no. 2 in line",
        "📅 Thu 3 Dec, 14:00 · Marathon · East Gate · all are welcome",
    ):
        assert line in wei.last.text.splitlines()
    assert wei.last.labels[:5] == ("Choir", "Library", "Marathon", "River", "Soup")
    await wei.taps("By time")
    assert wei.last.labels[:5] == ("Choir", "River", "Library", "Soup", "Marathon")


async def test_five_a_page(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    for number in range(7):
        await shift_of(city, f"Walk {number}", number + 1)
    await wei.sends("/activities")
    wei.sees("What is coming up (1–5 of 7)", "Walk 0", "Walk 4", "Page 2 ›")
    wei.sees_not("Walk 5", "‹ Page")
    await wei.taps("Page 2 ›")
    wei.sees("(6–7 of 7)", "Walk 5", "Walk 6", "‹ Page 1")
    wei.sees_not("Walk 4", "Page 3")
    await wei.taps("‹ Page 1")
    wei.sees("Walk 0")


async def test_filters_by_time_and_kind(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    await shift_of(city, "On Wednesday", 24)
    await shift_of(city, "On Sunday", 5 * 24)
    await shift_of(city, "Next Monday", 6 * 24)
    concert = await city.activity("Concert on Saturday")
    async with city.writing() as rows:
        await rows.activities.change(concert, category=Category.CULTURE)
    await city.shift(4 * 24, activity=concert)
    await wei.sends("/activities")
    await wei.taps("This week")
    wei.sees("• This week", "On Wednesday", "Concert on Saturday", "On Sunday")
    wei.sees_not("Next Monday")
    await wei.taps("Weekend")
    wei.sees("This weekend", "Concert on Saturday", "On Sunday")
    wei.sees_not("On Wednesday", "Next Monday")
    await wei.taps("All kinds")
    wei.sees("What would you like to do?", "Legal rights")
    await wei.taps("Culture and sport")
    wei.sees("This weekend · Culture and sport", "• Culture and sport", "Concert on Saturday")
    wei.sees_not("On Sunday")
    await wei.taps("All")
    wei.sees("What is coming up · Culture and sport")
    await wei.taps("• Culture and sport")
    await wei.taps("All kinds")
    wei.sees("Next Monday", "On Wednesday")


async def test_what_is_near_comes_first(chat: Chat, city: City) -> None:
    street = await city.unit("Hongjia", city.jiaojiang)
    neighbours = await city.unit("Baiyun", city.jiaojiang)
    for hours, (title, unit) in enumerate(
        [("Of the city", city.top), ("Beyond", city.huangyan), ("Next door", neighbours), ("Ours", street)], start=1
    ):
        await city.shift(hours, activity=await city.activity(title, unit=unit))
    wei = await chat.volunteer("Wei", street)
    await wei.sends("/activities")
    await wei.taps("This week")
    lines = wei.last.text.splitlines()
    heads = [line for line in lines if "·" not in line]
    assert heads == ["This week", "My team", "Around it", "Elsewhere"]
    assert wei.last.labels[:4] == ("Ours", "Next door", "Of the city", "Beyond")


async def test_what_would_read_alike_is_told_apart(chat: Chat, city: City) -> None:
    for unit in (city.jiaojiang, city.jiaojiang, city.huangyan):
        await city.shift(20, activity=await city.activity("Walk", unit=unit))
    wei = await chat.volunteer()
    await wei.sends("/activities")
    lines = [line for line in wei.last.text.splitlines() if "Walk" in line]
    assert len(set(lines)) == 3, lines
    assert len(set(wei.last.labels[:3])) == 3, wei.last.labels
    assert ["Huangyan" in line for line in lines].count(True) == 1


async def test_a_weekend_that_is_over_shows_the_next(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    await shift_of(city, "In eleven days", 11 * 24)
    await wei.sends("/activities")
    await wei.taps("Weekend")
    wei.sees("Next weekend", "Nothing more this weekend.", "In eleven days", "• Weekend")
    chat.clock.passes(hours=12 * 24)
    await wei.sends("/activities")
    await wei.taps("Weekend")
    wei.sees("Nothing this weekend or the next.")


async def test_my_team(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.huangyan)
    await shift_of(city, "In Jiaojiang")
    await wei.sends("/activities")
    await wei.taps("My team")
    wei.sees("Nothing of your team is coming up.")
    await wei.taps("Everything coming up")
    wei.sees("In Jiaojiang")


async def test_where_nothing_is_coming_up_it_says_what_to_do(chat: Chat, city: City) -> None:
    wei, li = await chat.volunteer(), await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await wei.sends("/activities")
    wei.sees("Nothing is coming up just now.", "‹ Home")
    wei.sees_not("New activity")
    await li.sends("/activities")
    li.sees("New activity")


async def test_pages_beyond_the_end_lead_back(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    await shift_of(city, "River")
    await wei.taps_button(ListActivities(when=When.THIS_WEEK, page=9_999))
    wei.sees("That was all.")
    await wei.taps("From the start")
    wei.sees("River")


@pytest.mark.parametrize(
    "data",
    [
        "la:a::-1",
        "la:a::10000",
        "la:a::99999999999999999999",
        "la:x::0",
        "la:a:dancing:0",
        "la:a::0:soon",
        "la:a::0:-1",
        "la:a::0:0:1",
        "sh",
        "sh:x",
        "ac:1:-1",
    ],
)
async def test_forged_pages_and_filters_lead_home(chat: Chat, city: City, data: str) -> None:
    wei = await chat.volunteer()
    await wei.taps_data(data)
    wei.sees("Hello, Wei")
    assert wei.toast == "That button is from an older message."


async def test_a_button_of_before_leads_where_it_did_though_its_kind_has_learned_more_since(chat: Chat) -> None:
    wei = await chat.volunteer()
    await wei.taps_data(ListActivities.code)
    wei.sees("What is coming up")


@pytest.mark.parametrize("number", [0, -1, 404, 2**63 - 1])
async def test_what_is_not_there_is_said_kindly(chat: Chat, city: City, number: int) -> None:
    wei = await chat.volunteer()
    for button in (ShowShift(shift=number), ShowActivity(activity=number)):
        await wei.taps_button(button)
        wei.sees("Not found", "‹ Home")


async def test_a_card_reads_like_the_example(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    activity = await city.activity("River <clean-up> & more")
    async with city.writing() as rows:
        await rows.activities.change(activity, description="Bring gloves.\nAnd a <hat>.")
    shift = await city.shift(92, activity=activity)
    await city.put(shift, *await city.people(8))
    await wei.sends("/activities")
    await wei.taps("River <clean-up> & more")
    assert wei.last.text == (
        "River <clean-up> & more\n"
        "📅 Sat 5 Dec, 08:00–11:00 (3 h)\n"
        "📍 East Gate\n"
        "👥 8 of 10 places taken\n"
        "🏷 Community service · Jiaojiang\n"
        "Led by Teacher Li\n"
        "Bring gloves.\nAnd a <hat>."
    )
    assert wei.last.labels == ("Sign up", "Tell a friend", "Ask the leader", "‹ Activities")
    assert "<blockquote expandable>" in wei.last.html
    await wei.taps("‹ Activities")
    wei.sees("What is coming up")


async def test_only_those_coming_and_leaders_see_the_details(chat: Chat, city: City) -> None:
    wei, stranger, other_leader = [await chat.volunteer(name) for name in ("Wei", "Mei", "Lan")]
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    lan = await chat.volunteer("Lan", city.huangyan, role=Role.LEADER)
    shift = await shift_of(city, "River", places=1)
    await wei.taps_button(TakeShift(shift=shift))
    await stranger.taps_button(TakeShift(shift=shift))  # waits
    for person, may in ((wei, True), (li, True), (stranger, False), (other_leader, False), (lan, False)):
        await person.taps_button(ShowShift(shift=shift))
        (person.sees if may else person.sees_not)("Door code 1234")
        (person.sees if person is li else person.sees_not)("Manage", "Roster")


async def test_a_card_names_every_reason_and_helps(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    me = await wei.known()
    assert me is not None
    mine, other = await shift_of(city, "Library", 20), await shift_of(city, "River", 21, places=1)
    await fill(city, mine, me)
    await fill(city, other, *await city.people(1))
    async with city.writing() as rows:
        await rows.people.change(me.id, standing=Standing.SUSPENDED)
    await wei.taps_button(ShowShift(shift=other))
    wei.sees("1 of 1 place taken", "Your sign-ups are on hold.", "You are at Library then")
    wei.sees_not("Sign up", "Join")
    await wei.taps("See Library")
    wei.sees("Library", "🙋 You are in", "Leave")
    await wei.sends("/activities")
    wei.sees("⚠️ Your sign-ups are on hold.")


async def test_a_card_of_the_past_and_of_the_cancelled(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    me = await wei.known()
    assert me is not None
    over, going, off = [await shift_of(city, title, at) for title, at in (("A", -9), ("B", -1), ("C", 9))]
    await fill(city, over, me)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(off, at=NOW)
    for shift, said in ((over, "It is over."), (going, "It has begun already."), (off, "It was cancelled.")):
        await wei.taps_button(ShowShift(shift=shift))
        wei.sees(said)
        wei.sees_not("Sign up", "Leave", "Tell a friend")


async def test_an_activity_with_one_shift_is_that_shifts_card(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    activity = await city.activity("River")
    await city.shift(20, activity=activity)
    await wei.sends(f"/start a{activity}")
    wei.sees("River", "Sign up")
    await city.shift(50, activity=activity)
    await wei.taps_button(ShowActivity(activity=activity))
    wei.sees("tomorrow, 08:00 · 10 places left", "Thu 3 Dec, 14:00 · 10 places left")
    await wei.taps("tomorrow")
    wei.sees("Sign up", "1 other time")
    await wei.taps("1 other time")
    wei.sees("Thu 3 Dec, 14:00")


async def test_an_activity_with_many_shifts_has_pages(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    activity = await city.activity("River")
    for day in range(1, 7):
        await city.shift(24 * day, activity=activity)
    await wei.taps_button(ShowActivity(activity=activity))
    await wei.taps("Page 2")
    wei.sees("Mon 7 Dec", "‹ Page 1")
    await wei.taps_button(ShowActivity(activity=activity, page=7))
    wei.sees("That was all.", "‹ Page 7")


async def test_an_activity_of_the_past(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    activity = await city.activity("River")
    await city.shift(-20, activity=activity)
    await wei.taps_button(ShowActivity(activity=activity))
    wei.sees("No further dates are planned.", "‹ Activities")
    wei.sees_not("Tell a friend")


async def test_telling_a_friend_brings_them_here(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    activity = await city.activity("River & more")
    await wei.taps_button(ShowShift(shift=(await city.shift(activity=activity)).id))
    _, shown = wei.button("Tell a friend")
    assert shown.url is not None
    shared = parse_qs(urlsplit(shown.url).query)
    assert shared["url"] == [f"https://t.me/yigong_bot?start=a{activity}"]
    assert shared["text"] == [
        "River & more: 3 December 2026, 12:00, East Gate. Will you come along? Open the link to sign up."
    ]


async def test_looking_costs_two_hops(chat: Chat, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    wei = await chat.volunteer()
    activity = await city.activity("River")
    for day in range(1, 8):
        shift = await city.shift(24 * day, activity=activity)
    await wei.sends("/activities")
    for look in (
        ListActivities(),
        ListActivities(when=When.MY_TEAM),
        ShowShift(shift=shift.id),
        ShowActivity(activity=activity),
    ):
        with hops_of(monkeypatch) as hops:
            await wei.taps_button(look)
        assert len(hops) == 2, look


async def test_time_passing_moves_the_list_on(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    await shift_of(city, "River", 2)
    await wei.sends("/activities")
    wei.sees("River")
    chat.clock.at += timedelta(hours=2)
    await wei.sends("/activities")
    wei.sees_not("River")


@pytest.mark.parametrize("gone", ["left", "erased"])
async def test_where_the_leader_has_gone_the_card_names_no_ghost(chat: Chat, city: City, gone: str) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang)
    shift = await shift_of(city, "River clean-up", 2)
    async with city.writing() as rows:
        if gone == "erased":
            await rows.people.erase(city.leader.id)
        else:
            await rows.people.change(city.leader.id, standing=Standing.LEFT)
    await wei.taps_button(ShowShift(shift=shift))
    wei.sees("Its leader is still to be named")
    await wei.taps("Sign up")
    wei.sees("🙋 the team's leader is expecting you")
    await wei.taps_button(ShowShift(shift=shift))
    wei.sees("You are in, the team's leader is expecting you")
    await wei.taps("Leave")
    wei.sees("It begins soon, so the team's leader is told.")
    wei.sees_not("Teacher Li", "Former volunteer")
