"""Whatever is answered, by us or by aiohttp itself, tells browsers to do nothing with it, and nobody a version."""

import asyncio
import logging

import aiohttp
import pytest
from aiohttp import web

from bot.site.headers import HEADERS
from bot.site.site import LARGEST_BODY
from tests.bot.site.test_site import SECRET, WITHIN, InsideASite, house

__all__ = ["house"]

NO_REQUEST = {
    "somebody who wants TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n",
    "a header without a name": b"GET /healthz HTTP/1.1\r\n: x\r\n\r\n",
    "two lengths": b"POST /telegram HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n123456",
    "a body that isn't packed as it says": (
        b"POST /telegram HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: "
        + SECRET.encode()
        + b"\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnone"
    ),
    "a line that is too long": b"GET /" + b"x" * 10_000 + b" HTTP/1.1\r\n\r\n",
}


async def broken(_: web.Request) -> web.Response:
    """A page with a fault."""
    raise ValueError


@pytest.mark.parametrize(
    ("path", "status"), [("/healthz", 200), ("/readyz", 503), ("/metrics", 200), ("/nowhere", 404), ("/telegram", 405)]
)
async def test_each_page_has_them(house: InsideASite, path: str, status: int) -> None:
    async with house.session.get(f"{house.site.address}{path}") as answer:
        assert answer.status == status
        assert HEADERS.items() <= dict(answer.headers).items()


@pytest.mark.parametrize(
    ("body", "secret", "status"),
    [(None, SECRET, 200), (None, "wrong", 403), (b"nonsense", SECRET, 400), (b" " * (LARGEST_BODY + 1), SECRET, 413)],
)
async def test_each_answer_to_a_post_has_them(house: InsideASite, body: bytes, secret: str, status: int) -> None:
    answer = await house.post(body, secret)
    assert answer.status == status
    assert HEADERS.items() <= dict(answer.headers).items()


@pytest.mark.parametrize("said", NO_REQUEST.values(), ids=NO_REQUEST.keys())
async def test_what_is_no_request_is_answered_with_them(
    house: InsideASite, said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert house.site.address is not None
    reader, writer = await asyncio.open_connection("127.0.0.1", int(house.site.address.rpartition(":")[2]))
    writer.write(said)
    async with asyncio.timeout(WITHIN):
        status, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    writer.close()
    await writer.wait_closed()
    assert status.startswith(("HTTP/1.0 400", "HTTP/1.1 400"))
    assert {f"{name}: {value}" for name, value in HEADERS.items()} <= set(lines)
    assert not [line for line in caplog.records if line.levelno > logging.DEBUG], "a stranger can fill the disk"


async def test_a_fault_of_ours_has_them() -> None:
    house = InsideASite(web.get("/broken", broken))
    async with house.site, aiohttp.ClientSession() as session, session.get(f"{house.site.address}/broken") as answer:
        assert answer.status == 500
        assert HEADERS.items() <= dict(answer.headers).items()
