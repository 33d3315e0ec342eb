"""The HTTP side: who may post updates, what is answered when, and what the health pages say."""

import asyncio
import io
import json
import logging
import socket
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.ground.errors import NotNow
from bot.ground.other_clocks import OtherClocks
from bot.receiving.webhook import AGAIN_AFTER, SECRET_HEADER, Doorstep
from bot.serving.pages import pages
from bot.site.health import Health
from bot.site.metrics import Metrics
from bot.site.site import LARGEST_BODY, PortTaken, Site
from playground.ground.params import Params
from playground.telegram.methods import call
from playground.telegram.telegram import Telegram
from storage.engine.connecting import connect
from tests.support.databases import Databases
from tests.support.frozen import Frozen
from tests.support.ports import free_port
from tests.support.town import Town, town

SECRET = "only-Telegram_knows-this"
WITHIN = 20  # seconds that a test waits for what must happen
UPDATE = {"update_id": 7, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "hi"}}


async def more(request: web.Request) -> web.Response:
    """A page of another capability's."""
    return web.Response(text=request.match_info["page"])


class InsideASite:
    """A site with a doorstep, and somebody inside who takes what is put down there."""

    session: aiohttp.ClientSession

    def __init__(self, *beside: web.RouteDef) -> None:
        self.clocks = OtherClocks(Frozen())
        self.health = Health()
        self.doorstep = Doorstep("https://volunteers.example/telegram", SECRET)
        served = pages(Frozen(), self.clocks, self.health, Metrics(), self.doorstep)
        self.site = Site("127.0.0.1", 0, [*served, web.get("/more/{page}", more), *beside], needed=True)
        self.taken: list[dict[str, Any]] = []
        self.away = False
        self.arrived = asyncio.Event()
        self.may_go = asyncio.Event()
        self.may_go.set()

    async def take(self, raw: dict[str, Any]) -> None:
        self.arrived.set()
        await self.may_go.wait()
        if self.away:
            raise NotNow
        self.taken.append(raw)

    async def post(self, body: bytes | None = None, secret: str | None = SECRET, path: str = "/telegram") -> Any:
        """The answer: its status and headers."""
        headers = {} if secret is None else {SECRET_HEADER: secret}
        content = io.BytesIO(json.dumps(UPDATE).encode() if body is None else body)
        async with self.session.post(f"{self.site.address}{path}", data=content, headers=headers) as answer:
            await answer.read()
            return answer

    async def get(self, path: str) -> tuple[int, str]:
        """The answer: its status and text."""
        async with self.session.get(f"{self.site.address}{path}") as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def house() -> AsyncIterator[InsideASite]:
    house = InsideASite()
    house.doorstep.opens(house.take)
    async with house.site, aiohttp.ClientSession() as house.session:
        yield house


async def test_an_update_is_taken(house: InsideASite) -> None:
    assert (await house.post()).status == 200
    assert house.taken == [UPDATE]


async def test_telegram_is_answered_only_when_it_is_done(house: InsideASite) -> None:
    house.may_go.clear()
    async with asyncio.TaskGroup() as group:
        posting = group.create_task(house.post())
        await house.arrived.wait()
        assert not posting.done()
        house.may_go.set()
    assert posting.result().status == 200


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "密码"])
async def test_who_does_not_know_the_secret_is_sent_away(house: InsideASite, secret: str | None) -> None:
    assert (await house.post(secret=secret)).status == 403
    assert not house.taken


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"7",
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": 1e400}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
    ],
)
async def test_what_is_no_update_is_refused_without_a_fuss(
    house: InsideASite, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert (await house.post(body)).status == 400
    assert not house.taken
    assert not [record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR]


@pytest.mark.parametrize("number", [-1, 2**63, 2**64, 10**4000])
async def test_an_update_is_taken_whatever_its_number(house: InsideASite, number: int) -> None:
    """Refused, Telegram would give it again and again, and the others of its person never."""
    update = UPDATE | {"update_id": number}
    assert (await house.post(json.dumps(update).encode())).status == 200
    assert house.taken == [update]


async def test_what_is_too_large_is_refused(house: InsideASite, caplog: pytest.LogCaptureFixture) -> None:
    assert (await house.post(b" " * (LARGEST_BODY + 1))).status == 413
    assert not [record for record in caplog.records if record.exc_info]


async def test_only_posts_are_taken_and_only_there(house: InsideASite) -> None:
    assert (await house.get("/telegram"))[0] == 405
    assert (await house.get("/nowhere"))[0] == 404
    assert (await house.post(path="/nowhere")).status == 404


async def test_what_is_no_http_is_refused_without_a_fuss(house: InsideASite, caplog: pytest.LogCaptureFixture) -> None:
    assert house.site.address is not None
    reader, writer = await asyncio.open_connection("127.0.0.1", int(house.site.address.rpartition(":")[2]))
    writer.write(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n")  # how somebody begins who wants TLS
    async with asyncio.timeout(WITHIN):
        assert b"400" in await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_later_is_said_when_it_cannot_be_done_now(house: InsideASite) -> None:
    house.away = True
    answer = await house.post()
    assert (answer.status, answer.headers["Retry-After"]) == (503, str(AGAIN_AFTER))
    house.away = False
    assert (await house.post()).status == 200


async def test_later_is_said_before_everything_is_ready() -> None:
    house = InsideASite()
    async with house.site, aiohttp.ClientSession() as house.session:
        assert (await house.post()).status == 503
        assert (await house.get("/metrics"))[0] == 200
        house.doorstep.opens(house.take)
        assert (await house.post()).status == 200


async def test_a_further_page_is_a_line_more(house: InsideASite) -> None:
    assert await house.get("/more/calendar") == (200, "calendar")


async def test_what_is_in_flight_is_finished_when_it_closes(house: InsideASite) -> None:
    house.may_go.clear()
    async with asyncio.TaskGroup() as group:
        posting = group.create_task(house.post())
        await house.arrived.wait()
        address = house.site.address
        closing = group.create_task(house.site.close())
        await asyncio.sleep(0)  # it shuts the door, and waits
        house.may_go.set()
        await closing
    assert posting.result().status == 200
    with pytest.raises(aiohttp.ClientConnectorError):
        await house.session.get(f"{address}/healthz")


async def test_health_says_what_is_missing(house: InsideASite, databases: Databases) -> None:
    assert await house.get("/healthz") == (200, "the loop turns\n")
    status, text = await house.get("/readyz")
    assert status == 503
    assert json.loads(text)["missing"] == ["the database is not open yet", "Telegram has not answered yet"]

    house.health.telegram = None
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            house.health.database = database
            status, text = await house.get("/readyz")
            assert (status, json.loads(text)) == (200, {"ready": True, "missing": []})
            for _ in range(2):
                house.clocks.show("Telegram", Frozen().now() - timedelta(minutes=9))
            status, text = await house.get("/readyz")
            assert (status, json.loads(text)["missing"]) == (200, []), "a wrong clock keeps no tap from being served"
            assert "9 min ahead of Telegram's" in json.loads(text)["warnings"][0]
            assert "快9分钟" in json.loads(text)["zh"][0]
        status, text = await house.get("/readyz")
    assert (status, json.loads(text)["missing"]) == (503, ["the database doesn't answer"])


async def test_tables_of_another_version_are_not_ready(house: InsideASite, databases: Databases) -> None:
    house.health.telegram = None
    with databases.fresh("sqlite", migrated=False) as url:
        async with connect(url) as database:
            house.health.database = database
            _, text = await house.get("/readyz")
    assert json.loads(text)["missing"] == ["the database's tables are not this version's"]


async def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port} is in use\. Try another, as in HTTP_PORT=\d+ make run"):
            await Site("127.0.0.1", port, [], needed=True).__aenter__()
        async with Site("127.0.0.1", port, []) as site:
            assert site.address is None


async def test_nobody_is_sent_away_by_whoever_does_not_know_yet_which_secrets_are_good(house: InsideASite) -> None:
    house.doorstep.closes()
    assert (await house.post(secret="of-another-replica")).status == 503
    house.doorstep.opens(house.take, lambda shown: shown == b"of-another-replica")
    assert (await house.post(secret="of-another-replica")).status == 200
    assert (await house.post(secret="wrong")).status == 403


async def test_a_doorstep_that_closes_lets_nothing_in_and_sees_through_what_is_in(house: InsideASite) -> None:
    house.may_go.clear()
    async with asyncio.TaskGroup() as group:
        posting = group.create_task(house.post())
        await house.arrived.wait()
        house.doorstep.closes()
        closing = group.create_task(house.doorstep.is_empty())
        assert (await house.post()).status == 503
        assert not closing.done()
        house.may_go.set()
    assert posting.result().status == 200
    assert house.taken == [UPDATE]


# With the real process behind it


class PostedByHand:
    """A town whose bot has a webhook, and a way to post to it by hand."""

    def __init__(self, town: Town, settings: Mapping[str, str], session: aiohttp.ClientSession) -> None:
        self.town = town
        self.settings = settings
        self.url = settings["WEBHOOK_URL"]
        self.session = session

    async def status(self, update: dict[str, Any]) -> int:
        async with self.session.post(self.url, json=update, headers={SECRET_HEADER: SECRET}) as answer:
            return answer.status

    async def recorded(self) -> list[dict[str, Any]]:
        """What has come of updates so far: those recorded, and the forms they led to."""
        async with self.town.database.reading() as reader:
            rows = await reader.all("SELECT update_id, shows FROM inbox ORDER BY update_id")
            forms = await reader.all("SELECT id, step, answers FROM drafts")
        return [{name: row[name] for name in row.keys()} for row in (*rows, *forms)]  # noqa: SIM118  a row is no dict


@pytest.fixture
async def posting(database_url: str) -> AsyncIterator[PostedByHand]:
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    settings = {"WEBHOOK_URL": url, "WEBHOOK_SECRET": SECRET, "HTTP_PORT": str(port)}
    async with town(database_url, settings) as place, aiohttp.ClientSession() as session:
        yield PostedByHand(place, settings, session)


async def test_who_writes_while_it_starts_is_answered_then_and_ever_after(
    posting: PostedByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    mei = await posting.town.member("Mei")
    await mei.sends("/my")
    await posting.town.stop()
    is_introduced, goes_on = asyncio.Event(), asyncio.Event()

    async def slowly(telegram: Telegram, method: str, params: Params) -> Any:
        if method == "setmycommands":
            is_introduced.set()
            await goes_on.wait()
        return await call(telegram, method, params)

    monkeypatch.setattr("playground.serving.bot_api.call", slowly)
    await posting.town.start(posting.settings)
    update = {"update_id": 900_000_001, "message": said(mei.person.id, "/hours 1 2026-11-20 Errand")}
    async with asyncio.timeout(WITHIN):
        await is_introduced.wait()
        assert await posting.status(update) == 503, "Telegram is to give it again"
        goes_on.set()
        await mei.sends("/language")
        assert await posting.status(update) == 200
    assert "Errand" in mei.screen.text


async def test_a_repeated_update_does_nothing_twice(posting: PostedByHand) -> None:
    mei = posting.town.phone("Mei")
    await mei.sends("/start")
    await mei.taps("English")
    before = await posting.recorded()
    await mei.repeats()
    assert await posting.recorded() == before


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_database_that_is_away_is_waited_for(posting: PostedByHand, databases: Databases) -> None:
    mei = await posting.town.member("Mei")
    await mei.sends("/language")
    update = {"update_id": 900_000_001, "message": said(mei.person.id, "/language")}
    databases.postgres.stop()
    try:
        assert await posting.status(update) == 503
        async with posting.session.get(posting.url.replace("/telegram", "/readyz")) as answer:
            assert (answer.status, (await answer.json())["missing"]) == (503, ["the database doesn't answer"])
    finally:
        databases.postgres.start()
    assert await posting.status(update) == 200
    async with posting.session.get(posting.url.replace("/telegram", "/readyz")) as answer:
        assert answer.status == 200


def said(person: int, text: str) -> dict[str, Any]:
    """A message as Telegram tells of it."""
    sender = {"id": person, "is_bot": False, "first_name": "Mei", "language_code": "en"}
    chat = {"id": person, "type": "private", "first_name": "Mei"}
    return {"message_id": 99, "date": 1, "chat": chat, "from": sender, "text": text}
