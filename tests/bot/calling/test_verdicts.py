"""Whose word is it? Whatever stands between Telegram and the bot decides nothing, whichever page and status it has."""

import asyncio
import json
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from unittest.mock import AsyncMock

import pytest
from markupsafe import Markup
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.calling.transport import AiohttpRequest
from bot.delivering.claims import UNSHARED
from bot.delivering.courier import Courier, Missed, Paused, Settled
from bot.ground.errors import AskedToWait, NotTelegrams, NotThere, TelegramFailed, TokenRefused
from bot.receiving.introducing import Introduction
from bot.receiving.receiver import Receiver, asking
from bot.receiving.webhook import Doorstep, Webhook
from bot.serving.connections import reached
from bot.telegram.refusals import is_out_of_reach
from bot.telegram.sending import TelegramMessenger
from handlers.tapping.screen import Screen
from storage.engine.connecting import connect
from storage.rows import outbox
from tests.support.chat import organisation
from tests.support.databases import Databases
from tests.support.delivering import PostOffice
from tests.support.frozen import Frozen
from tests.support.impostor import PAGE, RESULTS, TOKEN, FalseAnswer, Impostor, bot_facing, impostor, refusal, whole
from volunteering.rules.notices.letters import Letter

STATUSES = [
    200, 201, 202, 203, 204, 206, 300, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409,
    410, 411, 413, 414, 418, 421, 422, 423, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 511,
    520, 521, 522, 523, 524, 525, 526, 527, 530, 561, 599,
]  # fmt: skip
BODILESS = {204, 304}  # whatever is written behind them, it is no body

# What Telegram's own word means, by its code; any other code is trouble on its side, and the network as far as we go.
MEANS: dict[int, type[TelegramError]] = {
    400: BadRequest,
    401: InvalidToken,
    403: Forbidden,
    404: NotThere,
    409: Conflict,
    413: BadRequest,
    429: AskedToWait,
}

SCREEN = Screen(Markup("hello"))
ASKS: dict[str, Callable[[Bot, AiohttpRequest], Awaitable[Any]]] = {
    "getMe": lambda bot, _: bot.get_me(),
    "getUpdates": lambda bot, updates: asking(updates, bot.base_url, ["message"])(offset=0, limit=1, wait=0),
    "sendMessage": lambda bot, _: TelegramMessenger(bot).show(7, None, SCREEN),
    "editMessageText": lambda bot, _: TelegramMessenger(bot).show(7, 5, SCREEN),
    "answerCallbackQuery": lambda bot, _: TelegramMessenger(bot).answer_tap("1", "done"),
    "sendDocument": lambda bot, _: TelegramMessenger(bot).send_file(7, "a.csv", b"1", Markup("a")),
    "sendPhoto": lambda bot, _: TelegramMessenger(bot).send_picture(7, "a.png", b"1", Markup("a")),
    "setMyCommands": lambda bot, _: TelegramMessenger(bot).set_menu(7, [("start", "Begin")]),
    "deleteWebhook": lambda bot, _: bot.delete_webhook(),
    "setWebhook": lambda bot, _: bot.set_webhook("https://yigong.example/"),
    "setMySettings": lambda bot, _: bot.do_api_request("setMySettings", {"callback_query_mode": "default"}),
}


def says(body: object) -> bytes:
    return json.dumps(body).encode()


def of_others(status: int) -> dict[str, FalseAnswer]:
    """What isn't Telegram's word under that status."""
    refused = says(refusal(status, "Forbidden: bot was blocked by the user"))
    agreed = says({"ok": True, "result": True})
    bodies: dict[str, bytes] = {
        "a page": PAGE,
        "a page that begins like JSON": b"{" + PAGE,
        "a word": b"blocked",
        "an empty object": b"{}",
        "a list": b"[]",
        "a list of refusals": b"[" + refused + b"]",
        "null": b"null",
        "a number": str(status).encode(),
        "a string": json.dumps(refused.decode()).encode(),
        "an API's own error": says({"error": {"code": status, "message": "forbidden"}}),
        "a code without ok": says({"error_code": status, "description": "chat not found"}),
        "ok without a code": says({"ok": False, "description": "Forbidden: bot was blocked by the user"}),
        "a code in words": says(refusal(str(status))),
        "a code that is no whole number": says(refusal(float(status) + 0.5)),
        "a code that is a float": says(refusal(float(status))),
        "a code that is true": says(refusal(True)),
        "no code": says(refusal(None)),
        "another code": says(refusal(403 if status != 403 else 400)),
        "ok is 0": says(refusal(status) | {"ok": 0}),
        "ok is a word": says(refusal(status) | {"ok": "false"}),
        "ok is null": says(refusal(status) | {"ok": None}),
        "ok without a result": says({"ok": True}),
        "ok, and a refusal": says(refusal(status) | {"ok": True}),
        "a deep one": b"[" * 100_000,
        "half of it": refused[: len(refused) // 2],
        "bytes": b"\xff\xfe\x00\x80",
    }  # fmt: skip
    answers = {name: whole(status, body) for name, body in bodies.items()}
    answers["nothing"] = whole(status, b"")
    answers["cut off"] = FalseAnswer(status, refused[:-10], len(refused))
    answers["cut off consent"] = FalseAnswer(status, agreed[:-3], len(agreed))
    answers["longer than there is"] = FalseAnswer(status, agreed, len(agreed) + 100)
    answers["shorter than there is"] = FalseAnswer(status, refused, len(refused) - 5)
    answers["no length, cut off"] = FalseAnswer(status, refused[:-5])
    answers["chunks that break off"] = FalseAnswer(status, b"20\r\n{", headers="Transfer-Encoding: chunked\r\n")
    answers["no zip"] = whole(status, refused, "Content-Encoding: gzip\r\n")
    if 300 <= status < 400:
        answers["a way elsewhere"] = whole(status, PAGE, "Location: http://127.0.0.1:1/login\r\n")
    if status >= 300 or status in BODILESS:
        answers["consent under a status that is none"] = whole(status, agreed)
    if status < 300 or status in BODILESS:
        answers["a refusal under a status that is none"] = whole(status, refused)
    return answers


EVERY_OTHER = [(status, name, said) for status in STATUSES for name, said in of_others(status).items()]


async def at_once(_: float) -> None:
    await asyncio.sleep(0)


def told(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)) + repr(error) + str(error)


@pytest.fixture
async def server() -> AsyncIterator[Impostor]:
    async with impostor() as one:
        yield one


@pytest.mark.parametrize("method", ASKS)
async def test_only_telegram_s_own_word_decides(server: Impostor, method: str) -> None:
    """Every status, with everything that may stand under it, to every method that is used."""
    async with bot_facing(server) as (bot, updates):
        await ASKS[method](bot, updates)
        for status, name, said in EVERY_OTHER:
            server.says = said
            with pytest.raises(NetworkError) as caught:
                await ASKS[method](bot, updates)
            assert type(caught.value) in {NetworkError, NotTelegrams, TimedOut}, f"{status}, {name}: {caught.value!r}"
            assert not is_out_of_reach(caught.value), f"{status}, {name}"
            assert TOKEN not in told(caught.value), f"{status}, {name}"


@pytest.mark.parametrize("method", ASKS)
@pytest.mark.parametrize("status", [status for status in STATUSES if status >= 400])
async def test_what_telegram_says_is_understood(server: Impostor, method: str, status: int) -> None:
    parameters = {"retry_after": 3} if status == 429 else {}
    kind = MEANS.get(status, TelegramFailed)
    async with bot_facing(server) as (bot, updates):
        await bot.initialize()
        server.says = whole(status, says(refusal(status, "Refused: no", **parameters)))
        if kind in {BadRequest, Forbidden} and method in {"answerCallbackQuery", "setMyCommands"}:
            await ASKS[method](bot, updates)  # what people can do without isn't worth a fault
            return
        if issubclass(kind, InvalidToken) and method == "setMySettings":
            kind = EndPointNotFound  # what PTB makes of it for a method that it doesn't know
        with pytest.raises(kind) as caught:
            await ASKS[method](bot, updates)
    assert type(caught.value) is kind


@pytest.mark.parametrize("status", [200, 201, 203, 206])
@pytest.mark.parametrize("method", ["getUpdates", "sendMessage", "sendDocument", "sendPhoto"])
async def test_a_result_that_tells_nothing_is_not_telegram_s(server: Impostor, method: str, status: int) -> None:
    """`ok` alone doesn't say that anything was sent, or that nothing has come."""
    results: list[Any] = [True, None, "sent", 17, {}, {"message_id": "5"}, {"updates": []}]
    for result in results:
        server.says = whole(status, says({"ok": True, "result": result}))
        async with bot_facing(server) as (bot, updates):
            with pytest.raises(NetworkError):
                await ASKS[method](bot, updates)


@pytest.mark.parametrize(
    "asked", [None, "soon", "7", True, [], {}, -1, 0, 1e-9, 10**9, 10**400, float("nan"), float("inf"), 2.5, 7]
)
async def test_a_pause_in_any_shape_is_a_pause(server: Impostor, asked: object) -> None:
    server.says = whole(429, says(refusal(429, "Too Many Requests", retry_after=asked)))
    async with bot_facing(server) as (bot, _):
        with pytest.raises(AskedToWait) as caught:
            await TelegramMessenger(bot).show(7, None, SCREEN)
    assert 1 <= caught.value.seconds <= 3_600


async def test_a_group_that_moved_says_where_to(server: Impostor) -> None:
    server.says = whole(400, says(refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1009)))
    async with bot_facing(server) as (bot, _):
        with pytest.raises(ChatMigrated) as caught:
            await bot.send_message(-5, "hello")
    assert caught.value.new_chat_id == -1009


# What becomes of it

SAMPLE = [
    (status, name, said)
    for status, name, said in EVERY_OTHER
    if status in {200, 204, 302, 400, 401, 403, 404, 409, 429, 502}
]


async def test_nobody_is_given_up_because_of_a_proxy(server: Impostor, databases: Databases) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database, bot_facing(server) as (bot, _):
            office = await PostOffice.opened(database)
            await office.owe(await office.reader("Anna"), Letter(from_id=1, text="Bring gloves"))
            async with database.reading() as reader:
                [row] = await outbox.due(reader, office.clock.now(), 10, bulk=False) or await outbox.due(
                    reader, office.clock.now(), 10, bulk=True
                )
            courier = Courier(database, TelegramMessenger(bot), organisation(), office.clock)
            for status, name, said in SAMPLE:
                server.says = said
                assert isinstance(await courier.attempt(row, UNSHARED), Missed), f"{status}, {name}"
            server.says = whole(429, says(refusal(429, retry_after=3)))
            assert await courier.attempt(row, UNSHARED) == Paused(3)
            server.says = whole(403, says(refusal(403, "Forbidden: bot was blocked by the user")))
            assert isinstance(await courier.attempt(row, UNSHARED), Settled)


async def test_receiving_goes_on_until_telegram_itself_refuses_the_token(server: Impostor) -> None:
    async def take(_: object) -> None:
        raise AssertionError("nothing has come")

    server.next.extend(said for _, _, said in SAMPLE)
    server.next.append(whole(404, says(refusal(404, "Not Found"))))
    server.says = whole(401, says(refusal(401, "Unauthorized")))
    async with bot_facing(server) as (bot, updates):
        receiver = Receiver(asking(updates, bot.base_url, ["message"]), take, sleep=at_once)
        with pytest.raises(TokenRefused):
            await receiver.run()
    assert not server.next, "all of it was heard, and none believed"


async def test_the_start_waits_until_telegram_itself_answers(server: Impostor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.serving.connections.growing_pause", lambda _: 0.0)
    server.next.extend(said for _, _, said in SAMPLE)
    nameless = {name: value for name, value in RESULTS["getMe"].items() if name != "username"}
    names: list[Any] = [None, "", 7, ["yigong_bot"], True]
    odd: list[Any] = [True, None, [], {}, {"id": "x"}, nameless, *(nameless | {"username": name} for name in names)]
    server.next.extend(whole(200, says({"ok": True, "result": result})) for result in odd)
    async with bot_facing(server) as (bot, _):
        assert await reached(bot, asyncio.Event())
        assert bot.username == RESULTS["getMe"]["username"]
        assert not server.next


async def test_the_introduction_waits_for_telegram_and_leaves_out_what_it_does_not_know(server: Impostor) -> None:
    async with bot_facing(server) as (bot, _):
        introduction = Introduction(bot, organisation(), Frozen(), fetches=True)
        for status, name, said in SAMPLE:
            server.says = said
            assert await introduction.go_on() is not None, f"{status}, {name}"
        assert set(server.called) == {"deleteWebhook"}, "nothing is left out because of a page"
        server.says = None
        server.called.clear()
        assert await introduction.go_on() is None
        described = ["getMyDescription", "setMyDescription", "getMyShortDescription", "setMyShortDescription"]
        assert server.called == ["deleteWebhook", "setMySettings", *["setMyCommands"] * 3, *described * 3]


async def test_telegram_is_told_of_the_webhook_until_it_has_understood(server: Impostor) -> None:
    async with bot_facing(server) as (bot, _):
        webhook = Webhook(bot, Doorstep("https://yigong.example/", "secret"), AsyncMock(), AsyncMock(), ["message"])
        for status, name, said in SAMPLE:
            server.says = said
            assert await webhook._tell_telegram(1) is not None, f"{status}, {name}"
        server.says = whole(404, says(refusal(404, "Not Found")))
        assert await webhook._tell_telegram(1) is not None
        server.says = whole(401, says(refusal(401, "Unauthorized")))
        assert await webhook._tell_telegram(1) is None
