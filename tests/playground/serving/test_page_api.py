"""What the page asks of the playground, and what it is refused."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from playground.serving.server import Playground
from tests.playground.conftest import LI, MEI, Caller


async def read_events(response: aiohttp.ClientResponse, count: int) -> list[tuple[str, Any]]:
    """The next events of the stream."""
    events: list[tuple[str, Any]] = []
    name = ""
    async with asyncio.timeout(10):
        while len(events) < count:
            line = (await response.content.readline()).decode().rstrip()
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                events.append((name, json.loads(line.removeprefix("data: "))))
    return events


async def test_the_page_asks_nothing_of_the_world_outside(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    async with session.get(playground.url) as response:
        page = await response.text()
        policy = response.headers["Content-Security-Policy"]
    assert "http://" not in page
    assert "https://" not in page
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    for name in ("main.js", "table.css", "icon.svg"):
        async with session.get(f"{playground.url}/page/{name}") as response:
            assert response.status == 200
    async with session.get(f"{playground.url}/page/..%2Fserver.py") as response:
        assert response.status == 404


@pytest.mark.parametrize(
    "path", ["/", "/page/main.js", "/nowhere", "/playground/clock", "/playground/live", "/bot1:x/getMe"]
)
async def test_nothing_is_taken_for_a_page_of_its_own(
    playground: Playground, session: aiohttp.ClientSession, path: str
) -> None:
    async with session.get(f"{playground.url}{path}") as response:
        said = response.headers
        assert said["X-Content-Type-Options"] == "nosniff"
        assert said["Referrer-Policy"] == "no-referrer"
        assert said["Content-Security-Policy"].startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in said["Content-Security-Policy"]
        assert said["Server"] == "Playground", "whose version is nobody's business"


async def test_the_stream_tells_everything_and_then_what_changes(
    bot: Caller, playground: Playground, session: aiohttp.ClientSession
) -> None:
    async with session.get(f"{playground.url}/playground/live") as response:
        (_, table), (_, mei), (_, li) = await read_events(response, 3)
        assert [phone["name"] for phone in table["phones"]] == ["Mei", "李老师"]
        assert (mei["id"], li["id"], mei["messages"]) == (MEI.id, LI.id, [])
        first = await bot("sendMessage", chat_id=MEI.id, text="<b>One</b>", parse_mode="HTML")
        ((name, told),) = await read_events(response, 1)
        assert (name, told["id"], told["unread"]) == ("phone", MEI.id, 1)
        assert told["messages"][0]["text"] == [{"type": "bold", "inside": ["One"]}]
        await bot("sendMessage", chat_id=MEI.id, text="Two")
        ((_, told),) = await read_events(response, 1)
        assert [message["text"] for message in told["messages"]] == [["Two"]]
        await bot("deleteMessage", chat_id=MEI.id, message_id=first["message_id"])
        ((_, told),) = await read_events(response, 1)
        assert (told["messages"], len(told["order"])) == ([], 1)


async def test_thumbs(bot: Caller, playground: Playground, session: aiohttp.ClientSession) -> None:
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}, {"text": "B", "callback_data": "b"}]]}
    sent = await bot("sendMessage", chat_id=MEI.id, text="Tap", reply_markup=markup)
    keyboard = {"keyboard": [[{"text": "Number", "request_contact": True}]]}
    await bot("sendMessage", chat_id=MEI.id, text="Number?", reply_markup=keyboard)
    acts: list[tuple[dict[str, Any], int]] = [
        ({"act": "writes", "text": "hi"}, 204),
        ({"act": "writes", "text": " "}, 409),
        ({"act": "taps", "message": sent["message_id"], "column": 1}, 204),
        ({"act": "taps", "message": sent["message_id"], "column": 2}, 409),
        ({"act": "taps", "message": 12345}, 409),
        ({"act": "presses"}, 204),
        ({"act": "presses", "row": 9}, 409),
        ({"act": "reads"}, 204),
        ({"act": "blocks"}, 204),
        ({"act": "unblocks"}, 204),
        ({"act": "flies"}, 400),
    ]
    for act, status in acts:
        async with session.post(f"{playground.url}/playground/phones/{MEI.id}/acts", json=act) as response:
            assert response.status == status, act
    async with session.put(f"{playground.url}/playground/phones/{MEI.id}/documents/a.txt", data=b"abc") as response:
        assert response.status == 204
    updates = await bot("getUpdates")
    kinds = [next(kind for kind in update if kind != "update_id") for update in updates]
    assert kinds == ["message", "callback_query", "message", "my_chat_member", "my_chat_member", "message"]
    assert updates[1]["callback_query"]["data"] == "b"
    assert updates[2]["message"]["contact"]["user_id"] == MEI.id
    file = f"{playground.url}/playground/files/{updates[5]['message']['document']['file_id']}/a.txt"
    async with session.get(file) as response:
        assert await response.read() == b"abc"
        assert response.headers["Content-Disposition"] == "attachment"


@pytest.mark.parametrize(
    ("new", "status"),
    [
        ({"name": "Ana", "language": "zh-hant", "zone": "Europe/Lisbon"}, 201),
        ({"name": " ", "language": "en", "zone": "Europe/Lisbon"}, 400),
        ({"name": "Ana", "language": "en", "zone": "Moon/Sea"}, 400),
        ({"name": "Ana", "language": "English", "zone": "Europe/Lisbon"}, 400),
    ],
)
async def test_a_person_joins(
    playground: Playground, session: aiohttp.ClientSession, new: dict[str, str], status: int
) -> None:
    async with session.post(f"{playground.url}/playground/phones", json=new) as response:
        assert response.status == status
    assert len(playground.phones) == (3 if status == 201 else 2)


async def test_the_clock_is_pushed(playground: Playground, session: aiohttp.ClientSession) -> None:
    begin = playground.clock.now()
    for order, moved in (({"advance": 3600}, True), ({"advance": None}, False)):
        async with session.post(f"{playground.url}/playground/clock", json=order) as response:
            told = await response.json()
        assert (told["now"], told["moved"], told["lived"]) == (begin + 3600, moved, True)
    async with session.post(f"{playground.url}/playground/clock", json={"advance": -1}) as response:
        assert response.status == 400
    async with session.post(f"{playground.url}/playground/start-over") as response:
        assert response.status == 204
    assert playground.clock.now() == begin


async def test_the_clock_goes_on_to_what_somebody_sees(
    playground: Playground, session: aiohttp.ClientSession, bot: Caller
) -> None:
    """A bot does much by the clock of which no phone here shows anything."""
    begin, clock = playground.clock.now(), playground.clock

    async def follow() -> None:
        seen, step = -1, 0
        while True:
            told = await clock.follow(seen, begin + 3600 * (step + 1))
            seen, step = told["jump"], int((told["now"] - begin) // 3600)
            if step == 3:
                await bot("sendMessage", chat_id=MEI.id, text="See you")

    async with asyncio.TaskGroup() as group:
        following = group.create_task(follow())
        async with session.post(f"{playground.url}/playground/clock", json={"advance": None}) as response:
            told = await response.json()
        following.cancel()
    assert (told["now"] - begin, told["moved"]) == (3 * 3600, True)


async def test_another_page_may_not_act(playground: Playground, session: aiohttp.ClientSession) -> None:
    for origin, status in (("http://elsewhere.example", 403), (playground.url, 204)):
        async with session.post(f"{playground.url}/playground/start-over", headers={"Origin": origin}) as response:
            assert response.status == status


async def test_nobody_has_this_phone(playground: Playground, session: aiohttp.ClientSession) -> None:
    async with session.post(f"{playground.url}/playground/phones/5/acts", json={"act": "reads"}) as response:
        assert response.status == 404
