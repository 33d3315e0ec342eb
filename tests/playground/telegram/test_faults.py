"""Faults to order: each hits what it was ordered for, as often as ordered, and is counted."""

import asyncio

import aiohttp
import pytest

from playground.phones import acts
from playground.serving.server import Playground
from playground.telegram.faults import Fault, Faults, Kind
from tests.playground.conftest import LI, MEI, Caller


@pytest.mark.parametrize(
    ("fault", "code", "description"),
    [
        (Fault.answers(500), 500, "Internal Server Error"),
        (Fault.answers(403), 403, "Forbidden: bot was blocked by the user"),
        (Fault.answers(400), 400, "Bad Request: chat not found"),
        (Fault.answers(400, description="Bad Request: odd"), 400, "Bad Request: odd"),
        (Fault.floods(7), 429, "Too Many Requests: retry after 7"),
    ],
)
async def test_an_error_instead_of_the_effect(
    bot: Caller, playground: Playground, fault: Fault, code: int, description: str
) -> None:
    playground.telegram.faults.add(fault)
    answer = await bot.answer("sendMessage", chat_id=MEI.id, text="Hi")
    assert (answer["error_code"], answer["description"]) == (code, description)
    assert answer.get("parameters", {}).get("retry_after") == fault.retry_after
    assert playground.phone(MEI).chat == []
    await bot("sendMessage", chat_id=MEI.id, text="Hi")


async def test_a_bad_gateway_speaks_html(bot: Caller, playground: Playground, session: aiohttp.ClientSession) -> None:
    playground.telegram.faults.add(Fault.answers(502))
    async with session.post(f"{bot.root}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")


@pytest.mark.parametrize("status", [200, 302, 401, 403])
async def test_a_page_in_telegram_s_place_has_any_status(
    bot: Caller, playground: Playground, session: aiohttp.ClientSession, status: int
) -> None:
    playground.telegram.faults.add(Fault.pages(status, "sendMessage"))
    said = {"chat_id": MEI.id, "text": "Hi"}
    async with session.post(f"{bot.root}/sendMessage", json=said, allow_redirects=False) as response:
        assert (response.status, response.content_type) == (status, "text/html")
    assert playground.phone(MEI).chat == []
    assert playground.telegram.calls.faults[Kind.PAGE] == 1
    await bot("sendMessage", **said)


@pytest.mark.parametrize(("kind", "arrived"), [(Kind.CUT_BEFORE, 0), (Kind.CUT_AFTER, 1)])
async def test_a_cut_connection(bot: Caller, playground: Playground, kind: Kind, arrived: int) -> None:
    playground.telegram.faults.add(Fault.of(kind, "sendMessage"))
    with pytest.raises(aiohttp.ClientError):
        await bot("sendMessage", chat_id=MEI.id, text="Hi")
    assert len(playground.phone(MEI).chat) == arrived
    assert playground.telegram.calls.cut_after[MEI.id] == arrived
    assert playground.telegram.calls.faults[kind] == 1


async def test_silence_until_the_bot_gives_up(bot: Caller, playground: Playground) -> None:
    playground.telegram.faults.add(Fault.of(Kind.SILENCE, "getMe"))
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(bot("getMe"))
        calls = playground.telegram.calls
        await calls.changed.until(lambda: calls.by_method["getme"] > 0, 10)
        asking.cancel()
    assert (await bot("getMe"))["is_bot"]


async def test_updates_twice_and_out_of_order(bot: Caller, playground: Playground) -> None:
    sent = [acts.writes(playground.telegram, MEI, str(number)).id for number in range(10)]
    playground.telegram.faults.add(Fault.of(Kind.REPEAT, "getUpdates"), Fault.of(Kind.DISORDER, "getUpdates"))
    got = [update["update_id"] for update in await bot("getUpdates", offset=0)]
    assert got == [number for number in sent for _ in range(2)]
    got = [update["update_id"] for update in await bot("getUpdates", offset=1)]
    assert got != sent
    assert sorted(got) == sent


async def test_a_fault_hits_its_methods_and_chats_only(bot: Caller, playground: Playground) -> None:
    playground.telegram.add(LI, started=True)
    playground.telegram.faults.add(Fault.answers(403, "sendMessage", chats=frozenset({LI.id}), times=None))
    await bot("sendMessage", chat_id=MEI.id, text="Hi")
    for _ in range(3):
        assert "blocked" in await bot.refusal("sendMessage", chat_id=LI.id, text="Hi")
    await bot("sendChatAction", chat_id=LI.id, action="typing")
    playground.telegram.faults.clear()
    await bot("sendMessage", chat_id=LI.id, text="Hi")


def test_chance_is_the_same_every_time() -> None:
    def hits(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.add(Fault.of(Kind.CUT_BEFORE, times=None, probability=0.3))
        return [faults.hit("getme", None) is not None for _ in range(1_000)]

    assert hits(1) == hits(1) != hits(2)
    assert 250 < sum(hits(1)) < 350


async def test_faults_can_be_ordered_over_http(
    bot: Caller, playground: Playground, session: aiohttp.ClientSession
) -> None:
    address = f"{playground.url}/playground/faults"
    orders = [
        {"kind": "answer", "methods": ["getMe"], "code": 500, "times": 2},
        {"kind": "cut_after", "probability": 0},
    ]
    async with session.post(address, json=orders) as response:
        assert response.status == 204
    assert await bot.refusal("getMe") == "Internal Server Error"
    async with session.get(address) as response:
        assert [(fault["kind"], fault["times"]) for fault in await response.json()] == [("answer", 1), ("cut_after", 1)]
    async with session.delete(address) as response:
        assert response.status == 204
    await bot("getMe")
    async with session.post(address, json=[{"kind": "earthquake"}]) as response:
        assert response.status == 400
    async with session.get(f"{playground.url}/playground/calls") as response:
        counted = await response.json()
    assert counted["by_method"] == {"getme": 2}
    assert counted["errors"] == {"500": 1}
    async with session.delete(f"{playground.url}/playground/calls") as response:
        assert response.status == 204
    assert not playground.telegram.calls.by_method
