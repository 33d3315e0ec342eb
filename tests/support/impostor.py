"""Whoever may answer a call to Telegram: Telegram itself, or what stands in between, with any status and any body.

It speaks HTTP by hand over a loopback socket, so that it can also lie about lengths and hang up in the middle.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from telegram import Bot

from bot.calling.transport import AiohttpRequest

TOKEN: Final = "123456:very-secret-word_that-nobody-may-see"
PAGE: Final = f"<html><head><title>Please log in</title></head><body>/bot{TOKEN}/sendMessage</body></html>".encode()
SENT: Final = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "hello"}
RESULTS: Final[dict[str, Any]] = {
    "getMe": {"id": 123456, "is_bot": True, "first_name": "Yigong", "username": "yigong_bot"},
    "getUpdates": [],
    "sendMessage": SENT,
    "sendDocument": SENT,
    "sendPhoto": SENT,
    "editMessageText": SENT,
}


@dataclass(frozen=True)
class FalseAnswer:
    """One answer: its status and body, the length it claims (None: none, and then the end), whether it is cut."""

    status: int
    body: bytes
    length: int | None = None
    headers: str = ""

    def as_http(self) -> bytes:
        """What goes over the wire."""
        length = "" if self.length is None else f"Content-Length: {self.length}\r\n"
        head = f"HTTP/1.1 {self.status} Whatever\r\n{self.headers}{length}Connection: close\r\n\r\n"
        return head.encode() + self.body


def whole(status: int, body: bytes, headers: str = "") -> FalseAnswer:
    """An answer as long as it says."""
    return FalseAnswer(status, body, len(body), headers)


def refusal(code: object, description: str = "Refused", **parameters: object) -> dict[str, Any]:
    """A refusal in the shape of Telegram's."""
    more = {"parameters": parameters} if parameters else {}
    return {"ok": False, "error_code": code, "description": description} | more


class Impostor:
    """Answers the next calls with what they are to get, all others with what it always says.

    Told nothing, it is a Telegram to which everything is right.
    """

    def __init__(self) -> None:
        self.says: FalseAnswer | None = None
        self.next: deque[FalseAnswer] = deque()
        self.called: list[str] = []
        self.url = ""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one call."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            await reader.readexactly(_length_told(head))
            method = head.split(" ", 2)[1].rsplit("/", 1)[-1].partition("?")[0]
            self.called.append(method)
            said = self.next.popleft() if self.next else self.says or _agreed(method)
            writer.write(said.as_http())
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


def _agreed(method: str) -> FalseAnswer:
    return whole(200, json.dumps({"ok": True, "result": RESULTS.get(method, True)}).encode())


def _length_told(head: str) -> int:
    lines = (line.partition(":") for line in head.split("\r\n"))
    return next((int(value) for name, _, value in lines if name.lower() == "content-length"), 0)


@asynccontextmanager
async def impostor() -> AsyncIterator[Impostor]:
    """One that listens on this machine."""
    one = Impostor()
    server = await asyncio.start_server(one.answer, "127.0.0.1", 0)
    one.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield one


@asynccontextmanager
async def bot_facing(one: Impostor) -> AsyncIterator[tuple[Bot, AiohttpRequest]]:
    """A bot with the real transport, and the transport for getUpdates."""
    async with AiohttpRequest() as request, AiohttpRequest(1) as updates:
        yield Bot(TOKEN, base_url=f"{one.url}/bot", request=request, get_updates_request=updates), updates
