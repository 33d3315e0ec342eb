"""The Bot API over HTTP: paths, parameters, answers, and the faults that were ordered."""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.multipart import BodyPartReader

from playground.ground.errors import ApiError
from playground.ground.params import Params, Upload
from playground.telegram.faults import Fault, Kind
from playground.telegram.methods import call
from playground.telegram.telegram import Telegram

PAGE = "<html><head><title>{status}</title></head><body>Not what you have asked for: {status}</body></html>"
DOWNLOAD = "download"
"""What a fault calls the fetching of a file, which is no method of the Bot API."""
ATTACHMENT_LIMIT = 50 * 1024 * 1024  # bytes


class BotApi:
    """Answers the calls of the one bot."""

    def __init__(self, telegram: Telegram, closing: asyncio.Event) -> None:
        self._telegram = telegram
        self._closing = closing

    def routes(self) -> list[web.RouteDef]:
        """The paths of the Bot API."""
        path = r"/bot{token:[^/]+}/{method:[^/]+}"
        return [
            web.post(path, self._call),
            web.get(path, self._call, allow_head=False),
            web.get(r"/file/bot{token:[^/]+}/documents/{file_id}/{name}", self._download),
        ]

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if self._is_strange(request):
            return _answer_error(ApiError(401, "Unauthorized"))
        method = request.match_info["method"].lower()
        calls = self._telegram.calls
        calls.note_call(method)
        try:
            params = Params(await _read(request))
            fault = self._fault(method, params)
            if fault is not None and fault.kind is Kind.PAGE:
                calls.faults[fault.kind] += 1
                return _page(fault.code)
            if fault is not None and await self._prevents(request, fault):
                return _answer({"ok": False}, 504)  # to nobody: the connection is gone
            result = await call(self._telegram, method, params)
        except ApiError as error:
            calls.errors[error.code] += 1
            return _answer_error(error)
        if self._is_strange(request):  # the token was revoked while the bot was made to wait
            return _answer_error(ApiError(401, "Unauthorized"))
        if fault is not None:
            self._after(request, fault, params, result)
        return _answer({"ok": True, "result": result}, 200)

    def _is_strange(self, request: web.Request) -> bool:
        return request.match_info["token"] != self._telegram.bot.token

    def _fault(self, method: str, params: Params) -> Fault | None:
        chat = params.text("chat_id").lstrip("-")
        return self._telegram.faults.hit(method, params.number("chat_id") if chat.isdigit() else None)

    async def _prevents(self, request: web.Request, fault: Fault) -> bool:
        """Whether the fault left nobody to answer; raises ApiError if it is an answer itself."""
        self._telegram.calls.faults[fault.kind] += 1
        if fault.kind is Kind.ANSWER:
            raise fault.error()
        if fault.kind is Kind.SILENCE:
            await self._closing.wait()
        if fault.kind in (Kind.SILENCE, Kind.CUT_BEFORE):
            _cut(request)
            return True
        return False

    def _after(self, request: web.Request, fault: Fault, params: Params, result: Any) -> None:
        if fault.kind is Kind.CUT_AFTER:
            self._telegram.calls.cut_after[params.number("chat_id")] += 1
            _cut(request)
        elif fault.kind is Kind.REPEAT and isinstance(result, list):
            result[:] = [update for update in result for _ in range(2)]
        elif fault.kind is Kind.DISORDER and isinstance(result, list):
            self._telegram.faults.shuffle(result)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if self._is_strange(request):
            return _answer_error(ApiError(401, "Unauthorized"))
        document = self._telegram.files.find(request.match_info["file_id"])
        if document is None or document.name != request.match_info["name"]:
            return _answer_error(ApiError(404, "Not Found"))
        fault = self._fault(DOWNLOAD, Params({}))
        if fault is not None and fault.kind is Kind.PAGE:
            self._telegram.calls.faults[fault.kind] += 1
            return _page(fault.code)
        try:
            if fault is not None and await self._prevents(request, fault):
                return _answer({"ok": False}, 504)  # to nobody: the connection is gone
        except ApiError as error:
            return _answer_error(error)
        if fault is not None and fault.kind is Kind.CUT_AFTER:
            return await _half(request, document.content)
        return web.Response(body=document.content, content_type="application/octet-stream")


async def _half(request: web.Request, content: bytes) -> web.StreamResponse:
    """The first half of a file, and then nothing more."""
    response = web.StreamResponse(headers={"Content-Length": str(len(content))})
    await response.prepare(request)
    await response.write(content[: len(content) // 2])
    _cut(request)
    return response


async def _read(request: web.Request) -> dict[str, Any]:
    """The parameters of a call; those in the body win over those in the query."""
    given: dict[str, Any] = dict(request.query)
    if not request.body_exists:
        return given
    kind = request.content_type
    if kind == "multipart/form-data":
        return given | await _read_multipart(request)
    body = await request.text()
    if kind == "application/json":
        return given | _read_json(body)
    return given | dict(parse_qsl(body, keep_blank_values=True))


def _read_json(body: str) -> dict[str, Any]:
    if not body:
        return {}
    try:
        given = json.loads(body)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise ApiError(400, "Bad Request: can't parse request JSON object")
    return given


async def _read_multipart(request: web.Request) -> dict[str, Any]:
    given: dict[str, Any] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        if part.filename is None:
            given[part.name] = await part.text()
        else:
            content = bytes(await part.read())
            mime_type = part.headers.get("Content-Type", "application/octet-stream")
            given[part.name] = Upload(part.filename, mime_type, content)
    return given


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


def _answer_error(error: ApiError) -> web.Response:
    if error.code == 502:
        return _page(502)
    answer: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        answer["parameters"] = error.parameters
    return _answer(answer, error.code)


def _page(status: int) -> web.Response:
    return web.Response(text=PAGE.format(status=status), status=status, content_type="text/html")


def _answer(answer: dict[str, Any], status: int) -> web.Response:
    return web.Response(body=json.dumps(answer).encode(), status=status, content_type="application/json")
