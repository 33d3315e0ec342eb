"""The Bot API's newest version, and an older one for bots that live with a Telegram that is behind."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from playground.ground.people import Group, Json
from playground.phones import acts
from playground.serving.server import Playground
from tests.playground.conftest import MEI, NOON, Caller

ALWAYS = {"can_join_groups", "can_read_all_group_messages", "supports_inline_queries", "has_topics_enabled"}
NEW = {"active_usernames", "needs_inline_query_location", "has_topic_sidebar"}
KEYS = {"inline_keyboard": [[{"text": "Sign up", "callback_data": "s"}]]}
FORUM = Group(-100, "Hall", topics=frozenset({4}))


@pytest.fixture
async def behind(session: aiohttp.ClientSession) -> AsyncIterator[Caller]:
    async with Playground(people=[MEI], frozen=True, now=NOON, version="10.0") as playground:
        yield Caller(session, f"{playground.url}/bot{playground.token}")


async def tapped(playground: Playground, bot: Caller) -> Json:
    message = playground.telegram.chats[MEI.id].newest_from_bot()
    assert message is not None
    acts.taps(playground.telegram, MEI, message, "s")
    [update] = await bot.take()
    query: Json = update["callback_query"]
    return query


async def test_get_me_tells_more_since_10_5(bot: Caller, behind: Caller) -> None:
    assert (await bot("getMe")).keys() >= ALWAYS | NEW
    old = await behind("getMe")
    assert old.keys() >= ALWAYS
    assert not old.keys() & NEW


async def test_settings_are_changed_where_they_are_named(bot: Caller) -> None:
    await bot("setMySettings", can_join_groups=False, has_topic_sidebar=True, inline_query_placeholder="…")
    me = await bot("getMe")
    assert (me["can_join_groups"], me["supports_inline_queries"], me["inline_query_placeholder"]) == (False, False, "…")
    assert me["has_topic_sidebar"] is False, "without topics there is no sidebar for them"
    await bot("setMySettings", has_topics_enabled=True)
    assert (await bot("getMe"))["has_topic_sidebar"] is True
    assert "mode" in await bot.refusal("setMySettings", callback_query_mode="sometimes", can_join_groups=True)
    assert (await bot("getMe"))["can_join_groups"] is False


async def test_before_10_5_there_are_no_settings(behind: Caller) -> None:
    answer = await behind.answer("setMySettings", callback_query_mode="default")
    assert (answer["error_code"], answer["description"]) == (404, "Not Found: method not found")


async def test_a_tap_comes_as_the_bot_wants_it(playground: Playground, bot: Caller) -> None:
    sent = await bot("sendMessage", chat_id=MEI.id, text="River", reply_markup=KEYS)
    for mode in ("default", "auto"):
        await bot("setMySettings", callback_query_mode=mode)
        query = await tapped(playground, bot)
        assert query["message"]["message_id"] == sent["message_id"]
        assert "inline_message_id" not in query
    await bot("setMySettings", callback_query_mode="inline")
    query = await tapped(playground, bot)
    assert "message" not in query
    name = query["inline_message_id"]
    assert await bot("editMessageText", inline_message_id=name, text="Lake") is True
    assert playground.phone(MEI).screen.text == "Lake"
    assert "MESSAGE_ID_INVALID" in await bot.refusal("editMessageText", inline_message_id="1_1", text="Sea")


@pytest.mark.parametrize("mode", ["default", "auto"])
async def test_of_a_message_that_is_gone_little_is_told(playground: Playground, bot: Caller, mode: str) -> None:
    await bot("setMySettings", callback_query_mode=mode)
    sent = await bot("sendMessage", chat_id=MEI.id, text="River", reply_markup=KEYS)
    message = playground.telegram.chats[MEI.id].messages[sent["message_id"]]
    await bot("deleteMessage", chat_id=MEI.id, message_id=message.id)
    acts.taps(playground.telegram, MEI, message, "s")
    [update] = await bot.take()
    if mode == "auto":
        assert update["callback_query"]["inline_message_id"]
    else:
        told = update["callback_query"]["message"]
        assert (told["message_id"], told["date"], told.keys()) == (message.id, 0, {"chat", "message_id", "date"})


async def test_without_a_number_nothing_can_be_edited(bot: Caller) -> None:
    assert "identifier is not specified" in await bot.refusal("editMessageText", chat_id=MEI.id, text="Lake")


async def test_in_a_forum_a_message_stands_in_its_topic(playground: Playground, bot: Caller) -> None:
    playground.telegram.add(FORUM)
    sent = await bot("sendMessage", chat_id=FORUM.id, message_thread_id=4, text="Hello")
    assert (sent["message_thread_id"], sent["is_topic_message"], sent["chat"]["is_forum"]) == (4, True, True)
    assert "is_topic_message" not in await bot("sendMessage", chat_id=FORUM.id, text="Hello")
    for thread in (1, 5):
        refused = await bot.refusal("sendMessage", chat_id=FORUM.id, message_thread_id=thread, text="Hello")
        assert "message thread not found" in refused


async def test_a_silent_group_lets_no_bot_speak(playground: Playground, bot: Caller) -> None:
    playground.telegram.add(Group(-5, "Board", is_silent=True))
    assert "not enough rights" in await bot.refusal("sendMessage", chat_id=-5, text="Hello")


async def test_an_edited_message_comes_with_the_date_of_its_edit(playground: Playground, bot: Caller) -> None:
    acts.writes(playground.telegram, MEI, "rivr")
    acts.edits(playground.telegram, MEI, "river")
    said, edited = await bot.take()
    assert edited["edited_message"]["message_id"] == said["message"]["message_id"]
    assert edited["edited_message"]["text"] == "river"
    assert edited["edited_message"]["edit_date"] > said["message"]["date"]
