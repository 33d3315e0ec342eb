"""Telegram has its ways, and others speak in its name: nobody who volunteers notices."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.ground.people import Group
from playground.telegram.faults import Fault
from playground.telegram.versions import QueryMode
from tests.stories.conftest import nothing_went_wrong
from tests.support.phone_steps import button_with
from tests.support.shared_bots import SharedBots
from tests.support.town import Town, quick_town

BOT = "@yigong_bot"


@pytest.fixture
async def behind(database_url: str, bots: SharedBots, tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose Telegram speaks the Bot API of half a year ago."""
    async with quick_town(database_url, bots, tmp_path, version="10.0") as place:
        yield place
    nothing_went_wrong(place)


@pytest.fixture
async def stormy(database_url: str, bots: SharedBots, tmp_path: Path) -> AsyncIterator[Town]:
    """A town in which things may go wrong on the way."""
    async with quick_town(database_url, bots, tmp_path) as place:
        yield place


async def test_an_older_telegram_is_served_as_well(behind: Town) -> None:
    li, mei = await behind.leader("Li"), await behind.member("Mei")
    await behind.activity("River clean-up", li)
    await mei.sends("/activities")
    await mei.taps(button_with(mei, "River clean-up"))
    await mei.taps("Sign up")
    await mei.sees("You are in")
    assert behind.playground.telegram.calls.by_method["setmysettings"] == 1, "it is asked, and goes without"


async def test_the_bot_wants_to_know_which_message_was_tapped(town: Town) -> None:
    mei = await town.member("Mei")
    await mei.sends("/start")
    settings = town.playground.telegram.bot_settings
    assert settings.query_mode is QueryMode.DEFAULT
    assert not settings.told("x")["can_read_all_group_messages"]


@pytest.mark.parametrize("mode", [QueryMode.AUTO, QueryMode.INLINE])
async def test_a_tap_without_its_message_does_what_it_says(town: Town, mode: QueryMode) -> None:
    li, mei = await town.leader("Li"), await town.member("Mei")
    await town.activity("River clean-up", li)
    await mei.sends("/activities")
    town.playground.telegram.bot_settings.query_mode = mode
    await mei.taps(button_with(mei, "River clean-up"))
    await mei.taps("Sign up")
    await mei.sees("You are in")


async def test_pages_of_others_give_up_nobody(stormy: Town) -> None:
    """A provider answers in Telegram's place when reminders go out: everybody has theirs a little later."""
    li, mei, wang = await stormy.leader("Li"), await stormy.member("Mei"), await stormy.member("Wang")
    await stormy.activity("River clean-up", li)
    for phone in (mei, wang):
        await phone.sends("/activities")
        await phone.taps(button_with(phone, "River clean-up"))
        await phone.taps("Sign up")
        await phone.sees("You are in")
    await stormy.passes(hours=25)  # the reminders are out
    faults = stormy.playground.telegram.faults
    faults.add(*(Fault.pages(code, "sendMessage", times=1) for code in (403, 400, 401, 200)))
    faults.add(*(Fault.pages(code, "getUpdates", times=1) for code in (401, 404)))
    await stormy.passes(hours=22)
    for phone in (mei, wang):
        await phone.sees("See you soon")
    assert await stormy.number("SELECT COUNT(*) FROM people WHERE reachable = 0") == 0


async def test_groups_are_answered_where_they_let_us(town: Town) -> None:
    mei = await town.member("Mei")
    chats = town.playground.telegram
    forum = chats.add(Group(-100, "Hall", topics=frozenset({4})))
    board = chats.add(Group(-5, "Board", is_silent=True))
    said = {"message_id": 9, "date": 1, "from": mei.person.as_json(), "text": f"／my{BOT}"}
    await mei.post({"message": {**said, "chat": forum.as_json, "message_thread_id": 4, "is_topic_message": True}})
    await mei.post({"message": {**said, "chat": board.as_json}})
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    await mei.post({"message": {**said, "chat": forum.as_json, "from": anonymous, "sender_chat": forum.as_json}})
    await mei.sends("/my")
    answers = list(forum.messages.values())
    assert ["Let's speak in private" in answer.text for answer in answers] == [True, True]
    assert [answer.topic for answer in answers] == [4, None]
    assert not board.messages
    assert len(mei.chat) == 2, "nothing of it is told in private"


async def test_what_happens_to_a_chat_is_no_answer(town: Town) -> None:
    li = await town.leader("Li")
    await li.sends("/new")
    seen = len(li.chat)
    about = {"message_id": 9, "date": 1, "from": li.person.as_json(), "chat": {"id": li.person.id, "type": "private"}}
    for kind in ("pinned_message", "gift", "message_auto_delete_timer_changed", "of_tomorrow"):
        await li.post({"message": about | {kind: {"seconds": 1}}})
    assert len(li.chat) == seen
    await li.sends("River clean-up")
    await li.edits("River cleaning")
    await li.sees("Your first version counted")
    await li.taps("Go on with the form")
    await li.sees("When is it, from when to when?")
