"""The stream that keeps a page up to date: server-sent events, each phone as far as it has changed."""

import asyncio
import json
from collections.abc import Iterator

from aiohttp import web
from aiohttp_sse import EventSourceResponse, sse_response

from playground.ground.people import Json
from playground.messages.chats import Chat
from playground.serving.screens import phone_as_json, table_as_json
from playground.serving.table import Table


class _Seen:
    """What one page has been told so far."""

    def __init__(self) -> None:
        self.table: Json = {}
        self.jump = -1
        self.chats: dict[int, tuple[Chat, int]] = {}

    def news(self, table: Table) -> Iterator[tuple[str, Json]]:
        """What has changed since the last time, as events."""
        told = table_as_json(table)
        if _without_seconds(told) != _without_seconds(self.table):
            self.table = told
            yield "table", told
        jumped = table.clock.jump != self.jump  # "in 2 hours" reads differently after a jump
        self.jump = table.clock.jump
        for phone in list(table.phones.values()):
            chat = table.telegram.chats[phone.person.id]
            known, version = self.chats.get(chat.id, (None, -1))
            if known is not chat:
                version = -1
            if version == chat.version and not jumped:
                continue
            self.chats[chat.id] = (chat, chat.version)
            yield "phone", phone_as_json(phone, version, whole=jumped)


class Live:
    """Serves the stream to any number of pages."""

    def __init__(self, table: Table, closing: asyncio.Event) -> None:
        self._table = table
        self._closing = closing

    async def stream(self, request: web.Request) -> EventSourceResponse:
        """Tell a page everything, and then whatever changes."""
        seen = _Seen()
        async with sse_response(request) as response:
            while not self._closing.is_set():
                news = list(seen.news(self._table))
                for name, body in news:
                    await response.send(json.dumps(body), event=name)
                if not news:
                    await self._table.telegram.changed.wait()
        return response


def _without_seconds(table: Json) -> Json:
    """A running clock alone is no news: the page lets it run by itself."""
    if not table:
        return {}
    clock = {key: value for key, value in table["clock"].items() if key != "now"}
    return table | {"clock": clock}
