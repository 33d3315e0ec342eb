"""getUpdates: offsets, lifetimes, one poller at a time."""

import asyncio

import pytest

from playground.phones import acts
from playground.serving.server import Playground
from tests.playground.conftest import LI, MEI, Caller


def says(playground: Playground, *texts: str) -> list[int]:
    return [acts.writes(playground.telegram, MEI, text).id for text in texts]


async def test_updates_stay_until_an_offset_confirms_them(bot: Caller, playground: Playground) -> None:
    first, second, third = says(playground, "1", "2", "3")
    assert [u["update_id"] for u in await bot("getUpdates", offset=0, limit=2)] == [first, second]
    assert [u["update_id"] for u in await bot("getUpdates", offset=second)] == [second, third]
    assert [u["update_id"] for u in await bot("getUpdates", offset=-1)] == [third]
    assert len(playground.telegram.updates) == 1


async def test_a_long_poll_ends_when_something_happens(bot: Caller, playground: Playground) -> None:
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(bot("getUpdates", timeout=50))
        await _called(playground, "getupdates")
        says(playground, "at last")
    assert polling.result()[0]["message"]["text"] == "at last"


async def test_a_second_poller_ends_the_first_with_409(bot: Caller, playground: Playground) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(bot.answer("getUpdates", offset=1, timeout=50))
        await _called(playground, "getupdates")
        second = group.create_task(bot("getUpdates", offset=2, timeout=50))
        answer = await first
        assert answer["error_code"] == 409
        assert answer["description"].startswith("Conflict: terminated by other getUpdates request")
        says(playground, "for the second")
        assert len(await second) == 1


@pytest.mark.parametrize(("seconds", "kinds"), [(149, ["message", "callback_query"]), (151, ["message"]), (86_401, [])])
async def test_messages_live_a_day_and_taps_150_seconds(
    bot: Caller, playground: Playground, seconds: int, kinds: list[str]
) -> None:
    await bot("sendMessage", chat_id=MEI.id, text="Tap")
    chat = playground.telegram.chats[MEI.id]
    says(playground, "hi")
    acts.taps(playground.telegram, MEI, next(iter(chat.messages.values())), "x")
    await playground.clock.advance(seconds)
    updates = await bot("getUpdates", timeout=0)
    assert [kind for update in updates for kind in update if kind != "update_id"] == kinds


async def test_a_tap_is_answered_in_time_or_never(bot: Caller, playground: Playground) -> None:
    await bot("sendMessage", chat_id=MEI.id, text="Tap")
    message = next(iter(playground.telegram.chats[MEI.id].messages.values()))
    acts.taps(playground.telegram, MEI, message, "x")
    (update,) = await bot("getUpdates")
    query = update["callback_query"]["id"]
    assert await bot.refusal("answerCallbackQuery", callback_query_id=query, text="x" * 201) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    await bot("answerCallbackQuery", callback_query_id=query, text="x" * 200, show_alert=True)
    toast = playground.phone(MEI).toast
    assert toast is not None
    assert toast.is_alert
    await playground.clock.advance(151)
    too_late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    for number in (query, "1"):
        assert await bot.refusal("answerCallbackQuery", callback_query_id=number) == too_late


async def test_only_wanted_kinds_are_queued(bot: Caller, playground: Playground) -> None:
    await bot("getUpdates", allowed_updates=["message"])
    assert playground.phone(MEI).toast is None
    acts.blocks(playground.telegram, MEI)
    acts.unblocks(playground.telegram, MEI)
    says(playground, "hi")
    updates = await bot("getUpdates", offset=1)
    assert [update.keys() - {"update_id"} for update in updates] == [{"message"}]
    await bot("getUpdates", allowed_updates=[], offset=2)
    acts.blocks(playground.telegram, LI)
    assert len(await bot("getUpdates", offset=updates[0]["update_id"] + 1)) == 1


async def test_asking_the_same_again_in_a_hurry_gets_one_update(bot: Caller, playground: Playground) -> None:
    says(playground, "1", "2", "3")
    assert len(await bot("getUpdates", offset=0)) == 3
    assert len(await bot("getUpdates", offset=0)) == 1
    assert len(await bot("getUpdates", offset=1)) == 3


async def test_what_is_polled_while_a_webhook_is_set(bot: Caller) -> None:
    await bot("setWebhook", url="http://127.0.0.1:9/nowhere")
    complaint = await bot.refusal("getUpdates")
    assert complaint.startswith("Conflict: can't use getUpdates method while webhook is active")
    await bot("setWebhook", url="")
    assert await bot("getUpdates") == []


async def _called(playground: Playground, method: str) -> None:
    calls = playground.telegram.calls
    await calls.changed.until(lambda: calls.by_method[method] > 0, 10)
