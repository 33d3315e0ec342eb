"""A form is read the same in whatever pieces it arrives: where the network cuts it is nobody's fault."""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from aiohttp.base_protocol import BaseProtocol
from aiohttp.streams import StreamReader
from aiohttp.test_utils import make_mocked_request

from playground.ground.params import Upload
from playground.serving.bot_api import _read

BOUNDARY = "7c1f0e"
FILE = b"\r\n--7c1f0\r\n\x00" + b"x" * 20_000 + b"\r\n--7c1f0"  # nearly the boundary, and more than is read at once
FORM = (
    b'--7c1f0e\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n7\r\n'
    b'--7c1f0e\r\nContent-Disposition: form-data; name="document"; filename="list.xlsx"\r\n'
    b"Content-Type: application/octet-stream\r\n\r\n" + FILE + b"\r\n--7c1f0e--\r\n"
)
WHOLE = {"chat_id": "7", "document": Upload("list.xlsx", "application/octet-stream", FILE)}
CUTS = sorted({*range(1, 260), *range(8_100, 8_600, 7), *range(len(FORM) - 160, len(FORM))})


def request(content: StreamReader) -> web.Request:
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Content-Length": str(len(FORM))}
    return make_mocked_request("POST", "/bot1:a/sendDocument", headers=headers, payload=content)


async def read(*pieces: bytes) -> dict[str, Any]:
    """What is read of a form whose pieces arrive one after the other."""
    loop = asyncio.get_running_loop()
    protocol = BaseProtocol(loop)
    protocol.connection_made(asyncio.Transport())
    content = StreamReader(protocol, 2**16, loop=loop)
    reading = asyncio.ensure_future(_read(request(content)))
    for piece in pieces:
        content.feed_data(piece)
        for _ in range(5):  # it is read before the next one is there
            await asyncio.sleep(0)
    content.feed_eof()
    return await reading


@pytest.mark.parametrize("between", [0, 1, 5, 9])
async def test_it_is_read_the_same_wherever_it_is_cut(between: int) -> None:
    """Into two, or with a few bytes alone in between."""
    for cut in CUTS:
        pieces = (FORM[:cut], FORM[cut : cut + between], FORM[cut + between :])
        assert await read(*pieces) == WHOLE, f"cut at {cut}"


@pytest.mark.parametrize("size", [1, 2, 7, 512, 4096])
async def test_it_is_read_the_same_in_pieces_of_any_size(size: int) -> None:
    assert await read(*(FORM[first : first + size] for first in range(0, len(FORM), size))) == WHOLE
