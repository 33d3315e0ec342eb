"""PTB speaks to the Bot API over aiohttp as it would over httpx, and the token stays out of every text."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.calling.transport import AiohttpRequest, proxy_for
from bot.ground.errors import AskedToWait, NotSent, NotSentInTime

TOKEN = "123456:very-secret-word_that-nobody-may-see"
SENT = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "hello"}


class Server:
    """A Bot API whose next answer is what a test wants."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.peers: set[Any] = set()
        self.waiting = asyncio.Event()
        self.open = asyncio.Event()
        self.answers: Callable[[web.Request], Awaitable[web.StreamResponse]] = self.sends
        self.url = ""

    async def serve(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        self.peers.add(request.transport.get_extra_info("peername"))
        content: Any = await request.json() if request.content_type == "application/json" else None
        if request.content_type.startswith("multipart/"):
            fields = await request.post()
            content = {
                name: (field.filename, field.content_type, field.file.read())
                if isinstance(field, web.FileField)
                else field
                for name, field in fields.items()
            }
        self.calls.append((request.path, content))
        return await self.answers(request)

    async def sends(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": True, "result": SENT})

    async def cuts(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    async def waits(self, request: web.Request) -> web.StreamResponse:
        self.waiting.set()
        await self.open.wait()
        return await self.sends(request)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    server.open.set()
    await runner.cleanup()


def bot_at(url: str, request: AiohttpRequest) -> Bot:
    base = f"{url}/bot"
    return Bot(TOKEN, base_url=base, base_file_url=f"{url}/file/bot", request=request, get_updates_request=request)


def told(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)) + repr(error) + str(error)


async def test_parameters_arrive_as_json(server: Server) -> None:
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("报名", callback_data="s1")]])
    async with AiohttpRequest() as request:
        message = await bot_at(server.url, request).send_message(7, "你好 \ud83d <b>", reply_markup=buttons)
    assert message.message_id == 5
    path, content = server.calls[0]
    assert path == f"/bot{TOKEN}/sendMessage"
    assert content["chat_id"] == 7
    assert content["text"] == "你好 \ud83d <b>"
    assert content["reply_markup"] == {"inline_keyboard": [[{"text": "报名", "callback_data": "s1"}]]}


async def test_a_file_arrives_whole(server: Server) -> None:
    async with AiohttpRequest() as request:
        data = InputFile("名字,小时\n李,3\n".encode(), filename="数据.csv")
        await bot_at(server.url, request).send_document(7, data, caption="数据")
    _, content = server.calls[0]
    assert (content["chat_id"], content["caption"]) == ("7", "数据")
    assert content["document"] == ("数据.csv", "text/csv", "名字,小时\n李,3\n".encode())


async def test_a_file_is_fetched(server: Server) -> None:
    async def page(request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"\x00\x01")

    server.answers = page
    async with AiohttpRequest() as request:
        assert await request.retrieve(f"{server.url}/file/bot{TOKEN}/photo.jpg") == b"\x00\x01"


async def test_one_connection_serves_many_calls(server: Server) -> None:
    async with AiohttpRequest() as request:
        for _ in range(10):
            await bot_at(server.url, request).send_message(7, "hello")
    assert len(server.peers) == 1


@pytest.mark.parametrize(
    ("status", "answer", "kind", "text"),
    [
        (400, {"description": "Bad Request: message is too long"}, BadRequest, "Message is too long"),
        (401, {"description": "Unauthorized"}, InvalidToken, "Unauthorized"),
        (403, {"description": "Forbidden: bot was blocked by the user"}, Forbidden, "bot was blocked"),
        (429, {"description": "Too Many Requests", "parameters": {"retry_after": 3}}, AskedToWait, "Retry in"),
        (502, "<html>a page of somebody's</html>", NetworkError, "502"),
        (404, "nothing here", NetworkError, "404"),
        (200, "<html>please log in to this hotel's network</html>", NetworkError, "isn't Telegram's"),
        (200, "[1]", NetworkError, "isn't Telegram's"),
        (302, "elsewhere", NetworkError, "302"),
    ],
)
async def test_what_the_server_says_becomes_ptbs_error(
    server: Server, status: int, answer: Any, kind: type[TelegramError], text: str
) -> None:
    async def refuse(request: web.Request) -> web.StreamResponse:
        if isinstance(answer, str):
            return web.Response(status=status, text=answer, headers={"Location": "/elsewhere"})
        return web.json_response({"ok": False, "error_code": status} | answer, status=status)

    server.answers = refuse
    async with AiohttpRequest() as request:
        with pytest.raises(kind) as caught:
            await bot_at(server.url, request).send_message(7, "hello")
    assert text in str(caught.value)
    assert TOKEN not in told(caught.value)
    assert "hotel" not in told(caught.value)


async def test_nobody_there_means_nothing_was_sent() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NotSent) as caught:
            await bot_at("http://127.0.0.1:1", request).send_message(7, "hello")
    assert "127.0.0.1:1" in str(caught.value)
    assert TOKEN not in told(caught.value)


async def test_no_connection_free_means_nothing_was_sent(server: Server) -> None:
    server.answers = server.waits
    async with AiohttpRequest(1) as request, asyncio.TaskGroup() as group:
        bot = bot_at(server.url, request)
        group.create_task(bot.send_message(7, "first"))
        await server.waiting.wait()
        with pytest.raises(NotSentInTime) as caught:
            await bot.send_message(7, "second", pool_timeout=0.01, connect_timeout=0.01)
        server.open.set()
    assert isinstance(caught.value, TimedOut)
    assert TOKEN not in told(caught.value)
    assert [content["text"] for _, content in server.calls] == ["first"]


async def test_no_answer_in_time_may_have_been_sent(server: Server) -> None:
    server.answers = server.waits
    async with AiohttpRequest(read_timeout=0.01) as request:
        with pytest.raises(TimedOut) as caught:
            await bot_at(server.url, request).send_message(7, "hello")
    assert not isinstance(caught.value, NotSent)
    assert TOKEN not in told(caught.value)


async def test_a_file_has_a_limit_for_all_of_it(server: Server) -> None:
    server.answers = server.waits
    async with AiohttpRequest(
        read_timeout=0.01, connect_timeout=0.01, pool_timeout=0.01, media_write_timeout=0.01
    ) as request:
        with pytest.raises(TimedOut) as caught:
            await bot_at(server.url, request).send_document(7, b"data")
    assert TOKEN not in told(caught.value)


async def test_an_answer_that_comes_drop_by_drop_has_a_limit(server: Server) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=403)
        await response.prepare(request)
        while not server.open.is_set():
            await response.write(b"<br>")
            await asyncio.sleep(0.01)
        return response

    server.answers = drip
    async with AiohttpRequest(read_timeout=0.1) as request:
        with pytest.raises(TimedOut):
            await bot_at(server.url, request).send_message(7, "hello")
    server.open.set()


async def test_an_answer_without_an_end_is_not_read_to_it(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    async def pour(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with suppress(ConnectionError):
            while not server.open.is_set():
                await response.write(b"x" * 10_000)
                await asyncio.sleep(0)
        return response

    monkeypatch.setattr("bot.calling.transport.LONGEST_ANSWER", 100_000)
    server.answers = pour
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError, match="no end"):
            await bot_at(server.url, request).send_message(7, "hello")
    server.open.set()


async def test_a_long_answer_arrives_whole(server: Server) -> None:
    async def long(_: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": True, "result": SENT | {"text": "汉" * 1_000_000}})

    server.answers = long
    async with AiohttpRequest() as request:
        assert len((await bot_at(server.url, request).send_message(7, "hello")).text or "") == 1_000_000


async def test_a_cut_connection_may_have_been_sent(server: Server) -> None:
    server.answers = server.cuts
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError) as caught:
            await bot_at(server.url, request).send_message(7, "hello")
    assert not isinstance(caught.value, NotSent)
    assert TOKEN not in told(caught.value)
    assert len(server.calls) == 1, "a call that may have arrived isn't made again by itself"


async def test_an_address_that_is_none_is_told_without_it() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError) as caught:
            await bot_at("htp://nowhere", request).send_message(7, "hello")
    assert TOKEN not in told(caught.value)


async def test_giving_up_a_call_leaves_the_connections_usable(server: Server) -> None:
    server.answers = server.waits
    async with AiohttpRequest(1) as request:
        bot = bot_at(server.url, request)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await bot.send_message(7, "first")
        server.answers = server.sends
        await bot.send_message(7, "second")


async def test_it_can_be_shut_down_twice_and_started_again(server: Server) -> None:
    request = AiohttpRequest()
    with pytest.raises(NetworkError, match="initialize"):
        await bot_at(server.url, request).send_message(7, "too early")
    for _ in range(2):
        await request.initialize()
        await request.initialize()
        await bot_at(server.url, request).send_message(7, "hello")
        await request.shutdown()
        await request.shutdown()


def test_a_proxy_is_on_the_way_out_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "inside.example")
    proxy_for.cache_clear()
    expected = {
        "api.telegram.org": "http://proxy.example:3128",
        "inside.example": None,
        "127.0.0.1": None,
        "localhost": None,
    }
    assert {host: proxy_for("https", host) for host in expected} == expected
    proxy_for.cache_clear()
