"""What every answer of ours says besides itself: to browsers that should never be here, and to scanners."""

from typing import Final

from aiohttp import web

HEADERS: Final = {
    "Server": "Yigong",  # aiohttp says its version and Python's
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


async def put_on(_: web.BaseRequest, answer: web.StreamResponse) -> None:
    """Put them on an answer that is about to go."""
    answer.headers.update(HEADERS)
