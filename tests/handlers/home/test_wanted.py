"""Typed instead of tapped, it leads where the button leads; by a word nothing is left and nobody signed up."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.button import Button
from handlers.buttons.signing_up import TakeShift
from handlers.tapping.menus import offered_to
from storage.engine.values import seconds
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.activities import Shift
from volunteering.rules.reminders import ReminderLine
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Language


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("role", [None, Role.LEADER, Role.ADMIN])
async def test_what_stands_on_home_leads_there_when_it_is_typed(
    chat: Chat, city: City, language: Language, role: Role | None
) -> None:
    wei = await chat.volunteer("Wei", city.top, role=role, language=language)
    await wei.sends("/home")
    shown = [shown for row in wei.last.rows for shown in row]
    assert len(shown) >= 5
    for button in shown:
        assert button.data is not None
        assert Button.unpack(button.data) is not None
        await wei.taps_data(button.data)
        tapped = (wei.last.text, wei.last.labels)
        await wei.sends("/cancel")
        await wei.sends(button.label)
        assert (wei.last.text, wei.last.labels) == tapped, f"“{button.label}”"
        await wei.sends("/cancel")


OF_DATA = {"stats", "census", "units", "profile", "language", "cancel"}
"""Commands whose screens are called by a month, a team or a person, and what has nothing to show."""


@pytest.mark.parametrize("language", Language)
async def test_what_a_command_shows_is_found_by_its_title_and_its_name(
    chat: Chat, city: City, language: Language
) -> None:
    wei = await chat.volunteer("Wei", city.top, role=Role.ADMIN, language=language)
    lost = []
    for command in (
        one
        for one in offered_to(Rights(posts=(Post(unit=city.top, role=Role.ADMIN),)), registered=True)
        if one.name not in OF_DATA
    ):
        await wei.sends(f"/{command.name}")
        title, shown = wei.last.text.splitlines()[0], wei.last.text
        await wei.sends("/cancel")
        for typed in (title.split(" (")[0].split("（")[0], *([command.name] if command.name != "hours" else [])):
            await wei.sends(typed)
            if wei.last.text != shown:
                lost.append((command.name, typed, wei.last.text))
            await wei.sends("/cancel")
    assert lost == [], "\n".join(f"{name}: {typed}" for name, typed, _ in lost)


async def test_who_would_commend_somebody_is_led_to_the_shift_or_to_a_leader(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", city.top, role=Role.LEADER)
    await li.sends("表扬小王")
    li.sees("Past activities", "Choose the shift: its roster has “Commend”.")
    wei = await chat.volunteer("Wei", city.top)
    await wei.sends("表扬小王")
    wei.sees("Ask the leader")


async def _signed_up(chat: Chat, city: City) -> PhoneInChat:
    """To the river tomorrow and in a week, and to the library tomorrow."""
    wei = await chat.volunteer()
    river, library = await city.activity("River clean-up"), await city.activity("图书馆")
    for starts, activity in ((24, river), (24 * 7, river), (30, library)):
        shift = await city.shift(starts, activity=activity)
        await wei.taps_button(TakeShift(shift=shift.id))
    return wei


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("我明天来不了了", ("Which one can't you come to?", "River clean-up", "图书馆")),
        ("can't come to the library tomorrow", ("Which one can't you come to?",)),
        ("取消圖書館的報名", ("图书馆\n", "Leave")),
        ("I can't come to the river clean-up tomorrow", ("River clean-up\n📅 tomorrow", "Leave")),
        (f"{(NOW + timedelta(days=7)).day}号请假", ("River clean-up\n", "Leave")),
        ("can't come to the river clean-up", ("Which one can't you come to?", "River clean-up")),
        ("后天来不了", ("You have no shift on this day: Thu 3 Dec.", "My shifts")),
        ("来不了", ("My shifts\n", "图书馆")),
        ("cancel", ("My shifts\n", "图书馆")),
        ("can't come to the moon", ("My shifts\n", "图书馆")),
    ],
)
async def test_who_cannot_come_is_led_to_the_shift(
    chat: Chat, city: City, typed: str, leads_to: tuple[str, ...]
) -> None:
    wei = await _signed_up(chat, city)
    await wei.sends(typed)
    wei.sees(*leads_to)
    assert await city.figure("SELECT COUNT(*) AS n FROM signups WHERE state = 'confirmed'") == 3, (
        "a word leaves nothing"
    )


async def test_the_only_shift_is_meant(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    await wei.sends("取消报名")
    wei.sees("My shifts", "No shift ahead.")
    await wei.taps_button(TakeShift(shift=(await city.shift()).id))
    await wei.sends("取消报名")
    wei.sees("River clean-up\n", "Leave")


async def test_to_sign_up_is_to_look_for_it(chat: Chat, city: City) -> None:
    await city.shift()
    wei = await chat.volunteer()
    await wei.sends("报名 river")
    wei.sees("River clean-up\n", "Sign up")
    await wei.sends("sign up for the moon")
    wei.sees("“moon”", "Nothing with that name is coming up any more.")
    assert await city.figure("SELECT COUNT(*) AS n FROM signups") == 0


async def test_to_leave_may_be_several_things(chat: Chat) -> None:
    wei = await chat.volunteer()
    await wei.sends("退出")
    wei.sees("What would you like to leave?", "A shift", "A team", "Stop volunteering")
    await wei.taps("Stop volunteering")
    wei.sees("Your data")


@pytest.mark.parametrize("typed", ["你好", "謝謝", "Thank you!"])
async def test_who_greets_or_thanks_is_greeted(chat: Chat, typed: str) -> None:
    wei = await chat.volunteer()
    await wei.sends(typed)
    wei.sees("Hello, Wei")


async def test_strangers_are_led_to_what_is_theirs(chat: Chat) -> None:
    stranger = chat.person(999)
    await stranger.sends("语言")
    stranger.sees("简体中文")
    await stranger.sends("help")
    stranger.sees("Help", "Register")
    await stranger.sends("my shifts")
    stranger.sees_not("My shifts")


async def test_a_word_leads_where_its_reader_may_go(chat: Chat, city: City) -> None:
    wei, li = await chat.volunteer(), await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    for phone in (wei, li):
        await phone.sends("my activities")
    wei.sees("My shifts")
    li.sees("My activities")
    for phone in (wei, li):
        await phone.sends("发布活动")
    wei.sees("I did not understand that")
    li.sees("What is it called?")


@pytest.mark.parametrize("typed", ["撤回同意", "我要撤回對孩子的同意", "withdraw my consent", "监护人"])
async def test_a_guardian_who_is_registered_nowhere_finds_their_consent(chat: Chat, typed: str) -> None:
    mother = chat.person(7, "Mother")
    await mother.sends(typed)
    mother.sees("consent")
    mother.sees_not("Please register first")


async def test_why_somebody_cannot_sign_up_leads_leaders_to_their_shifts(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", city.top, role=Role.LEADER)
    await li.sends("陈小雨为什么报不了名")
    li.sees("My activities")
    wei = await chat.volunteer("Wei", city.top)
    await wei.sends("why can't I sign up?")
    wei.sees("Ask the leader")


EN, HANS, HANT = Language
Asks = Callable[[City, PhoneInChat, Shift], Awaitable[None]]


async def _asked_to_help(city: City, phone: PhoneInChat, shift: Shift) -> None:
    me = await phone.known()
    assert me is not None
    async with city.writing() as rows:
        await rows.activities.set_minimum(shift.id, 5)
        await rows.asks.add(shift.id, [me.id], 1, NOW)
    async with city.changing() as tx:
        tx.later("UPDATE asks SET sent_at = at")


async def _offered(city: City, phone: PhoneInChat, shift: Shift) -> None:
    me = await phone.known()
    assert me is not None
    await city.put(shift, me, state=SignUpState.WAITING)
    async with city.changing() as tx:
        tx.later("UPDATE signups SET held_until = :until", until=seconds(NOW + timedelta(hours=12)))


async def _reminded(city: City, phone: PhoneInChat, shift: Shift) -> None:
    me = await phone.known()
    assert me is not None
    await city.put(shift, me)
    line = ReminderLine(shift_id=shift.id, person_id=me.id, about=24 * 60, starts_at=shift.period.start)
    async with city.writing() as rows:
        await rows.reminders.note([line], NOW)


async def _moved(city: City, phone: PhoneInChat, shift: Shift) -> None:
    me = await phone.known()
    assert me is not None
    await city.put(shift, me)
    async with city.changing() as tx:
        tx.later(
            "UPDATE signups SET to_confirm = at + 1, confirm_until = :until",
            until=seconds(NOW + timedelta(hours=12)),
        )


@pytest.mark.parametrize(
    ("asks", "language", "typed", "sees"),
    [
        (
            _asked_to_help,
            EN,
            ("Take it", "ok", "👍", "Not this one", "ask me less", "I can't come", "no time"),
            "Take it",
        ),
        (
            _asked_to_help,
            HANS,
            ("来", "能来", "我可以来", "好的", "我要这个名额", "这次不去", "没空", "来不了"),
            "我要这个名额",
        ),
        (_asked_to_help, HANT, ("來", "好", "我要這個名額", "少問我一點", "沒空", "沒辦法到"), "我要這個名額"),
        (_offered, EN, ("Take it", "Skip me", "ＯＫ", "👍🏽", "yes please"), "Take it"),
        (_offered, HANS, ("我要这个名额", "这次跳过我", "跳过", "好", "可以", "收到"), "我要这个名额"),
        (_offered, HANT, ("我要這個名額", "這次跳過我", "好的", "沒問題"), "我要這個名額"),
        (
            _reminded,
            EN,
            ("I'm coming", "I'll be late", "running 10 minutes late", "yes", "I can't make it"),
            "I'm coming",
        ),
        (
            _reminded,
            HANS,
            ("我会来", "来", "晚到", "我会晚到", "晚点到", "我可能晚十分钟到", "好", "不来", "换人"),
            "我会来",
        ),
        (_reminded, HANT, ("我會到", "我會晚到", "晚到", "沒辦法到", "收到"), "我會到"),
        (_moved, EN, ("I still come", "confirm", "ok", "I can't make it"), "I still come"),
        (_moved, HANS, ("我还来", "确认", "好的", "来不了"), "我还来"),
    ],
)
async def test_what_one_was_asked_is_found_by_what_one_would_answer(
    chat: Chat, city: City, asks: Asks, language: Language, typed: tuple[str, ...], sees: str
) -> None:
    """A word does nothing: it leads to where a tap does."""
    wei = await chat.volunteer("Wei", city.jiaojiang, language=language)
    shift = await city.shift(30)
    await asks(city, wei, shift)
    before = await city.table("SELECT state, coming, held_until, passed FROM signups")
    for text in typed:
        await wei.sends("/help")
        await wei.sends(text)
        assert sees in wei.last.labels, f"“{text}”: {wei.last.text}"
    assert await city.table("SELECT state, coming, held_until, passed FROM signups") == before
    assert await city.figure("SELECT COUNT(*) AS n FROM asks WHERE answer IS NOT NULL") == 0


async def test_of_several_questions_it_is_asked_which_is_meant(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang)
    shift, other = await city.shift(30), await city.shift(60, activity=await city.activity("Library help"))
    await _reminded(city, wei, shift)
    await _asked_to_help(city, wei, other)
    for text in ("ok", "I can't come"):
        await wei.sends(text)
        wei.sees("Which one do you mean?", "River clean-up", "Library help")
    await wei.taps("Library help")
    wei.sees("Can you help out? Library help", "Take it")


async def test_a_yes_to_nothing_is_a_word_among_others(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.sends("ok")
    wei.sees("I did not understand that")
    await wei.sends("I'm coming")
    wei.sees("My shifts")


@pytest.mark.parametrize(
    ("language", "typed", "sees"),
    [
        (EN, "I'll be late", "Are you coming? One tap tells Teacher Li."),
        (HANS, "来", "您来吗？点一下就告诉 Teacher Li。"),
        (HANT, "沒辦法到", "您會到嗎？按一下就告訴 Teacher Li。"),
    ],
)
async def test_who_answered_by_a_word_reads_that_a_tap_says_it(
    chat: Chat, city: City, language: Language, typed: str, sees: str
) -> None:
    """“You are in, Li is expecting you” alone reads as if the word had been heard."""
    wei = await chat.volunteer("Wei", city.jiaojiang, language=language)
    shift = await city.shift(30)
    await _reminded(city, wei, shift)
    await wei.sends(typed)
    assert sees in wei.last.text
    first = wei.last.labels[0]
    await wei.taps(first)
    await wei.taps_button(ShowShift(shift=shift.id))
    assert sees not in wei.last.text
    assert first not in wei.last.labels, "it is said"
