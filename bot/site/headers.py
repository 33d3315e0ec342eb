"""What every answer of ours says besides itself: to browsers that should never be here, and to scanners."""

from typing import Final

from aiohttp import web

POLICY: Final = "Content-Security-Policy"

HEADERS: Final = {
    "Server": "Yigong",  # aiohttp says its version and Python's
    "Cache-Control": "no-store",
    POLICY: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


async def put_on(_: web.BaseRequest, answer: web.StreamResponse) -> None:
    """Put them on an answer that is about to go; a page for people has a policy of its own for what it shows."""
    own = answer.headers.get(POLICY)
    answer.headers.update(HEADERS)
    if own is not None:
        answer.headers[POLICY] = own
