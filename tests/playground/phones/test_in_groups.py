"""Groups behave as Telegram's do: who may speak, what a bot hears, and what is left when one becomes a supergroup."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from playground.ground.people import Group
from playground.messages.groups import ADMIN, CREATOR, LEFT, MEMBER
from playground.phones.acts import CannotDoError
from playground.phones.in_groups import (
    InGroup,
    becomes_supergroup,
    deletes_group,
    gathers,
    silences,
    throws_out,
    writes_in,
)
from playground.serving.server import Playground
from tests.playground.conftest import LI, MEI, Caller

RIVER = Group(-77, "River team")
SUPER = -1_000_000_000_077
SIGN_UP = {"inline_keyboard": [[{"text": "Sign up", "callback_data": "up"}]]}


@pytest.fixture(autouse=True)
def _group(playground: Playground) -> None:
    gathers(playground.telegram, RIVER, {LI: CREATOR, MEI: MEMBER})


@pytest.fixture
async def heard(bot: Caller) -> AsyncIterator[list[dict[str, Any]]]:
    """What the bot hears; it says yes to every tap, and leads whoever taps for the second time to itself."""
    told: list[dict[str, Any]] = []

    async def listen() -> None:
        offset = taps = 0
        while True:
            for update in await bot("getUpdates", offset=offset, timeout=20):
                told.append(update)
                if "callback_query" in update:
                    taps += 1
                    link = "https://t.me/yigong_bot?start=s5" if taps > 1 else ""
                    number = update["callback_query"]["id"]
                    await bot("answerCallbackQuery", callback_query_id=number, text="Yes", show_alert=True, url=link)
                offset = update["update_id"] + 1

    listening = asyncio.ensure_future(listen())
    yield told
    listening.cancel()


def _of(playground: Playground) -> InGroup:
    return InGroup(playground.telegram, LI, RIVER.id)


async def test_a_bot_speaks_where_it_was_added_until_it_is_thrown_out(
    playground: Playground, bot: Caller, heard: list[dict[str, Any]]
) -> None:
    assert "Forbidden: bot is not a member of the group chat" in await bot.refusal(
        "sendMessage", chat_id=RIVER.id, text="Good morning"
    )
    await _of(playground).adds_bot(start="u5")
    change, start = heard[-2]["my_chat_member"], heard[-1]["message"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == (LEFT, MEMBER)
    assert (start["text"], start["from"]["id"], start["chat"]["id"]) == ("/start@yigong_bot u5", LI.id, RIVER.id)
    await bot("sendMessage", chat_id=RIVER.id, text="Good morning")
    await _of(playground).sees("Good morning")
    with pytest.raises(CannotDoError):
        throws_out(playground.telegram, MEI, RIVER.id)
    await _of(playground).throws_bot_out()
    assert "Forbidden: bot was kicked from the group chat" in await bot.refusal(
        "sendMessage", chat_id=RIVER.id, text="Good night"
    )


async def test_a_silenced_bot_edits_and_an_admin_speaks(
    playground: Playground, bot: Caller, heard: list[dict[str, Any]]
) -> None:
    await _of(playground).adds_bot()
    sent = await bot("sendMessage", chat_id=RIVER.id, text="Good morning")
    silences(playground.telegram, LI, RIVER.id)
    assert "Bad Request: not enough rights" in await bot.refusal("sendMessage", chat_id=RIVER.id, text="And again")
    await bot("editMessageText", chat_id=RIVER.id, message_id=sent["message_id"], text="Good evening")
    await _of(playground).makes_bot_admin()
    await bot("sendMessage", chat_id=RIVER.id, text="And again")
    assert heard[-1]["my_chat_member"]["new_chat_member"]["status"] == ADMIN


async def test_it_hears_commands_and_everything_only_as_an_admin(
    playground: Playground, bot: Caller, heard: list[dict[str, Any]]
) -> None:
    here = _of(playground)
    await here.adds_bot()
    assert writes_in(playground.telegram, LI, RIVER.id, "Hello everybody") is None
    assert writes_in(playground.telegram, LI, RIVER.id, "/bind@other_bot") is None
    await here.sends("/bind@yigong_bot")
    assert [update["message"]["text"] for update in heard if "message" in update] == ["/bind@yigong_bot"]
    await here.makes_bot_admin()
    await here.sends("Hello everybody")
    assert heard[-1]["message"]["text"] == "Hello everybody"


async def test_who_somebody_is_there(playground: Playground, bot: Caller, heard: list[dict[str, Any]]) -> None:
    await _of(playground).adds_bot()
    assert (await bot("getChatMember", chat_id=RIVER.id, user_id=LI.id))["status"] == CREATOR
    assert (await bot("getChatMember", chat_id=RIVER.id, user_id=MEI.id))["status"] == MEMBER
    assert "user not found" in await bot.refusal("getChatMember", chat_id=RIVER.id, user_id=12345)
    playground.telegram.chats[RIVER.id].with_whom = Group(RIVER.id, RIVER.title, is_hiding=True)
    assert "CHAT_ADMIN_REQUIRED" in await bot.refusal("getChatMember", chat_id=RIVER.id, user_id=LI.id)


async def test_what_is_answered_to_a_tap_is_seen_by_nobody_else(
    playground: Playground, bot: Caller, heard: list[dict[str, Any]]
) -> None:
    here, beside = _of(playground), InGroup(playground.telegram, MEI, RIVER.id)
    await here.adds_bot()
    await bot("sendMessage", chat_id=RIVER.id, text="River clean-up", reply_markup=SIGN_UP)
    await here.taps("Sign up")
    assert here.toast is not None
    assert (here.toast.text, here.toast.is_alert, beside.toast) == ("Yes", True, None)
    query = heard[-1]["callback_query"]
    assert (query["from"]["id"], query["message"]["chat"]["id"]) == (LI.id, RIVER.id)
    await beside.taps("Sign up")
    assert heard[-1]["message"]["text"] == "/start s5"
    assert heard[-1]["message"]["chat"]["id"] == MEI.id


async def test_a_supergroup_has_another_id_and_no_message_of_before(
    playground: Playground, bot: Caller, heard: list[dict[str, Any]]
) -> None:
    here = _of(playground)
    await here.adds_bot()
    sent = await bot("sendMessage", chat_id=RIVER.id, text="River clean-up")
    assert becomes_supergroup(playground.telegram, LI, RIVER.id).id == SUPER
    assert "upgraded to a supergroup" in await bot.refusal(
        "editMessageText", chat_id=RIVER.id, message_id=sent["message_id"], text="Later"
    )
    told = await bot.answer("sendMessage", chat_id=RIVER.id, text="Anybody?")
    assert told["parameters"] == {"migrate_to_chat_id": SUPER}
    assert "message to edit not found" in await bot.refusal(
        "editMessageText", chat_id=SUPER, message_id=sent["message_id"], text="Later"
    )
    await bot("sendMessage", chat_id=SUPER, text="Here we are")
    await here.sees("Here we are")
    moved = [update["message"] for update in heard if "migrate_to_chat_id" in update.get("message", {})]
    assert [(one["chat"]["id"], one["migrate_to_chat_id"]) for one in moved] == [(RIVER.id, SUPER)]


async def test_a_deleted_group_hears_nobody(playground: Playground, bot: Caller, heard: list[dict[str, Any]]) -> None:
    await _of(playground).adds_bot()
    with pytest.raises(CannotDoError):
        deletes_group(playground.telegram, MEI, RIVER.id)
    deletes_group(playground.telegram, LI, RIVER.id)
    assert "Forbidden: the group chat was deleted" in await bot.refusal(
        "sendMessage", chat_id=RIVER.id, text="Anybody?"
    )


async def test_edits_count_for_the_twenty_a_minute(
    playground: Playground, bot: Caller, heard: list[dict[str, Any]]
) -> None:
    await _of(playground).adds_bot()
    playground.telegram.floods.asked(RIVER.id)
    sent = await bot("sendMessage", chat_id=RIVER.id, text="0")
    for number in range(1, 20):
        playground.telegram.floods.asked(RIVER.id)
        await bot("editMessageText", chat_id=RIVER.id, message_id=sent["message_id"], text=f"{number}")
    assert "Too Many Requests" in await bot.refusal(
        "editMessageText", chat_id=RIVER.id, message_id=sent["message_id"], text="20"
    )
    assert playground.telegram.chats[RIVER.id].messages[sent["message_id"]].text == "19"


async def test_an_answer_leads_to_the_bot_itself_and_nowhere_else(playground: Playground, bot: Caller) -> None:
    query = playground.telegram.ask(playground.telegram.add(LI))
    assert "URL_INVALID" in await bot.refusal(
        "answerCallbackQuery", callback_query_id=query, url="https://t.me/other_bot?start=a1"
    )
