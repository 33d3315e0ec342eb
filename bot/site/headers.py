"""What every answer of ours says besides itself: to browsers that should never be here, and to scanners."""

from typing import Final

from aiohttp import web

POLICY: Final = "Content-Security-Policy"
CACHING: Final = "Cache-Control"

HEADERS: Final = {
    "Server": "Yigong",  # aiohttp says its version and Python's
    CACHING: "no-store",
    POLICY: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


async def put_on(_: web.BaseRequest, answer: web.StreamResponse) -> None:
    """Put them on an answer that is about to go; a page may have a policy of its own, and a word on who keeps it."""
    own = {name: answer.headers[name] for name in (POLICY, CACHING) if name in answer.headers}
    answer.headers.update({**HEADERS, **own})
