"""The files of the page; they ask nothing of the world outside."""

import mimetypes
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "page"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-cache",
}
ON_EVERY_ANSWER = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Unless it says something else itself."""


def add_pages(app: web.Application) -> None:
    """Serve the page at `/` and its files below `/page/`; whatever is answered says that it is no page of its own."""
    app.on_response_prepare.append(_guarded)
    app.add_routes([web.get("/", _index), web.get("/page/{name}", _file)])


async def _guarded(_request: web.Request, answer: web.StreamResponse) -> None:
    answer.headers["Server"] = "Playground"  # aiohttp has said its version and Python's
    for name, said in ON_EVERY_ANSWER.items():
        answer.headers.setdefault(name, said)


async def _index(_request: web.Request) -> web.Response:
    return _serve("index.html")


async def _file(request: web.Request) -> web.Response:
    return _serve(request.match_info["name"])


def _serve(name: str) -> web.Response:
    known = {path.name: path for path in FOLDER.iterdir()}
    if name not in known:
        raise web.HTTPNotFound
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    charset = None if kind.startswith("font/") else "utf-8"
    return web.Response(body=known[name].read_bytes(), content_type=kind, charset=charset, headers=HEADERS)
