"""Nobody acts in the playground but its own page and its bot: other names, other pages and other tokens are refused."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web

from playground.phones import acts
from playground.serving.bot_api import BotApi
from playground.serving.page_api import PageApi
from playground.serving.server import Playground
from tests.playground.conftest import MEI
from tests.support.chromium import IN_A_BROWSER, chromium

PORT = "{port}"
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - the test is quick
OTHER_NAMES = (
    "rebound.example", f"rebound.example:{PORT}", f"127.0.0.1.rebound.example:{PORT}", f"localhost.example:{PORT}",
    f"127.0.0.2:{PORT}", f"0.0.0.0:{PORT}", f"[::2]:{PORT}", f"192.168.1.5:{PORT}", f"localhost.:{PORT}", "", "[::1",
    f"127.0.0.1:{PORT}@rebound.example", f"127.0.0.1:{PORT},rebound.example", f"rebound.example:{PORT}#127.0.0.1",
)  # fmt: skip
OTHER_PAGES: tuple[Mapping[str, str], ...] = (
    {"Origin": "http://elsewhere.example"},
    {"Origin": f"http://elsewhere.example:{PORT}"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": f"https://127.0.0.1:{PORT}"},
    {"Origin": f"http://localhost:{PORT}"},  # another than the one that is called
    {"Origin": "http://127.0.0.1"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": f"http://127.0.0.1:{PORT}.elsewhere.example"},
    {"Origin": f"http://127.0.0.1:{PORT}", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},  # another port of this machine
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
    {"Origin": "http://elsewhere.example", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": "x"},
    {"Origin": "http://elsewhere.example", "Accept": "text/event-stream"},
)


def routes(playground: Playground) -> list[tuple[str, str]]:
    """Every way in, with something in the place of what varies; and one that is none."""
    app = web.Application()
    app.add_routes(BotApi(playground.telegram, asyncio.Event()).routes())
    PageApi(playground, asyncio.Event()).install(app)
    meant = {
        "token": playground.token, "method": "sendMessage", "id": str(MEI.id), "name": "main.js", "file_id": "1",
        "width": "640", "height": "480",
    }  # fmt: skip
    found = {(route.method, route.resource.canonical) for route in app.router.routes() if route.resource is not None}
    assert len(found) > 15
    filled = [(method, re.sub(r"\{(\w+)\}", lambda part: meant[part[1]], path)) for method, path in sorted(found)]
    return [*filled, ("GET", "/nowhere")]


async def refusals(playground: Playground, headers: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """What each way in answers to whoever comes with these headers."""
    port = str(urlsplit(playground.url).port)
    written = {name: value.replace(PORT, port) for name, value in headers.items()}
    answers = {}
    async with aiohttp.ClientSession() as session:
        for method, path in routes(playground):
            body = '{"chat_id": 1001, "text": "Hello", "act": "writes"}' if method in {"POST", "PUT"} else None
            async with session.request(method, playground.url + path, data=body, headers=written) as response:
                answers[method, path] = response.status
    return answers


@pytest.mark.parametrize("name", OTHER_NAMES)
async def test_only_its_own_name_is_answered(playground: Playground, name: str) -> None:
    playground.telegram.add(MEI, started=True)
    answers = await refusals(playground, {"Host": name})
    bots = {way: status for way, status in answers.items() if way[1].startswith(("/bot", "/file"))}
    assert set(answers.values()) <= {400, 403}, answers
    assert set(bots.values()) <= {400, 403}, bots
    assert nothing_happened(playground)


@pytest.mark.parametrize("headers", OTHER_PAGES, ids=str)
async def test_no_page_elsewhere_acts_in_it(playground: Playground, headers: Mapping[str, str]) -> None:
    playground.telegram.add(MEI, started=True)
    answers = await refusals(playground, headers)
    assert set(answers.values()) == {403}, answers
    assert nothing_happened(playground)


def nothing_happened(playground: Playground) -> bool:
    """Whether nobody did, sent, learnt or pushed anything."""
    telegram = playground.telegram
    return not (telegram.chats[MEI.id].messages or telegram.calls.by_method or playground.clock.jump)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
async def test_its_own_page_acts_in_it(playground: Playground, session: aiohttp.ClientSession, name: str) -> None:
    host = f"{name}:{urlsplit(playground.url).port}"
    own: tuple[Mapping[str, str], ...] = (
        {},
        {"Origin": f"http://{host.lower()}"},
        {"Origin": f"http://{host.lower()}", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    )
    for headers in own:
        url = f"{playground.url}/playground/phones/{MEI.id}/acts"
        async with session.post(
            url, json={"act": "writes", "text": "hi"}, headers={"Host": host, **headers}
        ) as response:
            assert response.status == 204, headers


async def test_a_link_leads_to_the_page_and_nowhere_else(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    for path, status in (("/", 200), ("/playground/clock", 403), (f"/bot{playground.token}/getMe", 403)):
        async with session.get(playground.url + path, headers=followed) as response:
            assert response.status == status, path


@pytest.mark.parametrize(
    "head",
    [
        "POST /playground/start-over HTTP/1.0\r\n\r\n",
        "POST /playground/start-over HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: rebound.example\r\n\r\n",
        "POST /playground/start-over HTTP/1.1\r\nHost: rebound.example\r\nHost: 127.0.0.1:{port}\r\n\r\n",
        "POST http://127.0.0.1:{port}/playground/start-over HTTP/1.1\r\nHost: rebound.example\r\n\r\n",
        (
            "POST /playground/start-over HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            "Origin: http://elsewhere.example\r\n\r\n"
        ),
    ],
)
async def test_tricks_with_the_head_are_refused(playground: Playground, head: str) -> None:
    acts.writes(playground.telegram, MEI, "hi")
    port = urlsplit(playground.url).port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head.format(port=port).encode())
    answer = (await reader.readline()).decode()
    writer.close()
    assert answer.split()[1] in {"400", "403"}, answer
    assert playground.telegram.chats[MEI.id].messages, "it was started over"


async def test_the_token_is_another_at_every_start(playground: Playground, session: aiohttp.ClientSession) -> None:
    async with Playground() as other:
        assert other.token != playground.token
        assert re.fullmatch(r"\d+:[\w-]{35}", other.token)
        for token, status in ((other.token, 200), (playground.token, 401)):
            async with session.get(f"{other.url}/bot{token}/getMe") as response:
                assert response.status == status
    assert playground.token.partition(":")[2] not in repr(playground.telegram.bot)


@pytest.mark.parametrize(
    ("listens", "name", "status"),
    [
        (EVERY_ADDRESS, "192.168.1.5", 200),
        (EVERY_ADDRESS, "[fd00::5]", 200),
        (EVERY_ADDRESS, "rebound.example", 403),
        (EVERY_ADDRESS, "localhost", 200),
        ("localhost", "localhost", 200),
        ("localhost", "rebound.example", 403),
    ],
)
async def test_it_answers_to_what_http_host_says(listens: str, name: str, status: int) -> None:
    async with Playground(listens) as playground, aiohttp.ClientSession() as session:
        assert urlsplit(playground.url).hostname in {"127.0.0.1", "::1"}, "an address that can be opened here"
        host = f"{name}:{urlsplit(playground.url).port}"
        async with session.get(playground.url, headers={"Host": host}) as response:
            assert response.status == status


@asynccontextmanager
async def elsewhere() -> AsyncIterator[str]:
    """The address of a page of somebody else's."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<!doctype html><title>Elsewhere</title>", content_type="text/html")

    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://elsewhere.test:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


ATTACKS = """async ([own, rebound, token, phone]) => {
  const told = [];
  const ask = (url, more) => fetch(url, more).then((answer) => told.push(answer.status), () => told.push("closed"));
  const blindly = (url, more = {}) => fetch(url, { mode: "no-cors", ...more }).catch(() => null);
  const writes = { method: "POST", body: JSON.stringify({ act: "writes", text: "hi" }) };
  const opened = (made, tells) => new Promise((done) => {
    made.onopen = () => done("open");
    made.onerror = made.onclose = () => done("closed");
  }).then((answer) => tells.push(answer));
  for (const root of [own, rebound]) {
    await blindly(`${root}/playground/phones/${phone}/acts`, writes);
    await blindly(`${root}/playground/start-over`, { method: "POST" });
    await blindly(`${root}/playground/clock?seen=0&next=1`);
    await blindly(`${root}/bot${token}/getMe`);
    await ask(`${root}/playground/clock`, { method: "POST", body: '{"advance": 60}' });
    await ask(`${root}/playground/live`);
    await opened(new EventSource(`${root}/playground/live`), told);
    await opened(new WebSocket(`${root.replace("http", "ws")}/playground/live`), told);
  }
  return told;
}"""


@pytest.mark.browser
@pytest.mark.timeout(60)
@IN_A_BROWSER[1]
async def test_a_page_elsewhere_in_a_real_browser_does_nothing(playground: Playground) -> None:
    port = urlsplit(playground.url).port
    async with elsewhere() as page_url, chromium("--host-resolver-rules=MAP *.test 127.0.0.1") as browser:
        page = await browser.new_page()
        await page.goto(page_url)
        told = await page.evaluate(
            ATTACKS, [playground.url, f"http://rebound.test:{port}", playground.token, str(MEI.id)]
        )
        assert set(told) == {"closed"}, "it was told something"
        await page.goto(f"http://rebound.test:{port}/")
        assert "nobody of that name" in await page.inner_text("body"), "a name that was made to point here is let in"
    assert nothing_happened(playground)
