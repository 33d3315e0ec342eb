"""Whoever has looked at something else since is asked whether what they type is meant for the form they left open."""

import pytest

from handlers.buttons.activities import ListActivities
from handlers.buttons.button import Button
from handlers.buttons.forms import AskWhetherMeant, PutFormAway, Resume, TakeTyped
from handlers.buttons.home import Home
from handlers.buttons.leading import HandOver
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.hops import hops_of
from volunteering.rules.tree import Role

ASKED = ("Your form is still open: New activity", "“East Gate”", "Where do people meet?", "Go on with the form")


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader who is asked where her activity is."""
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await li.sends("/new")
    await li.sends("River clean-up")
    await li.sends("Saturday 9-12")
    return li


async def _left_at(city: City) -> object:
    [draft] = await city.table("SELECT left_at FROM drafts")
    return draft["left_at"]


async def test_right_after_the_question_it_is_the_answer(city: City, li: PhoneInChat) -> None:
    await li.sends("East Gate")
    li.sees("How many people can come?")
    assert await _left_at(city) is None


@pytest.mark.parametrize("elsewhere", ["/activities", "/home", "/help", "/my", Home(), ListActivities()])
async def test_who_has_gone_elsewhere_is_asked_and_told_what_it_was_taken_for(
    li: PhoneInChat, elsewhere: str | Home | ListActivities
) -> None:
    await (li.sends(elsewhere) if isinstance(elsewhere, str) else li.taps_button(elsewhere))
    await li.sends("East Gate")
    li.sees(*ASKED, "It was not for the form", "Put the form away")
    await li.repeats()
    li.sees(*ASKED)
    await li.taps("Go on with the form")
    li.sees("How many people can come?")
    await li.taps("10")
    li.sees("Is this right?", "📍 East Gate")


async def test_the_likeliest_way_is_the_first(li: PhoneInChat) -> None:
    """A word that stands on a button is hardly an answer; all else, most often is."""
    await li.sends("/activities")
    await li.sends("East Gate")
    assert li.last.labels[0] == "Go on with the form"
    await li.sends("my shifts")
    assert li.last.labels[:2] == ("It was not for the form", "Go on with the form")
    await li.taps("It was not for the form")
    li.sees("My shifts")


async def test_it_asks_until_they_are_back_at_the_form(li: PhoneInChat) -> None:
    await li.sends("/activities")
    await li.sends("hm")
    await li.sends("East Gate")
    li.sees(*ASKED)
    await li.taps_button(Resume())
    li.sees("Where do people meet?")
    await li.sends("West Gate")
    li.sees("How many people can come?")


async def test_what_was_not_for_the_form_is_done_and_the_form_stays(chat: Chat, city: City, li: PhoneInChat) -> None:
    await city.shift(activity=await city.activity("Library help"))
    await li.sends("/home")
    await li.sends("library")
    await li.taps("It was not for the form")
    li.sees("Library help", "Sign up")
    await li.sends("/home")
    await li.taps("Go on with the form")
    li.sees("Where do people meet?")


async def test_the_form_is_put_away_and_what_was_typed_is_done(city: City, li: PhoneInChat) -> None:
    await city.shift(activity=await city.activity("Library help"))
    await li.sends("/home")
    await li.sends("library")
    await li.taps("Put the form away")
    li.sees("Library help", "Sign up")
    assert li.toast == "The form is put away."
    assert not await city.table("SELECT id FROM drafts")


async def test_what_says_nothing_else_is_put_away_with_the_form(city: City, li: PhoneInChat) -> None:
    await li.sends("/home")
    await li.sends("hm")
    await li.taps("Put the form away")
    li.sees("Cancelled", "Nothing was saved.")
    assert not await city.table("SELECT id FROM drafts")


@pytest.mark.parametrize("word", ["取消", "cancel", "退出", "算了"])
async def test_a_word_that_stops_is_asked_about_at_once(city: City, li: PhoneInChat, word: str) -> None:
    await li.sends(word)
    li.sees("Your form is still open: New activity", f"“{word}”", "Where do people meet?")
    await li.taps("Put the form away")
    li.sees("Cancelled", "Nothing was saved.")
    assert not await city.table("SELECT id FROM drafts")


@pytest.mark.parametrize("typed", ["Library, if you can't come call me", "周末", "报名处", "find the tower", "志愿者"])
async def test_what_only_has_such_a_word_in_it_is_the_answer(li: PhoneInChat, typed: str) -> None:
    await li.sends(typed)
    li.sees("How many people can come?")


@pytest.mark.parametrize("word", ["my shifts", "我的报名", "活动", "help", "我明天来不了了", "时长"])
async def test_a_word_of_a_button_is_asked_about(li: PhoneInChat, word: str) -> None:
    await li.sends(word)
    li.sees("Your form is still open: New activity", "Where do people meet?")
    await li.taps("Go on with the form")
    li.sees("How many people can come?")


async def test_a_word_that_is_among_the_answers_is_one(li: PhoneInChat) -> None:
    await li.sends("East Gate")
    await li.taps("10")
    await li.taps("Add a category")
    await li.sends("Other")
    li.sees("Is this right?")


async def test_a_word_that_finds_one_of_the_answers_is_a_part_of_its_name(chat: Chat, city: City) -> None:
    chen = await chat.volunteer("Chen", city.jiaojiang, role=Role.LEADER)
    await chat.volunteer("Menu Wang", city.jiaojiang, role=Role.LEADER)
    await chen.taps_button(HandOver(activity=await city.activity()))
    await chen.sends("menu")
    chen.sees("✅ Saved.")


async def test_a_wrong_answer_is_still_said_to_be_one(li: PhoneInChat) -> None:
    await li.sends("East Gate")
    await li.sends("/home")
    await li.sends("many")
    li.sees("“many”", "How many people can come?")
    await li.taps("Go on with the form")
    li.sees("“many” is not a number of places.")
    await li.sends("10")
    li.sees("Is this right?")


async def test_the_review_asks_nothing_and_takes_nothing(city: City, li: PhoneInChat) -> None:
    await li.sends("East Gate")
    await li.taps("10")
    await li.sends("/home")
    await li.sends("my shifts")
    li.sees("My shifts")
    await li.taps_button(Resume())
    li.sees("Is this right?")


async def test_old_and_foreign_buttons_say_where_things_stand(chat: Chat, li: PhoneInChat) -> None:
    others: tuple[Button, ...] = (AskWhetherMeant(), TakeTyped(draft=999), PutFormAway(draft=999))
    for button in others:
        await li.taps_button(button)
        li.sees("Where do people meet?")
    wei = await chat.volunteer()
    for button in others:
        await wei.taps_button(button)
        wei.sees("That form is closed")


async def test_it_costs_nothing_without_a_form_and_one_write_with_one(
    chat: Chat, city: City, li: PhoneInChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    wei = await chat.volunteer()

    async def hops(phone: PhoneInChat) -> int:
        with hops_of(monkeypatch) as counted:
            await phone.taps_button(ListActivities())
        return len(counted)

    usual = await hops(wei)
    assert await hops(wei) == usual
    assert await hops(li) > usual, "it is noted that she has gone on"
    assert await _left_at(city) is not None
    assert await hops(li) == usual, "and not again and again"
