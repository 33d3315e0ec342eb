"""The webhook: in order within a queue, again until it is taken, no longer than it is wanted."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from playground.phones import acts
from playground.serving.server import Playground
from tests.playground.conftest import LI, MEI, Caller

LIMIT = 10  # seconds


class Hook:
    """The bot's end of a webhook; answers as told, 200 by default."""

    def __init__(self) -> None:
        self.url = ""
        self.updates: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        await self.updates.put(await request.json())
        await self.gate.wait()
        return self.answers.pop(0) if self.answers else web.Response()

    async def next(self) -> Any:
        async with asyncio.timeout(LIMIT):
            update = await self.updates.get()
        return update["message"]["text"] if "message" in update else update


@pytest.fixture
async def hook(bot: Caller) -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await bot("setWebhook", url=hook.url, secret_token="open-sesame", max_connections=5)
    yield hook
    hook.gate.set()
    await bot("deleteWebhook")
    await runner.cleanup()


async def test_updates_come_with_the_secret(playground: Playground, hook: Hook) -> None:
    await playground.phone(MEI).sends("hi")
    assert await hook.next() == "hi"
    assert hook.secrets == ["open-sesame"]


async def test_what_waited_comes_first(bot: Caller, playground: Playground, hook: Hook) -> None:
    await bot("deleteWebhook")
    acts.writes(playground.telegram, MEI, "early")
    assert (await bot("getWebhookInfo"))["pending_update_count"] == 1
    await bot("setWebhook", url=hook.url)
    assert await hook.next() == "early"


async def test_a_chat_waits_for_its_own_answer_only(playground: Playground, hook: Hook) -> None:
    hook.gate.clear()
    acts.writes(playground.telegram, MEI, "first")
    assert await hook.next() == "first"
    acts.writes(playground.telegram, MEI, "second")
    acts.writes(playground.telegram, LI, "other")
    assert await hook.next() == "other"
    assert hook.updates.empty()
    hook.gate.set()
    assert await hook.next() == "second"


async def test_messages_and_taps_are_two_queues(bot: Caller, playground: Playground, hook: Hook) -> None:
    await bot("sendMessage", chat_id=MEI.id, text="Tap")
    hook.gate.clear()
    acts.writes(playground.telegram, MEI, "first")
    assert await hook.next() == "first"
    acts.taps(playground.telegram, MEI, next(iter(playground.telegram.chats[MEI.id].messages.values())), "x")
    assert "callback_query" in await hook.next()


async def test_a_refused_update_comes_again_at_once_and_then_after_a_pause(playground: Playground, hook: Hook) -> None:
    hook.answers = [web.Response(status=503), web.Response(status=500)]
    acts.writes(playground.telegram, MEI, "hi")
    assert [await hook.next() for _ in range(2)] == ["hi", "hi"]
    await _pauses(playground)
    await playground.clock.advance(2)
    assert await hook.next() == "hi"


async def test_retry_after_is_honoured(bot: Caller, playground: Playground, hook: Hook) -> None:
    hook.answers = [web.Response(status=503, headers={"Retry-After": "3000"})]
    acts.writes(playground.telegram, MEI, "hi")
    assert await hook.next() == "hi"
    await _pauses(playground)
    assert (await bot("getWebhookInfo"))["last_error_message"] == (
        "Wrong response from the webhook: 503 Service Unavailable"
    )
    await playground.clock.advance(2999)
    await playground.phone(LI).sends("meanwhile")
    assert await hook.next() == "meanwhile"
    await playground.clock.advance(1)
    assert await hook.next() == "hi"


async def test_an_update_nobody_takes_dies_of_age(playground: Playground, hook: Hook) -> None:
    hook.answers = [web.Response(status=503, headers={"Retry-After": "3600"})]
    update = acts.writes(playground.telegram, MEI, "hi")
    await hook.next()
    await _pauses(playground)
    await playground.clock.advance(86_401)
    assert await playground.telegram.updates.confirmed(update, LIMIT)
    assert hook.updates.empty()


async def test_gone_for_a_day_means_gone(bot: Caller, playground: Playground, hook: Hook) -> None:
    hook.answers = [web.Response(status=410, headers={"Retry-After": "3600"}) for _ in range(3)]
    acts.writes(playground.telegram, MEI, "hi")
    await hook.next()
    await _pauses(playground)
    await playground.clock.advance(23 * 3600)
    await hook.next()
    webhook = playground.telegram.webhook
    await webhook.changed.until(lambda: webhook.address is None, LIMIT)
    assert (await bot("getWebhookInfo"))["url"] == ""
    assert len(await bot("getUpdates")) == 1


async def test_a_phone_waits_for_the_webhook_and_can_repeat(playground: Playground, hook: Hook) -> None:
    mei = playground.phone(MEI)
    await mei.sends("hi")
    await mei.repeats()
    assert [await hook.next() for _ in range(2)] == ["hi", "hi"]


async def _pauses(playground: Playground) -> None:
    webhook = playground.telegram.webhook
    await webhook.changed.until(lambda: webhook.pausing > 0, LIMIT)
