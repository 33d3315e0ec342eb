"""Whoever opens connections and says nothing, or one letter a minute, keeps nobody else out."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

import aiohttp
import pytest

from bot.ground.other_clocks import OtherClocks
from bot.receiving.webhook import SECRET_HEADER, Doorstep
from bot.serving.pages import pages
from bot.site.door import Patience
from bot.site.health import Health
from bot.site.metrics import Metrics
from bot.site.site import Site
from tests.support.frozen import Frozen

SECRET = "only-Telegram_knows-this"
QUICK = Patience(head=0.3, body=0.3, visitors=8)
WITHIN = 20.0  # seconds on a machine that has other things to do
PATIENT = replace(QUICK, head=2 * WITHIN)
LETTERS = 0.02  # seconds from one to the next

WHOLE = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
HEADS = {
    "nothing at all": b"",
    "half a line": b"POST /tele",
    "a line": b"POST /telegram HTTP/1.1\r\n",
    "half a head": b"POST /telegram HTTP/1.1\r\nHost: x\r\nX-A: ",
    "all but the last byte": WHOLE[:-1],
    "an empty line": b"\r\n",
    "a second head, after a whole request": WHOLE + WHOLE[:-2],
}
POST = f"POST /telegram HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\n"
BODIES = {
    "a body of a length": f"{POST}Content-Length: 1000\r\n\r\n{{".encode(),
    "no letter of a body": f"{POST}Content-Length: 1000\r\n\r\n".encode(),
    "a body in pieces": f"{POST}Transfer-Encoding: chunked\r\n\r\n5\r\n".encode(),
    "a body that was to be asked for": f"{POST}Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n".encode(),
    "a stranger's body": b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{",
    "a body where none is wanted": b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
    "a body for nobody": b"POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
}


class Opened:
    """A site with a doorstep; what is put down there waits until it may be taken."""

    def __init__(self, patience: Patience) -> None:
        doorstep = Doorstep("https://volunteers.example/telegram", SECRET, patience=patience.body)
        doorstep.opens(self._take)
        served = pages(Frozen(), OtherClocks(Frozen()), Health(), Metrics(), doorstep)
        self.site = Site("127.0.0.1", 0, served, patience=patience)
        self.taken: list[dict[str, Any]] = []
        self.arrived = asyncio.Event()
        self.may_end = asyncio.Event()
        self.may_end.set()

    async def _take(self, raw: dict[str, Any]) -> None:
        self.arrived.set()
        await self.may_end.wait()
        self.taken.append(raw)

    async def visit(self, said: bytes = b"") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection that begins with these words."""
        assert self.site.address is not None
        reader, writer = await asyncio.open_connection("127.0.0.1", int(self.site.address.rpartition(":")[2]))
        writer.write(said)
        return reader, writer

    async def post(self, telegram: aiohttp.ClientSession, number: int) -> int:
        """What an update is answered."""
        url, headers = f"{self.site.address}/telegram", {SECRET_HEADER: SECRET}
        async with telegram.post(url, json={"update_id": number}, headers=headers) as answer:
            return answer.status


@asynccontextmanager
async def opened(patience: Patience) -> AsyncIterator[Opened]:
    opened = Opened(patience)
    async with opened.site:
        yield opened


async def until_sent_away(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, letters: bytes) -> bytes:
    """Go on with a letter now and then until the other side hangs up; what it said."""
    async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
        talking = group.create_task(_talk(writer, letters))
        said = b""
        with suppress(ConnectionError):
            while more := await reader.read(1000):
                said += more
        talking.cancel()
    writer.close()
    return said


async def _talk(writer: asyncio.StreamWriter, letters: bytes) -> None:
    with suppress(ConnectionError):
        for letter in itertools.cycle(letters):
            writer.write(bytes([letter]))
            await writer.drain()
            await asyncio.sleep(LETTERS)


@pytest.mark.parametrize("letters", [b"", b"a"], ids=["silent", "letter by letter"])
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
async def test_a_head_that_does_not_end_is_not_waited_for(head: bytes, letters: bytes) -> None:
    async with opened(QUICK) as site:
        reader, writer = await site.visit(head)
        await until_sent_away(reader, writer, letters)


@pytest.mark.parametrize("letters", [b"", b"1"], ids=["silent", "letter by letter"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
async def test_a_body_that_does_not_end_is_not_waited_for(body: bytes, letters: bytes) -> None:
    async with opened(QUICK) as site:
        reader, writer = await site.visit(body)
        await until_sent_away(reader, writer, letters)
        assert not site.taken


async def test_telegram_is_served_among_many_who_say_nothing() -> None:
    async with opened(PATIENT) as site, aiohttp.ClientSession() as telegram:
        crowd = [await site.visit(HEADS["half a head"]) for _ in range(12 * PATIENT.visitors)]
        async with asyncio.timeout(WITHIN / 2):
            assert [await site.post(telegram, number) for number in range(20)] == [200] * 20
            for reader, _ in crowd[: -PATIENT.visitors]:
                assert await _is_gone(reader)
        for _, writer in crowd:
            writer.close()


async def _is_gone(reader: asyncio.StreamReader) -> bool:
    try:
        return await reader.read(1) == b""
    except ConnectionError:
        return True


async def test_who_is_being_served_is_not_sent_away() -> None:
    async with opened(PATIENT) as site, aiohttp.ClientSession() as telegram, asyncio.timeout(WITHIN):
        site.may_end.clear()
        async with asyncio.TaskGroup() as group:
            posting = group.create_task(site.post(telegram, 1))
            await site.arrived.wait()
            crowd = [await site.visit() for _ in range(3 * PATIENT.visitors)]
            assert await _is_gone(crowd[0][0])
            site.may_end.set()
        assert posting.result() == 200
        for _, writer in crowd:
            writer.close()


async def test_two_requests_on_one_connection_are_still_served() -> None:
    async with opened(PATIENT) as site:
        reader, writer = await site.visit()
        for _ in range(2):
            writer.write(WHOLE)
            async with asyncio.timeout(WITHIN):
                assert b"200" in await reader.readline()
                await reader.readuntil(b"the loop turns\n")
        writer.close()
