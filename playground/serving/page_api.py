"""What the page does, and what a test outside the process may order: acts of thumbs, the clock, faults."""

import asyncio
import time
from dataclasses import asdict
from typing import Any
from zoneinfo import available_timezones

from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from playground.ground.people import Person
from playground.phones import acts, attaching
from playground.serving.live import Live
from playground.serving.pages import add_pages
from playground.serving.table import Table
from playground.serving.thumbs import Act, do, owner
from playground.telegram.faults import Fault
from playground.telegram.telegram import Telegram

FIRST_NEW_ID = 9_000_001
YEAR = 366 * 86_400
LONGEST_LOOK = 10.0  # seconds, of whoever tapped


class NewPerson(BaseModel):
    """Somebody who joins the table."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=64)
    language: str = Field(pattern=r"^[a-z]{2}(-[a-z]{2,8})?$")
    zone: str

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError("no such time zone")
        return zone


class ClockOrder(BaseModel):
    """By how many seconds to push the clock; None: to what the bot has to do next."""

    model_config = ConfigDict(extra="forbid")

    advance: float | None = Field(default=None, ge=0, le=YEAR)


FAULTS = TypeAdapter(list[Fault])


class PageApi:
    """The playground's own paths beside the Bot API."""

    def __init__(self, table: Table, closing: asyncio.Event) -> None:
        self._table = table
        self._telegram: Telegram = table.telegram
        self._live = Live(table, closing)

    def install(self, app: web.Application) -> None:
        """Add the paths, and what answers mistakes."""
        app.middlewares.append(_say_mistakes)
        add_pages(app)
        app.add_routes(
            [
                web.get("/playground/live", self._live.stream, allow_head=False),
                web.get("/playground/clock", self._follow_clock, allow_head=False),
                web.post("/playground/clock", self._push_clock),
                web.post("/playground/phones", self._add_person),
                web.post(r"/playground/phones/{id:\d+}/acts", self._act),
                web.put(r"/playground/phones/{id:\d+}/documents/{name}", self._send_document),
                web.put(r"/playground/phones/{id:\d+}/photos/{width:\d{1,5}}x{height:\d{1,5}}", self._send_photo),
                web.get("/playground/files/{file_id}/{name}", self._open_file),
                web.get("/playground/start-over", self._show_stake, allow_head=False),
                web.post("/playground/start-over", self._start_over),
                web.get("/playground/faults", self._show_faults),
                web.post("/playground/faults", self._add_faults),
                web.delete("/playground/faults", self._clear_faults),
                web.get("/playground/calls", self._show_calls),
                web.delete("/playground/calls", self._clear_calls),
            ]
        )

    async def _follow_clock(self, request: web.Request) -> web.Response:
        transport = request.transport
        try:
            seen = int(request.query.get("seen", "-1"))
            due = request.query.get("next")
            next_due = float(due) if due else None
        except ValueError:
            raise web.HTTPBadRequest(text="seen is a whole number, next are seconds since 1970") from None
        told = await self._table.clock.follow(
            seen, next_due, connection=transport, is_gone=lambda: transport is None or transport.is_closing()
        )
        return web.json_response(told)

    async def _push_clock(self, request: web.Request) -> web.Response:
        order = ClockOrder.model_validate_json(await request.text())
        clock = self._table.clock
        moved = lived = True
        try:
            if order.advance is None:
                moved = await self._advance_to_what_is_seen()
            else:
                await clock.advance(order.advance)
        except TimeoutError:
            lived = False
        self._telegram.changed.send()
        return web.json_response(clock.as_json() | {"moved": moved, "lived": lived})

    async def _advance_to_what_is_seen(self) -> bool:
        """On to what comes next on a phone of the table: much of what a bot does by the clock nobody sees."""
        moved, until = False, time.monotonic() + LONGEST_LOOK
        seen = self._table.newest()
        while self._table.newest() == seen and time.monotonic() < until:
            if not await self._table.clock.advance_to_next():
                break
            moved = True
        return moved

    async def _add_person(self, request: web.Request) -> web.Response:
        new = NewPerson.model_validate_json(await request.text())
        number = max([FIRST_NEW_ID - 1, *self._table.phones]) + 1
        phone = f"+86138{number % 100_000_000:08d}"
        self._table.phone(Person(number, new.name, new.language, new.zone, phone))
        return web.json_response({"id": number}, status=201)

    async def _act(self, request: web.Request) -> web.Response:
        do(self._table, self._owner(request), Act.model_validate_json(await request.text()))
        return web.Response(status=204)

    async def _send_document(self, request: web.Request) -> web.Response:
        name, content = request.match_info["name"], await _content(request)
        acts.sends_document(self._telegram, self._owner(request), name, content, request.content_type)
        return web.Response(status=204)

    async def _send_photo(self, request: web.Request) -> web.Response:
        width, height = (int(request.match_info[side]) for side in ("width", "height"))
        attaching.sends_photo(self._telegram, self._owner(request), await _content(request), width, height)
        return web.Response(status=204)

    async def _open_file(self, request: web.Request) -> web.Response:
        document = self._telegram.files.find(request.match_info["file_id"])
        if document is None:
            raise web.HTTPNotFound(text="this file is no longer here")
        # Always a download: what a bot or a person sent must never run as a page of the playground.
        headers = {"Content-Disposition": "attachment"}
        return web.Response(body=document.content, content_type="application/octet-stream", headers=headers)

    async def _show_stake(self, _request: web.Request) -> web.Response:
        asked = self._table.at_stake
        return web.json_response(asdict(await asked()) if asked is not None else None)

    async def _start_over(self, _request: web.Request) -> web.Response:
        await self._table.start_over()
        return web.Response(status=204)

    async def _show_faults(self, _request: web.Request) -> web.Response:
        return web.json_response(FAULTS.dump_python(self._telegram.faults.in_force(), mode="json"))

    async def _add_faults(self, request: web.Request) -> web.Response:
        self._telegram.faults.add(*FAULTS.validate_json(await request.text()))
        return web.Response(status=204)

    async def _clear_faults(self, _request: web.Request) -> web.Response:
        self._telegram.faults.clear()
        return web.Response(status=204)

    async def _show_calls(self, _request: web.Request) -> web.Response:
        return web.json_response(self._telegram.calls.as_json())

    async def _clear_calls(self, _request: web.Request) -> web.Response:
        self._telegram.calls.clear()
        return web.Response(status=204)

    def _owner(self, request: web.Request) -> Person:
        return owner(self._table, int(request.match_info["id"]))


async def _content(request: web.Request) -> bytes:
    content = await request.read()
    if not content:
        raise acts.CannotDoError("the file is empty")
    return content


@web.middleware
async def _say_mistakes(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A mistake is answered with a sentence."""
    if not request.path.startswith("/playground/"):
        return await handler(request)
    try:
        return await handler(request)
    except ValidationError as error:
        mistakes: list[Any] = error.errors(include_url=False, include_context=False, include_input=False)
        said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in mistakes)
        raise web.HTTPBadRequest(text=said) from None
    except acts.CannotDoError as error:
        raise web.HTTPConflict(text=str(error)) from None
